"""Who says what: every attribution of a text, by the grammar of its cue.

Each finder is a small function with one signature; to add a way of attributing is to write one.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.clauses import agent_of, ancestors, is_inside, is_passive, is_verb, noun_phrase, subject_of
from habeas.extraction.cues import Cue, CueWords, load_cues

if TYPE_CHECKING:
    from collections.abc import Callable

    from habeas.extraction.quotes import Quotation
    from habeas.extraction.words import ParsedText, Word

Range = tuple[int, int]
_LEAST_SPEECH = 2  # a quotation of one word is a phrase, not speech
_TRIM = " ,.;:!?\n\t\"'“”‘’«»„–—-"


@dataclass(slots=True)
class Saying:
    """One attribution.

    Attributes:
        cue: The cue word itself, None for a quotation that leans on the one before it.
        cue_range: Place of the cue with its auxiliaries.
        source: Head of the words for who says it; None where unsaid.
        contents: Places of what is said, in order; quotations without their marks.
        manner: report, mind, demand, intend, refusal, judgement, label or accuse.
        mode: direct, indirect or mixed.
        finder: Which finder made it.
        lemma: Dictionary form of the cue.
        form: What holds the content: clause, quote, infinitive, object, preposition ..
        negated: "does not think".
        outlet: The word for the outlet to which it was said ("told the BBC").
        follows: Number of the saying that it continues, or -1.
        stated: It is somebody's statement, and so counts in a chain of attribution.
    """

    cue: Word | None
    cue_range: Range | None
    source: Word | None
    contents: list[Range]
    manner: str
    mode: str
    finder: str
    lemma: str = ""
    form: str = "clause"
    negated: bool = False
    outlet: Word | None = None
    follows: int = -1
    stated: bool = False


@dataclass(slots=True)
class Search:
    """What the finders share."""

    parsed: ParsedText
    quotations: list[Quotation]
    cues: CueWords = field(default_factory=load_cues)
    by_sentence: dict[int, list[Quotation]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which quotations touch which sentence."""
        at = 0
        for sentence in self.parsed.sentences:
            while at < len(self.quotations) and self.quotations[at].outer_end <= sentence.start:
                at += 1
            k = at
            while k < len(self.quotations) and self.quotations[k].outer_start < sentence.end:
                self.by_sentence.setdefault(sentence.number, []).append(self.quotations[k])
                k += 1

    def quoted(self, word: Word) -> Quotation | None:
        """The quotation that holds a word."""
        for quotation in self.by_sentence.get(word.sentence, ()):
            if quotation.start <= word.start < quotation.end:
                return quotation
        return None

    def trim(self, start: int, end: int) -> Range:
        """A range without white space and punctuation at its ends; a bracket or quotation that it opened stays whole."""
        text = self.parsed.text
        while start < end and text[start] in _TRIM:
            start += 1
        while end > start and text[end - 1] in _TRIM:
            end -= 1
        return start, end

    def between(self, first: int, last: int) -> Range:
        """The trimmed range of the words `first` to `last`."""
        words = self.parsed.words
        return self.trim(words[first].start, words[last].end)


def find_sayings(parsed: ParsedText, quotations: list[Quotation]) -> list[Saying]:
    """Every attribution of a text, in the order of their cues; linear in its length."""
    search = Search(parsed, quotations)
    found: list[Saying] = []
    for word in parsed.words:
        for finder in _FINDERS:
            saying = finder(search, word)
            if saying is not None:
                found.append(saying)
                break
    for saying in found:
        saying.contents = [_cut(search, content) for content in saying.contents]
    found.sort(key=lambda saying: saying.cue_range or saying.contents[0])
    return _with_loose_quotations(search, _without_shadows(found))


_WHILE = re.compile(r", (?:while|whereas) (?!\w+ing\b)")
_NOTE = re.compile(r"[\s,.”\"]*\([^()\n]{0,60}\d[^()\n]{0,20}\)[\s.,]*\Z")


