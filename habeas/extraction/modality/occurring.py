"""Whether what a noun names happens by the verb over it, or is only spoken of; what lies ahead, and what is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors, is_verb, patient_of, verb_above
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.extraction.grammar.words import Word

_HAPPENING, _ABOUT = word_list("modality", "happening"), word_list("modality", "about")
_PUTTING_OFF, _UNTIL = word_list("modality", "putting_off"), word_list("modality", "until")
_CALLING, _OFF = word_list("modality", "calling_off"), word_list("modality", "off")
_SITTINGS, _RESOLVING = word_list("modality", "sittings"), word_list("modality", "resolving")
_BAILS = word_list("people", "bails")
_FIXED, _AHEAD = word_list("modality", "fixed"), word_list("modality", "ahead")
_SET_FOR, _RANKS = word_list("modality", "set_for"), word_list("modality", "ranks")
_JUDGED, _DEFERRALS = word_list("modality", "judged"), word_list("modality", "deferrals")
_SUFFERED = word_list("modality", "suffered")
_NEEDING, _TIME, _ALREADY = (word_list("modality", name) for name in ("needing", "time", "already"))
_DURING = word_list("dates", "within")
_THREATENING = word_list("modality", "threatening")
_PRESSING, _RALLYING, _FOR_OR_TO = (word_list("modality", name) for name in ("pressing", "rallying", "for_or_to"))
_CONCEDING, _IF, _AHEAD_OF = (word_list("modality", name) for name in ("conceding", "conditions", "foretelling"))
_THINKING_OF, _WEIGHING = word_list("modality", "thinking_of"), word_list("modality", "weighing")
_OPPOSING, _GRACES = word_list("modality", "opposing"), word_list("modality", "graces")
_OUGHT, _NEGATIONS = word_list("modality", "ought"), word_list("modality", "negations")
_ENDEAVOURS, _EXPECTING = word_list("modality", "endeavours"), word_list("modality", "expecting")
_RULERS = word_list("modality", "rulers")
_NAMES_TOO, _PLEASE = word_list("modality", "names_too"), word_list("modality", "please")


def is_brought_about(noun: Word) -> bool:
    """As in "the trial will begin", "no arrest was made"; but "the arrest will not be forgotten" was made."""
    if noun.dep in ("nsubj", "nsubjpass"):
        judged = noun.lemma in _JUDGED and not any(child.tag == "MD" for child in noun.head.children)
        told = noun.head.lemma in _HAPPENING or _is_called_off(noun.head)
        return told or not (judged or noun.lemma in _SUFFERED)
    return noun.dep == "attr" or (noun.dep == "dobj" and not is_only_spoken_of(noun))


def is_only_spoken_of(noun: Word) -> bool:
    """As in "must investigate the torture of X": what is to be done about something that happened."""
    return noun.dep == "dobj" and noun.head.lemma in _ABOUT


def ought_not_to_have(verb: Word) -> bool:
    """As in "should never have been jailed", "we don't think he should have been tried": it was done."""
    above = verb.head.children if verb.dep == "ccomp" else ()
    beside = (*verb.children, *(child for child in above if child.dep == "neg"))
    lows = {child.low for child in beside if child.dep in ("aux", "neg", "advmod")}
    return "have" in lows and bool(lows & _OUGHT) and bool(lows & _NEGATIONS)


def is_put_off(head: Word, verbs: Iterable[Word]) -> bool:
    """As in "the hearing was cancelled", "the postponed release"; but "cancelled her passport" was done."""
    if head.dep == "pobj" and head.head.low == "of" and head.head.head.lemma in _DEFERRALS:
        return True
    for verb in verbs:
        if verb.lemma in _PUTTING_OFF or _is_called_off(verb):
            put_off = patient_of(verb)
            if verb is not head or (put_off is not None and put_off.lemma in _SITTINGS):
                return True
    return False


def is_thought_of(head: Word) -> bool:
    """As in "plans the release of X", "is considering her arrest": whoever thinks of it has not done it."""
    noun = _first_of_row(head)
    verb = noun.head
    if noun.dep != "dobj" or noun.pos not in ("NOUN", "PROPN"):
        return False
    weighed = verb.lemma in _WEIGHING and (verb.tag == "VBG" or noun.lemma in _GRACES)
    return verb.lemma in _THINKING_OF or weighed


def is_stood_against(head: Word) -> bool:
    """As in "opposes the release of X"; who opposes an arrest may do so behind it."""
    noun = _first_of_row(head)
    return noun.dep == "dobj" and noun.lemma in _GRACES and noun.head.lemma in _OPPOSING


def _first_of_row(noun: Word) -> Word:
    """The first of nouns joined: "the arrest and trial"."""
    while noun.dep == "conj" and noun.head.pos == noun.pos:
        noun = noun.head
    return noun


def _is_called_off(verb: Word) -> bool:
    """As in "the trial was put off", "called the hearing off"."""
    particle = verb.child("prt")
    return verb.lemma in _CALLING and particle is not None and particle.low in _OFF


def has_new_day(verbs: Iterable[Word]) -> bool:
    """As in "was postponed until 5 May"."""
    return any(
        child.dep == "prep" and child.low in _UNTIL and child.child("pobj") is not None
        for verb in verbs
        for child in verb.children
    )


def words_beside(verb: Word, *labels: str) -> frozenset[str]:
    """The auxiliaries and the like of a verb, without names that are spelt as one: "Can Testov's trial adjourned"."""
    asked = any(child.text == "?" for child in verb.children)
    opening = () if asked else [child.left for child in verb.children if child.dep in ("nsubj", "nsubjpass")]
    return frozenset(
        child.low
        for child in verb.children
        if child.dep in labels and not (child.low in _NAMES_TOO and child.text.istitle() and child.i + 1 in opening)
    )


def is_resolved(verb: Word) -> bool:
    """As in "voted to impose sanctions": with their decision it is done, unless that lies ahead itself."""
    above = verb.head
    if verb.dep != "xcomp" or above.lemma not in _RESOLVING or above.tag not in ("VBD", "VBN", "VBZ", "VBP"):
        return False
    return not any(child.dep == "neg" or child.tag == "MD" for child in above.children)


def is_command(verb: Word) -> bool:
    """As in "Release my wife": the bare verb that opens a sentence, with its object and no subject."""
    if verb.tag not in ("VB", "VBP") or verb.child("nsubj", "nsubjpass", "aux") is not None:
        return False
    before = [child for child in verb.children if child.i < verb.i and child.pos not in ("PUNCT", "ADV", "SPACE")]
    asked = bool(before) and all(child.low in _PLEASE for child in before)  # "Please take action"
    opens = asked or (not before and verb.text[:1].isupper())
    return opens and verb.dep in ("ROOT", "ccomp") and verb.child("dobj") is not None


def is_called_for(verb: Word) -> bool:
    """As in "it is time to free her", "needs to be freed", "has to be freed"."""
    above = verb.head
    if not any(child.low == "to" and child.dep == "aux" for child in verb.children):
        return False
    if verb.dep == "xcomp" and above.lemma in _NEEDING:
        alone = not any(child.low in _ALREADY or child.dep in ("aux", "neg") for child in above.children)
        return alone and above.tag in ("VBZ", "VBP")
    denied = any(child.dep == "neg" for child in above.head.children)
    return above.low in _TIME and above.dep == "attr" and not denied


def is_pressed_for(head: Word) -> bool:
    """As in "calls grow for her release", "pressure mounts to free him", "hundreds rallied for his release"."""
    asked = head.dep == "pobj" and head.head.low in _FOR_OR_TO
    link = head.head if asked else head
    above = link.head
    infinitive = head.dep in ("advcl", "xcomp", "acl") and any(child.low == "to" for child in head.children)
    if above.pos == "NOUN" and above.lemma in _PRESSING:
        return infinitive  # "stepped up the pressure on Norland to free him"
    if not is_verb(above) or link.i < above.i:
        return False
    if asked and above.lemma in _RALLYING:
        return True
    subject = above.child("nsubj", "nsubjpass") if asked or infinitive else None
    return subject is not None and subject.pos == "NOUN" and subject.lemma in _PRESSING


def is_asked_of_others(verb: Word) -> bool:
    """As in "reiterates its call on Norland to free her", "we expect the authorities to free her".

    In the first the parser may take the call for the one who is to free her.
    """
    subject = verb.child("nsubj")
    if subject is None or verb.dep != "ccomp" or not any(c.low == "to" and c.dep == "aux" for c in verb.children):
        return False
    if subject.lemma in _PRESSING:
        return subject.i < verb.i and subject.child("poss", "det") is not None
    active = verb.head.lemma in _EXPECTING and verb.head.child("auxpass") is None
    return active and (subject.lemma in _RULERS or subject.ent in ("GPE", "NORP"))


def is_not_tried(verb: Word) -> bool:
    """As in "there was no move to free them", "has taken no steps to release her"."""
    noun = verb.head
    if verb.dep not in ("acl", "advcl", "xcomp", "relcl"):
        return False
    if noun.pos != "NOUN" and noun.child("dobj", "attr") is not None:
        noun = noun.child("dobj", "attr") or noun
    named = noun.pos == "NOUN" and noun.lemma in _ENDEAVOURS and noun.i < verb.i
    to = any(child.low == "to" and child.dep == "aux" for child in verb.children)
    return named and to and any(child.low == "no" for child in noun.children)


def is_conditioned(verb: Word) -> bool:
    """As in "if he returns, he will be arrested", "threatened to jail him unless he left"; but not "even if"."""
    threat = verb.head if verb.dep == "xcomp" and verb.head.lemma in _THREATENING else None
    ahead = any(child.tag == "MD" and child.low in _AHEAD_OF for child in verb.children if child.dep == "aux")
    if not ahead and threat is None:
        return False
    beside = (*verb.children, *(threat.children if threat is not None else ()))
    clauses = (child for child in beside if child.dep == "advcl")
    marks = [below for clause in clauses for below in clause.children if below.dep in ("mark", "advmod")]
    return any(mark.low in _IF for mark in marks) and not any(mark.low in _CONCEDING for mark in marks)


def is_inverted_condition(verb: Word) -> bool:
    """As in "Were she to be freed, ..": done on a condition only."""
    above = verb.head
    were = verb.dep in ("xcomp", "ccomp") and above.text == "Were" and above.dep == "advcl"
    return were and any(child.low == "to" and child.dep == "aux" for child in verb.children)


def is_due(head: Word) -> bool:
    """As in "is due in court", "the trial, scheduled for May", "her planned release"."""
    if any(child.low in _FIXED and child.dep == "acomp" for child in head.children):
        return True
    if head.dep == "pobj" and head.head.low in _FOR_OR_TO and head.head.head.low in _FIXED:
        return True  # "is due for release in 2021"
    if head.dep in ("nsubj", "nsubjpass"):
        told = [head.head, *(child for child in head.head.children if child.dep == "acomp")]
        if any(word.low in _FIXED for word in told):
            return True
    noun = head.pos in ("NOUN", "PROPN")
    verb = verb_above(head) if head.dep == "pobj" else None
    if verb is not None and verb.tag == "VBD" and head.head.head is verb and head.head.low in _DURING:
        return False  # "At the next hearing, on 5 May, he pleaded guilty"
    return noun and any(child.low in (_FIXED if child.dep == "acl" else _AHEAD) for child in head.children)


def is_proposed(verb: Word) -> bool:
    """As in "any proposed action to release them"."""
    return verb.dep == "acl" and any(child.low in _AHEAD for child in verb.head.children)


def is_set(verb: Word) -> bool:
    """As in "is set to begin in May", "was set for 4 July"; but "was set free" is done."""
    thing = patient_of(verb)
    if (
        verb.low != "set"
        or verb.child("acomp", "oprd", "advcl") is not None
        or (thing is not None and thing.low in _BAILS)
    ):
        return False
    return any(child.dep == "xcomp" or (child.dep == "prep" and child.low in _SET_FOR) for child in verb.children)


def is_ahead(verb: Word) -> bool:
    """As in "the places to be searched"; but "the first to be arrested" was arrested."""
    return verb.dep in ("relcl", "acl") and not any(
        word.low in _RANKS for word in (verb.head, *verb.head.children, *ancestors(verb, 2))
    )
