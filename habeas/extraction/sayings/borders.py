"""Wordings at which a sentence leaves what somebody said and goes on in the words of whoever reports it."""

from __future__ import annotations

import re

from habeas.extraction.lexicon.word_lists import any_of
from habeas.packs import load_table


def in_contrast() -> re.Pattern[str]:
    """As in "said she was free, while the police denied it": a contrast is the reporter's, a participle is not."""
    return re.compile(rf", (?:{_any_of('contrasts')}) (?!\w+ing\b)")


def but_denied() -> re.Pattern[str]:
    """As in "said he had a weapon, but this was repeatedly denied by his family"."""
    subject = rf"(?:{_any_of('taken_up_bare')}|(?:{_any_of('taking_up')}) (?:{_any_of('taken_up')}))"
    return re.compile(
        rf",? (?:{_any_of('but')}) {subject} (?:{_any_of('passive')}) (?:\w+ly )?(?:{_any_of('denied')})\b"
    )


def left_unsaid() -> re.Pattern[str]:
    """As in "said ten were held, though they would not say why", "said he was free, without giving details"."""
    owned = rf"(?:{_any_of('but')}) (?:(?:{_any_of('who')}) )?(?:{_any_of('withholding')}) (?:{_any_of('telling')})"
    return re.compile(rf",? (?:{owned}|without (?:{_any_of('unsaid')}))\b")


def _any_of(name: str) -> str:
    """The words or phrases of a list of the pack, longest first, as alternatives."""
    return any_of(load_table("en", "cues")["borders"][name])
