"""The parts of a case that tell of the person and of events: names, timeline, treatment, words on the case."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.model import (
    Attribute,
    Classification,
    Event,
    Relation,
    State,
    Statement,
    event_type,
)
from habeas.model.vocabulary import HELD
from habeas.registry.casefile import (
    EventView,
    NameForm,
    StatementView,
    Valued,
)
from habeas.registry.caselaw import article_of
from habeas.registry.country import lane_of
from habeas.registry.days import iso
from habeas.registry.documents import date_in, facts_of, mentions_in
from habeas.registry.gathering import SUBJECT_ROLES, Told
from habeas.registry.quantities import words_of_quantity, words_of_term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.registry.events import EventGroup
    from habeas.registry.ledger import Ledger
    from habeas.registry.matter import Matter

_SCRIPTS = (
    ("LATIN", "Latn"),
    ("CYRILLIC", "Cyrl"),
    ("ARABIC", "Arab"),
    ("MYANMAR", "Mymr"),
    ("CJK", "Hani"),
    ("GREEK", "Grek"),
)
_ACTING = ("agent", "body", "counterpart")
_TREATMENT = (
    "ill_treatment",
    "isolation",
    "denial_of_rights",
    "denial_of_medical_care",
    "enforced_disappearance",
    "hunger_strike",
    "coerced_statement",
    "search_seizure",
)


# Names.


def names_of(told: Iterable[Told]) -> tuple[tuple[NameForm, ...], str]:
    """Every written form of a person's name, and the one to show.

    Shown is the name that the person prefers, where an accepted claim tells it; else the form that most documents use,
    of these the one with most words, then the first in order.
    """
    told = list(told)
    claims: dict[str, set[str]] = {}
    documents: dict[str, set[str]] = {}
    preferred: dict[str, set[str]] = {}
    for one in told:
        for name in one.names:
            claims.setdefault(name, set()).add(one.claim_id)
            documents.setdefault(name, set()).add(one.claim.document_id)
        body = one.claim.body
        if isinstance(body, Attribute) and body.attribute == "preferred_name" and one.claim.modality == "asserted":
            preferred.setdefault(body.value.text, set()).add(one.claim_id)
    forms = [
        NameForm(
            text, _script(text), tuple(sorted({*claims.get(text, ()), *preferred.get(text, ())})), text in preferred
        )
        for text in claims.keys() | preferred.keys()
    ]
    if len(forms) > 1:
        forms.sort(
            key=lambda form: (
                not form.preferred,
                -len(documents.get(form.text, ())),
                -len(form.text.split()),
                form.script != "Latn",
                form.text,
            )
        )
    return tuple(forms), forms[0].text if forms else ""


def _script(text: str) -> str:
    """The script (ISO 15924) of most letters; `Zyyy` where there are none. Without `habeas.names`, to start quickly."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    found = max(sorted(scripts), key=lambda name: scripts[name], default="")
    return dict(_SCRIPTS).get(found, "Zyyy")


# Events.


def event_view(matter: Matter, group: EventGroup) -> EventView:
    """One event of the timeline."""
    said = _Said()
    for told in group.asserted:
        if isinstance(told.claim.body, Event):
            said.add(told.claim.body)
    roles = tuple(sorted(said.roles)) if said.roles else ()
    actors = tuple([name for role, name in roles if role in _ACTING])
    term, variant = _joined(said.terms), _joined(said.variants)
    label = group.type.replace("_", " ")
    for extra in (variant.replace("_", " "), term, *(f"count {count}" for count in sorted(said.counts))):
        if extra:
            label += f", {extra}" if ":" in label else f": {extra}"
    return EventView(
        key=group.key,
        type=group.type,
        variant=variant,
        date=group.date,
        earliest=iso(group.days.first) if group.days.first is not None else "",
        latest=iso(group.days.last) if group.days.last is not None else "",
        modality=group.modality,
        label=label,
        said_by=matter.said_by(group.claim_ids),
        evidence=matter.evidence(group.claim_ids),
        presumed_same=len(group.told) > 1 and not group.decided,
        decided_same=group.decided,
        disputed=group.disputed,
        could_be=group.could_be,
        bounded=group.bounded,
        announced=_other_date(matter, group, "announced") if said.announced else "",
        until=_other_date(matter, group, "until") if said.until else "",
        legal=tuple(sorted(said.legal)) if said.legal else (),
        term=term,
        place=_joined(said.places),
        roles=roles,
        lane=lane_of(matter.policy.countries, group.type, actors),
        stated_reason=_joined(said.reasons, "; "),
    )