def _cut(search: Search, content: Range) -> Range:
    """The content without a source note behind it, and not beyond the quotation in which it begins."""
    start, end = content
    note = (
        _NOTE.search(search.parsed.text, max(start, end - 90), end)
        if search.parsed.text[end - 1 : end] in (")", ".") or search.parsed.text[end : end + 1] == ")"
        else None
    )
    if note is not None and note.start() > start:
        end = note.start()
    contrast = _WHILE.search(search.parsed.text, start + 20, end)
    end = contrast.start() if contrast is not None else end
    first = search.parsed.words_in(start, start + 1)
    if first:
        quotation = search.quoted(first[0])
        if quotation is not None and quotation.end < end:
            end = quotation.end
    return search.trim(start, end) if (start, end) != content else content


# -- verbs -------------------------------------------------------------------------------------------------------------
def _by_verb(search: Search, word: Word) -> Saying | None:
    cue = search.cues.verbs.get(word.low)
    if cue is None or not is_verb(word) or word.dep in ("aux", "auxpass", "amod"):
        return None
    if word.low in ("going", "go", "goes", "went", "like") or (word.lemma == "be"):
        return None
    if _as_clause(search, word) or (word.tag == "VBG" and word.dep == "amod"):
        return None
    passive = is_passive(word)
    source = agent_of(word) if passive else _source_of(word, search)
    if passive and cue.lemma not in search.cues.passive and source is None:
        return None
    if source is not None and source.low in ("there", "it") and passive:
        source = None
    contents, manner, mode, form = _contents(search, word, cue, passive=passive)
    if form == "quote" and source is None and word.tag not in ("VBD", "VBZ"):
        return None
    if not contents:
        return None
    negated = any(child.dep == "neg" for child in word.children)
    if source is not None and any(start <= source.start < end for start, end in contents):
        if mode != "direct":
            contents = [(s, e) for s, e in contents if not s <= source.start < e]
        if not contents:
            return None
    outlet = next((c for c in word.children if c.dep in ("dobj", "dative", "iobj") and cue.lemma == "tell"), None)
    return Saying(
        word, _cue_range(search, word), source, contents, manner, mode, "verb", cue.lemma, form, negated, outlet
    )


def _source_of(verb: Word, search: Search) -> Word | None:
    subject = subject_of(verb)
    if subject is None or (subject.dep == "expl" and subject.low in ("what", "it")):
        return _behind(search, verb) if subject is None else None
    return subject


def _behind(search: Search, verb: Word) -> Word | None:
    """The speaker behind the verb: "..", said retired surgeon X."""
    if not search.by_sentence.get(verb.sentence) or search.quoted(verb) is not None:
        return None
    before = search.parsed.words[verb.i - 1] if verb.i else None
    if before is None or before.text not in ('"', ",", "''", "'"):
        return None
    for child in verb.children:
        if child.i > verb.i and child.pos in ("PROPN", "NOUN", "PRON") and child.dep not in ("pobj", "npadvmod"):
            return child
    return None


def _as_clause(search: Search, verb: Word) -> bool:
    """Whether the verb stands in "as X says", which has a finder of its own."""
    return verb.low in search.cues.as_verbs and any(
        c.low == "as" and c.dep in ("mark", "advmod") for c in verb.children
    )


