"""Other names of one person: "Ana Testova, also known as Tessa", "Wen Jia (pen name Stone Lamp)"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import any_of, word_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from habeas.extraction.grammar.words import ParsedText
    from habeas.extraction.people.name_runs import NameRun

Key = tuple[str, ...]

_LONGEST_LINK = 60  # characters between two names of one person
_MOST_LISTED = 4  # names in a bracket


@lru_cache(maxsize=1)
def _link() -> re.Pattern[str]:
    """What stands between the name of somebody and another name of theirs."""
    how, by, names, short, plain = (any_of(word_list("names", name)) for name in _LISTS)
    kind = rf"(?:{names})"
    whose = r"(?: (?:the|his|her|their))?"
    known = rf"(?:who (?:is|was) )?(?:(?:{how}) )?known (?:{by}){whose}(?: (?:{how}))?(?: {kind})?(?: of)?"
    named = rf"(?:(?:whose|his|her|under the|by the) )?(?:(?:{how}) )?{kind}(?: (?:is|was|of))?"
    # Without a comma "X also called Y a liar" and "X nicknamed Y" tell of two persons.
    link = rf"(?:,? \(|, )(?:{known}|{named}|{short})| (?:{known}|{plain})"
    return re.compile(rf"(?:{link})[:,]? [\"'“‘«]?", re.IGNORECASE)


_LISTS = ("known_how", "known_by", "names_of_names", "also_called", "called_plainly")


def other_names(parsed: ParsedText, runs: Sequence[NameRun]) -> Mapping[Key, Key]:
    """The key of each other name to that of the name before it; their runs are made persons'."""
    link, places = _link(), load_gazetteer().places
    found: dict[Key, Key] = {}
    for first, second in pairwise(runs):
        between = parsed.text[first.end : second.start]
        apart = len(between) <= _LONGEST_LINK and "\n" not in between
        if not apart or first.kind != "person" or second.before or " ".join(second.key) in places:
            continue
        if link.fullmatch(between) and (second.kind != "organisation" or "known" not in between):
            found.setdefault(second.key, found.get(first.key, first.key))
    found.update(_in_brackets(parsed, runs, found))
    found = {other: own for other, own in found.items() if other != own and not set(other) <= set(own)}
    last = {other[-1] for other in found if len(other) > 1}
    for run in runs:
        if run.key in found or (len(run.key) == 1 and run.key[0] in last and run.kind != "place"):
            run.kind = "person"
    return found


def _in_brackets(parsed: ParsedText, runs: Sequence[NameRun], known: Mapping[Key, Key]) -> dict[Key, Key]:
    """As in the line "Wen Jialu (Stone Lamp, Wen Jia), freelance": names only, right behind the name of an entry."""
    text, found = parsed.text, dict[Key, Key]()
    for number, run in enumerate(runs):
        opens = run.start == 0 or text[run.start - 1] == "\n"
        if run.kind != "person" or len(run.key) < 2 or not opens or text[run.end : run.end + 2] != " (":
            continue
        close = text.find(")", run.end, run.end + 3 * _LONGEST_LINK)
        inside = [other for other in runs[number + 1 : number + 1 + _MOST_LISTED] if other.end <= close]
        rest = text[run.end + 2 : max(close, 0)]
        for other in inside:
            rest = rest.replace(text[other.start : other.end], "")
        several = len(inside) > 1 or any(set(other.key) & set(run.key) for other in inside)
        listed = several and not rest.strip(" ,;") and text[close + 1 : close + 2] in (",", "\n", "")
        if listed and all(other.kind in ("person", "unknown") for other in inside):
            found.update({other.key: known.get(run.key, run.key) for other in inside})
    return found
