"""Which attributions are statements: somebody's words, and not an act, an attitude, a wish or a finding of things."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, is_verb
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human
from habeas.extraction.sayings.held import is_charge
from habeas.extraction.speakers.who_speaks import BODIES, can_speak

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.finding import Saying

_MANNERS = frozenset(("report", "mind", "demand", "refusal", "label", "accuse", "judgement", "intend"))
_OWNING_UP = word_list("sayings", "owning_up")
_LEAST_WARNING = 40  # characters: "warned of “massive disruption to the work of ..”"


def is_statement(sheet: Sheet, saying: Saying) -> bool:
    """Whether an attribution is somebody's statement, and not an act, an attitude or a finding of things."""
    long_quotation = saying.mode == "direct" and any(end - start > 40 for start, end in saying.contents)
    if saying.source is None and not long_quotation:
        return False
    if saying.source is not None and saying.source.low in _EMPTY_SOURCES and not saying.source.child("prep"):
        return False  # "one said", but not "one of the lawyers said"
    return all(test(sheet, saying) for test in _STATEMENT_TESTS)


_EMPTY_OBJECTS = word_list("statements", "empty_objects")
_EMPTY_SOURCES = word_list("statements", "empty_sources")
_SHOWING = word_list("statements", "showing")
_FINDING = word_list("statements", "finding")
_TELLING = word_list("statements", "records_tell")
_RECORDS = word_list("statements", "records")
_FINDERS = word_list("statements", "finders")
_SAID_IN_PURPOSE = word_list("statements", "said_in_purpose")
_OBJECT_CUES = word_list("statements", "object_cues")
_GRANTED = word_list("statements", "granted")
_TOLD = word_list("statements", "told")
_NO_OPINIONS = word_list("statements", "loose_infinitive")
_NO_CALLS = word_list("statements", "no_calls")
_NO_CLAUSES = word_list("statements", "loose_clause")
_ASKED_AFTER, _IF = word_list("sayings", "asked_after"), word_list("sayings", "if")
_HANDED = word_list("sayings", "handed")
_ACCUSING = word_list("sayings", "accusing")
_THINGS = word_list("sayings", "empty_subjects")
_NEITHER, _MADE_TO, _NAMING, _REFLEXIVE = (
    word_list("sayings", name) for name in ("neither", "made_to", "naming", "reflexive")
)
_LAWS = word_list("events", "laws")
_ONWARD = word_list("sayings", "onward")
_UNDERTAKINGS = word_list("sayings", "undertakings")
_OUTSPOKEN = word_list("sayings", "outspoken")
_MERE_SHOWING = word_list("sayings", "mere_showing")
_CITING = word_list("sayings", "citing")
_MANY = word_list("statements", "many")
_SPOKEN_BLAME = word_list("statements", "spoken_blame")
_BY_DEEDS = word_list("statements", "by_deeds")
_VOICING = word_list("statements", "voicing")
_THE_WORLD = word_list("statements", "the_world")
_VOICING_WORDS = word_list("statements", "voicing_words")
_PROCLAIMING = word_list("statements", "proclaiming")
_DEEDS = word_list("statements", "deeds")
_FEELINGS = word_list("statements", "voiced")
_MOVED = word_list("statements", "moved")
_RESTATING = word_list("statements", "restating")
_RESTATED = word_list("statements", "restated")
_PLAIN_MINDS = word_list("statements", "plain_minds")


def _has_fitting_manner(sheet: Sheet, saying: Saying) -> bool:
    if saying.manner == "intend":
        return saying.lemma in _UNDERTAKINGS and saying.form != "object"
    if saying.manner == "judgement":
        told = _is_blame(sheet, saying) or (saying.finder == "noun-preposition" and saying.lemma in _FEELINGS)
        return told or saying.mode == "direct" or saying.form == "as" or saying.finder == "noun-clause"
    return saying.manner in _MANNERS


def _is_blame(sheet: Sheet, saying: Saying) -> bool:
    """As in "condemned the arrests", but not "condemned the police", nor "condemned them by staying away"."""
    cue = saying.cue
    thing = cue.child("dobj", "nsubjpass") if cue is not None else None
    if cue is None or saying.lemma not in _SPOKEN_BLAME or saying.form != "object":
        return False
    if thing is None:
        return not is_verb(cue) or cue.dep == "compound"  # a headline whose verb the parser took for a noun
    run = sheet.people.run_of.get(thing.i)
    somebody = run is not None or thing.pos in ("PROPN", "PRON") or thing.low in BODIES or is_human(sheet, thing)
    if saying.source is not None and saying.source.low in _THE_WORLD:
        return False
    by_deeds = any(c.dep == "prep" and c.i > thing.i and c.low in _BY_DEEDS for c in cue.children)
    return cue.tag != "VBG" and not somebody and not by_deeds


