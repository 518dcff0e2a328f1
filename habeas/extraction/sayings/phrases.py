"""Attribution without a main verb: "according to X", "in X's opinion", "as X says", "X is convinced", "X's claim"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_passive, is_verb, subject_of
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.search import Range, Saying, Search, manner_of_noun
from habeas.extraction.sayings.sources import named_beside, subject_of_auxiliary
from habeas.extraction.sayings.speech import cue_range_of, mode_of, quoted_contents

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word


def by_possessed(search: Search, word: Word) -> Saying | None:
    """As in "In X's opinion, .."."""
    if word.low not in search.cues.possessed or word.dep != "pobj" or word.head.low not in ("in", "to", "by"):
        return None
    source = word.child("poss")
    sentence = search.parsed.sentence_of(word)
    if source is None or word.head.i - sentence.first > 1 or word.head.head.low == "according":
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
        mode_of(search, content),
        "opinion",
        "opinion",
    )


def by_as(search: Search, word: Word) -> Saying | None:
    """As in "As X asserts, ..": the main clause, or the quotation that follows."""
    if not is_verb(word) or not is_as_clause(search, word):
        return None
    source = subject_of(word)
    bare = word.tag == "VBN" and not any(c.dep == "aux" for c in word.children)  # "as reported in the press"
    told = word.lemma not in ("put", "tell") and word.child("dobj", "ccomp", "dative") is not None
    written = any(w.dep == "acl" and w.tag == "VBG" for w in search.parsed.words[word.i + 1 : word.right + 1])
    if source is None or source.low == "it" or bare or told or written:
        return None  # "as he described the charges", "as they wrote on leaflets telling people to go" is when or why
    sentence = search.parsed.sentence_of(word)
    direct = quoted_contents(search, word)
    cue_range = cue_range_of(search, word)
    if direct:
        return Saying(word, cue_range, source, direct, "report", "direct", "as", word.lemma)
    mark = next(c for c in word.children if c.low == "as")
    comma = next((w.i for w in search.parsed.words[word.i + 1 : sentence.last] if w.text == ","), -1)
    if mark.i - sentence.first <= 1 and comma > 0:
        content = search.between(comma + 1, sentence.last - 1)
    elif mark.i - sentence.first >= _MOST_LIGHT:
        put = _put_before(search, mark) if word.lemma == "put" else None
        if put is not None:
            return Saying(word, cue_range, source, [put], "report", "direct", "as", word.lemma)
        content = search.between(sentence.first, mark.i - 1)
        right = word.right + 1
        if right + 1 < sentence.last and search.parsed.words[right].text == ",":  # "It is, as X put it, a disgrace"
            behind = search.between(right, sentence.last - 1)
            return Saying(word, cue_range, source, [content, behind], "report", "indirect", "as", word.lemma)
    else:
        return None
    return Saying(word, cue_range, source, [content], "report", mode_of(search, content), "as", word.lemma)


def _put_before(search: Search, mark: Word) -> Range | None:
    """As in "two states that “don’t like our way of life,” as she put it, have a hand in it": the quoted words."""
    before = search.quotation_before(mark.start)
    text = search.parsed.text
    if before is None or before.words < _LEAST_SHOWN or text[before.outer_end : mark.start].strip(" ,-–—"):
        return None
    return before.start, before.end


def is_as_clause(search: Search, verb: Word) -> bool:
    """Whether the verb stands in "as X says", which has a finder of its own."""
    marked = any(c.low == "as" and c.dep in ("mark", "advmod") for c in verb.children)
    # "The case came up as X claimed that she was beaten": here "as" tells when
    behind = search.parsed.words[verb.i + 1 : min(verb.i + _MOST_TO_THAT, search.parsed.sentence_of(verb).last)]
    that = next((word for word in behind if word.low == "that" or word.text == ","), None)
    told = that is not None and that.low == "that" and that.dep == "mark"
    return verb.low in search.cues.as_verbs and marked and not told


def by_adjective(search: Search, word: Word) -> Saying | None:
    """As in "X is convinced that .."."""
    standing = word.dep in ("acomp", "oprd", "attr", "ROOT", "conj", "amod") or is_passive(word)
    if word.low not in search.cues.adjectives or not standing or word.child("dobj") is not None:
        return None  # "He has appalled the country"
    verb = word.head if word.dep in ("acomp", "oprd", "attr") else word
    source = (subject_of(verb) or subject_of_auxiliary(verb)) if is_verb(verb) else None
    if source is None or source.low in _EMPTY:
        return None
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep in ("ccomp", "xcomp", "pcomp") or (
            child.dep in _LINKS and child.child("pcomp", "pobj") is not None
        ):
            if child.dep == "xcomp" and word.low == "clear":
                continue
            left = child.left if child.dep not in _LINKS else child.i + 1
            if search.parsed.words[left].low == "that":
                left += 1
            content = search.between(left, child.right)
            start = verb.start if verb is not word else cue_range_of(search, word)[0]
            negation = any(c.dep == "neg" for c in verb.children)
            return Saying(
                word,
                (min(start, word.start), word.end),
                source,
                [content],
                "mind",
                mode_of(search, content),
                "adjective",
                word.low,
                "clause" if child.dep == "ccomp" else "preposition" if child.dep in _LINKS else "infinitive",
                negation,
            )
    return None


def _held_by(search: Search, noun: Word) -> tuple[Range | None, str]:
    """The content that a noun holds: a clause, else an infinitive, else what stands behind a preposition."""
    content: Range | None = None
    kind = ""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl", "appos") and is_verb(child):
            mark = next((c for c in child.children if c.low == "that" and c.dep == "mark"), None)
            to = next((c for c in child.children if c.low == "to" and c.dep == "aux"), None)
            if mark is not None:
                content, kind = search.between(mark.i + 1, child.right), "clause"
            elif to is not None and child.dep in ("acl", "ccomp"):
                content, kind = search.between(to.i, child.right), "infinitive"
        elif content is None and child.low == "by" and (told := _told_by(child)) is not None:
            content, kind = search.between(told.left + 1, told.right), "clause"
        elif content is None and _is_content_phrase(search, child):
            asked = _asked_behind(noun, child)  # "repeated their call on the state" + "to stop"
            content, kind = search.between(child.i + 1, asked.right if asked else child.right), "preposition"
    for child in noun.head.children if content is None and noun.dep == "dobj" else ():
        if child.left == noun.right + 1 and _is_content_phrase(search, child):  # "voiced concern" + "at the arrests"
            content, kind = search.between(child.i + 1, child.right), "preposition"
    return content, kind


def _told_by(link: Word) -> Word | None:
    """As in "claims by relatives that he was beaten", where the parser hangs the clause on the relatives."""
    somebody = link.child("pobj")
    for top in (somebody, *(somebody.children if somebody is not None else ())):
        clause: Word | None = top.child("acl", "relcl") if top is not None else None
        if clause is not None and any(
            c.low == "that" and c.dep == "mark" and c.i == clause.left for c in clause.children
        ):
            return clause
    return None


def _asked_behind(noun: Word, link: Word) -> Word | None:
    """What somebody is called on to do, where the parser hung it on the verb or on the one who is called on."""
    if link.low not in _ASKING or noun.dep != "dobj":
        return None
    edge = max(child.right for child in noun.children if child.i >= link.i)  # "on authorities in Norland to free her"
    infinitives = (c for c in noun.head.children if c.left == edge + 1 and c.dep in ("xcomp", "advcl"))
    return next((c for c in infinitives if any(b.low == "to" and b.dep == "aux" for b in c.children)), None)


def _is_content_phrase(search: Search, child: Word) -> bool:
    held = child.child("pobj", "pcomp")
    return child.dep == "prep" and child.low in search.cues.content_prepositions and held is not None


def _holder_of(search: Search, noun: Word, content: Range) -> Word | None:
    """Whose it is: "a warning from X"."""
    for child in noun.children:
        below = child.child("pobj") if child.dep in ("prep", "agent") and child.low in search.cues.holders else None
        if below is not None and not content[0] <= below.start < content[1]:
            return below
    return None


def _shown(search: Search, noun: Word) -> Saying | None:
    """As in "They held banners bearing the words: “..”", "in the words “..”": what the noun shows word for word."""
    quotation = search.quotation_at(noun.end) or search.quotation_at(noun.end + 1)
    text = search.parsed.text
    if quotation is None or quotation.words < _LEAST_SHOWN or text[noun.end : quotation.outer_start].strip(" :,\n"):
        return None
    above = noun.head.head if noun.dep == "pobj" else noun.head
    together = "\n" not in text[noun.end : quotation.outer_start]
    above = above.head if above.dep == "dobj" and together else above  # "posted a photo with the words “..”"
    source = noun.child("poss") or _holder_of(search, noun, (quotation.start, quotation.end))
    source = source or (subject_of(above) if is_verb(above) and noun.dep in ("dobj", "pobj") else None)
    if source is None or search.quoted(noun) is not None or source.low in _EMPTY:
        return None
    start = above.start if noun.dep == "dobj" and 0 < noun.i - above.i <= _MOST_LIGHT else noun.start
    return Saying(
        noun,
        (start, noun.end),
        source,
        [(quotation.start, quotation.end)],
        "report",
        "direct",
        "shown",
        noun.lemma,
        "quote",
    )


_LINKS = ("prep", "agent")
_OWN = word_list("sayings", "own")
_REKINDLING = word_list("sayings", "rekindling")
_PAPERS = word_list("sources", "announcements") | word_list("sources", "documents")
_ASKING = word_list("sayings", "asking_prepositions")
_EMPTY = word_list("sayings", "empty_subjects")
_EMERGING = word_list("sayings", "emerging")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_LEAST_SHOWN = 8  # characters
_MOST_TO_THAT = 8  # words: "claimed in a post that"
_MOST_LIGHT = 3  # words from a light verb to its noun


def _emerged(search: Search, noun: Word, verb: Word) -> Saying | None:
    """As in "Reports surfaced on Monday that she had been beaten": the reports themselves say it."""
    told = verb.child("ccomp")
    if told is None or told.i < verb.i or not any(c.low == "that" and c.dep == "mark" for c in told.children):
        return None
    content = search.between(told.left + 1, told.right)
    mode = mode_of(search, content)
    return Saying(noun, (noun.start, verb.end), noun, [content], "report", mode, "noun-clause", noun.lemma)


def _is_mistaken_verb(search: Search, noun: Word) -> bool:
    """As in "Madeup claims that he is ill", where the parser finds no verb and takes the claims for a thing."""
    head = noun.head
    stands = noun.dep in ("dobj", "appos", "dep") and head.dep == "ROOT" and not is_verb(head) and head.pos in _NOMINAL
    return stands and noun.tag == "NNS" and noun.low in search.cues.verbs and head.i == noun.left - 1


def by_noun(search: Search, word: Word) -> Saying | None:
    """As in "X's remark that ..", "a warning from X that ..", "X made a claim that .."."""
    if word.low in search.cues.shown and word.pos == "NOUN":
        shown = _shown(search, word)
        if shown is not None:
            return shown
    if word.low not in search.cues.nouns or word.pos != "NOUN" or word.dep == "compound":
        return None
    if word.dep == "nsubj" and word.head.lemma in _EMERGING:
        return _emerged(search, word, word.head)
    content, kind = _held_by(search, word)
    if content is not None and kind == "clause" and _is_mistaken_verb(search, word):
        return Saying(
            word, (word.start, word.end), word.head, [content], "report", mode_of(search, content), "verb", word.lemma
        )
    above = word.head.head if word.dep == "pobj" and word.head.low in ("in", "during") else None
    if content is None or (kind == "clause" and above is not None and above.low in search.cues.verbs):
        return None  # "said in a statement that": the verb has found it
    source = word.child("poss") or _holder_of(search, word, content)
    verb = word.head
    unknown = source is None or source.low in _OWN  # "The league expressed its concern": the league's
    if unknown and word.dep in ("dobj", "attr") and verb.low in search.cues.light | {"has", "had", "have"}:
        issuer = subject_of(verb)
        source = named_beside(issuer) if issuer is not None else source
    rekindled = verb.lemma in _REKINDLING and source is not None and source.low in _PAPERS  # "the post renewed calls"
    if source is None or source.low in _EMPTY or rekindled:
        return None
    manner = manner_of_noun(word.lemma)
    start, end = word.start, word.end
    if word.dep == "dobj" and verb.low in search.cues.light and (word.i - verb.i <= 3 or word.left == verb.i + 1):
        start = verb.start
    negated = word.lemma != "doubt" and any(child.low in ("no", "little") for child in word.children)
    described = next((c for c in word.children if c.dep == "amod" and c.i < word.i), None)
    if kind == "preposition" and described is not None and start == verb.start:
        content = search.between(described.left, search.parsed.words_in(*content)[-1].i)  # “grave” concern at it
    mode = mode_of(search, content)
    return Saying(word, (start, end), source, [content], manner, mode, f"noun-{kind}", word.lemma, negated=negated)
