"""How a text vouches for an event: asserted, alleged, possible, planned, denied, hypothetical or demanded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar import prospects
from habeas.extraction.grammar.clauses import FINITE, ancestors, is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality import doubted, occurring, orders, sought
from habeas.extraction.modality.background import BESIDE, is_background
from habeas.extraction.modality.own_verbs import own_verbs
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.finding import Saying


@dataclass(frozen=True, slots=True)
class ModalWords:
    """The closed lists of the pack."""

    possible: frozenset[str]
    planned_auxiliaries: frozenset[str]
    planned_words: frozenset[str]
    hypothetical_auxiliaries: frozenset[str]
    hypothetical_marks: frozenset[str]
    demand_verbs: frozenset[str]
    denied_verbs: frozenset[str]
    alleged: frozenset[str]
    alleged_verbs: frozenset[str]
    possible_verbs: frozenset[str]
    generic: frozenset[str]


@lru_cache(maxsize=1)
def modal_words() -> ModalWords:
    """The modal words of English."""
    table = load_table("en", "modality")
    return ModalWords(**{name: frozenset(table[name]) for name in ModalWords.__slots__})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a judge of modality looks at: the trigger's head, the verb of its clause, and what covers it."""

    head: Word
    verb: Word | None
    sayings: tuple[Saying, ...]
    words: ModalWords


def judge(head: Word, verb: Word | None, sayings: tuple[Saying, ...]) -> str:
    """The modality of an event.

    Args:
        head: The trigger's head.
        verb: The verb of its clause, where the head is a noun.
        sayings: The attributions that cover it, outermost first.
    """
    standing = Standing(head, verb, sayings, modal_words())
    if any(occurring.ought_not_to_have(found) for found in _own_verbs(standing)):
        return "asserted"
    return next((name for name, test in _TESTS if test(standing)), sought.told_as(head) or "asserted")


def _own_verbs(standing: Standing) -> list[Word]:
    return own_verbs(standing.head, standing.verb)


def _is_hypothetical(standing: Standing) -> bool:
    for verb in _own_verbs(standing):
        if occurring.is_conditioned(verb):
            return True
        lows = occurring.words_beside(verb, "aux", "mark", "advmod")
        if lows & standing.words.hypothetical_marks:
            return True
        if any(child.low in _INVERTING and _is_inverted(verb, child) for child in verb.children):
            return True  # "Had she been freed, .."
        if lows & standing.words.hypothetical_auxiliaries and not _in_past_report(standing):
            return True
    return _is_under_condition(standing.head) or occurring.is_inverted_condition(standing.head)


def _is_under_condition(head: Word) -> bool:
    """As in "ready to help if they decide to charge him"."""
    for above in list(ancestors(head, 6)):
        if (
            is_verb(above)
            and above.dep == "advcl"
            and any(c.low in _CONDITIONS and c.dep in ("mark", "aux") for c in above.children)
        ):
            return True
    return False


def _in_past_report(standing: Standing) -> bool:
    """As in "He said that she would be released": planned, not hypothetical."""
    return any(saying.manner in ("report", "intend") for saying in standing.sayings) and not any(
        child.low in standing.words.hypothetical_marks for verb in _own_verbs(standing) for child in verb.children
    )


def _is_asked(verb: Word) -> bool:
    """As in "Was she beaten in prison?": asked, and not told; but "Why was she beaten?" tells of it."""
    subject = verb.child("nsubj", "nsubjpass")
    inverted = subject is not None and any(
        child.dep in ("aux", "auxpass") and child.i < subject.i for child in verb.children
    )
    return inverted and any(child.text == "?" for child in verb.children) and not _has_question_word(verb)


def _has_question_word(verb: Word) -> bool:
    return any(child.tag in ("WRB", "WP", "WP$") for child in verb.children)