def _is_told_by_noun(saying: Saying) -> bool:
    if saying.finder == "noun-preposition":
        return _is_voiced(saying)
    asked = saying.finder == "noun-infinitive" and saying.manner == "demand" and saying.cue is not None
    return saying.finder == "noun-clause" or (asked and saying.cue is not None and saying.cue.dep == "dobj")


def _is_voiced(saying: Saying) -> bool:
    """As in "voiced alarm at the arrests", "repeated its demand for an inquiry": somebody has said it aloud."""
    cue = saying.cue
    if cue is None or cue.dep != "dobj" or saying.lemma not in _FEELINGS:
        return False
    if saying.source is not None and saying.source.low in _THE_WORLD:
        return False
    voiced = cue.head.lemma in _VOICING and cue.head.tag != "VB" and cue.head.dep != "acl"
    where = cue.child("prep") if saying.manner == "demand" else None  # "issued a plea on social media"
    return voiced and not (where is not None and where.low == "on" and cue.lemma != "call")  # but "its call on them"


def _has_fitting_form(_sheet: Sheet, saying: Saying) -> bool:
    if saying.finder.startswith("noun"):
        return not saying.negated and _is_told_by_noun(saying)  # but "they have no hope that .."
    if saying.finder == "adjective":
        moved = saying.form == "preposition" and saying.lemma in _MOVED and _is_present(saying)
        return (saying.form == "clause" or moved) and not saying.negated
    if saying.form == "object" and saying.cue is not None and saying.cue.dep == "acl":
        return False  # "protesters demanding change" are told about, not heard
    if saying.manner == "label" and saying.lemma == "refer" and saying.mode == "indirect":
        return False  # "referring to the protests" names what is talked about
    if saying.form == "object":  # "did not report the attack": nobody has told of it
        return not (saying.negated and saying.manner == "report") and _is_told_object(saying)
    if saying.form == "preposition" and (saying.negated or saying.lemma in _NO_CALLS or _is_reason(saying)):
        return False  # "was not calling for cuts", "voted for"
    if saying.finder == "verb" and saying.lemma in (_NO_OPINIONS if saying.form == "infinitive" else ()):
        return False  # "invited him to come"
    if saying.form == "infinitive" and saying.manner == "report" and saying.cue is not None and saying.cue.dep == "acl":
        return False  # "those claiming to speak for her"
    if saying.finder == "verb" and saying.form == "clause" and saying.lemma in _NO_CLAUSES:
        return False
    if saying.form == "preposition":
        told = saying.mode != "direct" or any(end - start > _LEAST_WARNING for start, end in saying.contents)
        told = told or (saying.cue is not None and saying.cue.child("dobj", "dative") is not None)
        if saying.lemma == "point" and saying.source is not None and saying.source.tag == "NN":
            return False  # "A guard pointed to a house"
        spoken = (saying.lemma in _OUTSPOKEN and told) or _owns_up(saying)
        return spoken or (saying.manner in ("demand", "accuse") and not _is_handed(saying))
    return True


def _is_handed(saying: Saying) -> bool:
    """As in "asked them for their papers": a thing changes hands."""
    below = saying.cue.children if saying.cue is not None and saying.lemma == "ask" else ()
    links = [child for child in below if child.low == "for"]
    return any((thing := link.child("pobj")) is not None and thing.low in _HANDED for link in links)


def _owns_up(saying: Saying) -> bool:
    """As in "admitted to spying", but "confessed to police"."""
    below = saying.cue.children if saying.cue is not None and saying.lemma in _OWNING_UP else ()
    return any(is_charge(child) for child in below)


def _is_present(saying: Saying) -> bool:
    """As in "The league is concerned about it", the words of a statement; "was worried about it" tells of a mood."""
    source = saying.source
    verb = source.head if source is not None else None
    return verb is not None and any(w.tag in ("VBZ", "VBP") for w in (verb, *verb.children))


def _is_reason(saying: Saying) -> bool:
    """As in "arrested for calling for protests": what somebody is held for, and not what the report quotes."""
    cue = saying.cue
    if cue is not None and cue.dep == "conj" and any(c.low == "and" and c.i == cue.i - 1 for c in cue.head.children):
        cue = cue.head  # "for insulting the king and calling for a republic"
    return cue is not None and cue.tag == "VBG" and cue.dep == "pcomp" and cue.head.low in ("for", "of", "with")


