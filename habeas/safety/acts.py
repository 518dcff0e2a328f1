"""What people do to protect somebody: set a level, record consent, hide, seal. Each is a decision, at work at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.model import Consent, Hide, Seal, SetLevel
from habeas.model.errors import InputError
from habeas.model.vocabulary import ATTRIBUTES, EVENT_TYPE_NAMES, KINDS, LEVELS, LIBERTY, RELATIONS
from habeas.publishing.policy import CONSENT_STATUSES, consents_due
from habeas.registry.identity import group_of
from habeas.safety.names import forget_voices
from habeas.safety.outlook import forget_outlooks
from habeas.safety.protection import forget_policy, read_policy
from habeas.safety.register import Holder, find_holders
from habeas.store.casebook import Casebook
from habeas.store.models import SealTarget
from habeas.store.sealing import Closure, Sealed, apply_seals, check_reason, find_closure
from habeas.store.slices import read_slice
from habeas.store.trail import write_audit
from habeas.workflow import Recorded, now, record_decision

TARGET_KINDS = ("claim", "document", "source", "person", "kind")
GIVERS = ("person", "family", "lawyer", "public_interest")
_WORDS_OF_KIND = frozenset((*KINDS, *EVENT_TYPE_NAMES, *ATTRIBUTES, *RELATIONS, *LIBERTY))


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody who is out of sight.

    Attributes:
        decision_ids: The decision.
        holders: Who holds an export with that person in it, and has to be told.
    """

    decision_ids: tuple[str, ...]
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class SealAsked:
    """How far a seal has come.

    Attributes:
        decision_ids: The decision made now.
        closure: What goes.
        sealed: What was removed now; None while a second person is waited for.
        holders: Who holds an export with a sealed person in it, and has to be told.
    """

    decision_ids: tuple[str, ...]
    closure: Closure
    sealed: Sealed | None
    holders: tuple[Holder, ...]


def set_level(
    casebook: Casebook,
    target_kind: str,
    target: str,
    level: int,
    who: str,
    *,
    why: str = "",
    name: str = "",
    supersedes: Iterable[str] = (),
) -> Recorded:
    """Decide who may see a target: the strictest of all live answers holds, so a wider one supersedes a stricter one.

    Args:
        casebook: The open casebook.
        target_kind: claim, document, source, person or kind.
        target: An id, the name of a source, or a word of the vocabulary.
        level: 0 nobody, 1 case team, 2 partners, 3 mechanisms, 4 public.
        who: Pseudonymous id.
        why: The reason.
        name: A field of the target, for the field alone.
        supersedes: Ids of decisions in whose place it stands.

    Raises:
        InputError: No such kind, or a word that the vocabulary does not have.
    """
    if target_kind not in TARGET_KINDS:
        raise InputError(f"a level is set on {', '.join(TARGET_KINDS)}, not on {target_kind!r}")
    if target_kind == "kind" and target not in _WORDS_OF_KIND:
        raise InputError(f"{target!r} is no kind of claim, type of event, status, attribute or relation")
    body = SetLevel(target_kind=target_kind, target=target, level=level, field=name)
    return record_decision(casebook, body, who, why, supersedes)


def record_consent(
    casebook: Casebook, consent: Consent, who: str, *, why: str = "", supersedes: Iterable[str] = ()
) -> Recorded:
    """Record what somebody agreed to, refused or took back.

    Raises:
        InputError: An unknown word, or a day that is none.
    """
    if consent.status not in CONSENT_STATUSES:
        raise InputError(f"a consent is {', '.join(CONSENT_STATUSES)}, not {consent.status!r}")
    if consent.given_by not in GIVERS:
        raise InputError(f"consent is given by {', '.join(GIVERS)}, not by {consent.given_by!r}")
    for day in (consent.given, consent.expires):
        if day:
            read_day(day)
    if consent.given_by == "public_interest" and not why:
        raise InputError("where the person cannot be reached, the ground must be said (--why), and a second one agree")
    return record_decision(casebook, consent, who, why, supersedes)


def list_due(day: str, within_days: int = 60) -> tuple[tuple[str, Consent], ...]:
    """Consents that have ended or end within so many days, with their persons: whom to ask again."""
    until = (date.fromisoformat(day) + timedelta(days=within_days)).isoformat()
    return consents_due(read_policy(), day, until)


def hide_person(casebook: Casebook, person_id: str, who: str, *, why: str = "") -> Hidden:
    """Take a person out of sight, at once and everywhere; and tell who holds an export in which the person is."""
    recorded = record_decision(casebook, Hide(person_id=person_id), who, why)
    write_audit("hide", at=now(), who=who, target=person_id)
    members = group_of(read_slice(casebook.casebook_id, person_ids=[person_id]), person_id).members
    return Hidden(recorded.decision_ids, find_holders({person_id, *members}))


def seal_target(casebook: Casebook, target_kind: str, target: str, who: str, *, why: str = "") -> SealAsked:
    """Ask that a report or a person be gone for ever; the second one who asks does it.

    What came in between the two is asked for by the second alone, and goes when somebody else asks once more.

    Raises:
        InputError: There is nothing to seal.
        RefusedError: The reason names somebody who is to be gone.
    """
    closure = find_closure(target_kind, target)
    check_reason(why, closure)
    people = {one for one in closure.ids if len(one) == 32} | {target}  # ids of persons are shorter than hashes
    holders = find_holders(people)
    body = Seal(target_kind=target_kind, target=target, closure=closure.ids)
    recorded = record_decision(casebook, body, who, why)
    write_audit("seal", at=now(), who=who, target=target)
    others = SealTarget.objects.filter(target__in=closure.ids[:1], local=True).exclude(who=who)
    sealed = apply_seals(casebook.path, added_at=now()) if others.exists() else None
    forget_policy()
    forget_voices()
    forget_outlooks()
    return SealAsked(recorded.decision_ids, closure, sealed if sealed and sealed.records else None, holders)


def read_day(text: str) -> str:
    """An ISO day.

    Raises:
        InputError: It is none.
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(f"not a day: {text[:40]!r} (write 2026-11-22)") from None


def describe_level(level: int) -> str:
    """A level with its word: `2 (partners)`."""
    return f"{level} ({LEVELS[level]})"