def _contents(search: Search, verb: Word, cue: Cue, *, passive: bool) -> tuple[list[Range], str, str, str]:
    """The content of a cue verb, with its manner and mode."""
    direct = _quoted_contents(search, verb)
    clause = _clause_content(search, verb) if cue.takes("clause") else None
    if clause is not None and direct and verb.tag == "VBG" and verb.dep == "advcl" and not _shares(direct, clause):
        direct = []  # "..", he said, adding that ..": the quotation is not what is added
    if cue.takes("quote") and direct and (clause is None or _covers(direct, clause)):
        return direct, cue.manner("quote"), "direct", "quote"
    if clause is None and cue.manner("clause", "quote") in ("report", "mind") and cue.takes("clause"):
        clause = _mixed_content(search, verb) if verb.dep != "acl" and verb.child("dobj") is None else None
    if clause is not None:
        return [clause], cue.manner("clause"), _mode(search, clause), "clause"
    order: tuple[tuple[str, Callable[[Search, Word, Cue], Range | None]], ...] = (
        ("infinitive", _infinitive_content),
        ("as", _as_content),
        ("complement", _complement_content),
        ("gerund", _gerund_content),
    )
    for name, finder in order:
        content = finder(search, verb, cue) if cue.takes(name) else None
        if content is not None:
            return [content], cue.manner(name), _mode(search, content), name
    content, manner = _preposition_content(search, verb, cue)
    if content is not None:
        return [content], manner, _mode(search, content), "preposition"
    if cue.takes("object") and not passive:
        content = _object_content(search, verb)
        if content is not None:
            return [content], cue.manner("object"), _mode(search, content), "object"
    return [], "", "", ""


def _quoted_contents(search: Search, verb: Word) -> list[Range]:
    """The quotations around a verb that are speech: in its sentence, set off by it or by punctuation."""
    found: list[Range] = []
    for quotation in search.by_sentence.get(verb.sentence, ()):
        if quotation.outer_start <= verb.start < quotation.outer_end:
            return []
        if quotation.words >= 12 and _touches(search, verb, quotation) and _is_set_off(search, verb, quotation, found):
            found.append((quotation.start, quotation.end))
    return found


def _is_set_off(search: Search, verb: Word, quotation: Quotation, found: list[Range]) -> bool:
    """Whether a quotation is speech of its own, and no words borrowed in the middle of a clause."""
    text = search.parsed.text
    sentence = search.parsed.sentence_of(verb)
    if quotation.outer_start > verb.start:
        between = text[verb.end : quotation.outer_start].strip()
        if between.strip(",:—–- ") == "" or between.endswith(":"):
            return True
        if between.endswith(",") and (found or text[quotation.start].isupper()):
            return True
        return bool(found) and between.endswith((",", "."))
    opens = quotation.outer_start <= sentence.start + 2 or text[: quotation.outer_start].rstrip()[-1:] in ",.:;—–"
    closes = text[quotation.end - 1] in ",.!?…—" or text[quotation.outer_end : quotation.outer_end + 1] in (",", ".")
    return opens and closes


def _mixed_content(search: Search, verb: Word) -> Range | None:
    """ "Said the plan was “a hostile act”": from behind the cue to the end of the borrowed words."""
    sentence = search.parsed.sentence_of(verb)
    for quotation in search.by_sentence.get(verb.sentence, ()):
        if quotation.outer_start > verb.end and quotation.end <= sentence.end:
            between = search.parsed.text[verb.end : quotation.outer_start]
            if (
                len(between) < 150
                and not any(sign in between for sign in (":", ";", ", "))
                and len(between.split()) >= 2
            ):
                start = verb.end + (len(between) - len(between.lstrip()))
                lead = between.lstrip()
                start += 5 if lead.startswith("that ") else 0
                return search.trim(start, quotation.end)
    return None


def _touches(search: Search, verb: Word, quotation: Quotation) -> bool:
    """Whether no other cue stands between the verb and the quotation with a better claim to it."""
    low, high = sorted((verb.start, quotation.start))
    for word in search.parsed.words_in(low, high):
        if (
            (
                word is not verb
                and word.low in search.cues.verbs
                and is_verb(word)
                and word.dep in ("ROOT", "ccomp", "conj")
            )
            and word.start > verb.start
            and not is_inside(word, verb)
        ):
            return False
    return True


def _shares(direct: list[Range], clause: Range) -> bool:
    return any(max(s, clause[0]) < min(e, clause[1]) for s, e in direct)


