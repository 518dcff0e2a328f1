"""A Document becomes proposed claims: the chain of passes."""

from __future__ import annotations

import gc
import hashlib
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from habeas.extraction.claims.brandings import branding_claims
from habeas.extraction.claims.causes import causal_claims
from habeas.extraction.claims.classifications import classification_claims
from habeas.extraction.claims.descriptions import description_claims
from habeas.extraction.claims.stances import accusation_claims, position_claims
from habeas.extraction.claims.statements import mark_stated, statement_claims
from habeas.extraction.claims.states import state_claims
from habeas.extraction.dating.chronicles import count_from_rows
from habeas.extraction.dating.histories import date_histories
from habeas.extraction.drafts import Sheet
from habeas.extraction.events.drafting import complete_events, draft_events, event_claim
from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.language_models import MODELS, detect_language, language_model
from habeas.extraction.people.persons import find_people
from habeas.extraction.published import bound_of
from habeas.extraction.references.referents import Referents
from habeas.extraction.sayings.finding import find_sayings
from habeas.extraction.sayings.quotes import behind_note, find_citations, find_quotations
from habeas.extraction.speakers.chains import Chains
from habeas.extraction.values.date_finding import dates_of_text
from habeas.model import Claim, Document, Extraction, Problem, check_quotes, check_record, record_id
from habeas.model.errors import ExtractionError, PackError
from habeas.packs import pack_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from habeas.extraction.grammar.words import ParsedText

NAME, VERSION = "habeas-rules", "1"
_OURS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Explanation:
    """What made a claim: `(pass, pack entry or rule)` pairs, in order."""

    made_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reader proposes for a document.

    Attributes:
        claims: In the order of the text, each once.
        extraction: The record of the reading.
        problems: What was refused or could not be read.
        published_bound: EDTF bound of the day of publication that follows from the content; empty where none does.
        explanations: Claim id to what made it; not recorded.
    """

    claims: tuple[Claim, ...]
    extraction: Extraction
    problems: tuple[Problem, ...] = ()
    published_bound: str = ""
    explanations: Mapping[str, Explanation] = field(default_factory=lambda: MappingProxyType({}))


def read_languages() -> tuple[str, ...]:
    """Languages that have a reader."""
    return tuple(name for name, _ in MODELS)


def extractor_identity() -> tuple[str, str, str]:
    """Name and version of the reader, and the digest of everything that its proposals hang on beside the code."""
    return NAME, VERSION, _settings_digest()


@lru_cache(maxsize=1)
def _settings_digest() -> str:
    models = ",".join(f"{language}={model}" for language, model in MODELS)
    return hashlib.sha256(f"{NAME}.{VERSION} {models} {pack_digest()}".encode()).hexdigest()


def propose_claims(document: Document, *, published: str = "", outlet: str = "", language: str = "") -> Proposal:
    """Propose every claim that a careful reader would note.

    Args:
        document: The exact text.
        published: EDTF of the day of publication, if known; nothing of it enters a claim.
        outlet: Who printed it, if known; nothing of it enters a claim.
        language: ISO 639-1; detected where it is empty.

    Returns:
        The proposal. A document in a language without a reader has no claims and one Problem.

    Raises:
        ExtractionError: The extractor broke down over this text.
    """
    del published, outlet  # a claim is the same record whatever is known beside the text
    language = language or detect_language(document.text)
    if not document.text.strip():
        return _unread(document)
    if language not in read_languages():
        problem = Problem(where="language", message=f"not read: language {language or 'unknown'}")
        return _unread(document, problem)
    model = language_model(language)
    try:
        with _collector_resting():
            return read_parsed(document, parse_text(document.text, model), language)
    except PackError:
        raise  # the next report would fare no better
    except Exception as error:
        raise ExtractionError(f"the extractor broke down ({_fault(error)})") from error


def _fault(error: Exception) -> str:
    """What broke and where, without the error's own words: those may be words of the report."""
    places = [place for place in traceback.extract_tb(error.__traceback__) if _OURS in Path(place.filename).parents]
    where = f" in {Path(places[-1].filename).relative_to(_OURS).as_posix()}, line {places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{where}"


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Let Python's collector of cycles wait until a document is read.

    The words of a text point at each other, live as long as its reading and die together: to look through them again
    and again meanwhile takes a quarter of the reader's own time, and keeps them for longer afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def propose_many(documents: Iterable[Document]) -> Iterator[Proposal]:
    """Propose claims for many documents, one after the other, in one process; memory stays flat."""
    for document in documents:
        yield propose_claims(document)


def read_parsed(document: Document, parsed: ParsedText, language: str) -> Proposal:
    """Propose claims for a text that is parsed already."""
    sheet = prepare_sheet(document, parsed, language)
    for _, run in _CLAIM_PASSES:
        run(sheet)
    return finish_proposal(document, sheet, extractor_identity())


