"""What the authorities charge a person with, what courts ruled, and the terms. All of it is as reported, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Accusation, Event, LegalReference, Term
from habeas.registry.casefile import AccusationView, Charge, Ruling, TermView
from habeas.registry.custody import Sentence, bodies_of, calculate_sentence, terms_of
from habeas.registry.days import iso
from habeas.registry.quantities import words_of_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from habeas.registry.gathering import Told
    from habeas.registry.matter import Matter

_RULINGS = (
    "verdict",
    "appeal_ruling",
    "remand",
    "house_arrest",
    "administrative_arrest",
    "clemency",
    "charges_dropped",
)
_CHARGING = (
    "charge",
    "charge_in_custody",
    "verdict",
    "wanted_in_absentia",
    "remand",
    "detention",
    "administrative_arrest",
)


@dataclass(frozen=True, slots=True)
class _Charging:
    """One place where a claim names an article: stage, authority and alleged conduct as it has them."""

    told: Told
    reference: LegalReference
    stage: str
    authority: str
    conduct: str = ""


def charges_of(matter: Matter) -> tuple[Charge, ...]:
    """What the authorities charge the person with; each article once for each stage of the procedure."""
    found: dict[tuple[str, str, str], list[_Charging]] = {}
    for one in (*_in_events(matter), *_in_accusations(matter)):
        article = article_of(one.reference)
        if article:
            law = one.reference.law.text if one.reference.law else ""
            found.setdefault((article, law, one.stage), []).append(one)
    charges = [_charge(matter, key, entries) for key, entries in found.items()]
    return tuple(sorted(charges, key=lambda one: (one.date or "9", one.stage, one.article, one.law)))


def _in_events(matter: Matter) -> Iterator[_Charging]:
    for group in matter.events:
        if group.type not in _CHARGING or group.modality not in ("asserted", "alleged"):
            continue
        for told in group.told:
            body = told.claim.body
            if isinstance(body, Event):
                stage = body.variant if group.type == "charge" and body.variant else group.type
                authority = next((m.label for m in body.mentions if m.role in ("body", "agent")), "")
                for reference in body.legal:
                    yield _Charging(told, reference, stage, authority)


def _in_accusations(matter: Matter) -> Iterator[_Charging]:
    for told in matter.told:
        body = told.claim.body
        if isinstance(body, Accusation) and any(mention.label in told.names for mention in body.accused):
            conduct = body.conduct.text if body.conduct else ""
            for reference in body.legal:
                yield _Charging(told, reference, "accusation", body.accuser.label if body.accuser else "", conduct)


def _charge(matter: Matter, key: tuple[str, str, str], entries: list[_Charging]) -> Charge:
    article, law, stage = key
    claims = sorted({one.told.claim_id for one in entries})
    # The date of alleged conduct is no date of a charge.
    dated = [one.told.dated for one in entries if one.told.dated.edtf and stage != "accusation"]
    return Charge(
        article=article,
        law=law,
        stage=stage,
        date=min(((d.days.width, d.days.start, d.edtf) for d in dated), default=(0, 0, ""))[2],
        conduct=min((one.conduct for one in entries if one.conduct), default=""),
        authority=min((one.authority for one in entries if one.authority), default=""),
        said_by=matter.said_by(claims),
        evidence=matter.evidence(claims),
    )


def accusations_of(matter: Matter) -> tuple[AccusationView, ...]:
    """What the person is accused of, and when it is said to have been: the accuser's word, never a fact."""
    found: dict[tuple[str, str, str, tuple[str, ...], str], list[Told]] = {}
    for told in matter.told:
        body = told.claim.body
        if not isinstance(body, Accusation) or told.claim.modality not in ("asserted", "alleged"):
            continue
        if not any(mention.label in told.names for mention in body.accused):
            continue
        key = (
            body.conduct.text if body.conduct else "",
            told.dated.edtf,
            body.accuser.label if body.accuser else "",
            tuple(sorted({text for reference in body.legal if (text := article_of(reference))})),
            body.answer.text if body.answer else "",
        )
        found.setdefault(key, []).append(told)
    views = [
        AccusationView(
            conduct=conduct,
            conduct_date=date,
            accuser=accuser,
            articles=articles,
            answer=answer,
            told_by=min((iso(one.known_by) for one in several if one.known_by is not None), default=""),
            said_by=matter.said_by([one.claim_id for one in several]),
            evidence=matter.evidence([one.claim_id for one in several]),
        )
        for (conduct, date, accuser, articles, answer), several in found.items()
    ]
    return tuple(sorted(views, key=lambda one: (one.told_by or "9", one.conduct_date or "9", one.evidence.claim_ids)))


def article_of(reference: LegalReference) -> str:
    """An article as written: `342`, `361-4 part 2`; the words for the law where no article is named."""
    if reference.article:
        return f"{reference.article} part {reference.part}" if reference.part else reference.article
    return reference.law.text if reference.law else ""


def rulings_of(matter: Matter) -> tuple[Ruling, ...]:
    """Verdicts, appeal rulings, remands and the like, in order of time."""
    return tuple(
        Ruling(
            type=group.type,
            variant=", ".join(sorted({body.variant for body in bodies_of(group)} - {""})),
            date=group.date,
            body=_first(m.label for body in bodies_of(group) for m in body.mentions if m.role == "body"),
            judge=_first(m.label for body in bodies_of(group) for m in body.mentions if m.role == "judge"),
            legal=tuple(sorted({text for body in bodies_of(group) for ref in body.legal if (text := article_of(ref))})),
            term=", ".join(sorted({words for term in terms_of(group) if (words := words_of_term(term))})),
            said_by=matter.said_by(group.claim_ids),
            evidence=matter.evidence(group.claim_ids),
        )
        for group in matter.events
        if group.type in _RULINGS and group.modality == "asserted"
    )


def _first(labels: Iterable[str]) -> str:
    return min(labels, default="")


def terms_of_case(matter: Matter) -> tuple[TermView, ...]:
    """The terms reported; an end that was calculated says so."""
    marks = {mark.key: mark for mark in matter.axis.starts}
    found = []
    for group in matter.events:
        if group.modality != "asserted":
            continue
        claims: dict[str, list[tuple[str, Term]]] = {}
        for told in group.asserted:
            body = told.claim.body
            if isinstance(body, Event) and body.term is not None and (words := words_of_term(body.term)):
                claims.setdefault(words, []).append((told.claim_id, body.term))
        mark = marks.get(group.key) if group.type in ("verdict", "appeal_ruling") else None
        for words, entries in sorted(claims.items()):
            terms = [term for _, term in entries]
            sentence = calculate_sentence(matter.policy, mark, matter.marks, terms) if mark else None
            found.append(
                TermView(
                    text=words,
                    kind=min((term.kind for term in terms if term.kind), default=""),
                    start=iso(sentence.base) if sentence else "",
                    calculated_end=iso(sentence.latest) if sentence else "",
                    note=_how_calculated(sentence) if sentence else "",
                    evidence=matter.evidence(claim_id for claim_id, _ in entries),
                )
            )
    return tuple(found)


def _how_calculated(sentence: Sentence) -> str:
    note = f"calculated from {iso(sentence.base)}"
    return f"{note}; with the greatest credit for remand {iso(sentence.earliest)}" if sentence.credited else note
