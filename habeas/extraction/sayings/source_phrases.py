"""Attribution by a phrase: "according to X, ..", ".., in the words of X", "A says this and as per B that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS, is_inside, is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.search import Range, Saying, Search
from habeas.extraction.sayings.speech import mode_of

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word

_BODIES, _INDEFINITE = word_list("sources", "taken_up"), word_list("counts", "articles")
_INFORMATION = word_list("sources", "information")
_MEASURES = word_list("sayings", "measures")
_LEAST_SHOWN = 8  # characters
_MOST_TO_COLON = 20  # words
_MOST_TO_THAT = 8  # words of an apposition
_RELATIVE = word_list("sayings", "relative_pronouns")
_SECOND = frozenset(tuple(phrase.split()) for phrase in word_list("sayings", "second_phrases"))


def by_source_phrase(search: Search, word: Word) -> Saying | None:
    """As in "According to X, ..", "..., according to X"; "in the words of X"."""
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
    if source is None or (source.dep == "dobj" and search.quoted(word)) or _is_nobodys(search, source):
        return None
    if source.dep == "dobj" and search.quoted(source) is not None:
        return None  # "Citing “national security”, the court closed the hearing"
    sentence = search.parsed.sentence_of(word)
    left = word.i
    right = max(source.right, last.i)
    owner = source.child("poss") if source.low in search.cues.possessed else None
    source = owner or _joined_name(source)  # "According to X's account"
    that = words[left - 2 if words[left - 1].text == "," else left - 1]
    leads = left - sentence.first <= 1 or (that.low == "that" and that.dep == "mark")
    spoken = _behind_colon(search, right, sentence.last) if leads else None
    if spoken is not None:
        return Saying(word, (word.start, last.end), source, [spoken], "report", "direct", "phrase", " ".join(phrase))
    if leads:
        named = _named_behind(search, source, right)
        source, right = (named, named.i + 1) if named is not None else (source, right)
        at = right + 1
        comma = next((w.i for w in words[at : min(at + 4, sentence.last)] if w.text == ","), -1)
        at = _behind_apposition(search, comma + 1, sentence.last) if comma > 0 else at
        end = _before_second_phrase(search, at, sentence.last)
        content = search.between(at, end - 1) if at < end else None
    elif _opens_second_clause(search, word, right):  # "A reports this and as per B ten were held"
        content = search.between(right + 1, sentence.last - 1)
    elif _is_relative(words[left - 1]) and right < words[left - 1].head.i:
        content = search.between(right + 1, words[left - 1].head.right)  # "X, who according to Y was beaten"
    else:
        content = search.between(sentence.first, left - 1)
    if content is None or (content[1] - content[0] < _LEAST_SHOWN and right + 2 >= sentence.last):
        return None
    contents = [content]
    quoted = words[left - 1].text == '"' and words[left - 2].text == ","  # "“The file,” according to X, “is thin.”"
    if not leads and (words[left - 1].text == "," or quoted) and right + 2 < sentence.last:
        right -= words[right].text == ","
        # "The verdict, in the words of X, is ..": the sentence goes on behind the phrase
        behind = search.between(right + 1, sentence.last - 1)
        whole = any(w.tag in FINITE for w in words[sentence.first : left])
        contents += [] if whole or words[right + 1].text != "," else [behind]
    if is_inside(source, last) and right >= sentence.last - 1 and left - sentence.first <= 1:
        return None
    mode = mode_of(search, content)
    return Saying(word, (word.start, last.end), source, contents, "report", mode, "phrase", " ".join(phrase))


def _before_second_phrase(search: Search, at: int, last: int) -> int:
    """The end of "according to X ten were held" + "and according to Y five"."""
    words = search.parsed.words
    for word in words[at + 1 : last]:
        behind = tuple(w.low for w in words[word.i : word.i + 2])
        if behind in _SECOND and words[word.i - 1].low in ("and", "but"):
            return word.i - 1
    return last


def _joined_name(source: Word) -> Word:
    """As in "according to lawmaker and former detainee X": X is both."""
    name = source.child("conj") if source.pos == "NOUN" and source.tag == "NN" else None
    bare = name is not None and name.ent == "PERSON" and source.child("det", "poss") is None
    return name if name is not None and bare and name.child("appos") is None else source


def _opens_second_clause(search: Search, word: Word, right: int) -> bool:
    """As in "and according to X ten were held": a clause of its own behind "and"."""
    words, sentence = search.parsed.words, search.parsed.sentence_of(word)
    if words[word.i - 1].low not in ("and", "but") or right + 2 >= sentence.last:
        return False
    verb = word.head
    own = verb.child(*SUBJECTS) if is_verb(verb) else None
    return own is not None and own.i > right and any(w.tag in FINITE for w in words[sentence.first : word.i])


def _behind_apposition(search: Search, at: int, last: int) -> int:
    """Where the clause begins in "According to Example Watch, a group based in Norland, ten people were held"."""
    words = search.parsed.words
    body = next(
        (w.i for w in words[at : min(at + _MOST_TO_THAT, last)] if w.low in _BODIES and w.dep != "compound"), -1
    )
    if body < 0 or words[at].low not in _INDEFINITE:
        return at
    for word in words[body + 1 : min(body + _MOST_TO_COLON, last - 1)]:
        if word.tag in FINITE:
            break
        if word.text == ",":
            return word.i + 1
    return at


def _is_nobodys(search: Search, source: Word) -> bool:
    """As in "according to additional information received": nobody is named; but "information from his family"."""
    plain = all(child.dep in ("amod", "det", "acl", "punct") for child in source.children)
    named = any(word.pos == "PROPN" for word in search.parsed.words[source.left : source.right + 1])
    measured = source.pos == "NOUN" and source.low in _MEASURES  # "a colour according to their risk"
    return (source.low in _INFORMATION and plain and not named) or (measured and source.child("nmod") is None)


def _is_relative(word: Word) -> bool:
    return word.low in _RELATIVE and word.dep in ("nsubj", "nsubjpass") and is_verb(word.head)


def _behind_colon(search: Search, right: int, last: int) -> Range | None:
    """As in "According to her, who asked to stay unnamed: “They took him. We saw it.”": the whole quotation."""
    words = search.parsed.words
    for word in words[right : min(last, right + _MOST_TO_COLON)]:
        if word.text == ":":
            quotation = search.quotation_at(word.end)
            return (quotation.start, quotation.end) if quotation is not None else None
    return None


def _named_behind(search: Search, source: Word, right: int) -> Word | None:
    """The name set behind a description: "According to a rights project, Example Watch, ten people were held"."""
    words, last = search.parsed.words, search.parsed.sentence_of(source).last
    if source.pos != "NOUN" or source.tag == "NNS" or right + 4 >= last or words[right + 1].text != ",":
        return None
    at = right + 2
    while at + 3 < last and words[at].pos == "PROPN" and words[at + 1].pos == "PROPN":
        at += 1
    closed = words[at].pos == "PROPN" and words[at + 1].text == ","
    after = words[at + 2]
    goes_on = after.tag in ("DT", "PRP", "PRP$", "CD", "NNS", "NN", "NNP", "JJ", "RB", "EX", "IN")
    return words[at] if closed and goes_on and not _is_listed(words, at + 2, last) else None


def _is_listed(words: list[Word], at: int, last: int) -> bool:
    """Whether names go on: "According to a lawyer, Anna, Olga and Pavel were held", "Anna, a poet, was held"."""
    last = min(last, at + _MOST_TO_COLON)
    while at < last and words[at].pos in ("PROPN", "ADJ", "NOUN", "DET", "NUM", "ADP"):
        at += 1
    return at < last and (words[at].text == "," or words[at].low == "and")