def _is_denied(standing: Standing) -> bool:
    if any(child.low in _CONDITIONS and child.dep == "mark" for child in standing.head.children):
        return False  # "if he was not murdered, why .."
    head, verbs = standing.head, _own_verbs(standing)
    if occurring.is_put_off(head, verbs):
        return not occurring.has_new_day(verbs)
    undone = any(test(verb) for verb in verbs for test in _UNDONE)
    if undone or doubted.is_called_false(verbs) or doubted.did_not_quite(verbs):
        return True
    for verb in verbs:
        if any(child.dep == "neg" or child.low in _NEGATIONS for child in verb.children if child.i < verb.i + 3):
            return True
        subject = verb.child("nsubj", "nsubjpass")
        if subject is not None and doubted.is_nobody(subject):
            return True
        asked = any(child.low == "whether" for child in verb.children)  # "it is disputed whether he was beaten"
        denying = verb.head is not verb and verb.head.low in standing.words.denied_verbs
        if denying and verb.dep in _DENIABLE and not asked:
            return True  # "denied that any of them had been arrested or beaten": both of them
    undone = occurring.is_stood_against(head) or any(occurring.is_not_tried(verb) for verb in verbs)
    if undone or doubted.is_left_out(head):
        return True
    if {"yet", "to"} <= {child.low for child in head.children}:
        return True  # "has yet to be tried", taken for one verb
    if head.dep == "xcomp" and any(child.low == "yet" for child in (*head.children, *head.head.children)):
        return head.head.lemma in ("have", "be", "remain")  # "has yet to be tried"
    if head.pos == "NOUN" and any(child.low == "no" for child in head.children):
        return True
    if head.dep in ("pcomp", "pobj") and head.head.low in ("without", "instead"):
        return True
    beside = is_background(head) and not any(child.low == "that" for child in head.children)
    return any(saying.manner == "refusal" for saying in standing.sayings) and not beside


def _is_demanded(standing: Standing) -> bool:
    head = standing.head
    ruled = [saying for saying in standing.sayings if orders.is_ruled(saying.source, saying.lemma)]
    asked = any(
        saying.manner == "demand" and saying not in ruled and not orders.is_ruling(saying.source)
        for saying in standing.sayings
    )
    if {"neg", "aux"} <= {child.dep for child in head.children} and any(child.low == "to" for child in head.children):
        return False  # "begged them not to kill him"
    if _is_left_open([head]):
        return False  # "asked whether she had been tortured"
    if asked and not is_background(head):
        return True
    if any(prospects.ought_to_have(verb) for verb in _own_verbs(standing)):
        return False
    if not ruled and any(
        child.low in _OUGHT and not _is_inverted(verb, child)
        for verb in _own_verbs(standing)
        for child in verb.children
        if child.dep == "aux"
    ):
        return True
    if head.dep in ("advcl", "acl", "relcl") and any(c.low == "to" and c.dep == "aux" for c in head.children):
        # "renewed her call on the authorities to release them"
        beside = [head.head, *head.head.children]
        if any(word.low in standing.words.demand_verbs and word.pos == "NOUN" for word in beside):
            return True
    if head.head.low in _PLEADING and {"for", "to"} <= {child.low for child in head.children}:
        return True  # "the case for her to be freed"
    if orders.is_asked_from_abroad(head):
        return True
    if occurring.is_command(head) or any(map(_is_wanted, _own_verbs(standing))):
        return True
    for above in list(ancestors(head, 5)):
        told = (above.dep == "conj" and is_verb(head)) or is_background(head) or _is_meant(head, above)
        told = told or (above.lemma in _MAINTAINING and any(word.tag in FINITE for word in (head, *head.children)))
        wanted = above.low in standing.words.demand_verbs or occurring.is_asked_of_others(above)
        if wanted and not told and _is_complement(head, above):
            return True
        if is_verb(above) and above.dep in ("ROOT", "relcl", "advcl"):
            break
    return False


def _is_wanted(verb: Word) -> bool:
    return occurring.is_called_for(verb) or occurring.is_pressed_for(verb) or occurring.is_asked_of_others(verb)