def _covers(direct: list[Range], clause: Range) -> bool:
    """Whether quotations hold most of the clause that the parser found."""
    shared = sum(max(0, min(e, clause[1]) - max(s, clause[0])) for s, e in direct)
    starts_outside = clause[0] < direct[0][0] - 3
    return shared >= 0.8 * (clause[1] - clause[0]) or (not starts_outside and shared > 0) or shared == 0


def _clause_content(search: Search, verb: Word) -> Range | None:
    words = search.parsed.words
    for child in verb.children:
        if child.dep == "ccomp" and (child.i > verb.i or child.right < verb.i):
            left, right = child.left, min(child.right, search.parsed.sentence_of(verb).last - 1)
            while left < child.i and words[left].low in ("that", "as", ",", '"', "how") and words[left].low != "how":
                left += 1
            left = _skip_dates(words, left, child)
            return search.between(left, right) if right > left or child.i == left else None
    if verb.dep == "parataxis":
        return _rest_of(search, verb)
    if verb.dep in ("ROOT", "conj") and verb.i > search.parsed.sentence_of(verb).first:
        beside = next((c for c in verb.children if c.dep in ("parataxis", "dep") and c.right < verb.i), None)
        if beside is not None and is_verb(beside):
            return search.between(beside.left, beside.right)
    for child in verb.children:
        if child.dep == "xcomp" and is_verb(child) and any(c.dep in ("nsubj", "nsubjpass") for c in child.children):
            return search.between(child.left, child.right)
    return None


def _skip_dates(words: list[Word], left: int, top: Word) -> int:
    """The clause without "on Monday that", which the parser sometimes hangs into it."""
    for i in range(left, min(top.i, left + 5)):
        if words[i].low == "that" and words[i].dep == "mark" and i > left:
            return i + 1
    return left


def _rest_of(search: Search, verb: Word) -> Range | None:
    """The sentence around a parenthetical "he said": what stands before it, or all but it."""
    sentence = search.parsed.sentence_of(verb)
    if verb.left > sentence.first + 2:
        return search.between(sentence.first, verb.left - 1)
    return search.between(verb.right + 1, sentence.last - 1) if verb.right + 1 < sentence.last else None


def _infinitive_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    for child in verb.children:
        if child.dep not in ("xcomp", "ccomp", "advcl") or child.i < verb.i or not is_verb(child):
            continue
        to = next((c for c in child.children if c.dep == "aux" and c.low == "to"), None)
        if to is None:
            continue
        return search.between(to.i if child.child("nsubj") is None else child.left, child.right)
    return None


def _as_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    thing = verb.child("dobj", "nsubjpass")
    for child in verb.children:
        if child.low == "as" and child.dep == "prep" and child.i > verb.i and thing is not None:
            return (
                search.between(min(thing.left, child.i), child.right)
                if thing.i > verb.i
                else search.between(child.i + 1, child.right)
            )
        if child.low == "to" and child.dep == "prep" and verb.lemma == "refer":
            further = next((c for c in verb.children if c.low == "as" and c.i > child.i), None)
            return search.between(child.i + 1, further.right if further is not None else child.right)
    if thing is not None:
        for child in thing.children:
            if child.low == "as" and child.dep == "prep":
                return search.between(thing.left, thing.right)
    return None


def _complement_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    thing = verb.child("dobj", "nsubjpass")
    other = verb.child("oprd", "ccomp", "xcomp")
    if other is not None and other.i > verb.i and thing is not None and not is_verb(other):
        return search.between(thing.left if thing is not None and thing.i > verb.i else other.left, other.right)
    return None


def _gerund_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    child = verb.child("xcomp", "ccomp", "pcomp")
    return search.between(child.left, child.right) if child is not None and child.tag == "VBG" else None


