"""Which drafts of events tell of what was not done: conditions, plots, powers, laws, habits, and acts of nature."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import agent_of, is_passive, is_verb, subject_of
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality.judging import modal_words
from habeas.packs import load_table

if TYPE_CHECKING:
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word

# What people are accused of may be something that happens to others; told so, it is an accusation.
ACTS = ("killing", "enforced_disappearance", "ill_treatment", "dispersal", "coerced_statement", "execution")
_FREE_ACTS = ("negotiation", "appeal", "diplomatic_act")
_FORESTALLED, _ABLE = word_list("events", "forestalled"), word_list("events", "able")
_WAITING, _UNTIL, _NOW = (word_list("events", name) for name in ("waiting", "until", "now"))
_OUTLAWED, _PLOTS = word_list("events", "outlawed"), word_list("events", "plots")
_NOBODY_KNOWN, _FORCING = word_list("events", "nobody_known"), word_list("events", "forcing")
_POWERS, _ENABLING, _LAWS = (word_list("events", name) for name in ("powers", "enabling", "laws"))
_NATURAL = word_list("events", "natural")
_ANYBODY, _ANY = word_list("events", "anybody"), word_list("events", "any_article")
_EACH = word_list("events", "each")
_ANYONE, _MAY = word_list("events", "anyone"), word_list("events", "may")
_COMPLETING, _KEPT_ON, _FREEING = (word_list("events", name) for name in ("completing", "kept_on", "freeing"))
_OCCASIONS, _PUNISHED_FOR = word_list("events", "occasions"), word_list("events", "punished_for")
_OFFENDING, _CHARGED, _JOINTS = (word_list("events", name) for name in ("offending", "charged", "joints"))
_DEBATED = frozenset(("should", "whether"))
_HOW, _MOST_TITLES = word_list("events", "how"), 6
_INVESTIGATING, _BLAMED = word_list("events", "investigating"), word_list("events", "blamed")
_TIMES, _ARE = word_list("events", "meanwhile"), word_list("events", "plural_present")


@lru_cache(maxsize=1)
def _accusing_words() -> tuple[frozenset[str], frozenset[str]]:
    table = load_table("en", "modality")
    return frozenset(table["accusing"]), frozenset(table["punishing"])


def is_conditional(head: Word, *, exile: bool = False) -> bool:
    """As in "Before he could be sentenced", "until she is freed": it did not happen there."""
    lows = {child.low for child in head.children if child.dep in ("aux", "mark")}
    if exile and {"could", "have"} <= lows:
        return True  # "could have left the country": a chance that was not taken
    if lows >= _DEBATED:
        return True  # "debated whether people should be jailed for it"
    if "if" in lows and not any(child.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for child in head.children):
        return True  # "faces ten years if convicted"
    if lows & _FORESTALLED and lows & _ABLE:
        return True
    first = head
    while first.dep == "conj" and first.head is not first and first.tag == first.head.tag:
        first = first.head  # "until he is tried or freed"
    return _is_awaited(first) or _is_outlawed(head) or _is_of_nobody(first) or _is_empowered(first)


def _is_of_nobody(verb: Word) -> bool:
    """As in "not aware of anybody who was arrested"; but "Ivan Nobody, who was arrested"."""
    if verb.dep != "relcl":
        return False
    noun = verb.head
    if noun.low in _ANYBODY and any(child.low in _ANY for child in noun.children):
        # "the flogging of an individual who has been convicted", "any person who assaults a child"
        return noun.dep != "nsubj" or any(child.low in _EACH for child in noun.children)
    return noun.low in _NOBODY_KNOWN and noun.pos == "PRON"


def _is_awaited(verb: Word) -> bool:
    """As in "until she is freed", "waits to be tried": told before it happens."""
    if verb.dep == "xcomp" and verb.head.lemma in _WAITING:
        return True
    until = any(child.low in _UNTIL and child.dep in ("mark", "advmod") for child in verb.children)
    return until and (verb.tag in ("VBZ", "VBP") or any(c.low in _NOW and c.dep == "auxpass" for c in verb.children))


def _is_outlawed(verb: Word) -> bool:
    """As in "a law that makes it a crime to torture anybody": what may not be done, not what was."""
    if not any(child.low == "to" and child.dep == "aux" for child in verb.children):
        return False
    above = verb.head
    return above.low in _OUTLAWED or any(
        child.low in _OUTLAWED and child.dep in ("acomp", "oprd", "attr", "dobj", "ccomp") for child in above.children
    )


def is_act(draft: EventDraft) -> bool:
    """Whether others than authorities do such things to people too, and are accused of it."""
    return draft.event_type in ACTS or draft.trigger.pattern.taking


def is_alleged_act(draft: EventDraft) -> bool:
    """As in "arrested on suspicion of kidnapping three women": what somebody is held for, not what the text reports."""
    return is_act(draft) and is_accused_of(draft.trigger.head)


def is_held_against(sheet: Sheet, draft: EventDraft) -> bool:
    """As in "Investigators established that X had beaten a policeman": an authority's word against somebody.

    What authorities tell of nobody in particular ("gunmen took ten pupils, police said") they report.
    """
    head = draft.trigger.head
    agent = agent_of(head) or head.child("nsubj") if is_act(draft) and is_verb(head) else None
    wronged = [role.party.word for role in draft.roles if role.role == "person"]  # "X went missing, police said"
    named = agent is not None and (agent.i in sheet.people.by_word or agent.low in _BLAMED)
    blamed = named and not any(word is agent for word in wronged)
    sources = [sheet.sayings[number].source for number in draft.sayings] if blamed else []
    return any(source is not None and source.low in _INVESTIGATING for source in sources)


def is_accused_of(act: Word) -> bool:
    """Whether what a word tells of is what somebody is accused of, or punished for."""
    accusing, punishing = _accusing_words()
    word = act
    for _ in range(5):
        above = word.head
        if word.dep == "pobj" and above.low in _OCCASIONS:
            return False
        if above.low in accusing or (word.dep == "prep" and word.low in _PUNISHED_FOR and above.low in punishing):
            return True
        if word.dep not in ("pobj", "pcomp", "prep", "conj", "dobj", "xcomp", "nsubj") or above is word:
            return False
        word = above
    return False


def is_plotted(sheet: Sheet, draft: EventDraft) -> bool:
    """As in "a failed plot to kidnap X": what somebody meant to do to others, and never done by being told."""
    if not is_act(draft):
        return False
    word = draft.trigger.head
    if word.i > 1 and sheet.parsed.words[word.i - 1].low == "to" and sheet.parsed.words[word.i - 2].low in _PLOTS:
        return True  # wherever the parser hung the infinitive
    for _ in range(3):
        if word.head is word or word.dep not in ("xcomp", "acl", "pcomp", "prep", "conj", "pobj", "advcl", "relcl"):
            return False
        word = word.head
        if word.low in _PLOTS:
            return True
    return False


def is_forced(draft: EventDraft) -> bool:
    """As in "forced to sign an agreement": no free act of those who sign."""
    head = draft.trigger.head
    return draft.event_type in _FREE_ACTS and head.dep in ("xcomp", "ccomp") and head.head.lemma in _FORCING


def _is_empowered(verb: Word) -> bool:
    """As in "the power to arrest anybody", "the bill would allow police to hold suspects": what may be done."""
    if not any(child.low == "to" and child.dep == "aux" for child in verb.children):
        return False
    above = verb.head
    if verb.dep == "acl":
        return above.lemma in _POWERS
    if verb.dep not in ("ccomp", "xcomp", "advcl") or above.lemma not in _ENABLING:
        return False
    subject = subject_of(above)
    ruled = subject is not None and subject.lemma in _LAWS
    return ruled or any(child.dep == "aux" and child.tag == "MD" for child in above.children)


def is_natural(draft: EventDraft) -> bool:
    """As in "the outbreak that has killed thousands", "was hit by a car and killed": nobody did it to them."""
    if draft.event_type not in ("killing", "forced_exile"):
        return False
    agents = [role.party.word for role in draft.roles if role.role in ("body", "agent")]
    above = draft.trigger.head.head
    if draft.trigger.head.dep == "conj" and is_verb(above) and is_passive(above):
        agents.extend(word for word in [agent_of(above)] if word is not None)
    return any(word.lemma in _NATURAL for word in agents)


def is_title_of_offence(sheet: Sheet, head: Word) -> bool:
    """As in 'tried on charges of "preventing officials from doing their duty"': so an offence is called."""
    inside, words = sheet.referents.quoted.inside, sheet.parsed.words
    at = head.i
    for _ in range(_MOST_TITLES):
        if at not in inside:
            return False
        while at in inside:
            at -= 1
        before = words[max(0, at - 4) : max(0, at)]  # up to the opening mark
        if not before or before[-1].sentence != head.sentence:
            return False
        if before[-1].low in _OFFENDING and any(word.low in _CHARGED for word in before):
            return True
        joint = before[-1].low in _JOINTS and len(before) > 1
        at = (
            before[-2].i - 1 if joint and before[-2].text == '"' else before[-1].i - 1 if before[-1].text == '"' else -1
        )
    return False


def is_habit(draft: EventDraft) -> bool:
    """As in "Detainees are often beaten": what happens again and again, to nobody in particular."""
    often = [child for child in draft.trigger.head.children if child.low in modal_words().generic]
    if any(below.low in _HOW for child in often for below in child.children):
        return True  # "given how often she is arrested"
    spared = any(child.dep == "neg" for child in draft.trigger.head.children) and not draft.persons("person")
    if spared and draft.modality == "demanded":
        return True  # "journalists should not be kept in prisons, X said on Monday"
    if (
        draft.trigger.pattern.kind != "verb"
        or draft.date is not None
        or draft.persons("person", "agent", "organisation")
    ):
        return False
    head = draft.trigger.head
    if any(child.dep == "advmod" and child.low in modal_words().generic for child in head.children):
        return True
    if head.dep == "csubj" and head.tag == "VBG":
        return True  # "arresting reporters is a crime"
    whom = [role.party.word for role in draft.roles if role.role == "person"]
    anyone = any(word.low in _ANYBODY and any(child.low in _EACH for child in word.children) for word in whom)
    return anyone or _is_meanwhile(head) or _is_of_a_kind(head)


def is_allowed(draft: EventDraft) -> bool:
    """As in "officers may hold a suspect for 48 hours", "anyone who insults him faces ten years": what rules say."""
    head = draft.trigger.head
    if draft.date is not None or draft.persons("person", "agent", "organisation"):
        return False
    subject = head.child("nsubj")
    if subject is None:
        return False
    if subject.low in _ANYONE:
        return any(child.dep in ("relcl", "acl") for child in subject.children) or head.tag == "VBZ"
    plain = subject.tag == "NNS" and not any(child.dep in ("det", "nummod", "poss") for child in subject.children)
    whom = head.child("dobj")
    any_one = whom is not None and any(child.low in _ANY for child in whom.children)
    return plain and any_one and any(child.low in _MAY and child.dep == "aux" for child in head.children)


def is_kept_on(draft: EventDraft) -> bool:
    """As in "has completed her sentence but is still being held": the term is over, and nobody was let out."""
    if draft.event_type != "release" or draft.trigger.pattern.kind != "verb":
        return False
    if draft.trigger.head.lemma not in _COMPLETING:
        return False
    for verb in draft.trigger.head.children:
        if verb.dep in ("conj", "ccomp", "advcl") and is_verb(verb) and verb.i > draft.trigger.head.i:
            denied = any(child.dep == "neg" for child in verb.children)
            below = [verb, *(child for child in verb.children if child.dep in ("xcomp", "acomp"))]
            if any((word.lemma in _KEPT_ON and not denied) or (word.lemma in _FREEING and denied) for word in below):
                return True
    return False


def _is_meanwhile(verb: Word) -> bool:
    """As in "thousands were tortured while imprisoned"."""
    bare = all(child.dep not in ("nsubj", "nsubjpass", "aux") for child in verb.children)
    return verb.dep == "advcl" and verb.tag == "VBN" and bare and any(child.low in _TIMES for child in verb.children)


def _is_of_a_kind(verb: Word) -> bool:
    """As in "a place where detainees are denied lawyers": the present of people without number or name.

    And as in "a person who insults the king is jailed".
    """
    subject = verb.child("nsubjpass")
    if subject is not None and subject.low in _ANYBODY and any(child.low in _ANY for child in subject.children):
        return any(child.low in _NOW and child.dep == "auxpass" for child in verb.children)
    if subject is None or subject.tag not in ("NNS", "NNPS"):
        return False
    if not any(child.low in _ARE and child.dep == "auxpass" for child in verb.children):
        return False
    progressive = any(child.low == "being" for child in verb.children)
    return not progressive and all(child.dep in ("amod", "compound", "cc", "conj") for child in subject.children)
