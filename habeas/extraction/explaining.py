"""How a claim came about, in lines: the passes and pack entries that made it, then what each slot rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import AttributionStep, Claim, DateExpression, LegalReference, Mention, Quantity, Term, spans_of
from habeas.model.claims import walk_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.reading import Explanation


def explain_claim(claim: Claim, explanation: Explanation) -> tuple[str, ...]:
    """One line for each thing that made a claim what it is, in words of the document.

    Args:
        claim: The claim.
        explanation: Of the same proposal.

    Returns:
        First `pass: pack entry` as the reader noted it, then `pass: words: what was made of them` for people, dates,
        laws, terms, numbers and the chain of attribution, at last the modality and the place of the quote.
    """
    made = (f"{name}: {entry}" if entry else name for name, entry in explanation.made_by)
    slots = (line for part in _parts(claim) for kind, tell in _TELLERS if isinstance(part, kind) for line in tell(part))
    place = f"quotes: characters {claim.quote.start}-{claim.quote.end}, {len(spans_of(claim))} places checked"
    return tuple(dict.fromkeys((*made, *slots, f"modality: {claim.modality}", place)))


def _parts(claim: Claim) -> Iterator[object]:
    """The values of the body, then the chain; a date's own parts belong to the date."""
    yield from walk_values(claim.body, stop=DateExpression)
    for step in claim.attribution:
        yield step
        if step.cited is not None:
            yield step.cited


def _mention(mention: Mention) -> Iterator[str]:
    role = mention.role or "mentioned"
    if mention.name is None:
        yield f"people: “{mention.written.text}”: {role}, not named in full"
    elif mention.name == mention.written or mention.name.text == mention.written.text:
        yield f"people: “{mention.written.text}”: {role}"
    else:
        yield f"people: “{mention.written.text}”: {role}, taken for {mention.name.text}"


def _date(date: DateExpression) -> Iterator[str]:
    against = {"publication": " from the day of publication", "date": " from the date before it"}.get(date.anchor, "")
    rule = f"rule {date.rule}{against}" if date.rule else ""
    yield f"dates: “{date.wording.text}”: {', '.join(filter(None, (date.value, rule))) or 'no value'}"


def _law(law: LegalReference) -> Iterator[str]:
    said = (f"article {law.article}" if law.article else "", f"part {law.part}" if law.part else "")
    yield f"legal: “{law.quote.text}”: {', '.join(filter(None, said)) or 'a law without a number'}"


def _term(term: Term) -> Iterator[str]:
    lengths = [f"{number} {unit}" for unit in ("years", "months", "days") if (number := getattr(term, unit))]
    marks = [mark for mark in ("life", "suspended", "in_absentia") if getattr(term, mark)]
    yield f"terms: “{term.quote.text}”: {', '.join(filter(None, (term.kind, *lengths, *marks))) or 'no length'}"


def _quantity(quantity: Quantity) -> Iterator[str]:
    value = "no number" if quantity.value is None else str(quantity.value)
    yield f"counts: “{quantity.quote.text}”: {value}{f', {quantity.qualifier}' if quantity.qualifier else ''}"


def _step(step: AttributionStep) -> Iterator[str]:
    who = f"“{step.name.text}”" if step.name is not None else "nobody named"
    cue = f" by “{step.cue.text}”" if step.cue is not None else ""
    more = (step.full_name.text if step.full_name else "", step.mode, step.reporter_stance, step.reach)
    yield f"attribution: {who}{cue}: {', '.join(filter(None, (step.role, *more)))}"


_TELLERS: tuple[tuple[type, Callable[..., Iterator[str]]], ...] = (
    (Mention, _mention),
    (DateExpression, _date),
    (LegalReference, _law),
    (Term, _term),
    (Quantity, _quantity),
    (AttributionStep, _step),
)
