"""Questions to the grammar of a clause: who does it, to whom, and what hangs on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import ParsedText, Word

# Tags of the verbs and auxiliaries that make a clause of their own.
FINITE = ("VBD", "VBZ", "VBP", "MD")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
OBJECTS = ("dobj", "obj", "dative")
_SUBORDINATING, _REFLEXIVE = word_list("clauses", "subordinating"), word_list("clauses", "reflexive")
_BE, _RELATIVE = word_list("clauses", "be"), word_list("clauses", "relative")
_LETTING = word_list("clauses", "letting")
_ONE, _ONE_DOES = ("NN", "NNP"), word_list("clauses", "one_does")
_PEOPLE = word_list("people", "human")
_SEVERAL = ("NNS", "NNPS", "CD")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_JOINED = ("conj", "dep")  # the parser loses "was arrested, then charged" to a bare dependency
_TRANSITIVE, _GIVING = word_list("clauses", "transitive"), word_list("clauses", "giving")
_SEIZING, _PREFIXES = word_list("clauses", "seizing"), word_list("clauses", "prefixes")
_PLURAL, _NEGATIONS = word_list("clauses", "plural"), word_list("clauses", "negations")
_SEEING, _WITH, _BORN = (word_list("clauses", name) for name in ("seeing", "with", "born"))
_USING = word_list("clauses", "using")
_MOST_STEPS = 8  # a chain of clauses longer than this is a parser's mistake, not grammar


def is_verb(word: Word) -> bool:
    """Whether a word is used as a verb."""
    return word.pos in ("VERB", "AUX") or word.tag.startswith("VB")


def antecedent_of(verb: Word) -> Word:
    """The noun that a relative clause is about; the whole list, where the clause is plural: "A and B, who are held"."""
    head = verb.head
    plural = any(child.low in _PLURAL for child in verb.children) or verb.low in _PLURAL
    while plural and head.dep == "conj" and head.head is not head and head.head.pos in _NOMINAL:
        head = head.head
    if plural and head.tag in _ONE and any(word.low == "who" for word in verb.children):
        return _plural_above(head) or head
    one = any(child.low in _ONE_DOES for child in verb.children) and any(word.low == "who" for word in verb.children)
    return (_one_below(head, verb) or head) if one and head.tag in ("NNS", "NNPS") else head


def _one_below(noun: Word, verb: Word) -> Word | None:
    """As in "relatives of X, who was arrested": the one to whom the many belong."""
    for child in noun.children:
        below = child.child("pobj") if child.dep == "prep" and child.i > noun.i else None
        if below is not None and below.tag in _ONE and below.child("conj") is None and verb.left - child.right <= 2:
            return below
    return None


def _plural_above(noun: Word) -> Word | None:
    """As in "ten men from the town of Kolm who were held": the people to whom the nearest noun belongs."""
    for _ in range(_MOST_STEPS):
        if noun.dep != "pobj" or noun.head.dep != "prep" or noun.child("conj") is not None:
            return None
        noun = noun.head.head
        known = singular(noun.low) in load_gazetteer().role_of or noun.low in _PEOPLE
        if noun.tag in _SEVERAL and (known or noun.tag == "CD"):
            return noun
        if noun.pos not in _NOMINAL:
            return None
    return None


def taken_up_by(word: Word) -> Word | None:
    """The noun that a relative pronoun takes up: X in "X, who was held", "X, whose trial ended", "X, against whom"."""
    if word.low not in _RELATIVE:
        return None
    steps = (word.head, word.head.head) if word.dep in ("poss", "pobj") else (word.head,)
    return next((antecedent_of(above) for above in steps if above.dep == "relcl"), None)


def is_passive(verb: Word, steps: int = 0) -> bool:
    """Whether something is done to the subject of the verb, or to the noun that the verb modifies."""
    if _is_marked_passive(verb):
        return True
    if verb.tag not in ("VBN", "VBD"):
        return False
    if verb.tag == "VBN" and verb.dep == "ccomp" and verb.head.lemma in _SEEING and not verb.child("aux", *OBJECTS):
        return True  # "the affair has seen her held for a year"
    if verb.dep == "advcl" and verb.child("nsubj") and any(c.low in _WITH and c.dep == "mark" for c in verb.children):
        return True  # "with her lawyers denied access to the files"
    if verb.dep in (*_JOINED, "advcl") and verb.lemma in _GIVING and is_verb(verb.head) and steps < _MOST_STEPS:
        own = any(child.dep in ("aux", "nsubj") for child in verb.children)
        return not own and is_passive(verb.head, steps + 1)  # "was arrested and handed six days in prison"
    if verb.dep == "conj" and verb.child("nsubj") and verb.lemma in _TRANSITIVE and steps < _MOST_STEPS:
        bare = verb.child("aux", *OBJECTS) is None and is_verb(verb.head)
        return bare and is_passive(verb.head, steps + 1)  # "A was fined and B jailed for ten days"
    if verb.child("nsubj") is not None or verb.child(*OBJECTS) is not None:
        return False
    if verb.dep == "acl" or (verb.dep in ("advcl", "amod") and verb.tag == "VBN"):
        return not any(child.dep == "aux" for child in verb.children)
    if verb.dep == "conj" and verb.tag == "VBN" and (verb.head.dep, verb.head.tag) == ("advcl", "VBG"):
        return is_passive(verb.head.head, steps + 1)  # "was held as she was leaving and freed on Monday"
    if verb.dep in _JOINED and is_verb(verb.head) and steps < _MOST_STEPS:
        own = any(child.dep == "aux" for child in verb.children)
        return not own and verb.head.low not in _BORN and is_passive(verb.head, steps + 1)
    return False


def _is_marked_passive(verb: Word) -> bool:
    """Whether a helper verb or a subject says so, or the entry of a list that opens with its participle."""
    if verb.tag == "VBN" and (verb.cut_off or (verb.dep == "acomp" and verb.head.lemma in _BE)):
        return True  # "Arrested on 5 May"; "was force-fed" stands like an adjective
    return any(
        child.dep in ("auxpass", "nsubjpass", "csubjpass")
        or (child.dep == "aux" and child.lemma in _BE and verb.tag == "VBN")
        for child in verb.children
    )


def _own_subject(verb: Word, *labels: str) -> Word | None:
    """The subject that stands nearest before the verb: "NORTHTOWN — A reporter was held" has two for the parser."""
    found = [child for child in verb.children if child.dep in labels]
    found = [child for child in found if child.low not in _REFLEXIVE] or found  # "X was himself arrested"
    before = [child for child in found if child.i < verb.i]
    plural = len(before) > 1 and any(word.low in _PLURAL for word in (verb, *verb.children))
    if plural and before[-1].tag in _ONE and before[-1].child("conj") is None and before[0].tag == "NNS":
        return before[0]  # "Two men held for meeting X were freed", where X passes for a second subject
    return before[-1] if before else (found[0] if found else None)


def passive_subject(verb: Word) -> Word | None:
    """What is done, where it stands as the subject of a passive verb; looked up through coordinated verbs."""
    current = verb
    for _ in range(_MOST_STEPS):
        if not is_passive(current):
            return None
        own = _own_subject(current, "nsubjpass", "csubjpass")
        if own is not None:
            return None if own.low in _RELATIVE else own
        if current.dep not in _JOINED:
            return None
        current = current.head
    return None


def _behind_conjunction(verb: Word) -> Word | None:
    """As in "X resigned after his successor, Y, was jailed", where the parser hangs the successor on "after"."""
    finite = any(child.tag in FINITE and child.dep in ("aux", "auxpass") for child in verb.children)
    if verb.dep != "advcl" or not finite or verb.child("mark", "advmod") is not None:
        return None
    before = next((child for child in verb.head.children if child.right == verb.left - 1), None)
    if before is None or before.dep != "prep" or before.low not in _SUBORDINATING or before.i < verb.head.i:
        return None
    return before.child("pobj")


def subject_of(verb: Word, steps: int = 0) -> Word | None:
    """The word for who does it, looked up through coordination, infinitives and relative clauses."""
    own = _own_subject(verb, *SUBJECTS)
    if own is not None and own.dep != "expl":
        if own.low in _RELATIVE and verb.dep == "relcl":
            return antecedent_of(verb)
        return own
    if steps >= _MOST_STEPS or verb.head is verb:
        return None
    head = verb.head
    behind = _behind_conjunction(verb)
    if behind is not None:
        return behind
    if verb.dep in _JOINED and is_verb(head):
        return subject_of(head, steps + 1)
    if verb.dep in ("acomp", "attr") and is_verb(head):
        return subject_of(head, steps + 1)
    if verb.dep == "xcomp":
        governed = head.child("dobj", "obj", "dative")
        used = head.lemma in _USING  # "used her website to tell of it"
        return governed if governed is not None and not used else subject_of(head, steps + 1)
    if verb.dep == "advcl" and any(child.low == "to" for child in verb.children):
        # "called on the minister to free her": the minister is to do it
        on = next((child for child in head.children if child.low in ("on", "upon") and child.dep == "prep"), None)
        if on is not None and on.i < verb.i and on.child("pobj") is not None:
            return on.child("pobj")
    if verb.dep in ("advcl", "pcomp", "prep", "ccomp") and is_verb(head) and verb.tag in ("VBG", "VBN", "VB"):
        return subject_of(head, steps + 1)
    if verb.dep == "pcomp" and head.dep == "prep" and is_verb(head.head):
        return subject_of(head.head, steps + 1)
    if verb.dep in ("acl", "relcl") and head.pos in _NOMINAL:
        return head
    return None


def _passive_patient(verb: Word) -> Word | None:
    own = _own_subject(verb, "nsubjpass", "csubjpass", "nsubj")
    if own is not None:
        return antecedent_of(verb) if own.low in _RELATIVE and verb.dep == "relcl" else own
    if verb.dep in ("acl", "amod"):
        return verb.head
    joined = verb.dep in _JOINED or (verb.dep == "advcl" and verb.lemma in _GIVING)
    if joined and is_verb(verb.head):
        return patient_of(verb.head) if is_passive(verb.head) else subject_of(verb)
    return subject_of(verb)


def patient_of(verb: Word) -> Word | None:
    """To whom it is done: object of the active, subject of the passive, noun that a participle modifies."""
    if is_passive(verb):
        return _passive_patient(verb)
    own = verb.child(*OBJECTS)
    if own is not None and own.low in _PREFIXES:  # the parser cuts "an ex-policeman" into three objects
        own = [child for child in verb.children if child.dep in OBJECTS][-1]
    if own is not None:
        return verb.head if own.low in ("whom", "that", "who") and verb.dep == "relcl" else own
    called = next((child for child in verb.children if child.dep == "ccomp" and child.pos == "NOUN"), None)
    if called is not None and called.child("nsubj") is not None and called.child("aux", "cop", "mark") is None:
        return called.child("nsubj")  # "declared her a prisoner of conscience"
    allowed = verb.child("ccomp") if verb.lemma in _LETTING else None
    if allowed is not None and allowed.tag == "VB" and allowed.child("aux", "mark") is None:
        return allowed.child("nsubj")  # "let X go"
    if verb.dep == "relcl" and any(child.text == ":" for child in verb.head.children):
        return _headline_patient(verb)  # "Norland: lawyer Ana Testova released"
    if verb.dep == "relcl" and verb.child("nsubj") is not None and verb.head.pos in _NOMINAL:
        subject = verb.child("nsubj")
        return verb.head if subject is not None and subject.low not in _RELATIVE else None
    if verb.dep in _JOINED and is_verb(verb.head):
        # "arrested and charged the activist": the object stands with the last verb
        shared = _shared_object(verb)
        return shared if shared is not None else _shared_headline(verb)
    full = any(child.dep in ("prep", "ccomp", "xcomp") and child.i > verb.i for child in verb.children)
    shared = None if full else _shared_object(verb)
    return shared if shared is not None else _headline_patient(verb)


def _shared_object(verb: Word) -> Word | None:
    """As in "arrested, jailed or sentenced the two": the object stands with the last of the verbs."""
    current: Word | None = verb
    for _ in range(_MOST_STEPS):
        current = next((c for c in current.children if c.dep == "conj" and is_verb(c)), None) if current else None
        if current is None or current.child("nsubj") is not None:
            return None
        own = current.child(*OBJECTS)
        if own is not None:
            return own
    return None


def _headline_patient(verb: Word) -> Word | None:
    """As in "Journalists arrested for reporting": headlines leave out "were", and the parser takes them for agents."""
    if verb.tag not in ("VBD", "VBN") or verb.lemma not in _TRANSITIVE:
        return None
    if any(child.dep in ("aux", "auxpass", "ccomp", "xcomp", "agent") for child in verb.children):
        return None
    subject = _own_subject(verb, "nsubj")
    if subject is None or subject.low in _SEIZING:
        return None
    bare = subject.tag == "NN" and subject.child("det", "poss") is None  # "Journalist sentenced to six years"
    named = subject.tag in ("NNP", "NNS") or bare
    return subject if named and subject.ent not in ("GPE", "NORP", "LOC") else None


def _shared_headline(verb: Word) -> Word | None:
    """As in "Journalist held, then freed": what a headline tells further of whom its first verb is about."""
    bare = verb.tag in ("VBD", "VBN") and verb.child("nsubj", "aux", "auxpass", *OBJECTS) is None
    return _headline_patient(verb.head) if bare else None


def agent_of(verb: Word) -> Word | None:
    """The word for who does it: subject of the active, "by" of the passive."""
    if is_passive(verb):
        by = next((child for child in verb.children if child.dep == "agent" or child.low == "by"), None)
        return by.child("pobj") if by is not None else None
    return None if _headline_patient(verb) is not None else subject_of(verb)


def nominal_children(noun: Word) -> list[Word]:
    """What hangs on a noun, and on those coordinated with it where they share: "the arrest and beating of X"."""
    found = list(noun.children)
    beside = [child for child in noun.children if child.dep == "conj"]
    if noun.dep == "conj" and noun.head.pos in ("NOUN", "PROPN"):
        beside.append(noun.head)
    if not any(child.dep == "poss" or child.low in ("of", "against") for child in found):
        for other in beside:
            found.extend(child for child in other.children if child.dep == "poss" or child.low in ("of", "against"))
    return found


def coordinated(word: Word) -> list[Word]:
    """A word and those that are coordinated with it: "A, B and C"."""
    found, queue = [word], [word]
    while queue and len(found) < 400:
        current = queue.pop()
        for child in current.children:
            if child.dep == "conj":
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda item: item.i)


def ancestors(word: Word, most: int = 40) -> Iterator[Word]:
    """The words above a word, nearest first."""
    current = word
    for _ in range(most):
        if current.head is current:
            return
        current = current.head
        yield current


def verb_above(word: Word) -> Word | None:
    """The nearest verb above a word."""
    return next((above for above in ancestors(word) if is_verb(above)), None)


def is_inside(word: Word, top: Word) -> bool:
    """Whether a word lies in the subtree of another."""
    return top.left <= word.i <= top.right and (word is top or any(above is top for above in ancestors(word)))


def clause_of(verb: Word, parsed: ParsedText) -> tuple[int, int]:
    """First and last word number of the subtree of a verb."""
    return verb.left, min(verb.right, len(parsed.words) - 1)


def noun_phrase(word: Word, parsed: ParsedText, *, short: bool = False) -> tuple[int, int]:
    """First and last word number of a noun phrase; short: without relative clauses, appositions and what follows."""
    left, right = word.left, word.right
    for child in word.children:
        cut = child.dep in ("relcl", "acl", "appos", "parataxis", "advcl") or (
            short and child.dep in ("prep", "conj", "cc")
        )
        if cut and child.left > word.i:
            right = min(right, child.left - 1)
    sentence = parsed.sentence_of(word)
    left, right = max(left, sentence.first), min(right, sentence.last - 1)
    verb = word.head
    if word.dep in SUBJECTS and word.i < verb.i <= right:  # an apposition that the parser hung on it from far behind
        right = min((child.i for child in verb.children if word.i < child.i < verb.i), default=verb.i) - 1
    while right > word.i and (
        parsed.words[right].pos in ("PUNCT", "CCONJ", "SPACE") and parsed.words[right].text != "%"
    ):
        right -= 1
    while left < word.i and parsed.words[left].pos in ("PUNCT", "CCONJ", "SPACE"):
        left += 1
    return left, right


def negation_of(verb: Word) -> bool:
    """Whether the verb is negated."""
    return any(child.dep == "neg" or child.low in _NEGATIONS for child in verb.children)