@dataclass(slots=True)
class _Said:
    """What the claims of one event say of it, gathered in one pass."""

    roles: set[tuple[str, str]] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    variants: set[str] = field(default_factory=set)
    counts: set[str] = field(default_factory=set)
    legal: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    announced: bool = False
    until: bool = False

    def add(self, body: Event) -> None:
        for mention in body.mentions:
            if mention.role not in SUBJECT_ROLES:
                self.roles.add((mention.role, mention.label))
        if body.term is not None:
            self.terms.add(words_of_term(body.term))
        if body.variant:
            self.variants.add(body.variant)
        if body.count is not None:
            self.counts.add(words_of_quantity(body.count))
        for reference in body.legal:
            self.legal.add(article_of(reference))
        if body.place is not None:
            self.places.add(body.place.text)
        if body.stated_reason is not None:
            self.reasons.add(body.stated_reason.text)
        self.announced = self.announced or body.announced is not None
        self.until = self.until or body.until is not None
        self.terms.discard("")
        self.legal.discard("")


def _joined(texts: set[str], separator: str = ", ") -> str:
    return separator.join(sorted(texts)) if texts else ""


def _other_date(matter: Matter, group: EventGroup, name: str) -> str:
    """The most exact of the dates that its claims give for another of its days."""
    dates = [
        date_in(matter.ledger, one.claim.document_id, expression)
        for one in group.asserted
        if (expression := getattr(one.claim.body, name, None)) is not None
    ]
    return min([(dated.days.width, dated.edtf) for dated in dates if dated.edtf], default=(0, ""))[1]


def treatment_of(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Ill-treatment, isolation, denials, hunger strikes and the like."""
    return tuple(event for event in events if event.type in _TREATMENT)


# Words on the case, and about the person.


def statements_of(matter: Matter) -> tuple[StatementView, ...]:
    """Statements by the person, and those whose words name the person; irony in another's mouth says so by its mode."""
    spans: dict[str, list[tuple[int, int]]] = {}
    own = set()
    for told in matter.told:
        if not facts_of(matter.ledger, told.claim.document_id).statements:
            continue
        for mention in mentions_in(told.claim.body):
            if mention.label in told.names:
                spans.setdefault(told.claim.document_id, []).append((mention.written.start, mention.written.end))
                if mention.role == "speaker":
                    own.add(told.claim_id)
    found = []
    for document_id, places in sorted(spans.items()):
        for claim_id in facts_of(matter.ledger, document_id).statements:
            body = matter.ledger.claims[claim_id].body
            if not isinstance(body, Statement) or not _is_accepted(matter.ledger, claim_id):
                continue
            names = any(start < body.content.end and body.content.start < end for start, end in places)
            if claim_id in own or names:
                found.append(
                    StatementView(
                        speaker=body.speaker.label if body.speaker else "",
                        affiliation=body.affiliation.text if body.affiliation else "",
                        mode=body.mode,
                        content=body.content.text,
                        document_id=document_id,
                        claim_id=claim_id,
                    )
                )
    return tuple(found)


def _is_accepted(ledger: Ledger, claim_id: str) -> bool:
    return ledger.claim_state(claim_id) == "accepted"


def attributes_of(matter: Matter) -> tuple[Valued, ...]:
    """What accepted claims tell of the person: profession, citizenship, birth date .."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for told in matter.told:
        body = told.claim.body
        if isinstance(body, Attribute) and told.claim.modality == "asserted":
            found.setdefault((body.attribute, body.value.text, told.dated.edtf), []).append(told.claim_id)
    return _valued(matter, found)


def relations_of(matter: Matter) -> tuple[Valued, ...]:
    """Relatives, lawyers, co-defendants, as accepted claims tell."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for told in matter.told:
        body = told.claim.body
        if isinstance(body, Relation) and told.claim.modality == "asserted":
            if body.person.label in told.names:
                found.setdefault((body.relation, body.other.label, ""), []).append(told.claim_id)
            else:
                found.setdefault((f"{body.relation} of", body.person.label, ""), []).append(told.claim_id)
    return _valued(matter, found)


def classifications_of(matter: Matter) -> tuple[Valued, ...]:
    """Classes that somebody put the person into, with whose scheme it is."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for told in matter.told:
        body = told.claim.body
        if isinstance(body, Classification):
            author = body.scheme_author.label if body.scheme_author else ""
            scheme = body.scheme.text if body.scheme else ""
            note = f"{scheme} by {author}" if scheme and author else scheme or author
            found.setdefault((note, body.assigned.text, ""), []).append(told.claim_id)
    return _valued(matter, found)


def _valued(matter: Matter, found: dict[tuple[str, str, str], list[str]]) -> tuple[Valued, ...]:
    return tuple(
        Valued(
            value=value,
            evidence=matter.evidence(claims),
            said_by=matter.said_by(claims),
            date=date,
            note=note,
        )
        for (note, value, date), claims in sorted(found.items())
    )


def opens_case(told: Told) -> bool:
    """Whether a claim opens a case: custody, a charge or ill-treatment of the person in the role of the one wronged."""
    body = told.claim.body
    if "person" not in told.roles or told.claim.modality not in ("asserted", "alleged"):
        return False
    if isinstance(body, State):
        return body.status in HELD
    row = event_type(body.event_type) if isinstance(body, Event) else None
    return row is not None and row.opens_case
