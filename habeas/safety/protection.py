"""What protects people in the open casebook, as the gate needs it: one policy of all live decisions.

A decision of a casebook that nobody here trusts yet, and one about somebody with whom a person was once one, limits at
once and never opens.
"""

import time
from collections.abc import Iterable, Mapping

from django.db import connection

from habeas.model import AnyRecord, Decision, Hide, SamePerson, Seal, SetLevel, TrustKey
from habeas.model.decisions import Consent
from habeas.publishing.policy import Policy, build_policy
from habeas.publishing.sharing import Sharing
from habeas.registry.ledger import Ledger
from habeas.store.models import CasebookFact, DecisionRow, PersonRow, RecordId
from habeas.store.reads import find_speaking_of, in_batches, read_records

KINDS = ("level", "hide", "consent", "seal")
_PROTECTING = (SetLevel, Hide, Consent, Seal, SamePerson, TrustKey)
_FEW = 200  # records that came in, up to which each is looked at
_read_at: dict[str, float] = {}
_known: dict[tuple[str, int], Policy] = {}  # of the last question: a policy changes only with the records


def read_policy(*, within: float = 0.0) -> Policy:
    """What all live decisions say about who may see what.

    Args:
        within: The answer may be so many seconds old: for the last screen of a page that has just asked.
    """
    home = str(connection.settings_dict["NAME"])
    if within and _read_at.get(home, -within) + within > time.monotonic():
        for (known, _), policy in tuple(_known.items()):
            if known == home:
                return policy
    last = RecordId.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    found = _known.get((home, last))
    if found is None:
        found = _still_holding(home, last) or _build(CasebookFact.objects.get(name="casebook_id").value)
        _known.clear()
        _known[home, last] = found
    _read_at.clear()
    _read_at[home] = time.monotonic()
    return found


def _still_holding(home: str, last: int) -> Policy | None:
    """The policy of a little while ago, where nothing that came in since speaks of protection or of who is who."""
    for (known, then), policy in tuple(_known.items()):  # other threads ask at the same time
        if known == home and then < last:
            ids = list(RecordId.objects.filter(sequence__gt=then).values_list("record_id", flat=True)[: _FEW + 1])
            if len(ids) <= _FEW and not any(map(_may_protect, read_records(ids).values())):
                return policy
    return None


def _may_protect(record: AnyRecord) -> bool:
    return isinstance(record, Decision) and (bool(record.supersedes) or isinstance(record.body, _PROTECTING))


def newest_read() -> int:
    """The place, in the order of arrival, of the last record that the policy of the last question took into account."""
    home = str(connection.settings_dict["NAME"])
    return max((last for known, last in tuple(_known) if known == home), default=0)


def forget_policy() -> None:
    """After a seal the same records tell less."""
    _known.clear()
    _read_at.clear()


def _build(home: str) -> Policy:
    ids = set(DecisionRow.objects.filter(kind__in=KINDS).values_list("decision_id", flat=True))
    if not ids:
        return build_policy(())
    ledger = Ledger(home)
    _add_with_superseding(ledger, ids | _trusting())
    about = [(decision_id, ledger.decisions[decision_id]) for decision_id in sorted(ids & ledger.decisions.keys())]
    live = [decision for decision_id, decision in about if ledger.is_live(decision_id)]
    protecting = {one: decision for one, decision in about if ledger.is_live(one, protective=True)}
    limits = [(decision, "") for one, decision in protecting.items() if not ledger.is_live(one)]
    limits += _of_those_once_one(ledger, protecting | {one: found for one, found in about if ledger.is_live(one)})
    moved = dict(PersonRow.objects.filter(redirect_to__gt="").order_by().values_list("person_id", "redirect_to"))
    return build_policy(live, moved, limits)


