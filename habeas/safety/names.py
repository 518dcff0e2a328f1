"""The names that an audience may not read anywhere: the last screen before a page, whatever the page shows."""

from habeas.model import Claim, Statement, mentions_of
from habeas.publishing.audience import CASE_TEAM
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names
from habeas.publishing.speakers import is_private
from habeas.registry import DEFAULT_POLICY
from habeas.registry.casefile import Source
from habeas.registry.country import find_source
from habeas.safety.levels import levels_of, persons_open_to
from habeas.safety.looking import team_sight
from habeas.safety.protection import read_policy
from habeas.store.models import ClaimRow, DocumentRow, MentionRow
from habeas.store.reads import each_record, read_records

DECIDED = ("accepted", "corrected")
_open: dict[tuple[int, str], tuple[Policy, frozenset[str]]] = {}
_known: dict[tuple[int, str], tuple[Policy, Names]] = {}  # by level and day, while the policy is the same one


def names_withheld_from(level: int, day: str, *, within: float = 0.0) -> Names:
    """The names of whoever is not open to a level on a day, and above the case team of those who speak in private.

    Args:
        level: Of the audience.
        day: ISO.
        within: As in `read_policy`.
    """
    policy = read_policy(within=within)
    known = _known.get((level, day))
    if known is None or known[0] is not policy:
        names = team_sight(day).names if level <= CASE_TEAM else _withheld_outside(level, day, policy)
        known = _known[level, day] = (policy, names)
    return known[1]


def documents_open_to(level: int, day: str) -> frozenset[str]:
    """The reports in which an audience outside the case team may see anything: one accepted claim at least."""
    policy = read_policy()
    known = _open.get((level, day))
    if known is None or known[0] is not policy:
        decided = ClaimRow.objects.filter(state__in=DECIDED).values_list("claim_id", flat=True)
        claims = {one: claim for one, claim in read_records(decided).items() if isinstance(claim, Claim)}
        outlets = dict(DocumentRow.objects.values_list("document_id", "outlet"))
        levels = levels_of(claims, outlets, day, policy)
        found = frozenset(claims[one].document_id for one in claims if levels[one] >= level)
        known = _open[level, day] = (policy, found)
    return known[1]


def _withheld_outside(level: int, day: str, policy: Policy) -> Names:
    shown = MentionRow.objects.filter(named=True, person_id__in=persons_open_to(level, day, policy))
    names = set(shown.values_list("name", flat=True).distinct())
    wronged = MentionRow.objects.filter(named=True, role="person") | MentionRow.objects.filter(named=True).exclude(
        person_id=""
    )
    withheld = set(wronged.values_list("name", flat=True).distinct()) - names
    withheld |= {
        target
        for kind, target, _ in (*policy.levels, *policy.caps)
        if kind == "source" and policy.level_of_target("source", target) < level
    }
    for _, record in each_record("claim.1"):
        if isinstance(record, Claim):
            withheld |= private_names(record, level, policy) - names
    return Names(withheld, names)


def private_names(claim: Claim, level: int, policy: Policy) -> set[str]:
    """The names of those who speak in private, in a claim's chain and as the speaker of a statement."""
    found = set()
    for step in claim.attribution:
        spans = [span.text for span in (step.full_name, step.name) if span is not None]
        if any(is_private(source_named(name, step.role), level, policy) for name in spans):
            found.update(spans)
    if isinstance(claim.body, Statement):
        for mention in mentions_of(claim):
            if mention.role == "speaker" and is_private(source_named(mention.label, "speaker"), level, policy):
                found.update({mention.label, mention.written.text})
    return found


def source_named(name: str, role: str) -> Source:
    """A source as the views have it, with the class that the packs give it."""
    known = find_source(DEFAULT_POLICY.countries, name)
    return Source(name, role, known.source_class if known else "")