def _is_meant(head: Word, above: Word) -> bool:
    """As in "the law seeks to ban it": what the subject means to do itself."""
    passive = any(child.dep == "auxpass" for child in head.children)
    own = head.dep == "xcomp" and head.head is above and above.child("dobj") is None
    return own and not passive and above.lemma in _WANTING


def _is_inverted(verb: Word, auxiliary: Word) -> bool:
    """As in "Should he be arrested, ..": a condition, where it is no question."""
    if any(child.text == "?" or child.tag in ("WRB", "WP") for child in verb.children):
        return False
    subject = verb.child("nsubj", "nsubjpass")
    return subject is not None and auxiliary.i < min(subject.i, verb.i)  # "Arrested were two men": no condition


_PLEADING = word_list("modality", "pleading")
_ONLY_FEARED = word_list("modality", "feared")
_NEGATIONS = word_list("modality", "negations")
_OUGHT, _MAYBE = word_list("modality", "ought"), word_list("modality", "maybe")
_WANTING, _MAINTAINING = word_list("modality", "wanting"), word_list("modality", "maintaining")
_CONDITIONS = word_list("modality", "conditions")
_INVERTING = word_list("modality", "inverting")
_UNDONE = (prospects.came_to_nothing, prospects.failed_to_come, prospects.ought_to_have)
_AT = word_list("modality", "at_occasions")
_DENIABLE = frozenset(("dobj", "xcomp", "ccomp", "pcomp", "pobj"))
_COMPLEMENTS = frozenset(("pobj", "dobj", "prep", "xcomp", "ccomp", "acl", "conj", "pcomp", "dative"))


def _is_complement(head: Word, above: Word) -> bool:
    """Whether a word hangs on another by prepositions, objects and infinitives alone."""
    word = head
    for _ in range(5):
        if word is above:
            return True
        if word.dep == "prep" and word.low in _AT and word.head is above and word.child("pobj") is head:
            return False  # "demanded her release at the hearing"
        if word.dep == "prep" and (word.low in BESIDE or (word.i < word.head.i and is_verb(word.head))):
            return False  # "in their letter, they called .."
        beside = word.head is above and word.tag in ("VBN", "VBD")
        if word.dep == "conj" and is_verb(word) and is_verb(word.head) and (beside or _stands_alone(word)):
            return False  # "pleaded guilty and was sentenced", "held while demanding a vote and freed"
        infinitive = word.dep == "advcl" and any(child.low == "to" for child in word.children)
        if not infinitive and word.dep not in _COMPLEMENTS:
            return False
        word = word.head
    return word is above


def _stands_alone(verb: Word) -> bool:
    """Whether a verb behind "and" has auxiliaries of its own, or is one that needs none."""
    return verb.tag in FINITE or any(child.dep in ("aux", "auxpass") and child.low != "to" for child in verb.children)


def _is_planned(standing: Standing) -> bool:
    head, verbs = standing.head, _own_verbs(standing)
    if _is_under_condition(head) or any(occurring.is_conditioned(verb) for verb in verbs):
        return False
    if _is_feared(standing) or _is_left_open(verbs) or occurring.is_inverted_condition(head):
        return False
    if any(_lies_ahead(standing, verb) for verb in verbs) or occurring.is_put_off(head, verbs):
        return True
    if occurring.is_thought_of(head) or prospects.is_commissioned(head):
        return True
    if head.lemma == "schedule" or occurring.is_set(head) or occurring.is_due(head):
        return True
    meant = any(saying.manner == "intend" and saying.lemma not in ("refuse", "decline") for saying in standing.sayings)
    return meant and not is_background(head)


