"""The one gate of every exit: a view goes in with an audience, and what that audience may see comes out.

It knows no particular view. Whatever part of a view says which claims it rests on (`evidence`, `claims` or `claim_id`)
stays only with those of its claims that the audience may see, and goes when none is left; the parts around it stay.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.registry.casefile import Case, Contradiction, Evidence

T = TypeVar("T")
LevelOf = Callable[[str], int]  # claim id to the highest audience that may see the claim

_GONE: Any = object()
_NO_CLAIM = ""


def visible(view: T, audience: Audience, level_of: LevelOf) -> T | None:
    """What an audience may see of a view.

    Args:
        view: A case, a tuple of its parts, or any other view made of frozen dataclasses.
        audience: Who is looking.
        level_of: The level of a claim by its id, as `Policy.level_of_claim` gives it; 0 for a claim that is not known.

    Returns:
        The view without what they may not see, or None where nothing of it may be shown.
    """

    def sees(claim_id: str) -> bool:
        return claim_id == _NO_CLAIM or level_of(claim_id) >= audience.level

    shown = _visible_case(view, audience, sees) if isinstance(view, Case) else _filtered(view, sees)
    return None if shown is _GONE else shown


def _visible_case(case: Case, audience: Audience, sees: Callable[[str], bool]) -> Any:
    if not audience.may_open(case.person_id) or (case.hidden and audience.level > CASE_TEAM):
        return _GONE
    if audience.level > CASE_TEAM:
        # What nobody reviewed, and who decided what, stays with the case team.
        kept = tuple(entry for entry in case.contradictions if not entry.rests_on_unreviewed)
        case = replace(case, unreviewed=(), decisions=(), problems=(), contradictions=kept)
    shown = _filtered(case, sees)
    if shown is _GONE or (case.evidence.claim_ids and not shown.evidence.claim_ids):
        return _GONE
    if shown.names and shown.display_name not in {name.text for name in shown.names}:
        shown = replace(shown, display_name=shown.names[0].text)
    return shown


def _filtered(view: Any, sees: Callable[[str], bool]) -> Any:
    """The view with every part that rests on unseen claims alone taken out; `_GONE` where that is all of it."""
    if isinstance(view, tuple):
        kept = tuple(part for part in (_filtered(part, sees) for part in view) if part is not _GONE)
        return view if kept == view else kept
    if not is_dataclass(view) or isinstance(view, type):
        return view
    if not sees(getattr(view, "claim_id", "") or _NO_CLAIM):
        return _GONE
    changes = {field.name: _filtered_field(view, field.name, sees) for field in fields(view)}
    if _GONE in changes.values():
        return _GONE
    if isinstance(view, Contradiction) and len(changes["sides"]) < len(view.sides):
        return _GONE  # with a side withheld it would say that the other stands alone
    return replace(view, **changes)


def _filtered_field(view: Any, name: str, sees: Callable[[str], bool]) -> Any:
    value = getattr(view, name)
    if name in ("claims", "claim_ids") and value and isinstance(value[0], str):
        kept = tuple(claim_id for claim_id in value if sees(claim_id))
        return kept if kept or isinstance(view, Evidence) else _GONE
    shown = _filtered(value, sees)
    if isinstance(value, Evidence) and value.claim_ids and not shown.claim_ids and not isinstance(view, Case):
        return _GONE
    return shown
