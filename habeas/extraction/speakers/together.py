"""Several who say something together: "X and Y", "they", "the duo"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import coordinated
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.speakers.wording import LONGEST_NAME, written_of
from habeas.model import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody

_PAIRS = word_list("sources", "pairs")
_PAIR_BACK = 12  # sentences
_MOST_APART = 4  # speakers


def speakers_together(sheet: Sheet, word: Word, persons: list[Somebody | None]) -> Mention | None:
    """Several who say it together: "X and Y", also where "they" or "the duo" takes them up.

    Args:
        sheet: Of the document.
        word: A source.
        persons: Whom it points to.
    """
    if word.i in sheet.people.by_word:
        row = _row_of(sheet, word)
        if row is None:
            return None
        full = _named_in_full(sheet, word, [party.person for party in sheet.referents.named_row(word)])
        written = Span.of(sheet.text, *row)
        longer = full is not None and len(full.text) > len(written.text.split("(")[0])
        return Mention(role="speaker", written=written, name=full if longer else None)
    if word.low in _PAIRS and (not persons or persons[0] is None or len(persons) > 1):
        pair = _pair_before(sheet, word)
        return Mention(role="speaker", written=pair) if pair is not None else None
    if word.low != "they" or len(persons) < 2 or None in persons:
        return None
    name = _named_in_full(sheet, word, persons)
    return Mention(role="speaker", written=written_of(sheet, word), name=name) if name is not None else None


def apart_in_row(sheet: Sheet, word: Word) -> list[Word]:
    """Several whom descriptions part: "X, head of the league, and Y, a lawyer, said"; none where they stand as one."""
    heads = coordinated(word) if word.i in sheet.people.by_word else []
    besides = [c for a in word.children if a.dep == "appos" and a.pos == "NOUN" for c in a.children if c.dep == "conj"]
    if len(heads) == 1:  # "X, head of the league, and Y said", where the parser joins Y to the head
        heads += [c for c in besides if c.i in sheet.people.by_word and sheet.parsed.words[c.left - 2].text == ","]
    if len(heads) < 2 or heads[0] is not word or any(head.i not in sheet.people.by_word for head in heads):
        return []
    described = any(_is_described(sheet, one, other) for one, other in pairwise(heads))
    persons = {id(sheet.people.by_word[head.i]) for head in heads}
    return heads if described and len(persons) == len(heads) <= _MOST_APART else []


def _is_described(sheet: Sheet, one: Word, other: Word) -> bool:
    """Whether words about the first of two names stand between them: not "and", nor a title of the second."""
    between = sheet.parsed.words[sheet.people.run_of[one.i].words[-1].i + 1 : sheet.people.run_of[other.i].words[0].i]
    return any(word.pos not in ("PUNCT", "CCONJ") and word.head is not other for word in between)


def _named_in_full(sheet: Sheet, word: Word, persons: Sequence[Somebody | None]) -> Span | None:
    """Where the same persons stand together before, by their longest names: "Lu and Ren" were "Lu Siwei and Ren Q."."""
    best: Span | None = None
    for _, heads in sheet.referents.groups_before(word.start):
        row = _row_of(sheet, heads[0]) if heads[0].i in sheet.people.by_word else None
        if row is not None and [party.person for party in sheet.referents.named_row(heads[0])] == list(persons):
            span = Span.of(sheet.text, *row)
            best = span if best is None or len(span.text) > len(best.text) else best
    return best


def _row_of(sheet: Sheet, word: Word) -> tuple[int, int] | None:
    """Place of a name with those joined to it."""
    heads = coordinated(word)
    if len(heads) < 2 or heads[0] is not word:
        return None
    runs = [sheet.people.run_of.get(head.i) for head in heads]
    named = [run for run in runs if run is not None and run.kind in ("person", "organisation")]
    if len(named) < len(runs) or named[-1].end - named[0].start > 2 * LONGEST_NAME:
        return None
    return named[0].start, named[-1].end


def _pair_before(sheet: Sheet, word: Word) -> Span | None:
    """The two whom "the duo" takes up: the last two persons named together, "X and Y"."""
    people = sheet.people
    for _, _, head in people.before(word.start):
        if word.sentence - head.sentence > _PAIR_BACK:
            break
        first = head.head if head.dep == "conj" else None
        if first is not None and first.i in people.by_word and people.by_word[first.i] is not people.by_word[head.i]:
            start, end = people.run_of[first.i].start, people.run_of[head.i].end
            return Span.of(sheet.text, start, end) if end - start <= LONGEST_NAME else None
    return None