def prepare_sheet(document: Document, parsed: ParsedText, language: str) -> Sheet:
    """A sheet on which quotations, citations, dates, people and attributions are noted, and no claim yet."""
    sheet = Sheet(record_id(document), document.text, language, parsed)
    for _, run in _GROUND_PASSES:
        run(sheet)
    return sheet


# -- the passes, in order ----------------------------------------------------------------------------------------------
def _read_quotes(sheet: Sheet) -> None:
    sheet.quotations = find_quotations(sheet.text)


def _read_citations(sheet: Sheet) -> None:
    sheet.citations = find_citations(sheet.text, sheet.language)
    for citation in sheet.citations:
        before = sheet.parsed.words_in(max(0, citation.start - 2), citation.start) if citation.credit else []
        if before:
            sheet.captions.ranges.append((sheet.parsed.sentence_of(before[-1]).start, citation.end))


def _read_dates(sheet: Sheet) -> None:
    sheet.dates = dates_of_text(sheet.parsed, sheet.language)


def _read_people(sheet: Sheet) -> None:
    sheet.people = find_people(sheet.parsed)
    sheet.dates = date_histories(sheet)
    sheet.dates = count_from_rows(sheet)
    sheet.referents = Referents(sheet.parsed, sheet.people)


def _read_sayings(sheet: Sheet) -> None:
    sheet.sayings = find_sayings(sheet.parsed, sheet.quotations)
    for saying in sheet.sayings:  # "(Reuters) Ten were held, a lawyer said": the note is of what stands before it
        saying.contents = [(behind_note(sheet.citations, start), end) for start, end in saying.contents]
    mark_stated(sheet)


def _read_events(sheet: Sheet) -> None:
    draft_events(sheet)
    chains = sheet.chains = Chains(sheet)
    complete_events(sheet, chains)
    for draft in sheet.events:
        sheet.claims.append(event_claim(sheet, chains, draft))
        sheet.notes.append((("events", draft.trigger.pattern.entry), ("events", f"word {draft.trigger.pattern.lemma}")))


def _read_statements(sheet: Sheet) -> None:
    for claim, saying in statement_claims(sheet, sheet.chains):
        sheet.claims.append(claim)
        sheet.notes.append((("statements", saying.finder), ("cues", saying.lemma)))


def _from(name: str, find: Callable[[Sheet, Chains], Iterator[tuple[Claim, str]]]) -> Callable[[Sheet], None]:
    """A pass that turns what a finder yields into claims."""

    def run(sheet: Sheet) -> None:
        for claim, entry in find(sheet, sheet.chains):
            sheet.claims.append(claim)
            sheet.notes.append(((name, entry),))

    return run


_GROUND_PASSES: tuple[tuple[str, Callable[[Sheet], None]], ...] = (
    ("quotes", _read_quotes),
    ("citations", _read_citations),
    ("dates", _read_dates),
    ("people", _read_people),
    ("sayings", _read_sayings),
)
_CLAIM_PASSES: tuple[tuple[str, Callable[[Sheet], None]], ...] = (
    ("events", _read_events),
    ("statements", _read_statements),
    ("states", _from("states", state_claims)),
    ("accusations", _from("accusations", accusation_claims)),
    ("brandings", _from("brandings", branding_claims)),
    ("positions", _from("positions", position_claims)),
    ("causes", _from("causes", causal_claims)),
    ("classifications", _from("classifications", classification_claims)),
    ("descriptions", _from("descriptions", description_claims)),
)


def finish_proposal(document: Document, sheet: Sheet, identity: tuple[str, str, str]) -> Proposal:
    """Refuse what is not word for word in the document or not well-formed; put the rest into the order of the text."""
    kept: dict[str, Claim] = {}
    explanations: dict[str, Explanation] = {}
    problems = list(sheet.problems)
    for claim, note in zip(sheet.claims, sheet.notes, strict=True):
        faults = (*check_quotes(document, claim), *check_record(claim))
        if faults:
            problems.extend(faults)
            continue
        claim_id = record_id(claim)
        kept.setdefault(claim_id, claim)
        explanations.setdefault(claim_id, Explanation(note))
    bound = bound_of(sheet)
    ordered = tuple(sorted(kept.values(), key=lambda claim: (claim.quote.start, claim.quote.end)))
    extraction = _extraction(document, identity, tuple(sorted(kept)), bound)
    return Proposal(ordered, extraction, tuple(problems), bound, MappingProxyType(explanations))


def _unread(document: Document, *problems: Problem) -> Proposal:
    """A proposal without claims."""
    return Proposal((), _extraction(document, extractor_identity(), (), ""), problems)


def _extraction(
    document: Document, identity: tuple[str, str, str], claim_ids: tuple[str, ...], bound: str
) -> Extraction:
    name, version, settings = identity
    return Extraction(
        document_id=record_id(document),
        extractor=name,
        version=version,
        settings=settings,
        claim_ids=claim_ids,
        published_bound=bound,
    )