def _preposition_content(search: Search, verb: Word, cue: Cue) -> tuple[Range | None, str]:
    for child in verb.children:
        if child.dep not in ("prep", "agent") or child.i < verb.i or not cue.takes(child.low):
            continue
        below = child.child("pobj", "pcomp")
        if below is None or _is_time(below):
            continue
        right = child.right
        following = next((c for c in verb.children if c.dep == "xcomp" and c.i > child.i), None)
        if following is not None and child.low in ("on", "upon", "to", "for"):
            right = max(right, following.right)
        elif child.low in ("on", "upon", "to") and cue.lemma in ("call", "appeal", "push", "press", "plead", "lobby"):
            if child.low == "to" and following is None:
                continue
        return search.between(child.i + 1, right), cue.manner(child.low)
    if cue.takes("of") and cue.manner("of") == "accuse":
        last = min(search.parsed.sentence_of(verb).last, verb.i + 14)
        for word in search.parsed.words[verb.i + 1 : last]:
            below = word.child("pcomp") if word.low == "of" else None
            if below is not None:
                return search.between(word.i + 1, word.right), "accuse"
    return None, ""


def _is_time(word: Word) -> bool:
    return word.ent in ("DATE", "TIME") or word.low in (
        "interview",
        "statement",
        "speech",
        "conference",
        "court",
        "report",
    )


def _object_content(search: Search, verb: Word) -> Range | None:
    thing = verb.child("dobj")
    if (
        thing is None
        or thing.i < verb.i
        or thing.low in ("it", "that", "this", "himself", "herself", "them", "him", "her")
    ):
        return None
    right = thing.right
    for child in verb.children:
        if (
            child.dep == "prep"
            and child.left == right + 1
            and child.low in ("against", "of", "for", "on", "about", "to")
        ):
            right = child.right
    return search.between(thing.left, right)


def _mode(search: Search, content: Range) -> str:
    start, end = content
    first = search.parsed.words_in(start, min(end, start + 1))
    quotations = search.by_sentence.get(first[0].sentence, ()) if first else ()
    for quotation in quotations:
        if quotation.start <= start and end <= quotation.end:
            return "indirect" if quotation.outer_start < start - 40 else "direct"
    return "mixed" if any(start <= q.outer_start and q.outer_start < end for q in quotations) else "indirect"


_NEAR_CUE = ("aux", "auxpass", "neg", "prt")


def _cue_range(search: Search, verb: Word) -> Range:
    """The verb with its auxiliaries, its negation, the adverb before it, its particle and the day of saying."""
    left = right = verb.i
    words = search.parsed.words
    for child in reversed([c for c in verb.children if c.i < verb.i]):
        near = child.dep in _NEAR_CUE or (child.dep == "advmod" and child.right == child.left and child.low != "when")
        if (near and child.i == left - 1) or (near and child.dep in _NEAR_CUE and left - child.i <= 3):
            left = child.i
    for child in verb.children:
        if child.i == right + 1 and child.dep == "prt":
            right = child.i
        elif child.i > right and child.left == right + 1 and child.dep == "npadvmod" and child.ent == "DATE":
            right = child.right
        elif child.i == right + 1 and child.dep == "prep" and child.low == "in" and child.child("pobj"):
            below = child.child("pobj")
            if (
                below is not None
                and below.low in ("statement", "interview", "speech", "tweet", "report")
                and below.right - child.i <= 3
            ):
                right = below.right
        elif (
            child.i == right + 1 and child.dep == "prep" and child.low in ("for", "on", "to", "about", "of", "against")
        ):
            right = child.i if child.child("pobj", "pcomp") is not None and not search.quoted(child) else right
    if (
        right == verb.i + 1
        and words[right].dep == "prep"
        and words[right].low not in ("for", "to", "on", "about", "against")
    ):
        right = verb.i
    return words[left].start, words[right].end


