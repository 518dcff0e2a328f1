"""Whose words they are: the subject of a cue verb, also where it stands behind the verb or far before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import SUBJECTS, antecedent_of, is_passive, subject_of
from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.closings import inverted

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Range, Search

_DASHES = frozenset(("—", "–", "--", "―"))
_NOUNS = frozenset(("PROPN", "NOUN", "PRON"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_MOST_APPOSITION = 30  # words between the commas of "X, a ..., said"
_MOST_BEFORE = 60  # words in which another finite verb is looked for
_MOST_CLIMBED = 4
_ACCUSING = word_list("sources", "bodies") | word_list("sources", "heads") | word_list("events", "prosecuting")
_OCCASIONS = word_list("sources", "occasions") | word_list("sayings", "talks")
_PAPERS = word_list("sources", "announcements") | word_list("sources", "documents") | word_list("sources", "pieces")
_QUOTING = word_list("sayings", "quoting")
_SIGNATORIES = word_list("sayings", "signatories")
_RESTATING = word_list("statements", "restating")
_PUNISHING, _PUNISHED_FOR = word_list("sayings", "punishing"), word_list("events", "punished_for")
_RELATIVE = word_list("sayings", "relative_pronouns")


def source_of(search: Search, verb: Word) -> Word | None:
    """The word for who says it, in the active.

    Words inside a quotation never name the one who utters it, unless the cue stands inside it too.
    """
    subject = (
        _punished(verb)
        or _of_paper(search, verb)
        or _cited(verb)
        or _with_somebody(search, verb)
        or inverted(search, verb)
        or _of_nearest_clause(search, verb)
    )
    if subject is not None:
        return named_beside(subject)
    subject = _of_whole_sentence(verb) or _first_of_two(search, verb) or subject_of(verb) or subject_of_auxiliary(verb)
    own = verb.child(*SUBJECTS)
    if subject is not None and search.quoted(subject) not in (None, search.quoted(verb)):
        outside = [c for c in verb.children if c.dep in SUBJECTS and search.quoted(c) is search.quoted(verb)]
        subject = outside[-1] if outside else None
        own = subject
    if subject is None and own is not None and own.dep == "expl" and own.low in ("what", "it"):
        return None
    if subject is not None and subject.dep == "expl" and subject.low in ("what", "it"):
        return None
    if subject is None:
        subject = _behind(search, verb) or broken_off(search, verb) or _before(search, verb)
    if subject is None:
        subject = _of_cue_before(search, verb)
    if subject is None:
        return None
    subject = _before_renewal(_after_dateline(search, subject))
    return named_beside(_issuer(verb, _antecedent(search, verb, subject)))


def _before_renewal(subject: Word) -> Word:
    """As in "UN group renews call for talks", where the parser takes the verb for the last of the name."""
    mistaken = subject.tag == "NNS" and subject.lemma in _RESTATING
    named = [child for child in subject.children if child.dep in ("compound", "nmod") and child.i == subject.i - 1]
    return named[0] if mistaken and named else subject


def _of_paper(search: Search, verb: Word) -> Word | None:
    """As in "X posted a video saying that ..", where the parser takes the saying for a thing."""
    before = search.parsed.words[verb.i - 1] if verb.i else None
    named = before is not None and before.dep == "compound" and before.head is verb and before.low in _PAPERS
    return before if named and verb.tag == "VBG" and verb.dep in ("dobj", "pobj") else None


def _punished(verb: Word) -> Word | None:
    """As in "The judge jailed X for having said that ..": X said it."""
    above = verb.head.head
    if verb.dep != "pcomp" or verb.head.low not in _PUNISHED_FOR or above.lemma not in _PUNISHING or is_passive(above):
        return None
    return above.child("dobj")


def _cited(verb: Word) -> Word | None:
    """As in "The paper quoted X as saying that ..": X said it, and the paper only repeats it."""
    link = verb.head
    had = verb.tag in ("VBN", "VBD") and any(c.low == "having" and c.dep == "aux" for c in verb.children)
    if (verb.tag != "VBG" and not had) or link.low != "as" or link.dep != "prep" or link.i > verb.i:
        return None
    above = link.head
    if above.pos in _NOUNS:
        return above if above.dep == "dobj" and above.head.lemma in _QUOTING else None
    return above.child("dobj", "nsubjpass") if above.lemma in _QUOTING else None


def quoting_verb(verb: Word) -> Word | None:
    """The verb above a bare "as saying": "X was quoted as saying"."""
    above = verb.head.head if verb.tag == "VBG" and verb.head.low == "as" and verb.head.dep == "prep" else None
    bare = not any(child.i > verb.i and child.pos != "PUNCT" for child in verb.children)
    return above if bare and above is not None and above.lemma in _QUOTING and above.child("nsubjpass") else None


def accuser_inside(search: Search, verb: Word, contents: list[Range]) -> tuple[Word | None, list[Range]]:
    """Who accuses, and of what: "was accused of spying for Poland by the KGB", where the parser lets the KGB spy.

    What a participle of the passive tells was done by others: "was accused of having been paid by the CIA".
    """
    if len(contents) != 1:
        return None, contents
    content = contents[0]
    for link in reversed(search.parsed.words_in(*content)):
        somebody = link.child("pobj") if link.low == "by" and link.head.tag == "VBG" else None
        if somebody is None or somebody.right < link.right or search.quoted(link) is not search.quoted(verb):
            continue
        closing = link.right >= search.parsed.words_in(*content)[-1].i
        active = not any(child.dep == "auxpass" or child.low == "being" for child in link.head.children)
        spoken = somebody.ent in ("ORG", "PERSON", "NORP") or somebody.low in _ACCUSING
        if closing and active and spoken:
            return somebody, [search.trim(content[0], link.start)]
    return None, contents


def before_source(search: Search, source: Word, content: Range) -> Range | None:
    """A content without whoever says it: "A plot was laid bare, head of the department X said", hung on the plot."""
    if not content[0] <= source.start < content[1]:
        return content
    top = source
    for _ in range(_MOST_CLIMBED + 2):
        if top.dep not in ("appos", "compound", "nmod", "pobj", "prep", "flat"):
            return None
        post = top.dep == "appos" and top.pos == "NOUN" and top.left <= source.i <= top.right
        comma = search.parsed.words[top.left - 1] if post and top.left else None
        if comma is not None and comma.text == "," and comma.start > content[0]:
            return search.trim(content[0], comma.start)
        top = top.head
    return None


def _with_somebody(search: Search, verb: Word) -> Word | None:
    """As in "Life went on, with officials saying that ..": who stands between "with" and the participle."""
    if verb.tag != "VBG" or verb.dep not in ("advcl", "pcomp", "acl", "amod") or not verb.i:
        return None
    own = verb.child("nsubj")
    if own is not None:
        return (
            own if verb.head.low == "with" or any(c.low == "with" and c.dep == "mark" for c in verb.children) else None
        )
    before = search.parsed.words[verb.i - 1]
    if before.text == "," and verb.i > 1:  # "with the minister, X, saying that .."
        before = search.parsed.words[verb.i - 2]
        if before.dep != "appos":
            return None
    while before.dep in ("appos", "compound", "flat") and before.head is not before:
        before = before.head
    return before if before.dep == "pobj" and before.head.low == "with" and before.pos in _NOUNS else None


def _first_of_two(search: Search, verb: Word) -> Word | None:
    """As in "The embassy in the capital Norburg said": the parser makes two subjects of it."""
    own = [c for c in verb.children if c.dep == "nsubj" and c.i < verb.i and c.pos in _NOUNS]
    if len(own) != 2 or own[0].right + 1 != own[1].left or search.quoted(own[0]) is not search.quoted(verb):
        return None
    joined = all(word.pos != "PUNCT" for word in search.parsed.words[own[0].left : own[1].left])
    return own[0] if joined and own[0].pos == "NOUN" and own[1].pos == "PROPN" and own[0].right > own[0].i else None


def _of_whole_sentence(verb: Word) -> Word | None:
    """As in "X promised that the men are safe, saying that ..": a state says nothing, so X does."""
    inner = verb.head
    if verb.tag != "VBG" or verb.dep != "advcl" or inner.dep != "ccomp" or verb.child(*SUBJECTS) is not None:
        return None
    if inner.lemma != "be" or inner.i > verb.i:
        return None
    top = inner
    for _ in range(_MOST_CLIMBED):
        if top.dep not in ("ccomp", "pcomp", "xcomp", "prep"):
            break
        top = top.head
    return subject_of(top) if top is not inner and top.tag in _FINITE else None


def _of_nearest_clause(search: Search, verb: Word) -> Word | None:
    """As in "since the army seized power, alleging fraud": the participle goes with the clause it follows."""
    words = search.parsed.words
    if verb.tag != "VBG" or verb.dep != "advcl" or verb.i < 2 or words[verb.i - 1].text != ",":
        return None
    for other in reversed(words[max(search.parsed.sentence_of(verb).first, verb.i - _MOST_APPOSITION) : verb.i - 1]):
        if other.tag in _FINITE and other.dep != "aux":
            own = other.child("nsubj")
            nested = other.dep in ("advcl", "relcl") and other is not verb.head and other.right == verb.i - 2
            top = other.head
            if nested and top.low in search.cues.verbs and other.low not in search.cues.verbs and top.tag in _FINITE:
                return None  # "deplored it as the world marked the day, saying that ..": who deplores, says
            return own if nested and own is not None and own.low not in _RELATIVE else None
    return None


def subject_of_auxiliary(verb: Word) -> Word | None:
    """The subject that the parser hung on "is" instead of on the verb: "X is convinced"."""
    return next((own for c in verb.children if c.dep in ("aux", "auxpass") and (own := c.child(*SUBJECTS))), None)


def _antecedent(search: Search, verb: Word, subject: Word) -> Word:
    """Of whom a relative clause tells behind a comma: "X, head of the Y Department, who told" is about X."""
    if verb.dep != "relcl" or verb.head is not subject:
        return subject
    own = verb.child("nsubj")
    if own is None or own.low != "who" or search.parsed.words[own.i - 1].text != ",":
        return subject
    those = subject.head.head if subject.dep == "pobj" else subject
    if those.low == "those":
        return those  # "those in the streets, who have condemned it"
    word, described = subject, False
    for _ in range(_MOST_CLIMBED):
        if described or word.ent == "PERSON" or word.dep not in ("pobj", "appos", "conj"):
            break
        described = described or word.dep == "appos"
        word = word.head.head if word.dep == "pobj" else word.head
    return word if (word.ent == "PERSON" or described) and word.pos == "PROPN" else subject


def _issuer(verb: Word, subject: Word) -> Word:
    """Who speaks in a paper that he hands out: "X released a statement saying ..", "X sent a letter that urges .."."""
    while verb.dep == "conj" and verb.head is not verb and verb.head.tag == verb.tag:
        verb = verb.head
    if verb.dep not in ("acl", "relcl") or subject is not verb.head or subject.low not in _PAPERS | _OCCASIONS:
        return subject
    above = subject.head
    if subject.dep == "pobj" and subject.low in _OCCASIONS and above.low == "in" and verb.tag == "VBG":
        return subject_of(above.head) or subject  # "was quoted in interviews saying that .."
    if subject.low not in _PAPERS:
        return subject
    if subject.dep != "dobj" or above.low not in load_cues().light:
        return subject
    return subject_of(above) or subject


def named_beside(subject: Word) -> Word:
    """The person whom a description names: "the group's founder and president, X"; "one of the lawyers, X"."""
    if subject.low == "we":  # "We, the undersigned organisations, condemn .."
        signed = subject.child("appos")
        return signed if signed is not None and any(c.low in _SIGNATORIES for c in signed.children) else subject
    if subject.pos != "NOUN" and subject.low != "one":
        return subject
    for word in (subject, *(c for c in subject.children if c.dep == "conj")):
        for child in word.children:
            if child.dep == "appos" and child.i > subject.i and child.ent == "PERSON" and child.pos == "PROPN":
                return child
        titled = word.dep == "conj" and word.pos == "PROPN" and word.ent == "PERSON" and subject.tag == "NN"
        if titled and subject.child("det", "poss") is None:
            return word  # "writes activist and former detainee X"
    return subject


def _behind(search: Search, verb: Word) -> Word | None:
    """The speaker behind the verb: "..", said retired surgeon X."""
    if not search.by_sentence.get(verb.sentence) or search.quoted(verb) is not None:
        return None
    before = search.parsed.words[verb.i - 1] if verb.i else None
    if before is None or before.text not in ('"', ",", "''", "'"):
        return None
    for child in verb.children:
        if child.i > verb.i and child.pos in _NOUNS and child.dep not in ("pobj", "npadvmod"):
            return child
    return _taken_into_speech(search, verb)


def _taken_into_speech(search: Search, verb: Word) -> Word | None:
    """As in "“She,” said X, “was beaten.”", where the parser makes X the subject of what is told behind the name."""
    words = search.parsed.words
    name = words[verb.i + 1] if verb.i + 1 < search.parsed.sentence_of(verb).last else None
    while name is not None and name.head.i > name.i and name.dep in ("compound", "det", "amod", "poss", "nmod"):
        name = name.head
    if name is None or name.pos not in _NOUNS or search.quoted(name) is not None or name.left != verb.i + 1:
        return None
    told = name.dep in SUBJECTS and name.head.i > name.i and search.quoted(name.head) is not None
    return name if told else None


def _of_cue_before(search: Search, verb: Word) -> Word | None:
    """As in "..”, X said, adding later: “..”": the participle goes with the cue before its comma."""
    words, at = search.parsed.words, verb.i - 2
    above = verb.head
    if (
        verb.dep == "ccomp"
        and verb.tag == above.tag
        and above.low in search.cues.verbs
        and words[verb.i - 1].low == "and"
    ):
        return source_of(search, above)  # "X said one was held and warned that ..", for the parser two things said
    if verb.tag != "VBG" or at < search.parsed.sentence_of(verb).first or words[verb.i - 1].text != ",":
        return None
    cue = words[at]
    if cue.low not in search.cues.verbs or cue.tag not in _FINITE or search.quoted(cue) is not None:
        return None
    return source_of(search, cue)


def is_whole_clause(search: Search, verb: Word) -> bool:
    """As in "The group X called for his release", where the parser takes the verb for a participle of its subject."""
    head, sentence = verb.head, search.parsed.sentence_of(verb)
    if verb.tag not in ("VBN", "VBD") or verb.dep != "acl" or head.dep != "ROOT" or head.pos not in _NOUNS:
        return False
    if verb.i != head.right + 1 and not head.i < verb.i:
        return False
    first = max(sentence.first, verb.i - _MOST_BEFORE)
    finite = any(w.tag in _FINITE and w.head is not verb for w in search.parsed.words[first : verb.i])
    return not finite and verb.text != verb.lemma and not any(c.dep == "agent" or c.low == "by" for c in verb.children)


def broken_off(search: Search, verb: Word) -> Word | None:
    """As in "X, who had come, called on the state": the name that the parser made the head of its sentence."""
    if is_whole_clause(search, verb) and verb.head.pos == "PROPN":
        return verb.head
    if verb.tag != "VBD" or verb.dep != "acl" or verb.head.pos not in _NOUNS:
        return None
    top = verb.head
    for _ in range(_MOST_CLIMBED):  # "On Friday, the head of Y, X, called on the state": the parser found no clause
        top = top.head
    whole = top.dep == "ROOT" and top.tag not in (*_FINITE, "VB", "VBN", "VBG")
    return verb.head if whole and search.parsed.words[verb.i - 1].text == "," and verb.head.i < verb.i else None


def _before(search: Search, verb: Word) -> Word | None:
    """The noun just before a finite verb that the parser left without a subject: "X, a lawyer, said"."""
    if verb.tag not in _FINITE or verb.dep in ("acl", "amod", "advcl") or any(c.dep == "aux" for c in verb.children):
        return None
    if verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        return None
    words = search.parsed.words
    first = search.parsed.sentence_of(verb).first
    at = verb.i - 1
    while at > first and words[at].pos == "ADV":
        at -= 1
    if at > first and (words[at].text == "," or words[at].text in _DASHES):
        sign = words[at].text
        opened = next((i for i in range(at - 1, max(first, at - _MOST_APPOSITION), -1) if words[i].text == sign), None)
        at = opened - 1 if opened is not None and opened > first and words[opened - 1].pos in _NOUNS else -1
    if at < first or words[at].pos not in _NOUNS or search.quoted(words[at]) is not search.quoted(verb):
        return None
    found = words[at]
    while found.dep == "compound" and found.head.i <= at and found.head is not found:
        found = found.head
    return antecedent_of(verb) if found.low in _RELATIVE and verb.dep == "relcl" else found


def _after_dateline(search: Search, subject: Word) -> Word:
    """The speaker and not the dateline before the dash: "MINSK, Belarus (AP) — The minister said"."""
    words = search.parsed.words
    sentence = search.parsed.sentence_of(subject)
    if subject.left > sentence.first + 1 or not words[subject.left].text[:1].isupper():
        return subject
    near = words[subject.i + 1 : min(subject.right, subject.i + 16)]
    dash = next((w.i for w in near if w.text in _DASHES or (w.text == "-" and _stands_free(words, w))), None)
    if dash is None or any(w.text in _DASHES for w in words[dash + 1 : subject.right + 1]):
        return subject
    return next((c for c in _below(subject) if c.i > dash and c.pos in _NOUNS), subject)


def _stands_free(words: list[Word], sign: Word) -> bool:
    """Whether white space stands on both sides: "NORBURG - Police said", and not "rights-minded"."""
    return words[sign.i - 1].end < sign.start and sign.end < words[min(sign.i + 1, len(words) - 1)].start


def _below(word: Word) -> list[Word]:
    """What hangs on a word by apposition, at most three deep."""
    found, layer = [], [word]
    for _ in range(3):
        layer = [c for w in layer for c in w.children if c.dep in ("appos", "conj", "dep", "nmod", "nsubj")]
        found.extend(layer)
    return found
