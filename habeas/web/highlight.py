"""A text with many marked spans, nested and overlapping, becomes a line of flat segments that a page can print."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text that stands for something.

    Attributes:
        start, end: Code points, end exclusive.
        key: Whose span it is: a claim's id.
        kind: A word that becomes a class: `quote` or `trigger`; `bare` for a sentence in which nothing is proposed.
    """

    start: int
    end: int
    key: str
    kind: str = "quote"


@dataclass(frozen=True, slots=True)
class Segment:
    """Some text with everything that marks the whole of it.

    Attributes:
        text: The words; the segments of a text joined are the text.
        quotes: Keys of the marks of kind `quote` over it, widest first.
        triggers: Keys of all other marks over it, widest first.
        starts: Keys of the marks that begin here, each key once in the whole text.
        hidden: The words are withheld; `text` holds blanks in their place.
        bare: Key of the sentence without a proposal that it belongs to, or empty; also in `starts` where that begins.
    """

    text: str
    quotes: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    hidden: bool = False
    bare: str = ""

    @property
    def keys(self) -> str:
        """Every key over the segment, separated by spaces."""
        return " ".join(dict.fromkeys((*self.quotes, *self.triggers)))


def split_text(text: str, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Cut a text at every edge of a mark.

    Returns:
        Segments in order, none empty; a text without marks is one segment, an empty text none.
    """
    usable = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    usable.sort(key=lambda mark: (mark.start, -mark.end, mark.key))
    edges = sorted({0, len(text), *(mark.start for mark in usable), *(mark.end for mark in usable)})
    opening: dict[int, list[Mark]] = {}
    for mark in usable:
        opening.setdefault(mark.start, []).append(mark)
    live: list[Mark] = []
    begun: set[str] = set()
    segments = []
    for start, end in pairwise(edges):
        live = [mark for mark in live if mark.end > start] + opening.get(start, [])
        wide_first = sorted(live, key=lambda mark: (mark.start - mark.end, mark.start, mark.key))
        starts = dict.fromkeys(mark.key for mark in opening.get(start, []) if mark.key not in begun)
        begun.update(starts)
        segments.append(
            Segment(
                text=text[start:end],
                quotes=_keys(mark for mark in wide_first if mark.kind == "quote"),
                triggers=_keys(mark for mark in wide_first if mark.kind not in ("quote", "bare")),
                starts=tuple(starts),
                bare=next((mark.key for mark in wide_first if mark.kind == "bare"), ""),
            )
        )
    return tuple(segments)


def _keys(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.key for mark in marks))
