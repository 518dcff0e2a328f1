"""What a cue verb holds: a quotation, a clause, or one of the lesser forms that `saying_held` finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS, is_verb
from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.closings import (
    ADDRESSING,
    CLOSING_CUES,
    MOST_AROUND,
    RELATIVES,
    inverted,
    told_before,
    told_behind,
)
from habeas.extraction.sayings.ends import and_that, before_own_deed
from habeas.extraction.sayings.held import (
    as_content,
    complement_content,
    gerund_content,
    infinitive_content,
    is_told_by_others,
    linked_content,
    object_content,
    preposition_content,
)
from habeas.extraction.sayings.speech import LEAST_PART, mode_of, neighbouring, quoted_contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.lexicon.cues import Cue
    from habeas.extraction.sayings.search import Range, Search


def contents_of(search: Search, verb: Word, cue: Cue, *, passive: bool) -> tuple[list[Range], str, str, str]:
    """The content of a cue verb, with its manner and mode."""
    direct = quoted_contents(search, verb)
    asked = passive and cue.lemma in _ASKED  # "They were questioned, the report said"
    clause = _clause_content(search, verb) if cue.takes("clause") and not asked else None
    if (
        clause is not None
        and clause[0] < verb.start
        and not direct
        and infinitive_content(search, verb, cue) is not None
    ):
        clause = None  # "he was held, they promised to free him": what is promised stands behind
    if clause is not None and direct and verb.tag == "VBG" and verb.dep == "advcl" and not _shares(direct, clause):
        direct = []  # "..", he said, adding that ..": the quotation is not what is added
    if clause is not None and direct and _is_nearer(verb, clause, direct):
        direct = []  # "who said he was beaten, adding, “..”": the quotation is another cue's
    if clause is None and not direct:
        direct = neighbouring(search, verb)
    if cue.takes("quote") and direct and (clause is None or _covers(search, direct, clause)):
        return direct, cue.manner("quote"), "direct", "quote"
    if clause is None and cue.manner("clause", "quote") in ("report", "mind") and cue.takes("clause"):
        bare = verb.dep not in ("acl", "pcomp") and verb.child("dobj") is None
        bare = bare and not (cue.takes("infinitive") and infinitive_content(search, verb, cue) is not None)
        clause = _mixed_content(search, verb) if bare else None
    if clause is not None and verb.tag == "VBG":
        clause = _before_next_participle(search, clause)
    if clause is not None:
        clause = before_own_deed(search, verb, clause)
        return _parts(search, verb, clause), cue.manner("clause"), mode_of(search, clause), "clause"
    order: tuple[tuple[str, Callable[[Search, Word, Cue], Range | None]], ...] = (
        ("infinitive", infinitive_content),
        ("as", as_content),
        ("linked", linked_content),
        ("complement", complement_content),
        ("gerund", gerund_content),
    )
    for name, finder in order:
        content = finder(search, verb, cue) if cue.takes(name) else None
        if content is not None:
            content = before_own_deed(search, verb, content)
            return [content], cue.manner(name), mode_of(search, content), name
    thing = object_content(search, verb, passive=passive) if cue.takes("object") else None
    content, manner = preposition_content(search, verb, cue)
    thing, content = _with_circumstances(search, verb, thing), _with_circumstances(search, verb, content)
    if content is not None and (thing is None or manner != "report"):  # "reported arrests, with ten people held"
        return [content], manner, mode_of(search, content), "preposition"
    return ([thing], cue.manner("object"), mode_of(search, thing), "object") if thing is not None else ([], "", "", "")


def _with_circumstances(search: Search, verb: Word, content: Range | None) -> Range | None:
    """As in "demand inquiries into his death": what the parser hung on the cue, where it follows without a break.

    A day goes with what stands behind it ("protests on Friday in all cities"), and by itself is the day of saying.
    """
    inside = search.parsed.words_in(*content) if content is not None and content[0] > verb.start else []
    if content is None or not inside or search.quoted(inside[-1]) is not None:
        return content
    right, end = inside[-1].i, content[1]
    for child in verb.children:
        if child.left != right + 1 or child.dep not in ("prep", "advcl"):
            continue
        below = child.child("pobj", "pcomp") if child.dep == "prep" else child
        if below is None or below.low in _PAPERS or (child.low not in _CIRCUMSTANCES and below.ent != "DATE"):
            break
        right = child.right
        end = end if below.ent == "DATE" else search.between(child.left, child.right)[1]
    return search.trim(content[0], end) if end > content[1] else content


def _mixed_content(search: Search, verb: Word) -> Range | None:
    """As in "Said the plan was “a hostile act”": from behind the cue to the end of the borrowed words."""
    sentence = search.parsed.sentence_of(verb)
    told = next((c for c in verb.children if c.low == "to" and c.dep == "prep" and c.left == verb.i + 1), None)
    if told is not None and told.child("pobj") is not None:
        return None  # "described to the board the “climate of fear”"
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


def _shares(direct: list[Range], clause: Range) -> bool:
    return any(max(s, clause[0]) < min(e, clause[1]) for s, e in direct)


def _is_nearer(verb: Word, clause: Range, direct: list[Range]) -> bool:
    """Whether a clause stands between the verb and the quotations."""
    behind = verb.end <= clause[0] and clause[1] <= direct[0][0]
    return behind and not any(child.dep == "ccomp" and child.left == child.right for child in verb.children)


def _covers(search: Search, direct: list[Range], clause: Range) -> bool:
    """Whether quotations hold most of the clause that the parser found."""
    shared = sum(max(0, min(e, clause[1]) - max(s, clause[0])) for s, e in direct)
    runs_on = clause[1] > direct[-1][1] + 2 and not search.closes_at(direct[-1][1])
    starts_outside = clause[0] < direct[0][0] - 3 or runs_on
    return shared >= 0.8 * (clause[1] - clause[0]) or (not starts_outside and shared > 0) or shared == 0


def _clause_content(search: Search, verb: Word) -> Range | None:
    words = search.parsed.words
    for child in sorted(verb.children, key=lambda child: child.i < verb.i or words[child.left - 1].text == ","):
        # what stands behind goes first, but for an aside behind a comma
        rough = words[verb.i + 1] if child.dep == "advcl" and verb.i + 1 < len(words) else verb
        if rough.low in _ROUGHLY and rough.head is child:
            return search.between(rough.i, child.right)  # "said about half of them were freed": no topic but a number
        if child.dep == "ccomp" and child.i > verb.i and _stands_beside(words, verb, child):
            continue  # "put his fortune at $2m, a figure that was made up": told of the figure
        if child.i < verb.i and any(c.dep == "neg" for c in verb.children):
            continue  # "They jailed ten men, the people do not admit": nothing is admitted here
        if child.dep == "ccomp" and child.i < verb.i and not _may_close(search, verb, child):
            continue  # "The strike divides the town, workers protest"
        if child.dep == "ccomp" and (child.i > verb.i or child.right < verb.i):
            left, right = child.left, min(child.right, search.parsed.sentence_of(verb).last - 1)
            while left < child.i and words[left].low in ("that", "as", ",", '"', "how") and words[left].low != "how":
                left += 1
            left = _skip_dates(words, _with_bare_object(verb, child, left), child)
            right = _with_joined(words, verb, right)
            for other in verb.children:  # a second clause that follows at once is the rest of the first one
                besides = other.low in search.cues.verbs and other.tag == verb.tag and other.child("ccomp")
                right = other.right if other.dep == "ccomp" and other.left == right + 1 and not besides else right
            right = and_that(search, right)
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
    return (
        _told_of_what(search, verb)
        or _told_in_paper(search, verb)
        or told_before(search, verb)
        or told_behind(search, verb)
    )


def _may_close(search: Search, verb: Word, clause: Word) -> bool:
    """Whether a cue may close a sentence that is not in quotation marks: one that only says or thinks something."""
    cue = load_cues().verbs.get(verb.low)
    lemma = cue.lemma if cue is not None else verb.lemma
    thing = verb.child("dobj")
    besides = thing is not None and thing.i > verb.i and lemma not in ADDRESSING and inverted(search, verb) is None
    quoted = search.quoted(clause)
    apart = quoted is not None and quoted is not search.quoted(verb)
    return (lemma in CLOSING_CUES and not besides) or apart  # but not "He left, wrote a book"


def _stands_beside(words: list[Word], verb: Word, clause: Word) -> bool:
    """Whether a clause that opens behind a comma is beside what the verb holds already."""
    thing = verb.child("dobj")
    opens = words[clause.left - 1].text == "," and words[clause.left].low in ("a", "an")
    return opens and thing is not None and thing.i < clause.left and verb.lemma not in ADDRESSING


def _with_bare_object(verb: Word, clause: Word, left: int) -> int:
    """As in "asked banks freeze it": where the parser took the banks for those who are asked."""
    thing = verb.child("dobj")
    bare = clause.tag in ("VB", "VBP") and not any(c.dep in (*SUBJECTS, "mark", "aux") for c in clause.children)
    modal = any(c.tag == "MD" and c.i == clause.left for c in clause.children)  # "feared the ban" + "would follow"
    bare = bare or (modal and verb.lemma not in ADDRESSING and not any(c.dep in SUBJECTS for c in clause.children))
    return thing.left if thing is not None and bare and thing.i > verb.i and thing.right == left - 1 else left


def _told_of_what(search: Search, verb: Word) -> Range | None:
    """As in "after what they say was a sham trial"."""
    after = search.parsed.words[verb.i + 1] if verb.i + 1 < search.parsed.sentence_of(verb).last else None
    held = any(child.low == "what" and child.i < verb.i for child in verb.children)
    if after is None or not held or after.tag not in FINITE:
        return None
    return search.between(after.i, verb.head.right) if verb.dep in ("csubj", "csubjpass") else None


def _told_in_paper(search: Search, verb: Word) -> Range | None:
    """As in "The court said in a statement that ..", where the parser hung the clause on the statement."""
    for link in verb.children:
        within = link.dep == "prep" and link.i > verb.i and link.right - link.left > 2 and not is_told_by_others(link)
        paper = link.child("pobj") if within else None
        for clause in paper.children if paper is not None else ():
            mark = next((c for c in clause.children if c.low == "that" and c.dep in ("mark", "nsubj")), None)
            if clause.dep in ("acl", "ccomp", "relcl") and mark is not None and mark.dep == "mark" and is_verb(clause):
                return search.between(mark.i + 1, clause.right)
    return None


_ASKED = word_list("sayings", "asked_in_passive")
_ASIDES = word_list("sayings", "asides")
_CIRCUMSTANCES = word_list("sayings", "circumstances")
_PAPERS = word_list("sayings", "cue_papers") | word_list("sources", "documents")
_ROUGHLY = word_list("sayings", "roughly")
_REPORTED_MODALS = word_list("sayings", "reported_modals")
_PLAIN_PASTS = word_list("sayings", "plain_pasts")


def _with_joined(words: list[Word], verb: Word, right: int) -> int:
    """The end of a clause with what the parser joined to the cue but the clause goes on with.

    "X said A was ill and B was dead": a second clause with a subject of its own, and no comma before it.
    "X says she was ill, and was beaten": a verb that cannot go with the speaker, for its tense or for its modal.
    """
    for child in verb.children:
        if child.dep != "conj" or not child.i > right or child.left > right + 3:
            continue
        if _goes_on_about(verb, child):
            right = child.right
        if child.low in load_cues().verbs:
            continue
        joint = words[right + 1 : child.left + 1]
        own = child.child("nsubj", "nsubjpass", "expl")
        if own is not None and not any(word.text in (",", ";", "-", "--", "–", "—") for word in joint):
            right = child.right
        elif own is None and (verb.tag in ("VBP", "VBZ") or verb.tag == "VBD"):
            lows = {c.low for c in child.children if c.dep in ("aux", "auxpass")} | {child.low}
            past = lows & (_REPORTED_MODALS if verb.tag != "VBD" else _REPORTED_MODALS - _PLAIN_PASTS)
            right = child.right if past else right
    return right


def _goes_on_about(verb: Word, joined: Word) -> bool:
    """As in "stated that she was well, but she was fed by force": both clauses are about the same "she"."""
    said = next((c for c in verb.children if c.dep == "ccomp" and c.i > verb.i), None)
    first = said.child("nsubj", "nsubjpass") if said is not None else None
    second = joined.child("nsubj", "nsubjpass")
    told = said is not None and any(c.low == "that" and c.dep == "mark" for c in said.children)
    return told and first is not None and second is not None and first.pos == "PRON" and first.low == second.low


_MOST_SKIPPED = 20


def _skip_dates(words: list[Word], left: int, top: Word) -> int:
    """The clause without "on Monday that", which the parser sometimes hangs into it."""
    for i in range(left, min(top.i, left + _MOST_SKIPPED)):
        if words[i].low == "that" and words[i].dep == "mark" and i > left and (i < left + 5 or words[i].head is top):
            return i + 1
    return left


def _rest_of(search: Search, verb: Word) -> Range | None:
    """The sentence around a parenthetical "he said"; the cue itself may stand within."""
    sentence = search.parsed.sentence_of(verb)
    first, last = max(sentence.first, verb.left - MOST_AROUND), min(sentence.last, verb.right + MOST_AROUND)
    if verb.left > sentence.first + 1 or verb.right + 1 < sentence.last:
        return search.between(first, last - 1)
    return None


def _before_next_participle(search: Search, content: Range) -> Range:
    """As in "saying he was held, and confessing to ..": a second participle goes with the first."""
    inside = search.parsed.words_in(*content)
    for before, joint, word in zip(inside, inside[1:], inside[2:], strict=False):
        if word.tag == "VBG" and joint.low in ("and", "but") and before.text == ",":
            return search.trim(content[0], before.start)
    return content


def _parts(search: Search, verb: Word, content: Range) -> list[Range]:
    """A content, in two where the cue with its speaker stands within: "Protest, he said, is a right"."""
    words = search.parsed.words
    if not content[0] <= verb.start < content[1]:
        return [content]
    own = [child for child in verb.children if child.dep in _CUE_PARTS and not child.left <= verb.i <= child.right]
    left = min([verb.i, *[c.left for c in own if words[c.left].start >= content[0] and c.i < verb.i]])
    right = max([verb.i, *[c.right for c in own if c.i > verb.i]])
    parts = []
    if words[left].start > content[0]:
        parts.append(search.trim(content[0], words[left].start))
    if right + 1 < len(words) and words[right].end < content[1] and not (parts and _is_aside(words, left, right)):
        parts.append(search.trim(words[right].end, content[1]))
    text = search.parsed.text
    parts = [p for p in parts if p[1] - p[0] >= LEAST_PART and text[p[0] : p[1]].lower() not in RELATIVES]
    return parts or [content]


def _is_aside(words: list[Word], left: int, right: int) -> bool:
    """As in "He broke a law, she said, which dates from 1999": what follows is told about the law and not said."""
    first = right + 1
    for _ in range(2):
        first += first + 1 < len(words) and words[first].pos == "PUNCT"
    whole = any(w.tag in FINITE for w in words[max(0, left - MOST_AROUND) : left])
    return whole and words[first].low in _ASIDES


_CUE_PARTS = (
    "nsubj",
    "nsubjpass",
    "aux",
    "auxpass",
    "neg",
    "prt",
    "advmod",
    "npadvmod",
    "prep",
    "dobj",
    "dative",
    "tmod",
    "agent",
    "expl",
)
