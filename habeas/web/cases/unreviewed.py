"""What nobody has reviewed yet of a case, as one reads it: report by report, and a sentence once for all its claims."""

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.store.models import DocumentRow
from habeas.web.claims.chain import Step
from habeas.web.evidence import ClaimCard


@dataclass(frozen=True, slots=True)
class Voice:
    """Claims of a passage that are said by the same.

    Attributes:
        cards: The claims.
        chain: Who says them, outermost first, without the report itself; empty where that is all.
    """

    cards: tuple[ClaimCard, ...]
    chain: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report from which one claim or several are proposed.

    Attributes:
        cards: The claims, in the order of reading.
        quote: The words.
        voices: Who says which of them.
        harrowing: They tell of ill-treatment or death.
    """

    cards: tuple[ClaimCard, ...]
    quote: str
    voices: tuple[Voice, ...]
    harrowing: bool


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """The passages of one report.

    Attributes:
        row: The report.
        passages: In the order of reading.
        count: How many claims stand in them.
        first: The claim at which review opens.
        source: The report itself as a step of attribution.
    """

    row: DocumentRow
    passages: tuple[Passage, ...]
    count: int
    first: ClaimCard
    source: Step


def by_report(cards: Iterable[ClaimCard]) -> list[Unreviewed]:
    """Proposals by report, in the order in which the reports came in; those without a report at hand are left out."""
    reports: dict[str, list[ClaimCard]] = {}
    for card in cards:
        if card.row is not None:
            reports.setdefault(card.document_id, []).append(card)
    found = []
    for several in reports.values():
        read = sorted(several, key=lambda card: (card.claim.quote.start, -card.claim.quote.end))
        row = read[0].row
        if row is not None:
            found.append(Unreviewed(row, tuple(_passages(read)), len(read), read[0], read[0].chain[0]))
    return sorted(found, key=lambda report: report.row.sequence)


def _passages(cards: list[ClaimCard]) -> Iterable[Passage]:
    by_words: dict[tuple[int, int], list[ClaimCard]] = {}
    for card in cards:
        by_words.setdefault((card.claim.quote.start, card.claim.quote.end), []).append(card)
    for several in by_words.values():
        harrowing = any(card.harrowing for card in several)
        yield Passage(tuple(several), several[0].quote, tuple(_voices(several)), harrowing)


def _voices(cards: list[ClaimCard]) -> Iterable[Voice]:
    by_chain: dict[tuple[Step, ...], list[ClaimCard]] = {}
    for card in cards:
        by_chain.setdefault(tuple(card.chain[1:]), []).append(card)
    for chain, several in by_chain.items():
        yield Voice(tuple(several), chain)