# -- other ways --------------------------------------------------------------------------------------------------------
def _by_source_phrase(search: Search, word: Word) -> Saying | None:
    """ "According to X, ..", "..., according to X"; "in the words of X"."""
    words = search.parsed.words
    phrase = next(
        (
            p
            for p in search.cues.sourced
            if word.low == p[0]
            and all(word.i + k < len(words) and words[word.i + k].low == p[k] for k in range(len(p)))
        ),
        None,
    )
    if phrase is None:
        return None
    last = words[word.i + len(phrase) - 1]
    source = last.child("pobj", "dobj", "pcomp")
    if source is None or (source.dep == "dobj" and search.quoted(word)):
        return None
    sentence = search.parsed.sentence_of(word)
    left = word.i
    right = max(source.right, last.i)
    if left - sentence.first <= 1:
        at = right + 1
        comma = next((w.i for w in words[at : min(at + 4, sentence.last)] if w.text == ","), -1)
        at = comma + 1 if comma > 0 else at
        content = search.between(at, sentence.last - 1) if at < sentence.last else None
    else:
        start = _start_before(search, word, sentence.first)
        content = search.between(start, left - 1)
    if content is None or content[1] - content[0] < 8:
        return None
    if is_inside(source, last) and right >= sentence.last - 1 and left - sentence.first <= 1:
        return None
    mode = _mode(search, content)
    return Saying(word, (word.start, last.end), source, [content], "report", mode, "phrase", " ".join(phrase))


def _start_before(search: Search, word: Word, first: int) -> int:
    """Where the clause begins that a phrase behind it attributes."""
    for above in ancestors(word):
        if is_verb(above) and above.dep in ("relcl", "advcl") and above.left > first and word.dep != "prep":
            return first
    return first


def _by_possessed(search: Search, word: Word) -> Saying | None:
    """ "In X's opinion, .."."""
    if word.low not in search.cues.possessed or word.dep != "pobj" or word.head.low not in ("in", "to", "by"):
        return None
    source = word.child("poss")
    sentence = search.parsed.sentence_of(word)
    if source is None or word.head.i - sentence.first > 1:
        return None
    words = search.parsed.words
    at = word.i + 1
    if at >= sentence.last:
        return None
    content = search.between(at, sentence.last - 1)
    return Saying(
        word,
        (words[word.head.i].start, word.end),
        source,
        [content],
        "report",
        _mode(search, content),
        "opinion",
        "opinion",
    )


def _by_as(search: Search, word: Word) -> Saying | None:
    """ "As X asserts, ..": the main clause, or the quotation that follows."""
    if not is_verb(word) or not _as_clause(search, word):
        return None
    source = subject_of(word)
    if source is None or source.low == "it":
        return None
    sentence = search.parsed.sentence_of(word)
    direct = _quoted_contents(search, word)
    cue_range = _cue_range(search, word)
    if direct:
        return Saying(word, cue_range, source, direct, "report", "direct", "as", word.lemma)
    mark = next(c for c in word.children if c.low == "as")
    comma = next((w.i for w in search.parsed.words[word.i + 1 : sentence.last] if w.text == ","), -1)
    if mark.i - sentence.first <= 1 and comma > 0:
        content = search.between(comma + 1, sentence.last - 1)
    elif mark.i - sentence.first > 3:
        content = search.between(sentence.first, mark.i - 1)
    else:
        return None
    return Saying(word, cue_range, source, [content], "report", _mode(search, content), "as", word.lemma)


def _by_adjective(search: Search, word: Word) -> Saying | None:
    """ "X is convinced that .."."""
    if word.low not in search.cues.adjectives or word.dep not in ("acomp", "oprd", "attr", "ROOT", "conj", "amod"):
        if not (word.low in search.cues.adjectives and is_passive(word)):
            return None
    verb = word.head if word.dep in ("acomp", "oprd", "attr") else word
    source = subject_of(verb) if is_verb(verb) else None
    if source is None or source.low in ("it", "there", "this", "that", "what"):
        return None
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep in ("ccomp", "xcomp", "pcomp") or (
            child.dep == "prep" and child.child("pcomp", "pobj") is not None
        ):
            if child.dep == "xcomp" and word.low == "clear":
                continue
            left = child.left if child.dep != "prep" else child.i + 1
            if search.parsed.words[left].low == "that":
                left += 1
            content = search.between(left, child.right)
            start = verb.start if verb is not word else _cue_range(search, word)[0]
            negation = any(c.dep == "neg" for c in verb.children)
            return Saying(
                word,
                (min(start, word.start), word.end),
                source,
                [content],
                "mind",
                _mode(search, content),
                "adjective",
                word.low,
                "clause" if child.dep == "ccomp" else "infinitive",
                negation,
            )
    return None