def _lies_ahead(standing: Standing, verb: Word) -> bool:
    lows = occurring.words_beside(verb, "aux")
    # "is supposed to have been freed": before, they say
    planned = verb.head.low in standing.words.planned_words and "have" not in lows
    if lows & standing.words.planned_auxiliaries or ("would" in lows and _in_past_report(standing)):
        return True
    if prospects.is_to(verb):
        return True
    if "to" in lows:
        if verb.dep == "xcomp" and verb.head.lemma in ("be", "have"):
            return verb.head.lemma == "be" or verb.head.tag != "VBD"  # "had to flee" is done
        if verb.dep == "ROOT" or occurring.is_proposed(verb):
            return True  # "Four editors to be tried in May"
        if planned and verb.dep in ("xcomp", "ccomp", "acl", "advcl"):
            return True
    passive = {child.low for child in verb.children if child.dep == "auxpass"}
    if {"to", "be"} <= lows | passive and occurring.is_ahead(verb):
        return True
    if verb.head.lemma in _WANTING and _is_meant(verb, verb.head):
        return True
    link = verb.head  # "is committed to freeing her", not "committed a crime by jailing her"
    return (
        verb.dep == "pcomp"
        and link.dep == "prep"
        and link.low != "by"
        and link.head.low in standing.words.planned_words
    )


def _may(standing: Standing) -> bool:
    """As in "May not" is possible; "could not" is denied; and what is only a threat or a risk."""
    clause = standing.verb
    head = feared = standing.head
    while feared.dep == "conj" and feared.pos == "NOUN" and feared.head.pos in ("NOUN", "VERB"):
        feared = feared.head  # "a risk of torture and an unfair trial"
    if feared.dep in ("pobj", "pcomp") and feared.head.low == "of" and feared.head.head.lemma in _ONLY_FEARED:
        return True
    if head.dep == "xcomp" and head.head.lemma in _ONLY_FEARED:
        return True  # "risks being deported"
    if doubted.is_unconfirmed([head]) or doubted.is_only_feared(head, _ONLY_FEARED):
        return True
    verbs = _own_verbs(standing) + ([clause] if clause is not None and standing.head.dep in ("pobj", "pcomp") else [])
    return any(occurring.words_beside(verb, "aux") & _MAYBE for verb in verbs)


def _is_possible(standing: Standing) -> bool:
    for verb in _own_verbs(standing):
        if any(child.low in standing.words.possible and child.dep in ("aux", "advmod") for child in verb.children):
            return True
        if _is_left_open([verb]) or _is_asked(verb):
            return True
    if doubted.is_likely(_own_verbs(standing)) or doubted.is_open(_own_verbs(standing)):
        return True
    if any(child.low in standing.words.possible and child.dep == "amod" for child in standing.head.children):
        return True  # "the likely torture of X"
    return _is_feared(standing)


def _is_feared(standing: Standing) -> bool:
    """As in "they fear that she will be tortured"."""
    feared = any(s.manner == "mind" and s.lemma in standing.words.possible_verbs for s in standing.sayings)
    return feared and not is_background(standing.head)


def _is_left_open(verbs: list[Word]) -> bool:
    """As in "will decide on Friday whether to free her"."""
    return any(child.low == "whether" for verb in verbs for child in verb.children)


def _is_called_alleged(standing: Standing) -> bool:
    """As in "No comment on the reporter allegedly detained": the word stands beside the verb itself."""
    lows = {child.low for child in standing.head.children if child.dep == "advmod"}
    return bool(lows & standing.words.alleged) and not any(child.dep == "neg" for child in standing.head.children)


def _is_alleged(standing: Standing) -> bool:
    verbs = _own_verbs(standing)
    if doubted.is_said_so(verbs, standing.words.alleged):
        return True
    if doubted.is_rumoured(verbs) or doubted.is_hearsay(verbs):
        return True
    if any(doubted.is_unproved(saying.source) for saying in standing.sayings):
        return True
    return any(saying.manner == "accuse" or saying.lemma in standing.words.alleged_verbs for saying in standing.sayings)


# In order: the first that holds decides.
_TESTS: tuple[tuple[str, Callable[[Standing], bool]], ...] = (
    ("demanded", _is_demanded),
    ("possible", _may),
    ("alleged", _is_called_alleged),
    ("denied", _is_denied),
    ("planned", _is_planned),
    ("possible", _is_possible),
    ("hypothetical", _is_hypothetical),
    ("alleged", _is_alleged),
)
