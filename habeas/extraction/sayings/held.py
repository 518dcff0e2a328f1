"""What a cue verb holds beside a clause: an infinitive, two things compared, a complement, an object, a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import SUBJECTS, agent_of, is_verb
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.lexicon.cues import Cue
    from habeas.extraction.sayings.search import Range, Search


_MOST_ASKED = 60  # words looked at behind what is asked
_MOST_JOINT = 3  # words: ", “and"
_ADDRESSED = word_list("sayings", "addressed")
_ASIDES = word_list("sayings", "noun_asides")
_ASKING = word_list("sayings", "asking_prepositions")
_AT = word_list("sayings", "time_prepositions")
_CHARGING = ("of", "to")
_JOINED = word_list("sayings", "joined_prepositions")
_COMMENTING, _UPON, _TOLD_ROUND = (word_list("sayings", name) for name in ("commenting", "upon", "told_round"))
_MEASURING = word_list("sayings", "measuring")
_NO_THINGS = word_list("sayings", "no_things")
_NO_LABELS = word_list("sayings", "no_labels")
_NAMED = word_list("sayings", "named")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_OFFENCES = word_list("sayings", "offences")
_OCCURRING = word_list("sayings", "occurring")
_OCCASIONS = word_list("sayings", "occasions")
_RELATIVES = word_list("sayings", "relatives")
_QUOTING = word_list("sayings", "quoting")
_PLACES = word_list("sayings", "places_of_speech")
_SPOKEN_PLACES = _PLACES | word_list("sayings", "cue_papers") | word_list("sources", "occasions")
_TOLD_TO_SOMEBODY = word_list("sayings", "told_to_somebody")


def infinitive_content(search: Search, verb: Word, cue: Cue) -> Range | None:
    """As in "asked him to leave"."""
    if cue.lemma in _TOLD_TO_SOMEBODY and verb.child("dobj", "dative", "nsubjpass") is None:
        return None  # "warns against calls to protest": nobody is warned to protest
    for child in verb.children:
        if child.dep not in ("xcomp", "ccomp", "advcl") or child.i < verb.i or not is_verb(child):
            continue
        to = next((c for c in child.children if c.dep == "aux" and c.low == "to"), None)
        if to is None:
            continue
        if child.low in _NAMED and any(c.dep == "auxpass" for c in child.children):
            return None  # "who asked not to be named"
        joined = _before_deed(search, child)
        refused = search.parsed.words[to.i - 1]
        left = refused.i if refused.dep == "neg" and refused.head is child else to.i  # "urged them not to go"
        return search.between(left if child.child("nsubj") is None else child.left, joined)
    return None


def _before_deed(search: Search, asked: Word) -> int:
    """The end of an infinitive before what its asker did besides: "warned them to keep the peace + and left"."""
    for word in search.parsed.words[asked.i + 1 : min(asked.right, asked.i + _MOST_ASKED) + 1]:
        joined = word.dep == "conj" and word.tag in ("VBD", "VBZ") and word.head.tag not in ("VBD", "VBZ", "VBP", "VBN")
        own = any(c.dep in ("nsubj", "nsubjpass") for c in word.children)
        if joined and not own and search.parsed.words[word.left - 1].low in ("and", "but", ","):
            return word.left - 1
    return asked.right


def as_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    """As in "described the law as a gag"."""
    thing = verb.child("dobj", "nsubjpass")
    for child in verb.children:
        spoken = child.child("pcomp") if child.low == "as" else None
        if spoken is not None and spoken.tag == "VBG" and verb.lemma in _QUOTING and spoken.low in search.cues.verbs:
            return None  # "quoted her as saying ..": she said it
        named = child.child("pobj") if child.low == "as" else None
        if named is not None and named.low in _NO_LABELS and child.right == named.i:
            return None  # "praised the country as a whole"
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
    by = agent_of(verb) if verb.child("nsubjpass") is not None else None
    for child in by.children if by is not None else ():
        if child.low == "as" and child.dep == "prep":
            return search.between(child.i + 1, child.right)  # "was described by prosecutors as the ringleader"
    taken = next((c for c in verb.children if c.low == "as" and c.dep == "prep" and c.i == verb.i + 1), None)
    own = verb.child("nsubj")
    gap = thing is None and verb.dep == "relcl" and own is not None and own.low not in _RELATIVES
    if gap and taken is not None and taken.child("pobj", "amod") is not None:
        return search.between(taken.i + 1, taken.right)  # "an issue that many states see as a pretext"
    return None


def complement_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    """As in "called the verdict a disgrace", "in what it called a crackdown"."""
    what = verb.child("dobj")
    named = verb.child("oprd", "ccomp", "attr") if what is not None and what.low == "what" and what.i < verb.i else None
    if named is not None and named.i > verb.i and not is_verb(named):
        return search.between(named.left, named.right)
    thing = verb.child("dobj", "nsubjpass")
    other = verb.child("oprd", "ccomp", "xcomp")
    beside = thing.child("appos") if thing is not None and other is None else None
    if thing is not None and beside is not None and search.quoted(beside) is not search.quoted(thing):
        return search.between(thing.left, beside.right)  # "called the verdict “a disgrace”"
    borrowed = search.quoted(thing) if thing is not None and other is None and thing.i > verb.i else None
    if thing is not None and borrowed is not None and borrowed.end < search.parsed.sentence_of(verb).end:
        named_so = [w for w in search.parsed.words_in(verb.end, borrowed.outer_start) if w.tag in ("NN", "NNS", "NNP")]
        if named_so and thing.left == verb.i + 1:  # "called the held academics “agents of a foreign embassy”"
            return search.trim(search.parsed.words[thing.left].start, borrowed.end)
    small = other.child("nsubj") if other is not None and other.pos in ("ADJ", "NOUN", "PROPN") else None
    if other is not None and small is not None and verb.i < small.i < other.i:
        return search.between(small.left, other.right)  # "called the charges absurd": a clause without a verb
    if other is None and thing is not None:
        other = _named_behind(search, verb, thing)
    bare = other is not None and (other.dep == "oprd" or not is_verb(other))  # "called the charges fabricated"
    if other is not None and other.i > verb.i and thing is not None and bare:
        return search.between(thing.left if thing is not None and thing.i > verb.i else other.left, other.right)
    return None


def _named_behind(search: Search, verb: Word, thing: Word) -> Word | None:
    """What something is called, where the parser takes it for an aside: "branded it very worrying"."""
    for child in verb.children:
        if child.left != thing.right + 1 or child.i < thing.i or child.ent in ("DATE", "TIME"):
            continue
        if child.tag == "JJ" and child.dep in ("advcl", "acomp", "amod", "ccomp"):
            return child
        article = search.parsed.words[child.left].low in ("a", "an")
        if article and child.dep in ("npadvmod", "dep") and child.pos == "NOUN":
            return child
    return None


def linked_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    """As in "X compared the law to a gag": both things."""
    thing = verb.child("dobj", "nsubjpass")
    if thing is None:
        return None
    for child in (*verb.children, *thing.children):
        if child.dep == "prep" and child.low in search.cues.links and child.i > max(verb.i, thing.i):
            return search.between(thing.left if thing.i > verb.i else child.i + 1, child.right)
    return None


def gerund_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    """As in "recalled seeing him"."""
    child = verb.child("xcomp", "ccomp", "pcomp")
    return search.between(child.left, child.right) if child is not None and child.tag == "VBG" else None


def _for_somebody_to(search: Search, verb: Word, cue: Cue) -> Range | None:
    """As in "called for the president to step down"."""
    papers = [below for c in verb.children if (below := c.child("pobj")) is not None and below.low in _SPOKEN_PLACES]
    for child in (c for top in (verb, *papers) for c in top.children) if cue.takes("for") else ():
        asked = child.i > verb.i and child.dep in ("advcl", "xcomp", "ccomp") and is_verb(child)
        mark = next((c for c in child.children if c.low == "for" and c.dep == "mark"), None) if asked else None
        bare = next((c for c in verb.children if c.low == "for" and c.i == child.left - 1 and not c.children), None)
        mark = mark or (bare if asked and any(c.dep in SUBJECTS for c in child.children) else None)
        if mark is not None and any(c.low == "to" and c.dep == "aux" for c in child.children):
            return search.between(mark.i + 1, child.right)
    return None


def preposition_content(search: Search, verb: Word, cue: Cue) -> tuple[Range | None, str]:
    """As in "called for a trial", "accused her of lying"; with its manner."""
    asked = _for_somebody_to(search, verb, cue)
    if asked is not None:
        return asked, cue.manner("for")
    for child in verb.children:
        if child.dep not in ("prep", "agent", "prt") or child.i < verb.i or not cue.takes(child.low):
            continue
        below = child.child("pobj", "pcomp")
        following = next((c for c in verb.children if c.i > child.right and _is_asked(c)), None)
        if below is None or (_is_time(below) and following is None) or (child.low == "as" and below.low in _NO_LABELS):
            continue
        if is_told_by_others(child):
            continue
        right = child.right
        if following is not None and child.low in _ASKING:
            right = max(right, following.right)
            besides = (c for c in verb.children if c.dep == "conj" and right < c.i and c.left <= right + _MOST_JOINT)
            right = next((c.right for c in besides if any(b.low == "to" and b.dep == "aux" for b in c.children)), right)
        elif child.low == "to" and cue.lemma in _ADDRESSED:
            continue
        if cue.manner(child.low) == "accuse":  # "accused her of lying by speaking to them"
            means = (c for c in verb.children if c.low == "by" and c.left == right + 1 and c.child("pcomp"))
            right = next((c.right for c in means), right)
            right = _last_of_row(search, verb, below, right)
        return search.between(child.i + 1, _before_occasion(search, child.i + 1, right)), cue.manner(child.low)
    if cue.takes("of") and cue.manner("of") == "accuse":
        last = min(search.parsed.sentence_of(verb).last, verb.i + 14)
        for word in search.parsed.words[verb.i + 1 : last]:
            below = _deed_of(word) if word.low == "of" else None
            below = below or _deed_taken_for_thing(search, verb, word)
            if below is not None:
                further = next((c for c in verb.children if _is_asked(c) and c.left == word.right + 1), None)
                right = further.right if further is not None else word.right  # "of planning" + "to keep them"
                return search.between(word.i + 1, _last_of_row(search, verb, below, right)), "accuse"
        link = _offence_link(search, verb)
        if link is not None:
            return search.between(link.i + 1, _before_occasion(search, link.i + 1, link.right)), "accuse"
    return None, ""


def is_told_by_others(link: Word) -> bool:
    """As in "commented on reports that she had been beaten": the reports tell of it, and not who comments."""
    noun = link.child("pobj") if link.low in _UPON and link.head.lemma in _COMMENTING else None
    return noun is not None and noun.lemma in _TOLD_ROUND and noun.child("acl", "ccomp", "relcl") is not None


def _deed_of(link: Word) -> Word | None:
    """The deed of "of lying", also where the parser takes it for a thing."""
    thing = link.child("pobj")
    deed = link.child("pcomp") if thing is None else thing if thing.tag == "VBG" else None
    return deed if link.low in _CHARGING else None


def is_charge(link: Word) -> bool:
    """Whether a deed or an offence stands behind a preposition: "accused of spying", "confessed to treason"."""
    thing = link.child("pobj")
    return _deed_of(link) is not None or (link.low in _CHARGING and thing is not None and thing.low in _OFFENCES)


def _offence_link(search: Search, verb: Word) -> Word | None:
    """As in "accused the poet of treason", where the parser makes the treason the poet's.

    Behind a common noun only a known offence is one: "accused members of the opposition" names none.
    """
    blamed = verb.child("dobj") or agent_of(verb)  # "accused by prosecutors of treason"
    if blamed is None or blamed.i < verb.i:
        return None
    words = search.parsed.words[blamed.i + 1 : min(blamed.right, blamed.i + _MOST_ASKED) + 1]
    links = [word for word in words if word.low == "of" and word.head.pos in _NOMINAL and not _is_in_name(word)]
    charged = [(link, thing) for link in links if (thing := link.child("pobj")) is not None]
    known = next((link for link, thing in charged if thing.low in _OFFENCES), None)
    if known is not None or blamed.pos not in ("PROPN", "PRON"):
        return known
    return next((link for link, thing in charged if link.head is blamed and thing.pos != "PROPN"), None)


def _is_in_name(link: Word) -> bool:
    """As in "the Bank of Norland"."""
    return link.ent == "ORG" and link.head.ent == "ORG"


def _deed_taken_for_thing(search: Search, verb: Word, link: Word) -> Word | None:
    """As in "accused the president of building palaces", where the parser takes the building for a thing he owns."""
    blamed = verb.child("dobj")
    deed = link.child("pobj") if link.low == "of" and link.head is blamed else None
    return deed if deed is not None and search.parsed.words[link.i + 1].low.endswith("ing") else None


def _last_of_row(search: Search, verb: Word, first: Word, right: int) -> int:
    """The end of a row of deeds: "accused him of lying, stealing cars and beating a man"."""
    words = search.parsed.words
    for child in verb.children if first.tag == "VBG" else ():
        joined = (
            child.left == right + 2 and words[right + 1].text == "," and child.tag == "VBG" and child.i == child.left
        )
        right = child.right if joined and any(c.dep == "conj" and c.tag == "VBG" for c in child.children) else right
    return right


def _is_asked(word: Word) -> bool:
    """As in "called on the state to act", with its infinitive also where the parser takes it for a purpose."""
    return word.dep == "xcomp" or (word.dep == "advcl" and any(c.low == "to" and c.dep == "aux" for c in word.children))


def _before_occasion(search: Search, left: int, right: int) -> int:
    """The end of a content without "on several occasions", "on Monday", "in 2021"."""
    for word in search.parsed.words[left + 1 : right]:
        below = word.child("pobj") if word.dep == "prep" and word.low in _AT else None
        last = below is not None and below.right >= right
        if below is not None and last and (below.ent in ("DATE", "TIME") or below.low in _OCCASIONS):
            return word.i - 1
    return right


def _is_time(word: Word) -> bool:
    return word.ent in ("DATE", "TIME") or word.low in _PLACES


def object_content(search: Search, verb: Word, *, passive: bool = False) -> Range | None:
    """As in "rejected the charges"; "the charges were rejected by her"."""
    if passive:
        told = verb.child("nsubjpass")
        by_somebody = any(child.dep == "agent" for child in verb.children)
        return search.between(told.left, told.right) if told is not None and by_somebody else None
    thing = verb.child("dobj")
    if thing is None or thing.i < verb.i or thing.low in _NO_THINGS:
        return None
    right = thing.right
    for child in verb.children:
        figure = child.low == "at" and verb.lemma in _MEASURING
        joined = child.low in _JOINED or figure or (child.low in _OCCURRING and _tells_when(child))
        if child.dep == "prep" and child.left == right + 1 and joined:
            right = child.right
    aside = next(
        (w.i for w in search.parsed.words[thing.i + 1 : right] if w.text == "," and _opens_aside(search, w)), 0
    )
    left = next((c.right + 1 for c in thing.children if c.dep == "prep" and c.left == thing.left), thing.left)
    return search.between(left if left <= thing.i else thing.left, aside - 1 if aside else right)


def _tells_when(link: Word) -> bool:
    """As in "claimed fraud after the election": an occasion goes with what is told, a day with the telling."""
    below = link.child("pobj")
    return below is not None and below.ent not in ("DATE", "TIME") and below.low not in _PLACES


def _opens_aside(search: Search, comma: Word) -> bool:
    return search.parsed.words[comma.i + 1].low in _ASIDES
