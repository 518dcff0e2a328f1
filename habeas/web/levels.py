"""The level of each claim on a page, for the gate: what live decisions, consents and the vocabulary make of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from habeas.model import AnyRecord, Claim, mentions_of
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names, mentions_elsewhere
from habeas.safety.levels import levels_of
from habeas.safety.levels import persons_open_to as open_to
from habeas.safety.names import DECIDED
from habeas.safety.protection import read_policy
from habeas.store.models import ClaimRow, DocumentRow, MentionRow
from habeas.store.reads import in_batches


def current_policy() -> Policy:
    """What all live decisions say about who may see what."""
    return read_policy()


def level_lookup(
    records: Mapping[str, AnyRecord],
    documents: Mapping[str, DocumentRow],
    audience: Audience,
    policy: Policy | None = None,
    wronged: Mapping[str, tuple[str, ...]] | None = None,
) -> Callable[[str], int]:
    """The level of any of these claims for an audience; 0 for a claim that is not among them.

    Who may open single cases only sees no claim about anybody else.

    Args:
        records: Claims by id; what is no claim is passed over.
        documents: Rows of the reports that hold them; the outlet is looked up there.
        audience: Who looks, and on which day.
        policy: What decisions say, where the page has it already.
        wronged: The persons wronged in each claim, where the page has them already.
    """
    found = policy if policy is not None else current_policy()
    claims = {claim_id: record for claim_id, record in records.items() if isinstance(record, Claim)}
    outlets = {document_id: row.outlet for document_id, row in documents.items()}
    levels = levels_of(claims, outlets, audience.day, found)
    if audience.level > CASE_TEAM:  # what nobody reviewed stays with the case team
        decided: set[str] = set()
        for batch in in_batches(claims):
            rows = ClaimRow.objects.filter(claim_id__in=batch, state__in=DECIDED)
            decided.update(rows.values_list("claim_id", flat=True))
        levels = {one: level if one in decided else min(level, CASE_TEAM) for one, level in levels.items()}
    if audience.person_ids is not None:
        known = wronged if wronged is not None else persons_wronged(claims)
        for claim_id in claims.keys() & known.keys():
            if not any(audience.may_open(person) for person in known[claim_id]):
                levels[claim_id] = 0
    return lambda claim_id: levels.get(claim_id, 0)


def persons_wronged(claim_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The persons in the role of the one wronged, by claim; an empty string for one whom nobody has attached."""
    found: dict[str, list[str]] = {}
    ids = list(claim_ids)
    for start in range(0, len(ids), 500):
        rows = MentionRow.objects.filter(claim_id__in=ids[start : start + 500], role="person")
        for claim_id, person_id in rows.values_list("claim_id", "person_id"):
            found.setdefault(claim_id, []).append(person_id)
    return {claim_id: tuple(persons) for claim_id, persons in found.items()}


def names_in(claim: Claim) -> set[str]:
    """The names of the persons wronged in a claim, as its report has them."""
    return {
        span.text
        for mention in mentions_of(claim)
        if mention.role == "person"
        for span in (mention.name, mention.written)
        if span is not None and span.text[:1].isupper()
    }


def is_a_name(label: str) -> bool:
    """Whether words can name one person: "Anna Sample", not "political prisoners" or "the activist"."""
    return all(not word[0].islower() for word in label.split())


def spans_of_names(text: str, withheld: Iterable[Claim], shown: Iterable[Claim]) -> tuple[tuple[int, int], ...]:
    """Where a report holds the name of somebody of whom all that it says is withheld, in either alphabet.

    Args:
        text: Of the report.
        withheld: Its claims that an audience may not see.
        shown: Those that it may.
    """
    return ClosedNames({name for claim in withheld for name in names_in(claim)}, shown).spans(text)


class ClosedNames:
    """Names that an audience may not read in a report, in whatever alphabet and case of grammar they stand.

    Words of a name that shown claims hold too stay, even where they sound like a withheld one; what is nothing but the
    withheld name again, spelt as it may be, is none of these.

    Args:
        names: Of those of whom something is withheld.
        shown: Claims that may be seen; whoever is wronged in one of them is open.
    """

    def __init__(self, names: Iterable[str], shown: Iterable[Claim]) -> None:
        seen = list(shown)
        open_names = {name for claim in seen for name in names_in(claim)}
        self._closed = set(names) - open_names
        withheld = {name for name in self._closed if is_a_name(name)}
        others = {mention.label for claim in seen for mention in mentions_of(claim)}
        others |= {step.label for claim in seen for step in claim.attribution}
        alike = Names(withheld)
        told = {name for name in others if any(letter.isalnum() for letter in alike.blank(name))}
        self._names = Names(withheld, open_names | told)

    def spans(self, text: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
        """(start, end) of each place where one of them stands.

        Args:
            text: The words, standing at `offset` in their document.
            offset: Where the text starts there.
        """
        if not self._closed:
            return ()
        found = (*mentions_elsewhere(text, self._closed), *self._names.spans(text))
        return tuple((start + offset, end + offset) for start, end in found)


@dataclass(frozen=True, slots=True)
class Wronged:
    """Those wronged in some reports: ids of the persons by claim, and names with the person's id by report."""

    persons: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[tuple[str, str]]]

    def names_of_others(self, audience: Audience) -> Iterator[tuple[str, set[str]]]:
        """The names of those whose cases an audience of single cases may not open, report by report."""
        for document_id, pairs in self.names.items():
            closed = {name for name, person_id in pairs if not audience.may_open(person_id) and is_a_name(name)}
            if closed:
                yield document_id, closed


def wronged_in(document_ids: Iterable[str]) -> Wronged:
    """Everybody wronged in these reports, asked for at once."""
    persons: dict[str, tuple[str, ...]] = {}
    names: dict[str, set[tuple[str, str]]] = {}
    for batch in in_batches(document_ids):
        rows = MentionRow.objects.filter(document_id__in=batch, role="person").order_by()
        for document_id, claim_id, name, person_id in rows.values_list("document_id", "claim_id", "name", "person_id"):
            persons[claim_id] = (*persons.get(claim_id, ()), person_id)
            names.setdefault(document_id, set()).add((name, person_id))
    return Wronged(persons, {document_id: frozenset(pairs) for document_id, pairs in names.items()})


def persons_open_to(audience: Audience, policy: Policy | None = None) -> list[str]:
    """The persons whom an audience outside the case team may see: those for whom a consent or a decision says so."""
    return open_to(audience.level, audience.day, policy if policy is not None else current_policy())
