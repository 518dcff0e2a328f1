"""What stands behind a value: claims with their quotes and who says them, loaded once for a whole page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse

from habeas.model import Claim, mentions_of
from habeas.publishing.audience import Audience
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import blank_quote
from habeas.safety.second_eyes import second_eyes_policy, waiting_among
from habeas.store.models import DocumentRow
from habeas.store.reads import read_records
from habeas.web.claims.chain import Step, chain_of
from habeas.web.claims.slots import Published, Slot, heading_of, slots_of
from habeas.web.levels import ClosedNames, level_lookup, wronged_in
from habeas.web.sources import class_of_source

HARROWING = ("ill_treatment", "death_in_custody", "execution", "killing", "denial_of_medical_care")
ANCHOR = 12  # so many hex digits name a claim within its report


@dataclass(frozen=True)
class ClaimCard:
    """A claim as any page shows it. What takes time to word is worded when a page first asks for it.

    Attributes:
        claim_id, document_id: Ids.
        claim: The record.
        row: Of its report; None where that is not at hand.
        withheld: Places in the report that the audience may not see.
        state: proposed, accepted ..; empty where the page did not ask.
        waits: One person accepted it, and it waits for a second pair of eyes.
    """

    claim_id: str
    document_id: str
    claim: Claim
    row: DocumentRow | None
    withheld: tuple[tuple[int, int], ...] = ()
    state: str = ""
    waits: bool = False

    @property
    def kind(self) -> str:
        """Of the claim; a class of the sheet."""
        return self.claim.kind

    @property
    def event_type(self) -> str:
        """Of an event; else empty."""
        return getattr(self.claim.body, "event_type", "")

    @cached_property
    def heading(self) -> str:
        """The word for it."""
        return heading_of(self.claim)

    @cached_property
    def people(self) -> str:
        """Names of the persons wronged in it, or of all in it where nobody is."""
        return self.people_called({})

    def people_called(self, names: Mapping[int, str]) -> str:
        """The same, with names for some of them by their rank among the mentions of the claim."""
        found = [(part.role, names.get(rank, part.label)) for rank, part in enumerate(mentions_of(self.claim))]
        wronged = [label for role, label in found if role == "person"]
        return ", ".join(dict.fromkeys(wronged or [label for _, label in found]))

    @cached_property
    def slots(self) -> list[Slot]:
        """What it says."""
        return slots_of(self.claim, published_of(self.row))

    @cached_property
    def quote(self) -> str:
        """The words, with what the audience may not see blanked."""
        return blank_quote(self.claim.quote, self.withheld) if self.withheld else self.claim.quote.text

    @cached_property
    def chain(self) -> list[Step]:
        """Who says it, outermost first."""
        return chain_of(self.claim, self.row.outlet if self.row else "", published_of(self.row), class_of_source)

    @cached_property
    def href(self) -> str:
        """The place in the report."""
        return reverse("report", args=[self.document_id]) + f"#c-{self.anchor}"

    @property
    def harrowing(self) -> bool:
        """Whether it tells of ill-treatment or death: its words open when asked for, where nobody has to read them."""
        return self.event_type in HARROWING

    @property
    def anchor(self) -> str:
        """What names the claim within its report."""
        return self.claim_id[:ANCHOR]


@dataclass(slots=True)
class EvidenceBook:
    """The claims of one page with their reports, as one audience may see them.

    Attributes:
        claims: Claims by id, those that the audience may see.
        documents: Rows of their reports.
        levels: Level by claim id; 0 for an unknown one.
        waiting: Those that wait for a second pair of eyes.
        closed: Names that this audience may not read, by report: of others, where it sees single cases only.
    """

    audience: Audience
    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, DocumentRow] = field(default_factory=dict)
    withheld: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    closed: dict[str, ClosedNames] = field(default_factory=dict)
    _cards: dict[str, ClaimCard] = field(default_factory=dict)

    def level_of(self, claim_id: str) -> int:
        """For the gate."""
        return self.levels.get(claim_id, 0)

    def card(self, claim_id: str) -> ClaimCard | None:
        """One claim as the page shows it; None where the audience may not see it."""
        if claim_id not in self._cards and claim_id in self.claims:
            claim = self.claims[claim_id]
            row = self.documents.get(claim.document_id)
            withheld, waits = [*self.withheld.get(claim.document_id, ())], claim_id in self.waiting
            if claim.document_id in self.closed:
                withheld += self.closed[claim.document_id].spans(claim.quote.text, claim.quote.start)
            self._cards[claim_id] = make_card(claim_id, claim, row, withheld, waits=waits)
        return self._cards.get(claim_id)

    def cards(self, claim_ids: Iterable[str]) -> list[ClaimCard]:
        """Several, those that may be seen, in the order given."""
        return [card for claim_id in claim_ids if (card := self.card(claim_id)) is not None]


def load_evidence(claim_ids: Iterable[str], audience: Audience, policy: Policy | None = None) -> EvidenceBook:
    """Load claims for a page.

    Args:
        claim_ids: Ids; unknown and sealed ones are left out.
        audience: Who looks.
        policy: What decisions say, where the page has it already.
    """
    records = read_records(dict.fromkeys(claim_ids))
    claims = {claim_id: record for claim_id, record in records.items() if isinstance(record, Claim)}
    rows = DocumentRow.objects.defer("body").in_bulk(list({claim.document_id for claim in claims.values()}))
    wronged = wronged_in(rows) if audience.person_ids is not None else None
    level_of = level_lookup(claims, rows, audience, policy, wronged.persons if wronged is not None else None)
    book = EvidenceBook(audience, documents=rows)
    for claim_id, claim in claims.items():
        book.levels[claim_id] = level_of(claim_id)
        if book.levels[claim_id] >= audience.level:
            book.claims[claim_id] = claim
        else:
            book.withheld.setdefault(claim.document_id, []).append((claim.quote.start, claim.quote.end))
    seen: dict[str, list[Claim]] = {}
    for claim in book.claims.values():
        seen.setdefault(claim.document_id, []).append(claim)
    for document_id, names in wronged.names_of_others(audience) if wronged is not None else ():
        book.closed[document_id] = ClosedNames(names, seen.get(document_id, ()))
    book.waiting = waiting_among(book.claims.items(), second_eyes_policy())
    return book


def published_of(row: DocumentRow | None) -> Published:
    """The settled day of publication of a report."""
    return Published(row.published, row.published_bounded) if row else Published()


def make_card(
    claim_id: str,
    claim: Claim,
    row: DocumentRow | None,
    withheld: Iterable[tuple[int, int]] = (),
    state: str = "",
    *,
    waits: bool = False,
) -> ClaimCard:
    """One claim as a page shows it."""
    return ClaimCard(claim_id, claim.document_id, claim, row, tuple(withheld), state, waits)


def rows_by_id(rows: Iterable[DocumentRow]) -> Mapping[str, DocumentRow]:
    """Rows of reports by their ids."""
    return {row.document_id: row for row in rows}
