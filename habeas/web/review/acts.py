"""What a reviewer does, as decisions: accept, correct, reject, add, who somebody is, and taking the last one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from habeas.model import (
    Accept,
    Claim,
    Correct,
    Decision,
    DecisionBody,
    MentionReference,
    Person,
    Record,
    Reject,
    SamePerson,
    Subject,
    Withdraw,
    decode_record,
    mentions_of,
    record_id,
)
from habeas.store.accounts import label_of
from habeas.store.models import ClaimRow, DecisionRow, MentionRow, PersonRow, RecordBody, RecordLink
from habeas.store.reads import read_records
from habeas.web.access import Viewer
from habeas.web.casebook import served_casebook
from habeas.web.levels import is_a_name
from habeas.workflow import Ruling, open_person, record_decisions

# Decisions of the review page, the ones that undo takes back.
_OWN_KINDS = ("accept", "correct", "reject", "same_person", "different_persons", "unsure_persons")


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What a colleague decided on a claim while one was looking at it.

    Attributes:
        state: What the claim is now.
        by: Who, as accounts are named inside the case team.
        when: UTC, `10:42`.
        agrees: It is the very answer that was about to be given.
    """

    state: str
    by: str
    when: str
    agrees: bool


def decided_meanwhile(claim_id: str, seen: str, act: str) -> Meanwhile | None:
    """What was decided since a page showed a claim; None where it is as it was. Asked inside the writing transaction.

    Args:
        claim_id: The claim.
        seen: Its state as the page showed it; empty for a page that did not say.
        act: What is about to be done: accept, reject or correct.
    """
    state = ClaimRow.objects.filter(claim_id=claim_id).values_list("state", flat=True).first() or ""
    if not seen or state == seen:
        return None
    about = RecordLink.objects.filter(relation="claim", target=claim_id).values("record__record_id")
    rows = DecisionRow.objects.filter(decision_id__in=about, kind__in=("accept", "correct", "reject", "withdraw"))
    newest = rows.order_by("-live", "-when").first()
    agrees = state == {"accept": "accepted", "reject": "rejected"}.get(act)
    return Meanwhile(state, label_of(newest.who) if newest else "", newest.when[11:16] if newest else "", agrees)


def accept(viewer: Viewer, claim_id: str, claim: Claim, given: Mapping[str, object], why: str = "") -> None:
    """Accept a claim, and answer with the same act who the people in it are, as far as the form answers it."""
    rulings, opened = _answers(viewer, claim_id, claim, given)
    _record(viewer, [_answer(viewer, Accept(claim_id=claim_id), claim_id, why), *rulings], opened)


def reject(viewer: Viewer, claim_id: str, why: str = "") -> None:
    """Reject a claim."""
    _record(viewer, [_answer(viewer, Reject(claim_id=claim_id), claim_id, why)])


def correct(viewer: Viewer, claim_id: str, made: Claim, why: str = "") -> str:
    """Put another claim in the place of one; the id of the new one."""
    body = Correct(claim_id=claim_id, replacement_id=record_id(made))
    _record(viewer, [_answer(viewer, body, claim_id, why)], [made])
    return body.replacement_id


def has_open_names(claim_id: str) -> bool:
    """Whether somebody is wronged in a claim of whom nobody has said who it is."""
    names = MentionRow.objects.filter(claim_id=claim_id, role="person", person_id="").values_list("name", flat=True)
    return any(is_a_name(name) for name in names)


def add(viewer: Viewer, made: Claim, given: Mapping[str, object]) -> str:
    """Store and accept a claim made by hand; its id."""
    claim_id = record_id(made)
    rulings, opened = _answers(viewer, claim_id, made, given)
    _record(viewer, [_answer(viewer, Accept(claim_id=claim_id), claim_id, ""), *rulings], [made, *opened])
    return claim_id


def join(viewer: Viewer, document_id: str, name: str, person_id: str, why: str = "") -> str:
    """Say whose a name in a report is: a person who is known, or somebody new for an empty id; the person's id."""
    ruling, opened = _joined(viewer, document_id, name, person_id, why)
    _record(viewer, [ruling], opened)
    return person_id or opened[0].person_id


def _joined(viewer: Viewer, document_id: str, name: str, person_id: str, why: str = "") -> tuple[Ruling, list[Person]]:
    """The decision that attaches a name to a person, and the person where somebody new is to be opened."""
    opened = [] if person_id else [open_person(viewer.pseudonym)]
    subject = Subject(mention=MentionReference(document_id=document_id, name=name))
    whose = person_id or opened[0].person_id
    return Ruling(SamePerson(person_id=whose, subjects=(subject,)), why), opened