def _is_told_object(saying: Saying) -> bool:
    """Whether a thing is told of, as in "rejected the charges", and not done, as in "rejected the appeal"."""
    held = saying.cue.child("dobj", "nsubjpass") if saying.cue is not None else None
    granted = held is not None and bool({held.low, singular(held.low)} & (_EMPTY_OBJECTS | _GRANTED))
    if held is not None and saying.lemma in _PROCLAIMING and singular(held.low) in _DEEDS:
        return False  # "announced sanctions": to announce them is to take them
    inside = (
        saying.cue is not None and saying.cue.tag == "VBG" and saying.cue.dep == "pcomp"
    )  # "charged with threatening"
    feeling = held is not None and held.lemma in _FEELINGS  # "expressed “grave concern” at it" names no words
    quoted = saying.mode in ("direct", "mixed") and saying.lemma in _VOICING_WORDS and not feeling
    restated = held is not None and saying.lemma in _RESTATING and singular(held.low) in _RESTATED
    told = quoted or restated or saying.lemma in (_OBJECT_CUES | _SPOKEN_BLAME)
    return not granted and not inside and told


def _is_no_infinitive(_sheet: Sheet, saying: Saying) -> bool:
    """As in "To prove that ..", "in order to say": nobody has said it."""
    cue = saying.cue
    if cue is None or not is_verb(cue) or saying.form == "quote":
        return True
    top = cue
    while top.dep == "conj" and top.tag == top.head.tag and top.head is not top:
        top = top.head
    infinitive = any(child.low == "to" and child.dep == "aux" for child in (*cue.children, *top.children))
    return not infinitive or top.head.lemma in _ONWARD


def _is_said_by_someone(sheet: Sheet, saying: Saying) -> bool:
    """Things show, people say: a film that shows a crowd makes no statement."""
    if saying.source is None or saying.finder == "layout":
        return True
    if _is_law(sheet, saying.source):
        return False  # "Article 91 says that ..": a rule, and nobody's statement
    if saying.lemma == "report" and saying.form == "clause" and not _holds_finite_verb(sheet, saying):
        return False  # "reported him missing"
    if saying.lemma in _SHOWING and (saying.negated or not _holds_finite_verb(sheet, saying)):
        return False  # "finding him guilty", "could not determine whether .."
    if saying.lemma in _FINDING and saying.form == "clause" and saying.source.low in _FINDERS:
        return True
    if _is_on_record(saying, saying.source):
        return True
    if saying.lemma in _SHOWING and saying.form != "quote":
        return _is_voice(sheet, saying.source) and saying.lemma not in _MERE_SHOWING
    present = saying.cue is not None and saying.cue.tag == "VBP"
    signs = saying.lemma == "tell" and saying.source.tag == "NNS" and present  # "the abductions tell us that .."
    return (_is_told(saying, saying.source) and not signs) or can_speak(sheet, saying.source)


def _is_law(sheet: Sheet, source: Word) -> bool:
    """As in "Article 91", "the Penal Code", but not "the article said", nor the name "Ryan Law"."""
    behind = sheet.parsed.words[min(source.i + 1, len(sheet.parsed.words) - 1)]
    numbered = behind.pos == "NUM" or behind.text[:1].isdigit()
    plain = singular(source.low) in _LAWS and source.i not in sheet.people.by_word
    return plain and (source.low != "article" or numbered)


def _is_on_record(saying: Saying, source: Word) -> bool:
    """As in "court documents show that ..", but not "an inquiry would show that .."."""
    shown = saying.lemma in _TELLING and saying.form == "clause" and saying.cue is not None
    return shown and bool({source.low, singular(source.low)} & _RECORDS) and not _is_modal(saying.cue or source)


def _is_voice(sheet: Sheet, source: Word) -> bool:
    """Whether somebody reveals or indicates something by saying so: people and bodies; a film only shows it."""
    run = sheet.people.run_of.get(source.i)
    body = source.low in BODIES or (run is not None and run.kind == "organisation")
    return is_human(sheet, source) or source.ent == "PERSON" or (body and source.pos in ("NOUN", "PROPN"))


def _is_told(saying: Saying, source: Word) -> bool:
    """Whether the cue itself makes a speaker of its subject: whatever says, claims or warns, speaks."""
    named = source.pos in ("NOUN", "PROPN", "NUM", "ADJ") or source.child("det") is not None
    held_up = saying.lemma == "read" and saying.cue is not None and saying.cue.tag not in FINITE  # "signs reading “..”"
    return (named and not held_up) and (
        (saying.finder in ("verb", "continued") and saying.lemma in _TOLD and saying.form in ("clause", "quote"))
        or (saying.finder == "phrase" and saying.lemma not in _CITING)
    )


