"""Every date of a text, with the direction in which a year-less one points."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.extraction.grammar.prospects import is_given_up, is_put_off_to, was_due
from habeas.extraction.lexicon.date_words import cut_tokens, date_words
from habeas.extraction.lexicon.word_lists import any_of, word_list
from habeas.extraction.values.date_anchors import anchor_dates
from habeas.extraction.values.date_nodes import Node, express
from habeas.extraction.values.date_series import SeriesGrammar
from habeas.extraction.values.found_dates import FoundDate
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.lexicon.date_words import DateWords, Token

_TELLING = word_list("occasions", "telling")
_MOST_CLIMBED = 8
_SCHEDULED, _SITTINGS = word_list("dates", "scheduled"), word_list("modality", "sittings")
# Behind a number in brackets: "(1912) of whom", "(1851) people".
_COUNTED = re.compile(rf"\)\s{{1,3}}(?:of\s{{1,3}})?(?:{any_of(word_list('dates', 'counted'))})\b")
_EARLIER, _BIRTHS = word_list("dates", "told_before"), word_list("dates", "births")
_REACH = 1  # news gives each sentence a paragraph: "the next day" looks back over one border
_LONGEST_CUT, _BEFORE_END = 400, 16  # characters


def find_dates(
    text: str,
    start: int,
    end: int,
    language: str,
    is_future: Callable[[int, int], bool],
    before: Node | None = None,
    bears: Callable[[int, int], bool] = lambda _start, _end: True,
    in_context: Callable[[Node | None, Node], Node] = lambda _before, node: node,
) -> tuple[list[FoundDate], Node | None]:
    """The dates in `text[start:end]`, in order, and the last one that another can be counted from.

    Args:
        text: The whole text.
        start: Where to look: the start of a sentence.
        end: Its end.
        language: Whose words.
        is_future: Whether the clause around a place lies ahead of the day of publication.
        before: A date named just before, from which "the next day" may count.
        bears: Whether "the next day" may count from the date at a place.
        in_context: A day without a year, pointing to where its words and the day told before it say.
    """
    tokens = cut_tokens(text, start, end)
    words = date_words(language)
    grammar = SeriesGrammar(words, tokens)
    found: list[FoundDate] = []
    last = before
    i = 0
    while i < len(tokens):
        if not _may_begin(tokens, i, words):
            i += 1
            continue
        match = grammar.expression(i)
        if match is None:
            i += 1
            continue
        node, at = match
        if _is_count(text, node):
            i = at
            continue
        dependent = bool(node.needs)
        if node.needs:
            anchored = _lean(node, last)
            ahead = last is not None and last.anchor != "date" and any(r.endswith("future") for r in last.rules)
            if anchored is None or (ahead and not is_future(node.start, node.end)):
                i = at
                continue
            node = anchored
        future = is_future(node.start, node.end)
        if node.rules == ("nearest",):
            node = in_context(last, node)
        found.append(FoundDate(node.start, node.end, express(node, text, future=future), dependent))
        if not node.parts and (last is None or bears(node.start, node.end)):
            last = replace(node, rules=tuple(_point(rule, future=future) for rule in node.rules))
        i = at
    return found, last


def _is_count(text: str, node: Node) -> bool:
    """As in "(1912) of whom are serving sentences": a number of people in brackets, and no year."""
    bracketed = text[max(0, node.start - 1) : node.start] == "(" and text[node.start : node.end].isdigit()
    return bracketed and _COUNTED.match(text, node.end) is not None


def _may_begin(tokens: list[Token], i: int, words: DateWords) -> bool:
    """A quick look at whether a date can begin at a token."""
    if tokens[i].number >= 0:
        return True
    needs = words.starts.get(tokens[i].low)
    if not needs:
        return needs is not None
    return i + 1 < len(tokens) and (tokens[i + 1].number >= 0 or tokens[i + 1].low in words.phrases)


def _point(rule: str, *, future: bool) -> str:
    if rule == "nearest":
        return "nearest_future" if future else "nearest_past"
    if rule.startswith("weekday:") and rule.count(":") == 1:
        return f"{rule}:{'future' if future else 'past'}"
    return rule


def _lean(node: Node, last: Node | None) -> Node | None:
    """The node, counted from the date before it; None where none can bear it."""
    if last is None or last.parts or (node.needs == "d" and not _is_day(last)):
        return None
    bearing = _bearing(last)
    if node.anchor_node is not None:  # "August of that year": what leans is the year
        bearing = replace(node.anchor_node, anchor_node=bearing, needs="")
    return replace(node, anchor_node=bearing, needs="")


def _bearing(last: Node) -> Node:
    """The day itself that another counts from, be it that since or until which something lasts."""
    return replace(last, rules=tuple(rule for rule in last.rules if rule not in ("since", "until", "approximate")))


def _is_day(node: Node) -> bool:
    """Whether a date is as fine as a day; a "next day" is counted from no month and no year."""
    if node.day:
        return not any(rule.startswith("part") for rule in node.rules)
    last = node.rules[-1] if node.rules else ""
    return last.startswith(("weekday", "day")) or (last.startswith("add") and last.endswith("d"))


def dates_of_text(parsed: ParsedText, language: str) -> list[FoundDate]:
    """The dates of a parsed text; a dependent one is counted from the last date of its paragraph or the one before."""
    tense = load_table(language, "tense")
    auxiliaries, ahead = frozenset(tense["future_auxiliaries"]), frozenset(tense["future_words"])
    found: list[FoundDate] = []
    last: Node | None = None
    paragraph = 0

    def bears(start: int, end: int) -> bool:
        return not _dates_telling(parsed, start, end) and not _dates_a_thing(parsed, start, end)

    def in_context(before: Node | None, node: Node) -> Node:
        inside = parsed.words_in(node.start, node.end)
        put_off = is_put_off_to(inside)
        if before is not None and before.day and counts_on(before, node, put_off=put_off):
            return replace(node, rules=("nearest_future",), anchor="date", anchor_node=_bearing(before))
        return replace(node, rules=("nearest_either",)) if put_off or was_due(inside) else node

    def counts_on(before: Node, node: Node, *, put_off: bool) -> bool:
        whole = before.year.isdigit() or (before.anchor_node is not None and before.anchor_node.year.isdigit())
        if put_off:
            return (whole or before.anchor == "publication") and _is_told_before(parsed, before, node, whole=whole)
        return whole and not is_future(node.start, node.end) and is_one_breath(parsed, before, node)

    for start, end, number in _stretches(parsed):
        if number > paragraph + _REACH:
            last = None

        def is_future(start: int, end: int) -> bool:
            return lies_ahead(parsed, start, end, auxiliaries, ahead)

        more, last = find_dates(parsed.text, start, end, language, is_future, last, bears, in_context)
        found.extend(more)
        if more:
            paragraph = number
    return anchor_dates(parsed, found)


def _stretches(parsed: ParsedText) -> Iterator[tuple[int, int, int]]:
    """Start, end and paragraph of each sentence; with the next, where the parser cut "22nd November" in two."""
    held: tuple[int, int, int] | None = None
    for sentence in parsed.sentences:
        if held is not None and held[2] == sentence.paragraph and held[1] - held[0] < _LONGEST_CUT:
            ending = parsed.text[max(held[0], held[1] - _BEFORE_END) : held[1]].rstrip()
            if ending[-1:].isalnum():
                held = held[0], sentence.end, held[2]
                continue
        if held is not None:
            yield held
        held = sentence.start, sentence.end, sentence.paragraph
    if held is not None:
        yield held


def _dates_telling(parsed: ParsedText, start: int, end: int) -> bool:
    """Whether a date says when something was told, and not when it happened."""
    inside = parsed.words_in(start, end)
    numbers = {word.i for word in inside}
    word = next((w for w in inside if w.head.i not in numbers), None)
    for _ in range(3):
        if word is None or word.pos in ("VERB", "AUX"):
            break
        word = word.head
    if word is None or word.low not in _TELLING:
        return False
    came = word.low == "reported" and word.child("ccomp", "dobj", "nsubjpass") is None  # "he reported to the police"
    return not came


def _dates_a_thing(parsed: ParsedText, start: int, end: int) -> bool:
    """As in "the 6 April tweet": the date belongs to a thing and not to what is told of it."""
    inside = parsed.words_in(start, end)
    numbers = {word.i for word in inside}
    word = next((w for w in inside if w.head.i not in numbers), None)
    return word is not None and word.dep in ("compound", "nmod", "amod", "nummod") and word.head.pos == "NOUN"


def is_one_breath(parsed: ParsedText, before: Node, node: Node) -> bool:
    """As in "was seized on 5 May 2018, charged on 21 June and tried on 7 July": the years go on from the first."""
    first, second = (_verb_of(parsed, each) for each in (before, node))
    if first is None or second is None or first.i >= second.i or first.low in _BIRTHS:
        return False
    if any(child.low in _EARLIER for child in second.children if child.i < second.i):
        return False  # "and had been searched on 2 February"
    if first.dep == "ccomp" and first.head is second:  # "was held on 5 May 2018; on 9 June she was tried"
        return any(word.text == ";" for word in parsed.words[first.i : second.i])
    word = second
    for _ in range(_MOST_CLIMBED):
        listed = word.dep == "advcl" and word.tag == "VBN" and not any(c.dep == "mark" for c in word.children)
        if word.dep not in ("conj", "parataxis") and not listed:
            return False
        word = word.head
        if word is first:
            return True
    return False


def _is_told_before(parsed: ParsedText, before: Node, node: Node, *, whole: bool) -> bool:
    """Whether what is put off is so from a day just told: "On 5 May the judge put the trial off to 9 June"."""
    verb = _verb_of(parsed, before)
    here = parsed.words_in(node.start, node.end)[0].sentence
    return verb is not None and verb.low not in _BIRTHS and (whole or verb.sentence == here)


def _verb_of(parsed: ParsedText, node: Node) -> Word | None:
    """The verb on which a date hangs, whatever prepositions and nouns of time stand between."""
    inside = parsed.words_in(node.start, node.end)
    numbers = {word.i for word in inside}
    word = next((w.head for w in inside if w.head.i not in numbers), None)
    for _ in range(_MOST_CLIMBED):
        if word is None or word.pos in ("VERB", "AUX"):
            return word
        if word.dep not in ("prep", "advmod", "npadvmod"):
            return None  # of a noun: "the rally on 5 May"
        word = word.head
    return None


def lies_ahead(parsed: ParsedText, start: int, end: int, auxiliaries: frozenset[str], ahead: frozenset[str]) -> bool:
    """Whether the clause that governs `text[start:end]` lies ahead of the telling."""
    inside = parsed.words_in(start, end)
    if not inside or _is_day_of_deed(inside):
        return False
    if is_put_off_to(inside):
        return True
    numbers = {word.i for word in inside}
    word: Word = next((w for w in inside if w.head.i not in numbers), inside[0])
    deed = False  # "the arrest on Monday marks a change" tells of what was done
    for _ in range(8):
        deed = deed or (word.dep == "nsubj" and word.i not in numbers and word.low not in _SITTINGS)
        word = word.head
        if any(child.low in auxiliaries for child in word.children if child.dep == "aux"):
            return True
        if is_given_up(word):
            return False  # "was due to be freed on 3 May but was kept"
        if word.low in ahead and word.i not in numbers and not _is_cause(parsed, word) and not _is_motion(word):
            return True
        is_to = any(c.low == "to" and c.dep == "aux" for c in word.children) and word.head.lemma in ("be", "have")
        if is_to and word.dep == "xcomp":
            return word.head.tag in ("VBZ", "VBP")
        if word.tag in ("VBZ", "VBP") and ((word.lemma in _SCHEDULED and not deed) or _is_to(word)):
            return True
        if word.head is word or (word.pos in ("VERB", "AUX") and word.dep not in ("xcomp", "conj")):
            break
    return word.tag in ("VBZ", "VBP") and any(c.low in ahead for c in word.children)


def _is_day_of_deed(inside: list[Word]) -> bool:
    """As in "what he planned to do on the day of his arrest, October 26": the arrest was then."""
    first, last = inside[0].i, inside[-1].i
    word, told = inside[0], False
    for _ in range(_MOST_CLIMBED):
        word = word.head
        outside = not first <= word.i <= last
        told = told or (outside and word.low == "day" and any(c.low == "of" for c in word.children))
        if told and word.tag == "VBD":
            return True
    return False


def _is_to(word: Word) -> bool:
    """As in "On Monday the court is to hear her": the day hangs on the "is"."""
    below = word.child("xcomp") if word.lemma == "be" else None
    return below is not None and below.i > word.i and any(c.low == "to" and c.dep == "aux" for c in below.children)


def _is_motion(word: Word) -> bool:
    """As in "before going missing in May": no "going to"."""
    return word.low == "going" and not any(
        child.dep == "xcomp" and any(c.low == "to" for c in child.children) for child in word.children
    )


def _is_cause(parsed: ParsedText, word: Word) -> bool:
    """As in "Due to the time served" gives a reason; "due to be released" lies ahead."""
    after = parsed.words[word.i + 1 : word.i + 3]
    return word.low == "due" and len(after) == 2 and after[0].low == "to" and after[1].tag != "VB"
