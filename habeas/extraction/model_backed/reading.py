"""A document becomes proposed claims by way of a model: part after part, grounded, within limits."""

from __future__ import annotations

import hashlib
import json
import time
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from habeas.extraction.drafts import Sheet
from habeas.extraction.grammar.parsing import cut_blocks
from habeas.extraction.grammar.words import ParsedText
from habeas.extraction.language_models import detect_language
from habeas.extraction.model_backed.claims import Builder
from habeas.extraction.model_backed.client import Client, Endpoint, OutOfTimeError
from habeas.extraction.model_backed.grounding import Ground, Ungrounded
from habeas.extraction.model_backed.schema import MOST_CLAIMS, answer_schema, fault_of, items_of, read_answer
from habeas.extraction.model_backed.values import Values
from habeas.extraction.published import bound_of
from habeas.extraction.reading import Explanation, Proposal
from habeas.model import Claim, Document, Extraction, Problem, check_quotes, check_record, mentions_of, record_id
from habeas.model.errors import EndpointError
from habeas.packs import load_table, pack_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME, VERSION = "habeas-model", "1"
_MOST_NAMES = 60  # names of earlier parts that go with a question, the latest ones


def model_identity(endpoint: Endpoint) -> tuple[str, str, str]:
    """Name and version of the reader, and the digest of what its proposals hang on: model, prompt, packs, sizes."""
    said = [NAME, VERSION, endpoint.model, _system(), answer_schema(), pack_digest()]
    sizes = [endpoint.chunk_characters, endpoint.answer_tokens]
    return NAME, VERSION, hashlib.sha256(json.dumps([said, sizes], sort_keys=True).encode()).hexdigest()


def propose_with_model(document: Document, endpoint: Endpoint, *, published: str = "", language: str = "") -> Proposal:
    """Propose claims for a document by asking a model.

    Args:
        document: The exact text. It goes to the endpoint, and nothing else of the casebook does.
        endpoint: Where the model answers.
        published: What is known of the document; nothing of it enters a claim or a question.
        language: ISO 639-1; detected where it is empty. A language without date words in the packs leaves dates empty.

    Returns:
        The proposal, with one Problem for each thing that was refused or left out.

    Raises:
        EndpointError: The endpoint may not be used, cannot be reached, or gave no usable answer at all.
    """
    del published  # a claim is the same record whatever is known beside the text
    return _Reading(document, endpoint, language or detect_language(document.text)).run()


class _Reading:
    """One reading: what has been found, and what was refused."""

    def __init__(self, document: Document, endpoint: Endpoint, language: str) -> None:
        self._document = document
        self._document_id = record_id(document)
        self._endpoint = endpoint
        self._language = language
        self._client = Client(endpoint)
        self._values = Values(document.text, language)
        self._kept: dict[str, Claim] = {}
        self._explanations: dict[str, Explanation] = {}
        self._problems: list[Problem] = []
        self._named: dict[str, None] = {}

    def run(self) -> Proposal:
        until = time.monotonic() + self._endpoint.total_seconds
        asked = answered = 0
        for start, end in _chunks(self._document.text, self._endpoint.chunk_characters):
            asked += 1
            try:
                answered += self._read(start, end, until)
            except OutOfTimeError:
                if not answered:
                    raise
                self._note(f"the time for this document is over; nothing is read from character {start} on")
                break
        if asked and not answered:
            raise EndpointError(f"the model {self._endpoint.model!r} gives no answer in the form asked for")
        return self._proposal()

    def _read(self, start: int, end: int, until: float) -> bool:
        """Ask about one part; whether the answer had the form asked for."""
        reply = self._client.ask(self._messages(start, end), answer_schema(), until)
        answer = read_answer(reply.content)
        if answer is None:
            why = "breaks off at the limit of its length" if reply.cut_off else "has not the form asked for"
            self._note(f"the answer for characters {start}-{end} {why}; nothing of it is kept")
            return False
        if sum(map(len, answer.values())) > MOST_CLAIMS:
            self._note(
                f"the answer for characters {start}-{end} holds more than {MOST_CLAIMS} claims; the rest is refused"
            )
        builder = Builder(self._document_id, Ground(self._document.text, start, end), self._values)
        for kind, item in items_of(answer):
            fault = fault_of(kind, item)
            if fault:
                self._refuse(kind.name, fault)
                continue
            try:
                claim, left_out = builder.build(kind, item)
            except Ungrounded as refusal:
                self._refuse(kind.name, str(refusal))
                continue
            self._keep(claim, f"{start}-{end}", left_out)
        return True

    def _messages(self, start: int, end: int) -> list[dict[str, str]]:
        data = {"text": self._document.text[start:end], "named_before": list(self._named)[-_MOST_NAMES:]}
        return [
            {"role": "system", "content": _system()},
            {"role": "user", "content": json.dumps(data, ensure_ascii=False)},
        ]

    def _keep(self, claim: Claim, part: str, left_out: list[str]) -> None:
        faults = (*check_quotes(self._document, claim), *check_record(claim))
        if faults:
            self._problems.extend(faults)
            return
        claim_id = record_id(claim)
        self._kept.setdefault(claim_id, claim)
        notes = (("model", self._endpoint.model), ("prompt", "model_prompts"), ("characters", part))
        self._explanations.setdefault(claim_id, Explanation(notes))
        for slot in left_out:
            self._problems.append(
                Problem(where="model", message=f"{claim.kind}: left empty: {slot}", record_id=claim_id)
            )
        for mention in mentions_of(claim):
            if mention.name is not None:
                self._named[mention.name.text] = None

    def _refuse(self, kind: str, why: str) -> None:
        self._note(f"{kind}: refused: {why}")

    def _note(self, message: str) -> None:
        self._problems.append(Problem(where="model", message=message))

    def _proposal(self) -> Proposal:
        name, version, settings = model_identity(self._endpoint)
        text = self._document.text
        sheet = Sheet(self._document_id, text, self._language, ParsedText(text, [], []))
        sheet.dates, sheet.citations = self._values.dates, self._values.citations
        bound = bound_of(sheet)
        extraction = Extraction(
            document_id=self._document_id,
            extractor=name,
            version=version,
            settings=settings,
            claim_ids=tuple(sorted(self._kept)),
            published_bound=bound,
        )
        ordered = sorted(self._kept.values(), key=lambda claim: (claim.quote.start, claim.quote.end))
        return Proposal(tuple(ordered), extraction, tuple(self._problems), bound, MappingProxyType(self._explanations))


@lru_cache(maxsize=1)
def _system() -> str:
    """The prompt of the pack, with what each kind is."""
    table: Mapping[str, Mapping[str, str]] = load_table("en", "model_prompts")
    kinds = "\n".join(f"{name}: {what}" for name, what in table["kinds"].items())
    return f"{table['prompt']['system'].strip()}\n\n{kinds}"


def _chunks(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Parts of about `most` characters, cut between paragraphs; a longer paragraph between its sentences."""
    start = end = 0
    for low, high, _ in cut_blocks(text):
        if end > start and high - start > most:
            yield start, end
            start = low
        end = high
    if text[start:end].strip():
        yield start, end
