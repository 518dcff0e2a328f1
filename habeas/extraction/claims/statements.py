"""Statement claims: somebody's words or thought, with speaker, cue and content."""

from __future__ import annotations

from bisect import bisect_right
from itertools import product
from typing import TYPE_CHECKING

from habeas.extraction.claims.telling import is_statement
from habeas.extraction.lexicon.word_lists import word_list
from habeas.model import Claim, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.sayings.finding import Saying
    from habeas.extraction.speakers.chains import Chains

_LEAST_CONTENT = 8
_VOICES = word_list("statements", "voices")
_MOST_ASKED = 90  # characters from whoever is asked to what he is asked


def statement_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, Saying]]:
    """A claim for each attribution that a careful reader would note as somebody's statement."""
    for number, saying in enumerate(sheet.sayings):
        if not is_statement(sheet, saying):
            continue
        for (speaker, affiliation), (start, end) in product(chains.speakers(saying), _pieces(sheet, saying)):
            if end - start < _LEAST_CONTENT:
                continue
            cue = Span.of(sheet.text, *saying.cue_range) if saying.cue_range else None
            low, high = (
                min(start, saying.cue_range[0] if saying.cue_range else start),
                max(end, saying.cue_range[1] if saying.cue_range else end),
            )
            asked = _asked_from(sheet, saying, start)
            body = Statement(
                content=Span.of(sheet.text, asked, end),
                mode=_mode(sheet, saying),
                speaker=speaker,
                affiliation=affiliation,
                cue=cue,
            )
            steps = chains.steps(start, min(end, start + 1), without=number)
            outlet = chains.outlet_step(saying)
            if outlet is not None and not any(step.role == "outlet" for step in steps):
                steps = (outlet, *steps)
            quote = sheet.quote_of(low, high)
            modality = "denied" if saying.negated and saying.manner == "report" else "asserted"
            yield (
                Claim(document_id=sheet.document_id, quote=quote, body=body, modality=modality, attribution=steps),
                saying,
            )


def _asked_from(sheet: Sheet, saying: Saying, start: int) -> int:
    """Where what is asked begins with whoever is to do it, or blame with the blamed.

    As in "urged" + "the state to free her", "accused" + "the police of lying" (but "accused him of" + "lying").
    """
    cue = saying.cue
    asked = cue.child("dobj", "dative") if cue is not None else None
    demanded = saying.form == "infinitive" and saying.manner == "demand"
    blamed = saying.form == "preposition" and saying.manner == "accuse" and asked is not None and asked.pos != "PRON"
    if cue is None or asked is None or not (demanded or blamed) or not cue.i < asked.left:
        return start
    place = sheet.parsed.words[asked.left].start
    return place if 0 < start - place <= _MOST_ASKED else start


def mark_stated(sheet: Sheet) -> None:
    """Note which attributions are statements: only these are steps of a chain."""
    for saying in sheet.sayings:
        saying.stated = is_statement(sheet, saying) or saying.manner in ("accuse", "demand")


def _pieces(sheet: Sheet, saying: Saying) -> list[tuple[int, int]]:
    """The contents of a saying, those of one sentence joined."""
    pieces: list[tuple[int, int]] = []
    for content in saying.contents:
        if pieces:
            first = sheet.parsed.words_in(pieces[-1][0], pieces[-1][1])
            second = sheet.parsed.words_in(*content)
            if first and second and first[-1].sentence == second[0].sentence:
                pieces[-1] = (pieces[-1][0], content[1])
                continue
        pieces.append(content)
    return pieces


def _mode(sheet: Sheet, saying: Saying) -> str:
    if (
        saying.mode == "direct"
        and saying.source is not None
        and saying.source.low in _VOICES
        and saying.cue is not None
    ):
        at = bisect_right(sheet.quotations, saying.cue.start, key=lambda quotation: quotation.start)
        inside = at > 0 and saying.cue.start < sheet.quotations[at - 1].end
        return "voiced" if inside else saying.mode
    return saying.mode