def _is_no_aside(sheet: Sheet, saying: Saying) -> bool:
    """Within somebody's quoted words only what is told in full counts: "they say that ..", and not "we fear it"."""
    cue = saying.cue
    if cue is None or saying.finder not in ("verb", "phrase", "adjective"):
        return True
    told = saying.finder == "verb" and saying.form in ("clause", "quote", "infinitive")
    minded = saying.manner == "mind" or saying.finder == "adjective"
    if minded and not _is_voiceless(saying):
        return True
    if told and not minded and not _is_modal(cue):
        return True
    at = bisect_right(sheet.quotations, cue.start, key=lambda quotation: quotation.start)
    if not at or cue.end > sheet.quotations[at - 1].end:
        return True
    quotation = sheet.quotations[at - 1]  # the company “strongly condemned” it: only the cue is quoted
    return saying.cue_range is not None and quotation.end <= saying.cue_range[1] and not _is_modal(cue)


def _is_voiceless(saying: Saying) -> bool:
    """Whether a thought is given to nobody with a name: "we fear", "which he believed", "many of us are afraid"."""
    source = saying.source
    if source is None or source.pos == "PRON":
        return True
    return any(child.dep == "prep" and child.child("pobj") is not None for child in source.children) and source.low in (
        _MANY
    )


def _is_modal(cue: Word) -> bool:
    return any(child.tag == "MD" for child in cue.children)


def _holds_finite_verb(sheet: Sheet, saying: Saying) -> bool:
    start = saying.contents[0][0]
    inside = sheet.parsed.words_in(start, min(saying.contents[-1][1], start + 400))
    opened = sheet.parsed.words[inside[0].i - 1] if inside and inside[0].i else None
    return (opened is not None and opened.low == "that" and opened.tag == "IN") or any(
        word.tag in (*FINITE, "MD") and "relcl" not in (word.dep, word.head.dep if word.dep == "aux" else "")
        for word in inside
    )


def _is_spoken_mind(_sheet: Sheet, saying: Saying) -> bool:
    """Thoughts are told where somebody says them; "assuming that it is so", "paid it believing that" are not."""
    thinking = saying.cue is not None and saying.cue.tag == "VBG" and saying.cue.dep in ("advcl", "acl", "prep")
    return saying.manner != "mind" or (saying.lemma not in _PLAIN_MINDS and not thinking)


def _is_told_at_all(sheet: Sheet, saying: Saying) -> bool:
    """Not so in "could not say how long", "if they say that he is well": nothing has been told."""
    cue = saying.cue
    if cue is None or saying.finder != "verb":
        return True
    inside = sheet.parsed.words_in(saying.contents[0][0], saying.contents[0][0] + 1)
    if saying.negated and saying.manner == "report" and saying.form == "clause":
        return not inside or inside[0].low not in _ASKED_AFTER
    if any(c.low in _NEITHER for top in (cue, cue.head) for c in top.children if c.dep in ("cc", "preconj", "neg")):
        return cue.dep != "conj" and not saying.negated  # "could neither confirm nor deny the arrests"
    paper = cue.head if cue.dep == "acl" and cue.head.dep == "dobj" else None
    if paper is not None and any(c.low == "to" and c.dep == "aux" for c in paper.head.children):
        return False  # "was asked to sign a paper promising silence"
    made = saying.source is not None and saying.source.low in _MADE_TO and cue.tag == "VB"
    oneself = bool(inside) and inside[0].low in _REFLEXIVE
    bearer = cue.child("nsubjpass")
    somebody = bearer is not None and (bearer.pos == "PRON" or bearer.ent == "PERSON") and bearer.low not in _THINGS
    borne = saying.lemma in _NAMING and somebody
    called = saying.form == "complement" and (borne or oneself)
    accused = cue.dep == "pcomp" and cue.head.low == "of" and cue.head.head.lemma in _ACCUSING
    if made or called or accused:
        return False  # "accused of saying that ..", "made them think", "dubbed “the Beatles”", "call themselves free"
    supposed = cue.dep == "advcl" and cue.tag in ("VBP", "VBZ")
    return not (supposed and any(c.low in _IF and c.dep == "mark" and c.i < cue.i for c in cue.children))


_STATEMENT_TESTS = (
    _is_told_at_all,
    _has_fitting_manner,
    _has_fitting_form,
    _is_no_infinitive,
    _is_said_by_someone,
    _is_spoken_mind,
    _is_no_aside,
)
