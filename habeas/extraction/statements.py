"""Statement claims: somebody's words or thought, with speaker, cue and content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.events import quote_of
from habeas.model import Claim, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.chains import Chains
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.sayings import Saying

_MANNERS = frozenset(("report", "mind", "demand", "refusal", "label", "accuse", "judgement", "intend"))
_LEAST_CONTENT = 12


def statement_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, Saying]]:
    """A claim for each attribution that a careful reader would note as somebody's statement."""
    for number, saying in enumerate(sheet.sayings):
        if not _is_statement(sheet, saying):
            continue
        speaker, affiliation = chains.speaker(saying)
        for start, end in _pieces(sheet, saying):
            if end - start < _LEAST_CONTENT:
                continue
            cue = Span.of(sheet.text, *saying.cue_range) if saying.cue_range else None
            low, high = (
                min(start, saying.cue_range[0] if saying.cue_range else start),
                max(end, saying.cue_range[1] if saying.cue_range else end),
            )
            body = Statement(
                content=Span.of(sheet.text, start, end),
                mode=_mode(sheet, saying),
                speaker=speaker,
                affiliation=affiliation,
                cue=cue,
            )
            steps = chains.steps(start, min(end, start + 1), without=number)
            outlet = chains._outlet_step(saying)
            if outlet is not None and not any(step.role == "outlet" for step in steps):
                steps = (outlet, *steps)
            quote = quote_of(sheet, low, high)
            modality = "denied" if saying.negated and saying.manner == "report" else "asserted"
            yield (
                Claim(document_id=sheet.document_id, quote=quote, body=body, modality=modality, attribution=steps),
                saying,
            )


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
        and saying.source.low in ("they", "we")
        and saying.cue is not None
    ):
        inside = any(q.start <= saying.cue.start < q.end for q in sheet.quotations)
        return "voiced" if inside else saying.mode
    return saying.mode


def _is_statement(sheet: Sheet, saying: Saying) -> bool:
    if saying.source is None and saying.mode != "direct":
        return False
    if saying.manner not in _MANNERS:
        return False
    if saying.source is not None and saying.source.low in ("i", "we", "you", "what", "this", "that", "which", "there"):
        return False
    if saying.finder.startswith("noun") and saying.finder != "noun-clause":
        return False
    if saying.manner == "intend" and saying.lemma not in ("promise", "vow", "pledge", "threaten", "propose", "offer"):
        return False
    return not (saying.manner == "judgement" and saying.lemma not in _JUDGEMENTS)


_JUDGEMENTS = frozenset(
    (
        "criticise",
        "criticize",
        "condemn",
        "denounce",
        "praise",
        "welcome",
        "deplore",
        "decry",
        "blame",
        "slam",
        "blast",
        "applaud",
        "hail",
    )
)
