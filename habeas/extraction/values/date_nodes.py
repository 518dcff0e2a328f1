"""Dates while they are read: a node knows its parts until the tense of its clause says which way it points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from habeas.model import DateExpression, Span


@dataclass(frozen=True, slots=True)
class Node:
    """A date in the making.

    Attributes:
        start, end: Its place in the text.
        year: Four digits, a decade `199X`, or empty where it is not said.
        month, day: 0 where it is not said.
        rules: Steps of `habeas.model.date_expressions`; `nearest` and `weekday:N` still lack their direction.
        anchor: publication, date, or empty.
        anchor_node: What it is counted from, where `anchor` is `date`.
        parts: Ends or members.
        needs: The unit of a date that leans on one named before ("the next day"), until that one is found.
        weak: It says too little to stand alone (a bare day in a list).
    """

    start: int
    end: int
    year: str = ""
    month: int = 0
    day: int = 0
    rules: tuple[str, ...] = ()
    anchor: str = ""
    anchor_node: Node | None = None
    parts: tuple[Node, ...] = ()
    needs: str = ""
    weak: bool = False

    @property
    def value(self) -> str:
        """EDTF of what is said; `XXXX-..` without a year, empty where nothing is."""
        if not (self.year or self.month):
            return ""
        text = self.year or "XXXX"
        if self.month:
            text += f"-{self.month:02d}"
        if self.month and self.day:
            text += f"-{self.day:02d}"
        return text

    def spread(self, start: int, end: int) -> Node:
        """The same over a wider stretch of text."""
        return replace(self, start=min(self.start, start), end=max(self.end, end))

    def then(self, *rules: str) -> Node:
        """The same with more steps."""
        return replace(self, rules=(*self.rules, *rules))


def express(node: Node, text: str, *, future: bool) -> DateExpression:
    """The record of a node, now that its direction is known."""
    direction = "future" if future else "past"
    rules = []
    for rule in node.rules:
        if rule == "nearest":
            rules.append(f"nearest_{direction}")
        elif rule.startswith("weekday:") and rule.count(":") == 1:
            rules.append(f"{rule}:{direction}")
        else:
            rules.append(rule)
    return DateExpression(
        wording=Span.of(text, node.start, node.end),
        value="" if node.parts else node.value,
        rule=" ".join(rules),
        anchor=node.anchor,
        anchor_date=express(node.anchor_node, text, future=False) if node.anchor_node else None,
        parts=tuple(express(part, text, future=future) for part in node.parts),
    )
