"""A person's claims sorted into events, states and marks: what the parts of a case share, computed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.model import State
from habeas.registry.casefile import Contradiction, Evidence, Side
from habeas.registry.custody import marks_of
from habeas.registry.documents import facts_of
from habeas.registry.event_dates import Choices, choices_of
from habeas.registry.events import group_events
from habeas.registry.gathering import SUBJECT_ROLES
from habeas.registry.identity import disputed_about
from habeas.registry.sources import Voice, origins_of, sources_of, voice_of
from habeas.registry.status import LibertyAxis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from habeas.registry.casefile import Source
    from habeas.registry.custody import Mark
    from habeas.registry.events import EventGroup
    from habeas.registry.gathering import Told
    from habeas.registry.ledger import Ledger
    from habeas.registry.policy import Policy


@dataclass(slots=True)
class Matter:
    """What accepted claims (or, for questions, proposed ones too) tell of one person.

    Attributes:
        ledger, policy: As given.
        person_id: The person; empty for a matter of nobody in particular.
        told: The claims.
        events: What those of kind event tell of, in order of time.
        states: Those of kind state.
        choices: Values that people chose.
        marks, axis: What bears on liberty.
        disputed: Decisions that contradict one another about who the person is.
        causal: Sorted ids of the documents of its claims that hold causal claims.
    """

    ledger: Ledger
    policy: Policy
    person_id: str
    told: list[Told]
    choices: Choices
    events: list[EventGroup]
    states: list[Told]
    marks: list[Mark]
    axis: LibertyAxis
    disputed: tuple[str, ...]
    causal: tuple[str, ...]
    _evidence: dict[tuple[str, ...], Evidence] = field(default_factory=dict)
    _said_by: dict[tuple[str, ...], tuple[Source, ...]] = field(default_factory=dict)
    _voices: dict[str, Voice] = field(default_factory=dict)

    def evidence(self, claim_ids: Iterable[str]) -> Evidence:
        """The claims and their independent origins."""
        asked = tuple(claim_ids)
        found = self._evidence.get(asked)
        if found is None:
            ids = tuple(sorted(set(asked)))
            found = self._evidence.get(ids)
            if found is None:
                heard = [(claim_id, self._voice(claim_id)) for claim_id in ids]
                found = self._evidence[ids] = Evidence(ids, origins_of(self.ledger, self.policy, heard))
            self._evidence[asked] = found
        return found

    def _voice(self, claim_id: str) -> Voice:
        found = self._voices.get(claim_id)
        if found is None:
            found = self._voices[claim_id] = voice_of(self.ledger, self.policy, claim_id)
        return found

    def said_by(self, claim_ids: Iterable[str]) -> tuple[Source, ...]:
        """Who says what these claims say."""
        asked = tuple(claim_ids)
        found = self._said_by.get(asked)
        if found is None:
            ids = asked if len(asked) == 1 else sorted(set(asked))
            found = self._said_by[asked] = sources_of([self._voice(claim_id) for claim_id in ids])
        return found

    def side(self, value: str, claim_ids: Iterable[str]) -> Side:
        """One side of a contradiction."""
        ids = tuple(sorted(set(claim_ids)))
        return Side(ids, value, self.said_by(ids), self.evidence(ids).origins)

    def contradiction(
        self, kind: str, name: str, subject: str, values: Mapping[str, Sequence[str]], *, certain: bool, question: str
    ) -> Contradiction:
        """A contradiction between values, each with its claims: sides in order of value, the rest counted."""
        ordered = sorted(values)
        shown = ordered[: self.policy.sides_shown]
        claims = [claim_id for value in ordered for claim_id in values[value]]
        chosen = self.choices.find(name, claims)
        because = value = claim = decision = ""
        if chosen is not None:
            decision, claim = chosen[0], chosen[1].claim_id
            because = self.ledger.decisions[decision].why
            value = next((text for text in ordered if claim in values[text]), "")
        return Contradiction(
            type=kind,
            field=name,
            subject=subject,
            sides=tuple(self.side(text, values[text]) for text in shown),
            certainty="certain" if certain else "possible",
            question=question,
            chosen=value,
            chosen_claim=claim,
            because=because,
            chosen_by=decision,
            folded=len(ordered) - len(shown),
            person_id=self.person_id,
        )


def make_matter(
    ledger: Ledger, policy: Policy, told: list[Told], person_id: str = "", members: Iterable[str] = ()
) -> Matter:
    """Sort a person's claims."""
    choices = choices_of(ledger, members)
    # What somebody does for others is no event of their own case.
    events = group_events(ledger, policy, (one for one in told if one.roles & SUBJECT_ROLES), choices)
    states = [one for one in told if isinstance(one.claim.body, State)]
    marks = marks_of(policy, events, states)
    axis = LibertyAxis(policy, marks)
    disputed = disputed_about(ledger, person_id) if person_id else ()
    documents = sorted({one.claim.document_id for one in told})
    causal = tuple([document_id for document_id in documents if facts_of(ledger, document_id).causal])
    return Matter(ledger, policy, person_id, told, choices, events, states, marks, axis, disputed, causal)
