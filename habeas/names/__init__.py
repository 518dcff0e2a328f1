"""One person in every spelling: names of Belarusian, Russian and Ukrainian persons in any alphabet and romanisation.

`parse_name` takes a printed name apart, `compare` gives the probability that two names are one person's, `explain`
says why, `compare_many` does millions of pairs, `compare_records` adds birth dates and places, `link` and `dedupe`
work on whole lists. Machine output is a question for a person: nothing here merges anything.

Every name below loads its module when it is first used, so that a command that compares no names loads no NumPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from habeas.names.batch import compare_many
    from habeas.names.explaining import Explanation, Part, explain
    from habeas.names.linkage import Pair, Suggestion, dedupe, link, suggest_pairs
    from habeas.names.parsing import ParsedName, parse_name
    from habeas.names.records import NameRecord, compare_records
    from habeas.names.scoring import compare

_WHERE = (
    ("batch", ("compare_many",)),
    ("explaining", ("Explanation", "Part", "explain")),
    ("linkage", ("Pair", "Suggestion", "dedupe", "link", "suggest_pairs")),
    ("parsing", ("ParsedName", "parse_name")),
    ("records", ("NameRecord", "compare_records")),
    ("scoring", ("compare",)),
)

__all__ = [
    "Explanation",
    "NameRecord",
    "Pair",
    "ParsedName",
    "Part",
    "Suggestion",
    "compare",
    "compare_many",
    "compare_records",
    "dedupe",
    "explain",
    "link",
    "parse_name",
    "suggest_pairs",
]


def __getattr__(name: str) -> Any:
    for module, names in _WHERE:
        if name in names:
            found = getattr(import_module(f"habeas.names.{module}"), name)
            globals()[name] = found
            return found
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
