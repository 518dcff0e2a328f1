"""What a person is accused of, what courts ruled, and the terms. All of it is as reported, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import Accusation, Event
from habeas.registry.casefile import AccusationView, Ruling, TermView
from habeas.registry.custody import Sentence, bodies_of, calculate_sentence, terms_of
from habeas.registry.days import iso
from habeas.registry.quantities import words_of_term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.model import LegalReference, Term
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
