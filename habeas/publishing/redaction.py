"""Text with what is above an audience's level blanked, or not shown at all. Length and line breaks stay."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import is_
from typing import Any, TypeVar

from habeas.model import Span
from habeas.publishing.spelling import OtherAlphabet

BLANK = "█"
T = TypeVar("T")
P = TypeVar("P")


def blank_spans(text: str, hidden: Iterable[tuple[int, int]], offset: int = 0) -> str:
    """The text with hidden spans blanked, character by character, so that every other offset still fits.

    Args:
        text: The words, standing at `offset` in their document.
        hidden: (start, end) pairs in the document; those outside the text do nothing.
        offset: Where the text starts in the document.
    """
    spans = tuple(hidden)
    if not spans:
        return text
    letters = list(text)
    for start, end in spans:
        for index in range(max(start - offset, 0), min(end - offset, len(letters))):
            if not letters[index].isspace():
                letters[index] = BLANK
    return "".join(letters)


def blank_quote(quote: Span, hidden: Iterable[tuple[int, int]]) -> str:
    """The words of a quote with hidden spans blanked; empty where nothing but blanks would be left."""
    blanked = blank_spans(quote.text, hidden, quote.start)
    return blanked if any(letter.isalnum() for letter in blanked) else ""


def mentions_elsewhere(text: str, names: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where any of these names stands in a text, whatever its case: a hidden name goes where no claim marks it too.

    Only whole words count, so that a short surname does not blank parts of other words.
    """
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds to two would shift every offset after it
        folded = "".join(letter.casefold() if len(letter.casefold()) == 1 else letter for letter in text)
    # A name may go on in the next line, or with two spaces: each run of spaces counts as one.
    places = [i for i, letter in enumerate(folded) if not (letter.isspace() and folded[i - 1 : i].isspace())]
    folded = "".join(" " if folded[i].isspace() else folded[i] for i in places)
    found = []
    for name in sorted({" ".join(name.casefold().split()) for name in names if name.strip()}, key=len, reverse=True):
        start = folded.find(name)
        while start != -1:
            end = start + len(name)
            before, after = folded[start - 1 : start], folded[end : end + 1]
            if not (before.isalnum() or after.isalnum()):
                found.append((places[start], places[end - 1] + 1))
            start = folded.find(name, end)
    return tuple(found)


class Names:
    """Names that are not to be read anywhere, each with its parts, its endings in Cyrillic and the other alphabet.

    Words are looked up, not tried one by one: a casebook may withhold tens of thousands.

    Args:
        withheld: Full names, and names as written.
        shown: Names that the audience may read; their words are never blanked.
    """

    def __init__(self, withheld: Iterable[str], shown: Iterable[str] = ()) -> None:
        kept = {word.casefold() for name in shown for word in _WORD.findall(name)}
        words = {word for name in withheld for word in _WORD.findall(name) if len(word) > 2 and word[:1].isupper()}
        self._forms: dict[str, set[tuple[tuple[str, ...], bool]]] = {}  # by first part: (parts, any ending)
        self._stems: set[str] = set()
        self._kept = frozenset(kept)
        self._elsewhere = OtherAlphabet({word for word in words if word.casefold() not in kept}, kept)
        for word in {word.casefold() for word in words} - kept:
            stem, declined = _stem_of(word)
            parts = tuple(_JOINS.split(stem))
            if declined and len(parts) == 1:
                self._stems.add(stem)
            else:
                self._forms.setdefault(parts[0], set()).add((parts, declined))

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """(start, end) of each place where one of them stands."""
        if not self._forms and not self._stems:
            return ()
        if _ID.fullmatch(text):
            return ()
        printed = list(_RUN.finditer(text))
        runs = [(found.start(), found.end(), found.group().casefold()) for found in printed]
        spans = [(found.start(), found.end()) for found in printed if self._elsewhere.hears(found.group())]
        for number, (start, end, word) in enumerate(runs):
            if word not in self._kept and self._is_declined(word):
                spans.append((start, end))
            for parts, declined in self._forms.get(word, ()):
                last = number + len(parts) - 1
                if last < len(runs) and _fits(text, runs[number : last + 1], parts, declined=declined):
                    spans.append((start, runs[last][1]))
        return tuple(spans)

    def _is_declined(self, word: str) -> bool:
        """Whether a word is one of the stems with an ending of up to four letters."""
        if not "а" <= word[0] <= "ў":
            return False
        return any(word[: len(word) - cut] in self._stems for cut in range(min(_LONGEST_ENDING, len(word) - 1) + 1))

    def blank(self, text: str) -> str:
        """The text with each of them blanked."""
        spans = self.spans(text)
        return blank_spans(text, spans) if spans else text

    def _all(self) -> tuple[Any, ...]:
        return self._forms, self._stems, self._elsewhere, self._kept

    def __eq__(self, other: object) -> bool:
        """Whether both blank the same."""
        return isinstance(other, Names) and self._all() == other._all()

    __hash__ = None  # type: ignore[assignment]  # nothing looks them up


_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ID = re.compile(r"[0-9a-f]{32,}")  # of a record or a person
_RUN = re.compile(r"\w+")
_JOINS = re.compile(r"[-’']")
_ENDINGS = "аяйоеыиуюьэёіў"
_LONGEST_ENDING = 4


def _stem_of(word: str) -> tuple[str, bool]:
    """The word; for a long Cyrillic one what any ending may follow, since names are declined."""
    if len(word) > 3 and "а" <= word[0] <= "ў":
        return (word.rstrip(_ENDINGS) if len(word.rstrip(_ENDINGS)) > 2 else word), True
    return word, False


def _fits(text: str, runs: list[tuple[int, int, str]], parts: tuple[str, ...], *, declined: bool) -> bool:
    """Whether runs of letters that follow one another are the parts of one joined word."""
    joined = all(text[one[1] : other[0]] in _JOINED for one, other in pairwise(runs))
    last = runs[-1][2]
    ends = (
        last.startswith(parts[-1]) and len(last) - len(parts[-1]) <= _LONGEST_ENDING if declined else last == parts[-1]
    )
    return joined and ends and all(run[2] == part for run, part in zip(runs[:-1], parts[:-1], strict=True))


_JOINED = ("-", "’", "'")


def map_parts(view: T, kind: type[P], change: Callable[[P], P]) -> T:
    """A view made of frozen dataclasses and tuples with every part of one kind in it changed.

    What holds no changed part is given back as it is: a case has hundreds of parts, and few of them change.
    """
    if isinstance(view, kind):
        return change(view)  # type: ignore[return-value]
    if isinstance(view, tuple):
        parts = [map_parts(part, kind, change) for part in view]
        return view if all(map(is_, parts, view)) else tuple(parts)  # type: ignore[return-value]
    names = _fields_of(type(view))  # type: ignore[arg-type]  # a type is hashable, whatever T is
    changes: Any = {}
    for name in names:
        value = getattr(view, name)
        if (shown := map_parts(value, kind, change)) is not value:
            changes[name] = shown
    return replace(view, **changes) if changes else view  # type: ignore[type-var]


@lru_cache(maxsize=256)
def _fields_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none for anything else."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
