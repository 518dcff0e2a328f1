"""The whole casebook as an audience outside the case team may see it: every view derived anew from what it may see.

Pages and commands ask here for people, cases, the timeline, positions, precedents, appeals, contradictions, changes and
who was held. Nothing that is withheld has any part in what comes back: no number, no order, no "first known".
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q

from habeas.model import Claim
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names, blank_spans
from habeas.registry import derive_document
from habeas.registry.appeals import Appeal, derive_appeals
from habeas.registry.casefile import Case, Contradiction, DocumentView
from habeas.registry.changes import Changes, changes_since
from habeas.registry.held import HeldAnswer, HeldIndex
from habeas.registry.ledger import Ledger
from habeas.registry.overall import world_contradictions
from habeas.registry.positions import ActorOnIssue, derive_positions
from habeas.registry.precedents import Precedent, derive_precedents
from habeas.registry.slices import digest_of_ids
from habeas.registry.worldwide import MEASURES, RELEASES
from habeas.safety.levels import persons_open_to
from habeas.safety.names import DECIDED, names_withheld_from
from habeas.safety.protection import read_policy
from habeas.safety.seeing import Seen, derive_visible_case, finish, levels_for, see
from habeas.store.models import ClaimRow, RecordId, Tombstone
from habeas.store.reads import read_records
from habeas.store.rows import row_of_claim
from habeas.store.slices import read_ledger, read_slice

_MANY = 400  # persons from which reading every record is quicker than reading a slice
_KEPT = 6  # outlooks kept: partners, mechanisms and the public, today and yesterday
_NOT_TOLD = ("joined", "hidden", "unreviewed")  # changes that only the case team hears of
T = TypeVar("T")


class Outlook:
    """What one audience may see of one casebook at one moment; each view is derived when it is first asked for.

    Args:
        casebook_id: Of the open casebook.
        audience: Who looks, on which day; outside the case team.
        policy: Of all live decisions.
    """

    def __init__(self, casebook_id: str, audience: Audience, policy: Policy) -> None:
        if audience.level <= CASE_TEAM:
            message = "the case team sees what the rows hold"
            raise ValueError(message)
        self.casebook_id = casebook_id
        self.audience = audience
        self.policy = policy
        self.names: Names = names_withheld_from(audience.level, audience.day)

    @cached_property
    def persons(self) -> frozenset[str]:
        """Ids of the persons who are open to the audience, with or without a case."""
        found = persons_open_to(self.audience.level, self.audience.day, self.policy)
        return frozenset(one for one in found if self.audience.may_open(one))

    @cached_property
    def cases(self) -> dict[str, Case]:
        """Every case that it may see, finished for it, by person id, in the order of names."""
        people = self._of_people()
        found = [
            case
            for person_id in sorted(self.persons)
            if (case := derive_visible_case(people, person_id, self.audience, self.policy, self.names)) is not None
        ]
        found.sort(key=lambda case: (case.display_name, case.person_id))
        return {case.person_id: case for case in found if not case.redirect}

    def _of_people(self) -> Seen:
        if len(self.persons) > _MANY:
            return see(read_ledger(self.casebook_id), self.audience, self.policy)
        return see(read_slice(self.casebook_id, person_ids=self.persons), self.audience, self.policy)

    def case(
        self, person_id: str, clock: Callable[[Ledger], Ledger] = lambda ledger: ledger, as_of: str = ""
    ) -> Case | None:
        """One case, over all records or those that a clock lets through; None where nothing of it may be shown."""
        if person_id not in self.persons:
            return None
        seen = see(clock(read_slice(self.casebook_id, person_ids=[person_id])), self.audience, self.policy)
        return derive_visible_case(seen, person_id, self.audience, self.policy, self.names, as_of=as_of)

    def find_person(self, text: str, similar: Iterable[tuple[str, str]]) -> list[Case]:
        """The cases that somebody may mean by an id, its first digits, or a name that the audience may read.

        Args:
            text: What was typed.
            similar: (person id, name) of names like it, as the search of names finds them.
        """
        if len(text) >= 6 and (found := [case for one, case in self.cases.items() if one.startswith(text)]):
            return found
        near = {person_id for person_id, name in similar if self.may_read_name(person_id, name)}
        return [self.cases[one] for one in sorted(near)]

    def may_read_name(self, person_id: str, name: str) -> bool:
        """Whether a name of a person stands in what the audience may see of that person."""
        case = self.cases.get(person_id)
        return case is not None and any(form.text == name for form in case.names)

    @cached_property
    def positions(self) -> tuple[ActorOnIssue, ...]:
        """Who stands where on which issue."""
        return self._finish(derive_positions(self.ledger_of(kinds=("position",))))

    @cached_property
    def precedents(self) -> tuple[Precedent, ...]:
        """Measures with the releases around them."""
        return self._finish(derive_precedents(self._of_world()))

    @cached_property
    def appeals(self) -> tuple[Appeal, ...]:
        """Open letters and petitions."""
        return self._finish(derive_appeals(self._of_world()))

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Those of every case, in the order of names, then those of no case. None rests on what nobody reviewed."""
        of_cases = [one for case in self.cases.values() for one in case.contradictions]
        found = (*of_cases, *self._finish(world_contradictions(self._of_world())))
        return tuple(one for one in found if not one.rests_on_unreviewed)

    def _of_world(self) -> Ledger:
        return self.ledger_of(kinds=("position", "causal", "count"), types=(*MEASURES, *RELEASES, "appeal"))

    @cached_property
    def events(self) -> tuple[ClaimRow, ...]:
        """Rows, made for this audience and not stored, of every asserted event that it may see, in the order of time.

        Their days are worked out from what it may see of their reports.
        """
        chosen = ClaimRow.objects.filter(kind="event", modality="asserted", state__in=DECIDED)
        found = [row for row in self._rows(chosen) if row.earliest and row.state in ("accepted", "by_hand")]
        return tuple(sorted(found, key=lambda row: (row.earliest, row.latest, row.claim_id)))

    def _rows(self, chosen: Any) -> list[ClaimRow]:
        seen = self._see_documents_of(chosen)
        wanted = set(chosen.values_list("claim_id", flat=True))
        return [
            row_of_claim(line, seen.ledger.claims[line.claim_id])
            for document_id in sorted(seen.ledger.documents)
            for line in derive_document(seen.ledger, document_id).claims
            if line.claim_id in wanted
        ]

    @cached_property
    def documents(self) -> dict[str, DocumentView]:
        """The reports in which it may see anything, as their metadata and its claims make them."""
        seen = self._see_documents_of(ClaimRow.objects.filter(state__in=DECIDED))
        return {
            document_id: self._finish(derive_document(seen.ledger, document_id))
            for document_id in sorted(seen.ledger.documents)
        }

    def ledger_of(self, kinds: Iterable[str] = (), types: Iterable[str] = ()) -> Ledger:
        """What it may see of the reports that have open claims of these kinds, or events of these types."""
        wanted = Q(kind__in=list(kinds)) | Q(kind="event", event_type__in=list(types))
        return self._see_documents_of(ClaimRow.objects.filter(wanted, state__in=DECIDED)).ledger

    def _see_documents_of(self, chosen: Any) -> Seen:
        claims = _read_claims(chosen.order_by().values_list("claim_id", flat=True))
        levels = levels_for(claims, self.audience, self.policy)
        documents = {claim.document_id for one, claim in claims.items() if levels[one] >= self.audience.level}
        if len(documents) > _MANY:
            return see(read_ledger(self.casebook_id), self.audience, self.policy)
        return see(read_slice(self.casebook_id, document_ids=documents), self.audience, self.policy)

    def held_on(self, day: str, definition: str = "held", *, recognised_by: str = "") -> HeldAnswer:
        """Who of those whose cases it may see was certainly held on a day."""
        digest = digest_of_ids({one for case in self.cases.values() for one in case.evidence.claim_ids})
        index = HeldIndex.of_cases(self.cases.values())
        return index.held_on(day, definition, recognised_by=recognised_by, digest=digest)

    def changes(self, moment: str) -> Changes:
        """What reads differently since a moment in the cases that it may see, as today's decisions open them."""
        added = dict(RecordId.objects.filter(tag="extraction.1").values_list("record_id", "added_at"))
        found = changes_since(self._of_people().ledger, moment, extracted_at=added)
        kept = tuple(
            replace(one, display_name=self.cases[one.person_id].display_name, because=())
            for one in found.changes
            if one.person_id in self.cases and one.field not in _NOT_TOLD
        )
        return self._finish(Changes(found.since, "", kept))

    def blank_report(self, document_id: str, text: str) -> str:
        """The words of a report without the spans of claims that it may not see, and without withheld names."""
        rows = ClaimRow.objects.filter(document_id=document_id)
        claims = _read_claims(rows.values_list("claim_id", flat=True))
        levels = levels_for(claims, self.audience, self.policy)
        decided = set(rows.filter(state__in=DECIDED).values_list("claim_id", flat=True))
        spans = [
            (claim.quote.start, claim.quote.end)
            for one, claim in claims.items()
            if one not in decided or levels[one] < self.audience.level
        ]
        return self.names.blank(blank_spans(text, spans))

    def _finish(self, view: T) -> T:
        return finish(view, self.audience, self.policy, self.names)


def _read_claims(claim_ids: Iterable[str]) -> dict[str, Claim]:
    return {one: claim for one, claim in read_records(claim_ids).items() if isinstance(claim, Claim)}


_known: dict[tuple[Any, ...], Outlook] = {}


def outlook_for(casebook_id: str, audience: Audience) -> Outlook:
    """The outlook of an audience on the open casebook; kept until a record comes in or goes.

    Args:
        casebook_id: Of the open casebook.
        audience: Who looks, on which day; outside the case team.
    """
    policy = read_policy()
    newest = RecordId.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    records = (str(connection.settings_dict["NAME"]), casebook_id, newest, Tombstone.objects.count())
    asked = (audience.level, audience.day, audience.person_ids)
    found = _known.get((records, asked))
    if found is None or found.policy is not policy:
        for key in [key for key in _known if key[0] != records]:
            _known.pop(key, None)
        while len(_known) >= _KEPT:
            _known.pop(next(iter(_known)), None)
        found = _known[records, asked] = Outlook(casebook_id, audience, policy)
    return found


def forget_outlooks() -> None:
    """After a seal: nothing of what is gone stays in memory."""
    _known.clear()