def _by_noun(search: Search, word: Word) -> Saying | None:
    """ "X's remark that ..", "a warning from X that ..", "X made a claim that .."."""
    if word.low not in search.cues.nouns or word.pos != "NOUN" or word.dep == "compound":
        return None
    content: Range | None = None
    kind = ""
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl", "appos") and is_verb(child):
            mark = next((c for c in child.children if c.low == "that" and c.dep in ("mark", "dobj", "nsubj")), None)
            to = next((c for c in child.children if c.low == "to" and c.dep == "aux"), None)
            if mark is not None and mark.dep == "mark":
                content, kind = search.between(mark.i + 1, child.right), "clause"
            elif to is not None and child.dep in ("acl", "ccomp"):
                content, kind = search.between(to.i, child.right), "infinitive"
        elif child.dep == "prep" and child.low in search.cues.content_prepositions and content is None:
            below = child.child("pobj", "pcomp")
            if below is not None and below.i != word.i:
                content, kind = search.between(child.i + 1, child.right), "preposition"
    if content is None:
        return None
    source = word.child("poss")
    for child in word.children:
        if source is None and child.dep in ("prep", "agent") and child.low in search.cues.holders:
            below = child.child("pobj")
            if below is not None and not content[0] <= below.start < content[1]:
                source = below
    verb = word.head
    if source is None and word.dep in ("dobj", "attr") and verb.low in search.cues.light | {"has", "had", "have"}:
        source = subject_of(verb)
    if source is None or source.low in ("it", "that", "which", "there"):
        return None
    manner = _NOUN_MANNERS.get(word.lemma, "report")
    start, end = word.start, word.end
    if word.dep == "dobj" and verb.low in search.cues.light and word.i - verb.i <= 3:
        start = verb.start
    return Saying(word, (start, end), source, [content], manner, _mode(search, content), f"noun-{kind}", word.lemma)


_NOUN_MANNERS = {
    "demand": "demand", "request": "demand", "call": "demand", "plea": "demand", "appeal": "demand",
    "recommendation": "demand", "promise": "intend", "pledge": "intend", "vow": "intend", "threat": "intend",
    "plan": "intend", "intention": "intend", "refusal": "intend", "denial": "refusal", "accusation": "accuse",
    "allegation": "accuse", "charge": "accuse", "belief": "mind", "fear": "mind", "hope": "mind", "doubt": "mind",
    "criticism": "judgement", "praise": "judgement", "condemnation": "judgement", "support": "judgement",
    "opposition": "judgement",
}  # fmt: skip

_FINDERS: tuple[Callable[[Search, Word], Saying | None], ...] = (
    _by_source_phrase,
    _by_possessed,
    _by_as,
    _by_verb,
    _by_adjective,
    _by_noun,
)


def _without_shadows(found: list[Saying]) -> list[Saying]:
    """Drop an attribution whose quotation another cue of the sentence claims more closely."""
    holders: dict[tuple[int, int], Saying] = {}
    for saying in found:
        if saying.mode != "direct" or saying.cue is None:
            continue
        for content in saying.contents:
            other = holders.get(content)
            if other is None or _distance(saying, content) < _distance(other, content):
                holders[content] = saying
    kept = []
    for saying in found:
        if saying.mode == "direct" and saying.cue is not None:
            saying.contents = [content for content in saying.contents if holders[content] is saying]
            if not saying.contents:
                continue
        kept.append(saying)
    return kept


