"""Rows of names: "A, 35, B; C of the Times, a critic, and her husband D", whatever the parser made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import OBJECTS
from habeas.extraction.lexicon.gazetteer import Gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.name_runs import NameRun

_AND, _RELATIVE = word_list("entry", "links", "lists"), word_list("clauses", "relative")
_SEPARATORS = _AND | {",", ";"}
_BELONGING = word_list("names", "belonging")
_DESCRIBING = frozenset(("ADJ", "ADV", "NOUN", "PROPN", "DET", "NUM", "PRON", "PART"))
_TITLE_TAGS = ("NNP", "NN")
_IN_PICTURES = word_list("names", "in_pictures")  # "X, left, and Y were freed"
_OF, _CHILD_OF = word_list("people", "of"), word_list("people", "child_of")
_OF_BODIES = word_list("people", "of_bodies")
_MOST_BETWEEN = 24
_LEAST_OF_KIN = 3  # ", father of"
_MOST_DESCRIBING = 8


def link_between(between: list[Word], gazetteer: Gazetteer) -> str:
    """What joins two names: a comma, a semicolon or "and"; empty where it is more than a row has between its names.

    Args:
        between: The words between the two names, of one sentence.
        gazetteer: Knows the words for what people are.
    """
    words = _outside_brackets(between)
    if not words or len(words) > _MOST_BETWEEN:
        return ""
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at].low in _SEPARATORS), None)
    if last is None or (last + 1 < len(words) and not is_description(words[last + 1 :], gazetteer)):
        return ""
    tail = words[:last]
    signs = {words[last].low}
    while tail and tail[-1].low in _SEPARATORS:
        signs.add(tail.pop().low)
    if tail and not all(_tells_of_name(part, gazetteer) for part in _parts(tail)):
        return ""
    kin = any(_is_new_relative(part, gazetteer) for part in _parts(tail)[-1:])
    return ";" if ";" in signs else "and" if kin or signs & _AND else ","


def _is_new_relative(part: list[Word], gazetteer: Gazetteer) -> bool:
    """As in "A, a dentist, her husband, B": the last words before the comma say who B is."""
    return part[0].tag == "PRP$" and gazetteer.role_of.get(part[-1].low) == "relative"


def is_description(words: list[Word], gazetteer: Gazetteer) -> bool:
    """Whether words only say what somebody is, right before the name: "her husband", "the Crimean Tatar activists"."""
    if not words or len(words) > _MOST_DESCRIBING:
        return False
    ending = words[-1]
    if ending.low not in gazetteer.titles and singular(ending.low) not in gazetteer.role_of:
        return False
    return all(
        word.pos in _DESCRIBING or word.text in ("-", "/", "'s", "and") or (i and words[i - 1].text == "-")
        for i, word in enumerate(words[:-1])
    )


def find_rows(runs: list[NameRun], parsed: ParsedText, gazetteer: Gazetteer) -> Iterator[tuple[list[NameRun], bool]]:
    """The rows that names of one sentence stand in, with whether an "and" or a semicolon joins them."""
    row: list[NameRun] = []
    joined = False
    for run in runs:
        if _is_of_people(run) or (row and _is_kin_of(row[-1], run, parsed, gazetteer)):
            continue
        link = _link_of(row[-1], run, parsed, gazetteer) if row else ""
        if link and _takes_over(row[-1], run, link):
            link = ""
        if row and not link:
            yield row, joined
            row, joined = [], False
        row.append(run)
        joined = joined or link in ("and", ";")
    if row:
        yield row, joined


def _is_of_people(run: NameRun) -> bool:
    """As in "Three Shan villagers, A and B": the name of a people, or a place, of those who are named behind it."""
    return len(run.words) == 1 and run.head.dep in ("compound", "nmod", "amod") and run.head.head.tag == "NNS"


def _is_kin_of(before: NameRun, after: NameRun, parsed: ParsedText, gazetteer: Gazetteer) -> bool:
    """As in "X, father of Y, and Z": Y only says who X is."""
    between = parsed.words[before.words[-1].i + 1 : (after.before or after.words)[0].i]
    if is_child_of(between):
        return True
    if not _LEAST_OF_KIN <= len(between) <= _MOST_DESCRIBING or between[0].text != "," or between[-1].low not in _OF:
        return False
    return gazetteer.role_of.get(between[-2].low) == "relative" and not any(w.text in (",", ";") for w in between[1:])


def is_child_of(words: list[Word]) -> bool:
    """As in "Imran Testov s/o Ali Testov": Ali only tells which Imran it is."""
    return "".join(word.low for word in words) in _CHILD_OF


def _link_of(before: NameRun, after: NameRun, parsed: ParsedText, gazetteer: Gazetteer) -> str:
    if before.words[-1].sentence != after.words[0].sentence:
        return ""
    first = (after.before or after.words)[0]
    if first.i - before.words[-1].i > 2 * _MOST_BETWEEN:
        return ""
    return link_between(parsed.words[before.words[-1].i + 1 : first.i], gazetteer)


def _takes_over(before: NameRun, after: NameRun, link: str) -> bool:
    """As in "Police arrested A and B said": the second name begins a clause of its own."""
    if after.head.dep == "conj" and _is_told_within(before.head, after.head.head):
        return True
    subjects = ("nsubj", "nsubjpass")
    if after.head.dep not in subjects:
        return False
    top = before.head
    for _ in range(_MOST_DESCRIBING):
        if top.dep not in ("conj", "appos"):
            break
        top = top.head
    if link == ";":  # "Officers met A and B; B was held", but "A of the Times; B and C were held"
        return top.dep in ("pobj", *OBJECTS) and after.head.head is not top.head
    return before.head.dep not in (*subjects, "conj", "appos")


def _is_told_within(word: Word, above: Word) -> bool:
    """As in "A, who was held with B, and C were freed": B only tells of A, beside whom C stands."""
    return any(child.dep in ("relcl", "acl") and child.left <= word.i <= child.right for child in above.children)


def _outside_brackets(words: list[Word]) -> list[Word]:
    kept: list[Word] = []
    depth = 0
    for word in words:
        depth += word.text in ("(", "[")
        if not depth:
            kept.append(word)
        depth = max(0, depth - (word.text in (")", "]")))
    return kept


def _parts(words: list[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.low in (",", ";"):
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _tells_of_name(part: list[Word], gazetteer: Gazetteer) -> bool:
    """Whether what stands behind a name belongs to it: an age, "of Kenya", "a leader of the movement"."""
    if len(part) == 1 and part[0].text.isdigit() and len(part[0].text) <= 2:
        return True
    if is_child_of(part[:3]):
        return True
    if part[0].low == "'s":  # "X's girlfriend, the poet Y": somebody else
        return False
    if all(word.pos == "ADV" for word in part) or all(word.low in _IN_PICTURES for word in part):
        return True
    if any(word.pos in ("VERB", "AUX") or word.low in _RELATIVE for word in part):
        return False
    if part[0].low in _BELONGING and len(part) <= _MOST_DESCRIBING:
        return any(word.text[:1].isupper() for word in part)
    if part[0].text[:1].isupper() and len(part) > 1 and part[1].low in _OF_BODIES:
        return _is_known_role(part[0], gazetteer.role_of) and len(part) <= _MOST_DESCRIBING  # "Chairman of the Union"
    if part[-1].tag in _TITLE_TAGS and _is_known_role(part[-1], gazetteer.role_of):
        return len(part) <= _MOST_DESCRIBING  # "Norland Party National Secretary"
    return len(part) <= 12 and any(_is_role(word, gazetteer.role_of) for word in part)


def _is_role(word: Word, role_of: dict[str, str]) -> bool:
    return word.text[:1].islower() and _is_known_role(word, role_of)


def _is_known_role(word: Word, role_of: dict[str, str]) -> bool:
    return word.low in role_of or singular(word.low) in role_of


def first_named_behind(
    parsed: ParsedText, at: int, most: int, run_at: Callable[[int], NameRun | None], gazetteer: Gazetteer
) -> NameRun | None:
    """The name that begins at a word or behind words that only describe it: "including the rapper X"."""
    words = parsed.words
    for i in range(at, min(at + most, len(words))):
        cut = (
            words[i - 1].text[-1:].isalpha() and words[i].start - words[i - 1].end == 1
        )  # the parser's end, not its own
        if words[i].sentence != words[at].sentence and not cut:
            return None
        run = run_at(i)
        if run is not None:
            lead = words[at : (run.before or run.words)[0].i]
            return run if not lead or is_description(lead, gazetteer) else None
        hyphened = words[i - 1].text == "-"
        both = words[i].low in _AND and i > at and _is_known_role(words[i - 1], gazetteer.role_of)
        if words[i].pos not in _DESCRIBING and not hyphened and words[i].text not in ("-", "/", ":", ",") and not both:
            return None
    return None
