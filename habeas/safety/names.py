"""The names that an audience may not read anywhere: the last screen before a page, whatever the page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from habeas.model import Claim, Statement, decode_record, mentions_of
from habeas.model.errors import NewerRecordError
from habeas.publishing.audience import CASE_TEAM
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names
from habeas.publishing.speakers import is_private
from habeas.registry import DEFAULT_POLICY
from habeas.registry.casefile import Source
from habeas.registry.country import find_source
from habeas.safety.levels import persons_open_to
from habeas.safety.looking import forget_sight, team_sight
from habeas.safety.opened import DECIDED, OpenClaim, forget_opened, open_claims
from habeas.safety.protection import newest_read, read_policy
from habeas.store.models import MentionRow, RecordBody, Tombstone

__all__ = ["DECIDED", "documents_open_to", "forget_voices", "names_withheld_from", "private_names", "source_named"]

Voice = tuple[str, str, tuple[str, ...]]  # role, the name that is judged, every form of it that would be read

_open: dict[tuple[int, str], tuple[Mapping[str, OpenClaim], frozenset[str]]] = {}


@dataclass(slots=True)
class _Withheld:
    """The names that are withheld, while policy and records are the same."""

    policy: Policy
    newest: int
    names: Names


_known: dict[tuple[int, str], _Withheld] = {}  # by level and day


@dataclass(slots=True)
class _Heard:
    """Everybody who speaks in the claims of one casebook, up to a place in the order of arrival."""

    home: str = ""
    last: int = 0
    buried: int = 0
    voices: set[Voice] = field(default_factory=set)


_heard = _Heard()


def names_withheld_from(level: int, day: str, *, within: float = 0.0) -> Names:
    """The names of whoever is not open to a level on a day, and above the case team of those who speak in private.

    Args:
        level: Of the audience.
        day: ISO.
        within: As in `read_policy`.
    """
    policy = read_policy(within=within)
    known = _known.get((level, day))
    newest = newest_read()  # new reports bring new names, though no new protection
    if known is None or known.policy is not policy or known.newest != newest:
        names = team_sight(day).names if level <= CASE_TEAM else _withheld_outside(level, day, policy)
        known = _known[level, day] = _Withheld(policy, newest, names)
    return known.names


def documents_open_to(level: int, day: str) -> frozenset[str]:
    """The reports in which an audience outside the case team may see anything: one accepted claim at least."""
    claims = open_claims(level, day)
    known = _open.get((level, day))
    if known is None or known[0] is not claims:
        known = _open[level, day] = (claims, frozenset(claim.document_id for claim in claims.values()))
    return known[1]


def _withheld_outside(level: int, day: str, policy: Policy) -> Names:
    open_to = set(persons_open_to(level, day, policy))
    names, withheld = set(), set()
    rows = MentionRow.objects.filter(named=True).order_by().values_list("name", "role", "person_id").distinct()
    for name, role, person_id in rows.iterator(chunk_size=10_000):
        if person_id in open_to:
            names.add(name)
        elif role == "person" or person_id:
            withheld.add(name)
    withheld -= names
    withheld |= {
        target
        for kind, target, _ in (*policy.levels, *policy.caps)
        if kind == "source" and policy.level_of_target("source", target) < level
    }
    for role, name, forms in voices_heard():
        if is_private(source_named(name, role), level, policy):
            withheld.update(form for form in forms if form not in names)
    return Names(withheld, names)


def voices_heard() -> frozenset[Voice]:
    """Everybody who speaks in a claim of the open casebook. What came in since the last question is read alone."""
    home = str(connection.settings_dict["NAME"])
    buried = Tombstone.objects.count()
    if (_heard.home, _heard.buried) != (home, buried):
        _heard.home, _heard.last, _heard.buried, _heard.voices = home, 0, buried, set()
    rows = RecordBody.objects.filter(record__tag="claim.1", record_id__gt=_heard.last).order_by("record_id")
    pairs: Iterable[tuple[int, bytes]] = rows.values_list("record_id", "raw").iterator(chunk_size=2000)  # type: ignore[assignment]
    for sequence, raw in pairs:
        try:
            record = decode_record(bytes(raw))
        except NewerRecordError:
            record = None
        if isinstance(record, Claim):
            _heard.voices.update(_voices_of(record))
        _heard.last = max(_heard.last, sequence)
    return frozenset(_heard.voices)


def forget_voices() -> None:
    """After a seal: nothing of what is gone stays in memory."""
    _heard.home, _heard.voices = "", set()
    _known.clear()
    _open.clear()
    forget_sight()
    forget_opened()


def _voices_of(claim: Claim) -> Iterable[Voice]:
    for step in claim.attribution:
        spans = tuple(span.text for span in (step.full_name, step.name) if span is not None)
        yield from ((step.role, name, spans) for name in spans)
    if isinstance(claim.body, Statement):
        for mention in mentions_of(claim):
            if mention.role == "speaker":
                yield "speaker", mention.label, (mention.label, mention.written.text)


def private_names(claim: Claim, level: int, policy: Policy) -> set[str]:
    """The names of those who speak in private, in a claim's chain and as the speaker of a statement."""
    return {
        form
        for role, name, forms in _voices_of(claim)
        if is_private(source_named(name, role), level, policy)
        for form in forms
    }


def source_named(name: str, role: str) -> Source:
    """A source as the views have it, with the class that the packs give it."""
    known = find_source(DEFAULT_POLICY.countries, name)
    return Source(name, role, known.source_class if known else "")
