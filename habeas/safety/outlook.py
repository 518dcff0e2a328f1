"""The whole casebook as an audience outside the case team may see it: every view derived anew from what it may see.

Pages and commands ask here for people, cases, the timeline, positions, precedents, appeals, contradictions, changes and
who was held. Nothing that is withheld has any part in what comes back: no number, no order, no "first known".
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

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
from habeas.safety.names import names_withheld_from
from habeas.safety.opened import DECIDED, OpenClaim, Touched, open_claims, this_moment, touched_since
from habeas.safety.protection import read_policy
from habeas.safety.seeing import Seen, derive_visible_case, finish, finish_case, gated_case, levels_for, see
from habeas.store.models import ClaimRow, RecordId
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
        before: The outlook of the same audience a few records earlier: what they do not touch is not derived again.
    """

    def __init__(self, casebook_id: str, audience: Audience, policy: Policy, before: "Outlook | None" = None) -> None:
        if audience.level <= CASE_TEAM:
            message = "the case team sees what the rows hold"
            raise ValueError(message)
        self.casebook_id = casebook_id
        self.audience = audience
        self.policy = policy
        self.moment = this_moment()
        self.names: Names = names_withheld_from(audience.level, audience.day)
        self.before = before
        self._touched: Touched | None = None
        if before is not None:
            self._touched = touched_since(before.moment, before.policy, policy, audience.day)
            before.before = None

    @cached_property
    def persons(self) -> frozenset[str]:
        """Ids of the persons who are open to the audience, with or without a case."""
        found = persons_open_to(self.audience.level, self.audience.day, self.policy)
        return frozenset(one for one in found if self.audience.may_open(one))

    @cached_property
    def open_claims(self) -> Mapping[str, OpenClaim]:
        """Every claim that it may see, by id."""
        found = open_claims(self.audience.level, self.audience.day)
        if self.audience.person_ids is None:
            return found
        beside = {claim.document_id for claim in found.values() if any(map(self.audience.may_open, claim.persons))}
        return {
            one: claim
            for one, claim in found.items()
            if (any(map(self.audience.may_open, claim.persons)) if claim.persons else claim.document_id in beside)
        }

    @cached_property
    def cases(self) -> dict[str, Case]:
        """Every case that it may see, finished for it, by person id, in the order of names."""
        before = self.before
        same = before is not None and "cases" in before.__dict__ and before.names == self.names
        found = []
        for person_id, gated in self.gated.items():
            if gated is None or gated.redirect:
                continue
            if same and before is not None and before.gated.get(person_id) is gated and person_id in before.cases:
                found.append(before.cases[person_id])
            else:
                found.append(finish_case(gated, self.audience, self.policy, self.names))
        found.sort(key=lambda case: (case.display_name, case.person_id))
        return {case.person_id: case for case in found}

    @cached_property
    def gated(self) -> dict[str, Case | None]:
        """Each open case behind the gate, names not yet screened; those that nothing touched as before."""
        kept: dict[str, Case | None] = {}
        before, touched = self.before, self._touched
        if before is not None and touched is not None and "gated" in before.__dict__:
            kept = {
                one: case for one, case in before.gated.items() if one in self.persons and one not in touched.people
            }
        rest = sorted(self.persons - kept.keys())
        if rest:
            seen = self._of_people(rest)
            kept |= {person_id: gated_case(seen, person_id, self.audience) for person_id in rest}
        return kept

    def _of_people(self, person_ids: Iterable[str]) -> Seen:
        people = list(person_ids)
        if len(people) > _MANY:
            return see(read_ledger(self.casebook_id), self.audience, self.policy)
        return see(read_slice(self.casebook_id, person_ids=people), self.audience, self.policy)

    def case(
        self, person_id: str, clock: Callable[[Ledger], Ledger] = lambda ledger: ledger, as_of: str = ""
    ) -> Case | None:
        """One case, over all records or those that a clock lets through; None where nothing of it may be shown."""
        if person_id not in self.persons:
            return None
        seen = see(read_slice(self.casebook_id, person_ids=[person_id]), self.audience, self.policy)
        seen = replace(seen, ledger=clock(seen.ledger))  # last: what a clock counts is counted of what may be seen
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
        if not any(claim.type in MEASURES for claim in self.open_claims.values()):
            return ()
        return self._finish(derive_precedents(self._of_world()))

    @cached_property
    def appeals(self) -> tuple[Appeal, ...]:
        """Open letters and petitions."""
        if not any(claim.type == "appeal" for claim in self.open_claims.values()):
            return ()
        return self._finish(derive_appeals(self._of_world()))

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Those of every case, in the order of names, then those of no case. None rests on what nobody reviewed."""
        of_cases = [one for case in self.cases.values() for one in case.contradictions]
        found = (*of_cases, *self._finish(world_contradictions(self._of_world())))
        return tuple(one for one in found if not one.rests_on_unreviewed)

    def _of_world(self) -> Ledger:
        kinds, measured = {"position", "causal", "count"}, {*MEASURES, "appeal"}
        told = {claim.kind for claim in self.open_claims.values()} | {one.type for one in self.open_claims.values()}
        # Releases matter beside measures or what is said to cause them; alone they are most of a large casebook.
        releases = RELEASES if told & {*kinds, *measured} else ()
        return self.ledger_of(kinds=kinds, types=(*measured, *releases))

    @cached_property
    def events(self) -> tuple[ClaimRow, ...]:
        """Rows, made for this audience and not stored, of every asserted event that it may see, in the order of time.

        Their days are worked out from what it may see of their reports.
        """
        rows = [
            row
            for several in self.lines.values()
            for row in several[1]
            if row.kind == "event" and row.modality == "asserted" and row.earliest and row.state == "accepted"
        ]
        return tuple(sorted(rows, key=lambda row: (row.earliest, row.latest, row.claim_id)))

    @cached_property
    def documents(self) -> dict[str, DocumentView]:
        """The reports in which it may see anything, as their metadata and its claims make them."""
        before = self.before
        same = before is not None and "documents" in before.__dict__ and before.names == self.names
        found = {}
        for document_id, lines in sorted(self.lines.items()):
            if same and before is not None and before.lines.get(document_id) is lines:
                found[document_id] = before.documents[document_id]
            else:
                found[document_id] = self._finish(lines[0])
        return found

    @cached_property
    def lines(self) -> dict[str, tuple[DocumentView, tuple[ClaimRow, ...]]]:
        """Each report that is open, with the rows of its open claims; those that nothing touched as before."""
        wanted = {claim.document_id for claim in self.open_claims.values()}
        kept: dict[str, tuple[DocumentView, tuple[ClaimRow, ...]]] = {}
        before, touched = self.before, self._touched
        if before is not None and touched is not None and "lines" in before.__dict__:
            kept = {one: lines for one, lines in before.lines.items() if one in wanted and one not in touched.documents}
        rest = wanted - kept.keys()
        if rest:
            seen = self._see_documents(rest)
            kept |= {document_id: self._lines_of(seen, document_id) for document_id in rest}
        return kept

    def _lines_of(self, seen: Seen, document_id: str) -> tuple[DocumentView, tuple[ClaimRow, ...]]:
        view = derive_document(seen.ledger, document_id)
        rows = tuple(
            row_of_claim(line, seen.ledger.claims[line.claim_id])
            for line in view.claims
            if line.claim_id in self.open_claims
        )
        return view, rows

    def ledger_of(self, kinds: Iterable[str] = (), types: Iterable[str] = ()) -> Ledger:
        """What it may see of the reports that have open claims of these kinds, or events of these types."""
        wanted_kinds, wanted_types = set(kinds), set(types)
        return self._see_documents(
            {
                claim.document_id
                for claim in self.open_claims.values()
                if claim.kind in wanted_kinds or (claim.kind == "event" and claim.type in wanted_types)
            }
        ).ledger

    def _see_documents(self, document_ids: set[str]) -> Seen:
        if len(document_ids) > _MANY:
            return see(read_ledger(self.casebook_id), self.audience, self.policy)
        return see(read_slice(self.casebook_id, document_ids=document_ids), self.audience, self.policy)

    def held_on(self, day: str, definition: str = "held", *, recognised_by: str = "") -> HeldAnswer:
        """Who of those whose cases it may see was certainly held on a day."""
        digest = digest_of_ids({one for case in self.cases.values() for one in case.evidence.claim_ids})
        index = HeldIndex.of_cases(self.cases.values())
        return index.held_on(day, definition, recognised_by=recognised_by, digest=digest)

    def changes(self, moment: str) -> Changes:
        """What reads differently since a moment in the cases that it may see, as today's decisions open them."""
        added = dict(RecordId.objects.filter(tag="extraction.1").values_list("record_id", "added_at"))
        found = changes_since(self._of_people(self.persons).ledger, moment, extracted_at=added)
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
    policy, moment = read_policy(), this_moment()
    key = (moment.home, casebook_id, audience.level, audience.day, audience.person_ids)
    found = _known.get(key)
    if found is None or found.moment != moment or found.policy is not policy:
        while len(_known) >= _KEPT and key not in _known:
            _known.pop(next(iter(tuple(_known)), key), None)
        found = _known[key] = Outlook(casebook_id, audience, policy, before=found)
    return found


def forget_outlooks() -> None:
    """After a seal: nothing of what is gone stays in memory."""
    _known.clear()