def _record(viewer: Viewer, rulings: Sequence[Ruling], also: Sequence[Record] = ()) -> None:
    record_decisions(served_casebook(), rulings, viewer.pseudonym, also=also)


def _answer(viewer: Viewer, body: DecisionBody, claim_id: str, why: str) -> Ruling:
    """A decision on a claim; the reviewer's own earlier answer to the same question is superseded by it.

    A correction that put the claim in another's place is accepted with it: to take it back would bring the other back.
    """
    about = RecordLink.objects.filter(relation="claim", target=claim_id).values("record__record_id")
    rows = DecisionRow.objects.filter(
        decision_id__in=about, who=viewer.pseudonym, live=True, kind__in=("accept", "correct", "reject")
    )
    earlier = list(rows.values_list("decision_id", flat=True))
    if isinstance(body, Accept):
        found = read_records(earlier)
        earlier = [one for one in earlier if getattr(getattr(found[one], "body", None), "claim_id", "") == claim_id]
    return Ruling(body, why, tuple(earlier))


def _answers(
    viewer: Viewer, claim_id: str, claim: Claim, given: Mapping[str, object]
) -> tuple[list[Ruling], list[Person]]:
    """What the form answers about the people wronged in a claim, each name once."""
    rulings: list[Ruling] = []
    opened: list[Person] = []
    answered: set[str] = set()
    attached = set(MentionRow.objects.filter(claim_id=claim_id).exclude(person_id="").values_list("number", flat=True))
    for number, mention in enumerate(mentions_of(claim)):
        answer = str(given.get(f"who.{number}", ""))
        if (
            mention.role != "person"
            or not is_a_name(mention.label)
            or number in attached
            or mention.label in answered
            or not answer
        ):
            continue
        if answer != "new" and not PersonRow.objects.filter(person_id=answer).exists():
            continue
        answered.add(mention.label)
        whose = "" if answer == "new" else answer
        ruling, persons = _joined(viewer, claim.document_id, mention.label, whose)
        rulings.append(ruling)
        opened += persons
    return rulings, opened


def last_decision(pseudonym: str, document_id: str) -> Decision | None:
    """The reviewer's last decision on a report that still holds; None where there is none."""
    found = _latest(pseudonym, document_id, 1)
    return found[0][1] if found else None


def _latest(pseudonym: str, document_id: str, count: int) -> list[tuple[str, Decision]]:
    """The reviewer's last live decisions on a report, the newest first."""
    claims = RecordLink.objects.filter(relation="document", target=document_id).values("record__record_id")
    about = Q(record__links__relation="claim", record__links__target__in=claims)
    named = Q(record__links__relation="mention", record__links__target=document_id)
    live = DecisionRow.objects.filter(who=pseudonym, live=True, kind__in=_OWN_KINDS).values("decision_id")
    rows = (
        RecordBody.objects.filter(about | named, record__record_id__in=live)
        .order_by("-record_id")
        .distinct()
        .values_list("record__record_id", "raw")[:count]
    )
    decoded = [(decision_id, decode_record(bytes(raw))) for decision_id, raw in rows]
    return [(decision_id, record) for decision_id, record in decoded if isinstance(record, Decision)]


def undo_last(viewer: Viewer, document_id: str) -> str | None:
    """Take back the reviewer's last act on a report: a claim's decision with the answers given in the same act.

    Returns:
        The claim that the act was about; an empty string for an act about a name; None where there is nothing to undo.
    """
    act = _last_act(_latest(viewer.pseudonym, document_id, 9))
    if not act:
        return None
    ids = tuple(sorted(decision_id for decision_id, _decision in act))
    _record(viewer, [Ruling(Withdraw(), "", ids)])
    return str(getattr(act[-1][1].body, "claim_id", ""))


def _last_act(newest: list[tuple[str, Decision]]) -> list[tuple[str, Decision]]:
    """The newest decision; with it the acceptance in which its answer about a name was given, if it was one."""
    if not newest or not isinstance(newest[0][1].body, SamePerson):
        return newest[:1]
    for number, (_id, decision) in enumerate(newest):
        if isinstance(decision.body, Accept) and decision.when == newest[number - 1][1].when:
            return newest[: number + 1]
        if not isinstance(decision.body, SamePerson):
            break
    return newest[:1]