def _distance(saying: Saying, content: Range) -> int:
    cue = saying.cue_range or content
    return min(abs(cue[0] - content[1]), abs(content[0] - cue[1]))


def _with_loose_quotations(search: Search, found: list[Saying]) -> list[Saying]:
    """Give quotations without a cue of their own to the speaker before them, or to the one named before a colon."""
    spans = sorted(content for saying in found for content in saying.contents)
    result = list(found)
    positions = sorted((saying.contents[0][0], number) for number, saying in enumerate(result))
    for quotation in search.quotations:
        place = (quotation.start, quotation.end)
        if quotation.words < 25 or _is_taken(spans, place):
            continue
        words = search.parsed.words_in(quotation.outer_start, quotation.outer_end)
        if not words:
            continue
        first = search.parsed.sentence_of(words[0])
        if quotation.outer_start - first.start > 3 or not _is_sentence(search, quotation):
            continue
        earlier = _last_direct(result, positions, quotation.start, search, first.paragraph)
        if earlier is None:
            continue
        before = result[earlier]
        saying = Saying(
            None, None, before.source, [place], "report", "direct", "continued", before.lemma, follows=earlier
        )
        result.append(saying)
        insort(spans, place)
    return result


def _is_taken(spans: list[Range], place: Range) -> bool:
    """Whether a content holds most of a quotation already; those nested inside it do not count."""
    at = bisect_right(spans, (place[1], 0))
    for start, end in spans[max(0, at - 30) : at]:
        if min(end, place[1]) - max(start, place[0]) > 0.6 * (place[1] - place[0]):
            return True
    return False


def _is_sentence(search: Search, quotation: Quotation) -> bool:
    return search.parsed.text[quotation.end - 1] in ".!?…" or quotation.words > 80


def _last_direct(
    found: list[Saying], positions: list[tuple[int, int]], start: int, search: Search, paragraph: int
) -> int | None:
    best: int | None = None
    for number in range(len(found) - 1, -1, -1):
        saying = found[number]
        at = saying.cue_range[0] if saying.cue_range else saying.contents[0][0]
        if at >= start or saying.source is None:
            continue
        if start - max(at, saying.contents[-1][1]) > 2_000:
            continue
        word = search.parsed.words_in(at, at + 1)
        near = bool(word) and paragraph - search.parsed.sentence_of(word[0]).paragraph <= 1
        if near and saying.finder in ("verb", "as", "continued", "phrase") and saying.manner == "report":
            if best is None or at > (found[best].cue_range or found[best].contents[0])[0]:
                best = number
        if len(found) - number > 60:
            break
    return best


# Forms of attribution that are seldom one: they serve positions and causes, and count as statements of nobody.
_LOOSE = (("noun-preposition", ""), ("noun-infinitive", "intend"), ("adjective", "infinitive"))
_ABOUT = (
    "refer",
    "allude",
    "point",
    "warn",
    "complain",
    "boast",
    "talk",
    "hint",
    "call",
    "respond",
    "agree",
    "speak",
    "write",
    "lie",
    "joke",
    "comment",
)


def is_loose(saying: Saying) -> bool:
    """Whether an attribution is of a form that is seldom one."""
    if any(saying.finder == finder and mark in ("", saying.manner, saying.form) for finder, mark in _LOOSE):
        return True
    return saying.form == "preposition" and saying.manner == "report" and saying.lemma not in _ABOUT


def source_range(saying: Saying, parsed: ParsedText) -> Range | None:
    """Place of the words for who says it; in a relative clause, its pronoun."""
    if saying.source is None:
        return None
    own = saying.cue.child("nsubj") if saying.cue is not None else None
    source = own if own is not None and own.low in ("who", "which", "that") else saying.source
    left, right = noun_phrase(source, parsed)
    words = parsed.words
    return words[left].start, words[right].end
