"""What is to be reviewed, in the order of reading, and where one goes from a claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from habeas.model import Claim, mentions_of
from habeas.store.models import DocumentRow, MentionRow, PersonRow
from habeas.store.search import NameHit
from habeas.store.search_people import search_people
from habeas.web.evidence import ClaimCard
from habeas.web.levels import is_a_name
from habeas.web.review.presence import others_at

_LIKELY_SHOWN, _LIKELY_READ = 4, 8  # persons with a name like one of the claim's
_LOOKED_AT = 20  # reports that may all be under review before one is shared
PENDING = frozenset({"proposed", "disputed"})
# The second queue: politics and words, which may stay unread. All else is about people wronged and comes first.
_SECOND_KINDS = frozenset({"statement", "position", "causal", "count", "classification", "affiliation"})
_SECOND_EVENTS = frozenset(
    {
        "appeal",
        "diplomatic_act",
        "international_finding",
        "negotiation",
        "organisation_status",
        "sanction_change",
        "state_concession",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """A claim in its report, and the ways on from it.

    Attributes:
        card: The claim.
        number, count: Its place among all claims of the report.
        before, after: Ids of the neighbours that are shown; empty at the ends.
        next_pending: The next that waits, after it or else from the start; empty where none waits.
        left: How many wait.
        second: How many of them in the second queue.
    """

    card: ClaimCard
    number: int
    count: int
    before: str
    after: str
    next_pending: str
    left: int
    second: int = 0


@dataclass(frozen=True, slots=True)
class Who:
    """A name in a claim, and whose it may be.

    Attributes:
        number: Of the mention in the claim.
        name: As the report has it.
        role: In the claim.
        person: Whose it is by decision; None while nobody decided.
        likely: Persons with a name like it, best first.
        keyed: The first name of the claim with such persons: the keys 1, 2 .. and 0 choose among them.
    """

    number: int
    name: str
    role: str
    person: PersonRow | None
    likely: tuple[tuple[PersonRow, int], ...] = ()
    keyed: bool = False


def is_second(card: ClaimCard) -> bool:
    """Whether a claim stands in the second queue."""
    return card.kind in _SECOND_KINDS or card.event_type in _SECOND_EVENTS


def in_queues(cards: Iterable[ClaimCard]) -> list[str]:
    """Ids of claims, those of the first queue before those of the second, each in the order given."""
    found = list(cards)
    return [card.claim_id for card in sorted(found, key=is_second)]


def find_place(cards: Sequence[ClaimCard], claim_id: str) -> Place | None:
    """The place of a claim; of the first that waits for an empty id; None where there is none."""
    waiting = in_queues(card for card in cards if card.state in PENDING)
    ids = [card.claim_id for card in cards]
    wanted = claim_id or (waiting[0] if waiting else "")
    if wanted not in ids:
        return None
    index = ids.index(wanted)
    later = [card for card in (*cards[index + 1 :], *cards[:index]) if card.state in PENDING]
    rest = in_queues(later)
    return Place(
        card=cards[index],
        number=index + 1,
        count=len(ids),
        before=ids[index - 1] if index else "",
        after=ids[index + 1] if index + 1 < len(ids) else "",
        next_pending=rest[0] if rest else "",
        left=len(waiting),
        second=sum(is_second(card) for card in cards if card.state in PENDING),
    )


def people_in(claim_id: str, claim: Claim) -> list[Who]:
    """The people of a claim whose identity matters for a case: those wronged in it."""
    attached = dict(MentionRow.objects.filter(claim_id=claim_id).values_list("number", "person_id"))
    wronged = [(n, one) for n, one in enumerate(mentions_of(claim)) if one.role == "person" and is_a_name(one.label)]
    open_names = list(dict.fromkeys(one.label for number, one in wronged if not attached.get(number)))
    likely = search_people(open_names) if open_names else {}
    wanted = {attached.get(number, "") for number, _mention in wronged} - {""}
    wanted |= {hit.person_id for hits in likely.values() for hit in hits[:_LIKELY_READ]}
    rows = PersonRow.objects.in_bulk(list(wanted)) if wanted else {}
    found: list[Who] = []
    for number, mention in wronged:
        row = rows.get(attached.get(number, ""))
        likest = () if row else _rows_of(likely.get(mention.label, ()), rows)
        keyed = bool(likest) and not any(one.keyed for one in found)
        found.append(Who(number, mention.label, mention.role, row, likest, keyed))
    return found


def _rows_of(hits: tuple[NameHit, ...], rows: Mapping[str, PersonRow]) -> tuple[tuple[PersonRow, int], ...]:
    """Persons that hits lead to, with how alike the names are in thousandths; those joined with another left out."""
    known = [(rows[hit.person_id], hit.per_mille) for hit in hits if hit.person_id in rows]
    return tuple((row, per_mille) for row, per_mille in known if not row.redirect_to)[:_LIKELY_SHOWN]


def likely_persons(name: str, limit: int = _LIKELY_SHOWN) -> tuple[tuple[PersonRow, int], ...]:
    """Persons with a name like this, best first, with how alike the names are in thousandths."""
    hits = search_people([name])[name][: 2 * limit]
    return _rows_of(hits, PersonRow.objects.in_bulk([hit.person_id for hit in hits]))[:limit]


def next_report(after: int = 0, pseudonym: str = "") -> DocumentRow | None:
    """The report whose turn it is: the oldest with claims that wait, after a place in the order of arrival.

    One that a colleague reviews at this moment is passed over, as long as there is another.
    """
    rows = DocumentRow.objects.defer("body").filter(pending__gt=0).order_by("sequence")
    found = [*rows.filter(sequence__gt=after)[:_LOOKED_AT]] or [*rows[:_LOOKED_AT]]
    busy = others_at([row.document_id for row in found], pseudonym)
    return next((row for row in found if row.document_id not in busy), found[0] if found else None)
