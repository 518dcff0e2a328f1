"""The lines of a text as a list of persons has them: label, name behind a bullet or country, fields, terms."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.layout.case_tables import field_labels, find_labels
from habeas.extraction.layout.entry_names import behind_item_mark, name_at
from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.row_terms import find_row_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import ParsedText, Word

DASHES = ("–", "—", "-")
_LINE = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_FIELD = re.compile(
    r"[ \t•*|·▪-]{0,20}([A-Z][A-Za-z /]{1,40}?)(?:[ \t]{0,9}(?P<number>\d{1,3}))?(?:[ \t]{0,9}[:|.]|[ ]{2}|\t)"
)
# Two marks between the parts of a row; the first one may open a bracket.
_OPENING_MARK, _NEXT_MARK = re.compile(r"[–—;|(]| - "), re.compile(r"[–—;|]| - ")
_MOST_PLACE = 5  # words
_LINKS = word_list("entry", "links", "lists")
_NAMING = "name"
_NUMBERED = word_list("entry", "numbered", "lists")


@dataclass(slots=True)
class EntryLine:
    """A line that holds more than white space.

    Attributes:
        start, end: Its place. words: Those in it. label: Of a field, in lower case; "name" where it names the person.
        value: Where the value of the field begins. apart: A blank line stands before it.
        named: Which of its words are a name at its beginning.
        has_field: The label of a field stands behind the name. has_term: A part of it is a term of prison and no more.
        listed: The places of the names below that it is the heading of.
        bold: It is written in capitals.
    """

    start: int
    end: int
    words: list[Word]
    label: str
    value: int
    apart: bool
    named: tuple[int, int] = (0, 0)
    has_field: bool = False
    has_term: bool = False
    listed: list[tuple[int, int]] = field(default_factory=list)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        letters = [char for word in self.words for char in word.text if char.isalpha()]
        self.bold = len(letters) > 3 and all(char.isupper() for char in letters)

    @property
    def is_item(self) -> bool:
        """Whether a name stands in it behind a bullet or number."""
        return 0 < self.named[0] < self.named[1]

    @property
    def is_cut(self) -> bool:
        """Whether it begins with a clause that lacks its subject."""
        return any(word.cut_off for word in self.words[:6])

    @property
    def holds_cut(self) -> bool:
        """Whether such a clause stands anywhere in it."""
        return any(word.cut_off for word in self.words)

    @property
    def is_plain(self) -> bool:
        """Whether no verb with a tense of its own stands in it."""
        return not any(word.tag in FINITE and not word.cut_off and word.dep != "relcl" for word in self.words)


@lru_cache(maxsize=1)
def entry_labels() -> tuple[frozenset[str], frozenset[str]]:
    """The labels of fields that name the person, and all others."""
    names, events, others = field_labels()
    return names, events | others


def read_lines(parsed: ParsedText) -> Iterator[EntryLine]:
    """The lines of a text in order. Linear in its length."""
    names, others = entry_labels()
    inside = [label.start for label in find_labels(parsed.text) if not label.bare]
    at, last = 0, 0
    for found in _LINE.finditer(parsed.text):
        words = []
        while at < len(parsed.words) and parsed.words[at].start < found.end():
            if parsed.words[at].pos != "SPACE" and parsed.words[at].start >= found.start():
                words.append(parsed.words[at])
            at += 1
        label = _FIELD.match(parsed.text, found.start(), found.end())
        known = label.group(1).strip().lower() if label else ""
        numbered = label is not None and label.group("number") is not None and known in _NUMBERED
        line = EntryLine(
            found.start(),
            found.end(),
            words,
            _NAMING if numbered else known if known in names | others and _ends_label(label) else "",
            label.end() if label is not None else found.start(),
            parsed.text.count("\n", last, found.start()) > 1,
        )
        behind = bisect_left(inside, found.start())
        line.has_field = behind < len(inside) and inside[behind] < found.end()
        if not line.label:
            first = _behind_place(words, behind_item_mark(words))
            line.named = first, first + (name_at(words, first) or _given_alone(words, first))
            last_name = words[line.named[1] - 1].end if line.named[0] < line.named[1] else found.end()
            mark = _OPENING_MARK.search(parsed.text, last_name, found.end())
            terms = mark is not None and _NEXT_MARK.search(parsed.text, mark.end(), found.end()) is not None
            line.has_term = terms and any(find_row_terms(parsed.text, last_name, found.end()))
        last = found.end()
        yield line


def _behind_place(words: list[Word], at: int) -> int:
    """As in "Iran – Ana Testova: poet": behind the country under which a profile stands."""
    mark = next((i for i in range(at + 1, min(at + _MOST_PLACE, len(words))) if words[i].text in DASHES), 0)
    place = " ".join(word.low for word in words[at:mark])
    return mark + 1 if place in load_gazetteer().places else at


def _given_alone(words: list[Word], at: int) -> int:
    """As in "Nima and Sara Testova, both writers": 1 where a given name shares the family name behind it."""
    shared = words[at + 1 : at + 2]
    given = at < len(words) and words[at].text[:1].isupper() and words[at].low in load_gazetteer().given
    return int(bool(given and shared and shared[0].low in _LINKS and name_at(words, at + 2)))


def _ends_label(label: re.Match[str] | None) -> bool:
    """Whether more than a point stands behind what looks like a label."""
    return label is not None and label.group()[-1:] != "."


def named_in_field(line: EntryLine) -> tuple[int, int] | None:
    """The place of the name with which the value of a field begins."""
    at = next((at for at, word in enumerate(line.words) if word.start >= line.value), 0)
    count = name_at(line.words, at, least=1) if at else 0
    return (line.words[at].start, line.words[at + count - 1].end) if count else None


def further_names(line: EntryLine) -> tuple[list[tuple[int, int]], int]:
    """The others of a heading that names several, "A, B and C", and how many of its words stand up to their end."""
    found: list[tuple[int, int]] = []
    at, linked = line.named[1], False
    while at < len(line.words) and (line.words[at].low in _LINKS or line.words[at].text == ","):
        linked = linked or line.words[at].low in _LINKS
        at += 1
        if at < len(line.words) and line.words[at].low in _LINKS:
            linked, at = True, at + 1
        count = name_at(line.words, at)
        if not count:
            break
        found.append((line.words[at].start, line.words[at + count - 1].end))
        at += count
    return (found, at) if linked else ([], line.named[1])


__all__ = ["DASHES", "EntryLine", "entry_labels", "further_names", "named_in_field", "read_lines"]