def _of_those_once_one(ledger: Ledger, protecting: Mapping[str, Decision]) -> list[tuple[Decision, str]]:
    """Whom else these decisions bind: whoever was one with their person then or since.

    "Then" is asked of the clock and of the order of arrival here, and either is enough: the clock of another office may
    be wrong, and what it decided may have come long after it was decided.
    """
    named = [(one, person) for one, decision in protecting.items() if (person := person_named(decision))]
    if not named:
        return []
    joins = read_joins(ledger, {person for _, person in named})
    live = [one for one in joins if ledger.is_live(one)]
    by_clock = Sharing(joins, ends_of(ledger, joins), live)
    places = _places_of({*(one for one, _ in named), *(newer for one in joins for newer in ledger.superseding(one))})
    ended = {one: max(places[newer] for newer in above) for one in joins if (above := ledger.superseding(one))}
    by_arrival = Sharing(joins, ended, live)
    bound = []
    for one, person in named:
        others = by_clock.sharing_with(person, protecting[one].when) | by_arrival.sharing_with(person, places[one])
        bound += [(protecting[one], other) for other in sorted(others - {person})]
    return bound


def _places_of(decision_ids: Iterable[str]) -> dict[str, str]:
    """The place of each of these in the order of arrival, as text that sorts like the number."""
    found: dict[str, str] = {}
    for batch in in_batches(decision_ids):
        rows = RecordId.objects.filter(record_id__in=batch).values_list("record_id", "sequence")
        found |= {record_id: f"{sequence:020}" for record_id, sequence in rows}
    return found


def person_named(decision: Decision) -> str:
    """The person that a decision protects; empty for another target."""
    body = decision.body
    if isinstance(body, SetLevel):
        return body.target if body.target_kind == "person" else ""
    return body.person_id if isinstance(body, Hide | Consent) else ""


def read_joins(ledger: Ledger, people: Iterable[str]) -> dict[str, Decision]:
    """Every decision, live or not, that ever made these persons one with others, and those with others again.

    Args:
        ledger: It is given these decisions, and what supersedes them.
        people: Ids of persons.
    """
    joins: dict[str, Decision] = {}
    seen: set[str] = set()
    waiting = set(people)
    while waiting:
        seen |= waiting
        found = read_records(find_speaking_of(waiting, "person") - joins.keys())
        new = {one: record for one, record in found.items() if _is_join(record)}
        mentions = {
            subject.mention.document_id
            for record in new.values()
            if isinstance(record, Decision) and isinstance(record.body, SamePerson)
            for subject in record.body.subjects
            if subject.mention is not None
        }
        beside = read_records(find_speaking_of(mentions, "mention") - joins.keys() - new.keys())
        new |= {one: record for one, record in beside.items() if _is_join(record)}
        joins |= {one: record for one, record in new.items() if isinstance(record, Decision)}
        waiting = {
            person
            for record in new.values()
            if isinstance(record, Decision) and isinstance(record.body, SamePerson)
            for person in (record.body.person_id, *(subject.person_id for subject in record.body.subjects))
            if person and any(subject.person_id for subject in record.body.subjects)
        } - seen
    _add_with_superseding(ledger, joins)
    return joins


def ends_of(ledger: Ledger, joins: Iterable[str]) -> dict[str, str]:
    """The last moment at which something superseded each of these decisions."""
    return {
        one: max(ledger.decisions[newer].when for newer in above) for one in joins if (above := ledger.superseding(one))
    }


def _is_join(record: object) -> bool:
    return isinstance(record, Decision) and isinstance(record.body, SamePerson)


def _trusting() -> set[str]:
    return set(DecisionRow.objects.filter(kind="trust").values_list("decision_id", flat=True))


def _add_with_superseding(ledger: Ledger, decision_ids: Iterable[str]) -> None:
    waiting = set(decision_ids)
    while waiting:
        ledger.add_all(read_records(waiting).items())
        waiting = find_speaking_of(waiting, "supersedes") - ledger.decisions.keys()
