"""One item of a model's answer becomes a claim, or is refused.

The quote, the people, the sources and the words that make a claim what it is must be grounded, or the claim is refused
whole: without its person it would speak of nobody, without its source the document itself would assert it. Other slots
stay empty, and that is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from habeas.extraction.model_backed.grounding import Ground, Ungrounded
from habeas.model import AttributionStep, Claim, Event, Mention, Span, vocabulary

if TYPE_CHECKING:
    from habeas.extraction.model_backed.schema import Kind, Slot
    from habeas.extraction.model_backed.values import Values

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|\n")
_LONGEST_CORE = 200  # a trigger or a cue is a few words


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes claims of the items of one answer.

    Attributes:
        document_id: The document.
        ground: The part of it that was asked about.
        values: Its dates, laws and citations.
    """

    document_id: str
    ground: Ground
    values: Values

    def build(self, kind: Kind, item: dict[str, Any]) -> tuple[Claim, list[str]]:
        """The claim, and what of it was left out.

        Args:
            kind: Of the item.
            item: Has the shape of the schema.

        Raises:
            Ungrounded: The claim is refused, and why.
        """
        quote = self.ground.quote(item["quote"])
        modality = item["modality"]
        fields: dict[str, Any] = {}
        left_out: list[str] = []
        for slot in kind.slots:
            given = item.get(slot.name)
            if not _is_given(given):
                if slot.needed:
                    raise Ungrounded(f"{slot.name}: nothing is given")
                continue
            try:
                value = self._value(kind, slot, given, quote, modality)
            except Ungrounded as refusal:
                if slot.needed or slot.sort in ("mention", "mentions"):
                    raise
                left_out.append(str(refusal))
                continue
            fields[slot.field or slot.name] = value
        _fit_variant(kind, fields)
        core = fields.get(kind.core, quote)
        claim = Claim(
            document_id=self.document_id,
            quote=quote,
            body=kind.body(**fields),
            modality=modality,
            attribution=self._chain(item["said_by"], core, quote, own=fields.get("speaker")),
        )
        return claim, left_out

    def _value(self, kind: Kind, slot: Slot, given: Any, quote: Span, modality: str) -> Any:
        if slot.sort in ("word", "flag"):
            return given
        if slot.sort == "mention":
            return self._mention(slot, given, slot.role, quote)
        if slot.sort == "mentions":
            return tuple(self._mention(slot, one, one["role"], quote) for one in given)
        if slot.sort == "laws":
            spans = [self._span(kind, slot, one, quote) for one in given]
            found = (law for span in spans for law in self.values.laws(slot.name, span))
            return tuple(dict.fromkeys(found))
        span = self._span(kind, slot, given, quote)
        if slot.sort == "date":
            return self.values.date(slot.name, span, modality)
        if slot.sort == "term":
            return self.values.term(slot.name, span)
        return self.values.quantity(slot.name, span) if slot.sort == "quantity" else span

    def _span(self, kind: Kind, slot: Slot, given: dict[str, Any], quote: Span) -> Span:
        core = slot.name == kind.core
        span = self.ground.words(slot.name, given["text"], given.get("context") or "", quote, inside=core)
        if slot.name in ("trigger", "cue") and span.end - span.start > _LONGEST_CORE:
            raise Ungrounded(f"{slot.name}: more words than tell of one thing")
        return span

    def _mention(self, slot: Slot, given: dict[str, Any], role: str, quote: Span) -> Mention:
        written = self.ground.words(slot.name, given["text"], given.get("context") or "", quote)
        full = (given.get("full_name") or "").strip()
        return Mention(role=role, written=written, name=self.ground.name(slot.name, full) if full else None)

    # -- who says it ---------------------------------------------------------------------------------------------------
    def _chain(
        self, steps: list[dict[str, Any]], core: Span, quote: Span, own: Mention | None
    ) -> tuple[AttributionStep, ...]:
        """The citation that our own code finds behind the sentence, then the sources that the model names."""
        chain: list[AttributionStep] = []
        sentence_end = _sentence_end(self.ground.text, core.end)
        citation = self.values.citation(core.end, sentence_end)
        if citation is not None:
            name = Span.of(self.ground.text, *citation.outlet) if citation.outlet else None
            chain.append(
                AttributionStep(
                    role="outlet", name=name, cited=citation.date, outlet_missing=name is None, reach="sentence"
                )
            )
        for given in steps:
            step = self._step(given, quote)
            cited = citation is not None and step.name is not None and citation.start <= step.name.start < citation.end
            is_own = own is not None and step.name == own.written
            if not cited and not is_own:
                chain.append(step)
        return tuple(chain)

    def _step(self, given: dict[str, Any], quote: Span) -> AttributionStep:
        words, context = given["text"], given.get("context") or ""
        anonymous = given["role"] == "anonymous" and not words.strip()
        name = None if anonymous else self.ground.words("said_by", words, context, quote)
        full = (given.get("full_name") or "").strip()
        full_name = self.ground.name("said_by", full) if full and name is not None and full != name.text else None
        cue_words = (given.get("cue") or "").strip()
        cue = self.ground.words("cue of said_by", cue_words, context, quote) if cue_words else None
        return AttributionStep(
            role=given["role"],
            name=name,
            full_name=full_name,
            cue=cue,
            mode=given.get("mode") or "",
            reporter_stance=self.values.stance(cue),
        )


def _is_given(value: Any) -> bool:
    """Whether a slot is filled: an empty wording is how a model says that the text is silent."""
    if isinstance(value, dict):
        return bool(value["text"].strip())
    return bool(value)


def _fit_variant(kind: Kind, fields: dict[str, Any]) -> None:
    """A variant belongs to its type; another one says nothing."""
    if kind.body is Event:
        row = vocabulary.event_type(fields["event_type"])
        if row is None or fields.get("variant", "") not in row.variants:
            fields.pop("variant", None)


def _sentence_end(text: str, at: int) -> int:
    found = _SENTENCE_END.search(text, at)
    return found.end() if found else len(text)
