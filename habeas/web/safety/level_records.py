"""Decisions on who may see what, as lines of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from habeas.model import Decision, SetLevel
from habeas.model.vocabulary import ATTRIBUTES, EVENT_TYPE_NAMES, KINDS, LIBERTY, RELATIONS
from habeas.publishing.redaction import Names
from habeas.store.models import ClaimRow, DocumentRow, PersonRow
from habeas.web import words
from habeas.web.cases.people_behind import names_of_staff
from habeas.web.safety.deciding import Live, hidden_names

_TABLES = (words.KINDS, words.EVENT_TYPES, words.ATTRIBUTES, words.RELATIONS, words.LIBERTY)


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One decision that holds.

    Attributes:
        decision_id: Its id.
        target_kind, target: On what.
        label: That, in words.
        href: Where to see it; empty where no page shows it.
        field: A field of it alone.
        level: Who may see it.
        who, when, why: By whom and why.
    """

    decision_id: str
    target_kind: str
    target: str
    label: str
    href: str
    field: str
    level: int
    who: str
    when: str
    why: str


def level_lines(found: Iterable[Live]) -> list[LevelLine]:
    """Live decisions as lines, the newest first."""
    several = [
        (one.decision_id, one.decision, body) for one in found if isinstance(body := one.decision.body, SetLevel)
    ]
    staff = names_of_staff(decision.who for _, decision, _ in several)
    labels = _labels(body for _, _, body in several)
    names = hidden_names()
    return [_line(*one, labels, staff, names) for one in reversed(several)]


def _line(
    decision_id: str,
    decision: Decision,
    body: SetLevel,
    labels: dict[tuple[str, str], tuple[str, str]],
    staff: dict[str, str],
    names: Names,
) -> LevelLine:
    label, href = labels.get((body.target_kind, body.target), (body.target[:12], ""))
    return LevelLine(
        decision_id,
        body.target_kind,
        body.target,
        names.blank(label),
        href,
        body.field,
        body.level,
        staff[decision.who],
        decision.when[:10],
        names.blank(decision.why),
    )


def describe_target(target_kind: str, target: str) -> tuple[str, str]:
    """A target in words, and the address of its page; empty where there is no such thing."""
    found = _labels([SetLevel(target_kind=target_kind, target=target, level=1)])
    label, href = found.get((target_kind, target), ("", ""))
    return hidden_names().blank(label), href


def _labels(bodies: Iterable[SetLevel]) -> dict[tuple[str, str], tuple[str, str]]:
    wanted: dict[str, set[str]] = {}
    for body in bodies:
        wanted.setdefault(body.target_kind, set()).add(body.target)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for row in PersonRow.objects.filter(person_id__in=wanted.get("person", ())).defer("body"):
        found["person", row.person_id] = (
            row.display_name or row.person_id[:12],
            reverse("protect", args=[row.person_id]),
        )
    for claim in ClaimRow.objects.filter(claim_id__in=wanted.get("claim", ())):
        kind = word_of_kind(claim.event_type or claim.kind)
        label = f"{kind}: {', '.join(claim.people)}" if claim.people else kind
        href = reverse("report", args=[claim.document_id]) + f"#c-{claim.claim_id[:12]}"
        found["claim", claim.claim_id] = (label, href)
    for report in DocumentRow.objects.filter(document_id__in=wanted.get("document", ())).defer("body"):
        label = " · ".join(part for part in (report.outlet, report.title) if part) or report.document_id[:12]
        found["document", report.document_id] = (label, reverse("report", args=[report.document_id]))
    found |= {("source", target): (target, "") for target in wanted.get("source", ())}
    found |= {("kind", target): (word_of_kind(target), "") for target in wanted.get("kind", ()) if is_kind(target)}
    return found


def is_kind(word: str) -> bool:
    """Whether the vocabulary has a kind of claim of that name."""
    return word in {*KINDS, *EVENT_TYPE_NAMES, *ATTRIBUTES, *RELATIONS, *LIBERTY}


def word_of_kind(word: str) -> str:
    """A kind of claim, type of event, attribute, relation or status in the language of the page."""
    return next((str(table[word]) for table in _TABLES if word in table), word.replace("_", " "))


def kinds_in_words() -> list[tuple[str, str]]:
    """Every kind on which a level can be set, by its word."""
    every = dict.fromkeys((*KINDS, *EVENT_TYPE_NAMES, *ATTRIBUTES, *RELATIONS))
    return sorted(((word, word_of_kind(word)) for word in every), key=lambda pair: words.by_alphabet(pair[1]))
