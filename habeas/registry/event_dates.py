"""The date of an event: the one that people chose, else what its claims share, else the span of all they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import ChooseValue, canonical_date
from habeas.registry.days import UNKNOWN, Range, iso

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.registry.documents import Dated
    from habeas.registry.events import EventGroup
    from habeas.registry.ledger import Ledger

_LISTED = 4  # dates that gainsay one another are listed up to so many


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that people chose for a person: (field, claim id) to the decision, unless they chose differently."""

    by_claim: dict[tuple[str, str], tuple[str, ChooseValue]]

    def find(self, name: str, claim_ids: Iterable[str]) -> tuple[str, ChooseValue] | None:
        """The decision that chose one of these claims for a field; None where none did, or several differ."""
        found = {
            entry[0]: entry for claim_id in claim_ids if (entry := self.by_claim.get((name, claim_id))) is not None
        }
        chosen = {body.claim_id for _, body in found.values()}
        return found[min(found)] if len(chosen) == 1 else None


def choices_of(ledger: Ledger, members: Iterable[str]) -> Choices:
    """The live choices of values for a person, whatever of its ids they name."""
    by_claim = {}
    for member in members:
        for decision_id, decision in ledger.live_about("value", member) if ledger.about("value", member) else ():
            body = decision.body
            if isinstance(body, ChooseValue) and ledger.claim_state(body.claim_id) == "accepted":
                by_claim[body.field, body.claim_id] = (decision_id, body)
    return Choices(by_claim)


def date_event(group: EventGroup, choices: Choices | None) -> None:
    """Give an event the chosen date, else the one that its dates share, else the span of all of them."""
    speaking = group.asserted
    chosen = choices.find("date", group.claim_ids) if choices and choices.by_claim else None
    if chosen is not None:
        group.chosen = chosen[0]
        speaking = [one for one in group.told if one.claim_id == chosen[1].claim_id]
    dates = {one.dated.edtf: one.dated for one in speaking if one.dated.edtf}
    # A day of an unknown year says nothing of when; it is shown where there is nothing better.
    group.date = min(dates, default="")
    known = [dated for dated in dates.values() if dated.days.first is not None or dated.days.last is not None]
    if len(known) == 1:
        group.stated, group.date, group.bounded = _stated(known[0].days), known[0].edtf, known[0].bounded
    elif known:
        known.sort(key=lambda dated: (dated.days.width, dated.days.start, dated.edtf))
        low = max(dated.days.start for dated in known)
        high = min(dated.days.end for dated in known)
        agree = low <= high
        if not agree:
            low, high = min(d.days.start for d in known), max(d.days.end for d in known)
        group.stated = _range(low, high, uncertain=any(dated.days.uncertain for dated in known))
        group.date = known[0].edtf if agree else _span_text(known, low, high)
        group.bounded = known[0].bounded
    last = min([one.known_by for one in speaking if one.known_by is not None], default=None)
    group.days = group.stated
    if last is not None and last < group.stated.end and last >= group.stated.start:
        group.days = Range(group.stated.first, last, group.stated.uncertain)


def _stated(days: Range) -> Range:
    """A range whose ends say that they are open where they are those of the calendar."""
    if days.start > 1 and days.end < UNKNOWN.end and days.first is not None and days.last is not None:
        return days
    return _range(days.start, days.end, uncertain=days.uncertain)


def _range(low: int, high: int, *, uncertain: bool) -> Range:
    return Range(low if low > 1 else None, high if high < UNKNOWN.end else None, uncertain)


def _span_text(known: list[Dated], low: int, high: int) -> str:
    """Dates that gainsay one another, as EDTF: one of a few, else between the first and the last."""
    texts = sorted({dated.edtf for dated in known})
    if len(texts) <= _LISTED and not any(text[0] in "[{" for text in texts):
        return canonical_date(f"[{','.join(texts)}]")
    return canonical_date(f"{iso(low)}/{iso(high)}")
