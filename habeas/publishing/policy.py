"""What live decisions say about who may see what. Levels combine by the strictest; a foreign one counts like our own.

Four questions are asked of every claim, and the lowest answer holds:

- its own: the strictest of decisions on the claim and on its kind, else the vocabulary's default;
- its document's and its source's, where somebody decided one;
- that of every person wronged in it: hidden is 0; else the strictest of decisions on the person and of what a
  valid consent allows; without any of these the case team only.

A decision of a casebook that nobody here trusts yet limits and never opens; so does one that a person has only because
it was once joined with, or split from, the one decided about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from habeas.model import (
    Attribute,
    Claim,
    Consent,
    Decision,
    Event,
    Hide,
    Mention,
    Relation,
    Seal,
    SetLevel,
    State,
    default_level,
    mentions_of,
)
from habeas.publishing.audience import CASE_TEAM, PUBLIC, SEALED

UNREACHABLE = "public_interest"
CONSENT_STATUSES = ("given", "refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Policy:
    """The answers of all live decisions, indexed.

    Attributes:
        levels: (target kind, target, field) to the strictest level decided.
        hidden: Persons that are hidden.
        consents: Person to every live consent record about them.
        sealed: Ids that a live seal names.
        caps: As `levels`, of decisions that limit and do not open.
        limiting: As `consents`, of records that limit and do not open.
    """

    levels: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    consents: Mapping[str, tuple[Consent, ...]] = field(default_factory=dict)
    sealed: frozenset[str] = frozenset()
    caps: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    limiting: Mapping[str, tuple[Consent, ...]] = field(default_factory=dict)

    def level_of_person(self, person_id: str, day: str) -> int:
        """The highest audience that may see this person as somebody wronged, on that day."""
        if person_id in self.hidden or person_id in self.sealed:
            return SEALED
        decided = self.levels.get(("person", person_id, ""))
        allowed = self._consented(person_id, day)
        answers = [answer for answer in (decided, allowed) if answer is not None] or [CASE_TEAM]
        answers += [_allowed(consent, day) for consent in self.limiting.get(person_id, ())]
        return min(*answers, self._cap("person", person_id), PUBLIC)

    def _consented(self, person_id: str, day: str) -> int | None:
        """What the consents about a person allow on a day; None where there is none on record."""
        answers = [_allowed(consent, day) for consent in self.consents.get(person_id, ())]
        return min(answers) if answers else None

    def level_of_claim(
        self, claim_id: str, claim: Claim, day: str, *, persons: Iterable[str] = (), source: str = ""
    ) -> int:
        """The highest audience that may see a claim on that day.

        Args:
            claim_id: Its id.
            claim: The claim.
            day: ISO day on which it is asked.
            persons: The persons wronged in it, as decisions attach them; an empty string for one whom nobody has
                attached yet, which leaves the claim with the case team.
            source: The canonical name of the outlet or source that carries it.
        """
        if claim_id in self.sealed or claim.document_id in self.sealed:
            return SEALED
        attached = tuple(persons)
        answers = [
            self._own_level(claim_id, claim),
            self.level_of_target("document", claim.document_id),
            self.level_of_target("source", source) if source else PUBLIC,
            *(self.level_of_person(person, day) if person else CASE_TEAM for person in attached),
        ]
        if not attached and any(mention.role == "person" for mention in mentions_of(claim)):
            answers.append(CASE_TEAM)
        return min(answers)

    def _own_level(self, claim_id: str, claim: Claim) -> int:
        name = name_of_kind(claim)
        targets = [("claim", claim_id), *(("kind", target) for target in (name, claim.kind) if target)]
        decided = [found for key in targets if (found := self.levels.get((*key, ""))) is not None]
        own = min(decided) if decided else default_level(claim.kind, name)
        return min([own, *(self._cap(*key) for key in targets)])

    def level_of_target(self, kind: str, target: str, name: str = "") -> int:
        """What was decided of a target alone, or of one of its fields; public where nobody decided."""
        return min(self.levels.get((kind, target, name), PUBLIC), self._cap(kind, target, name))

    def _cap(self, kind: str, target: str, name: str = "") -> int:
        return self.caps.get((kind, target, name), PUBLIC)

    def level_of_field(self, claim_id: str, claim: Claim, name: str, persons: Iterable[str] = ()) -> int:
        """The highest audience that may see one field of a claim, where somebody limited the field; else public."""
        targets = [("claim", claim_id), ("kind", name_of_kind(claim)), ("kind", claim.kind)]
        targets += [("person", person) for person in persons]
        return min(self.level_of_target(kind, target, name) for kind, target in targets)


def name_of_kind(claim: Claim) -> str:
    """The word of the vocabulary that tells claims of one kind apart: event type, status, attribute, relation."""
    body = claim.body
    if isinstance(body, Event):
        return body.event_type
    if isinstance(body, State):
        return body.status
    if isinstance(body, Attribute):
        return body.attribute
    return body.relation if isinstance(body, Relation) else ""


def build_policy(
    live: Iterable[Decision],
    redirects: Mapping[str, str] | None = None,
    limits: Iterable[tuple[Decision, str]] = (),
) -> Policy:
    """The policy that live decisions make; what they say of a joined person holds for the one it was joined to.

    Args:
        live: Live decisions of any kind, disputed ones among them: where two differ, both count and the stricter holds.
        redirects: Joined person to the person that it was joined to.
        limits: Decisions that limit and never open, each with the person that it binds, or an empty string for what
            it speaks of itself.
    """
    moved = redirects or {}
    levels: dict[tuple[str, str, str], int] = {}
    caps: dict[tuple[str, str, str], int] = {}
    hidden: set[str] = set()
    sealed: set[str] = set()
    limiting: dict[str, list[Consent]] = {}
    consents: dict[str, list[tuple[str, Consent]]] = {}
    for decision in live:
        body = decision.body
        if isinstance(body, SetLevel):
            _lower(levels, body, moved)
        elif isinstance(body, Hide):
            hidden.add(moved.get(body.person_id, body.person_id))
        elif isinstance(body, Consent):
            consents.setdefault(moved.get(body.person_id, body.person_id), []).append((decision.who, body))
        elif isinstance(body, Seal):
            sealed.update((moved.get(body.target, body.target), *body.closure))
    for decision, bound in limits:
        body = decision.body
        if isinstance(body, SetLevel):
            _lower(caps, body, moved, bound)
        elif isinstance(body, Hide):
            hidden.add(moved.get(bound or body.person_id, bound or body.person_id))
        elif isinstance(body, Consent):
            limiting.setdefault(moved.get(bound or body.person_id, bound or body.person_id), []).append(body)
        elif isinstance(body, Seal) and not bound:
            sealed.update((moved.get(body.target, body.target), *body.closure))
    return Policy(
        levels,
        frozenset(hidden),
        {key: _approved(value) for key, value in consents.items()},
        frozenset(sealed),
        caps,
        {key: tuple(value) for key, value in limiting.items()},
    )


def _approved(consents: list[tuple[str, Consent]]) -> tuple[Consent, ...]:
    """Those that count: where the person cannot be reached, a second one of the team must record the same ground."""
    alone = {who for who, consent in consents if consent.given_by == UNREACHABLE and consent.status == "given"}
    return tuple(
        consent
        for _, consent in consents
        if consent.given_by != UNREACHABLE or consent.status != "given" or len(alone) > 1
    )


def _lower(levels: dict[tuple[str, str, str], int], body: SetLevel, moved: Mapping[str, str], bound: str = "") -> None:
    target = bound or body.target
    if body.target_kind == "person":
        target = moved.get(target, target)
    key = (body.target_kind, target, body.field)
    levels[key] = min(body.level, levels.get(key, PUBLIC))


def _allowed(consent: Consent, day: str) -> int:
    """What one record of consent allows on a day; refused, withdrawn, not yet given or expired leaves the case team."""
    if consent.status != "given" or (consent.given and consent.given > day):
        return CASE_TEAM
    if consent.expires and consent.expires < day:
        return CASE_TEAM
    return consent.level


def consents_due(policy: Policy, day: str, within_until: str) -> tuple[tuple[str, Consent], ...]:
    """Consents that end between two ISO days, or have ended, with their persons: to be asked for again."""
    due = [
        (person_id, consent)
        for person_id, consents in policy.consents.items()
        for consent in consents
        if consent.status == "given" and consent.expires and consent.expires <= within_until
    ]
    return tuple(sorted(due, key=lambda pair: (pair[1].expires >= day, pair[1].expires, pair[0])))


def is_private_speaker(mention: Mention | None, role: str) -> bool:
    """Whether a source is somebody near the case rather than somebody who speaks in public."""
    return role == "anonymous" or (mention is not None and mention.role == "speaker" and mention.name is None)
