"""What a cue verb holds: a quotation, a clause, an infinitive, an object; and the words that make up the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.clauses import is_inside, is_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from habeas.extraction.cues import Cue
    from habeas.extraction.quotes import Quotation
    from habeas.extraction.saying_search import Range, Search
    from habeas.extraction.words import Word


def contents_of(search: Search, verb: Word, cue: Cue, *, passive: bool) -> tuple[list[Range], str, str, str]:
    """The content of a cue verb, with its manner and mode."""
    direct = quoted_contents(search, verb)
    clause = _clause_content(search, verb) if cue.takes("clause") else None
    if clause is not None and direct and verb.tag == "VBG" and verb.dep == "advcl" and not _shares(direct, clause):
        direct = []  # "..", he said, adding that ..": the quotation is not what is added
    if clause is not None and direct and _is_nearer(verb, clause, direct):
        direct = []  # "who said he was beaten, adding, “..”": the quotation is another cue's
    if clause is None and not direct:
        direct = _neighbouring(search, verb)
    if cue.takes("quote") and direct and (clause is None or _covers(search, direct, clause)):
        return direct, cue.manner("quote"), "direct", "quote"
    if clause is None and cue.manner("clause", "quote") in ("report", "mind") and cue.takes("clause"):
        clause = _mixed_content(search, verb) if verb.dep != "acl" and verb.child("dobj") is None else None
    if clause is not None:
        return _parts(search, verb, clause), cue.manner("clause"), mode_of(search, clause), "clause"
    order: tuple[tuple[str, Callable[[Search, Word, Cue], Range | None]], ...] = (
        ("infinitive", _infinitive_content),
        ("as", _as_content),
        ("complement", _complement_content),
        ("gerund", _gerund_content),
    )
    for name, finder in order:
        content = finder(search, verb, cue) if cue.takes(name) else None
        if content is not None:
            return [content], cue.manner(name), mode_of(search, content), name
    content, manner = _preposition_content(search, verb, cue)
    if content is not None:
        return [content], manner, mode_of(search, content), "preposition"
    if cue.takes("object") and not passive:
        content = _object_content(search, verb)
        if content is not None:
            return [content], cue.manner("object"), mode_of(search, content), "object"
    return [], "", "", ""


def quoted_contents(search: Search, verb: Word) -> list[Range]:
    """The quotations around a verb that are speech: in its sentence, set off by it or by punctuation."""
    found: list[Range] = []
    for quotation in search.by_sentence.get(verb.sentence, ()):
        if quotation.outer_start <= verb.start < quotation.outer_end:
            return []
        if quotation.words >= 3 and _touches(search, verb, quotation) and _is_set_off(search, verb, quotation, found):
            found.append((quotation.start, quotation.end))
    return found


_MOST_BEFORE = 12  # words of a sentence that only names the speaker of a quotation beside it


_MOST_BEHIND = 8


def _neighbouring(search: Search, verb: Word) -> list[Range]:
    """A quotation that ends just before the cue's sentence, or opens just behind one that ends in a colon.

    The parser cuts a sentence at the mark that closes speech: “Free them!” / the crowd shouted.
    """
    text, sentence = search.parsed.text, search.parsed.sentence_of(verb)
    if search.parsed.words[sentence.last - 1].text == ":" or text[sentence.start : sentence.end].rstrip()[-1:] == ":":
        after = search.quotation_at(sentence.end)
        return [(after.start, after.end)] if after is not None and after.words >= _LEAST_PART else []
    if verb.i - sentence.first > _MOST_BEFORE or verb.dep not in ("ROOT", "conj"):
        return []
    before = search.quotation_before(sentence.start)
    long = sentence.last - verb.i > _MOST_BEHIND and text[verb.end : verb.end + 1] not in (",", ".")
    if long or before is None or before.words < _LEAST_PART or text[before.outer_end : sentence.start].strip(" "):
        return []
    return [(before.start, before.end)] if text[before.end - 1] in ",.!?…—" else []


def _is_set_off(search: Search, verb: Word, quotation: Quotation, found: list[Range]) -> bool:
    """Whether a quotation is speech of its own, and no words borrowed in the middle of a clause."""
    text = search.parsed.text
    sentence = search.parsed.sentence_of(verb)
    if quotation.outer_start > verb.start:
        between = text[verb.end : quotation.outer_start].strip()
        if between.strip(",:—–- ") == "" or between.endswith(":"):
            return True
        if between.endswith(",") and (found or text[quotation.start].isupper()):
            return True
        return bool(found) and between.endswith((",", "."))
    opens = quotation.outer_start <= sentence.start + 2 or text[: quotation.outer_start].rstrip()[-1:] in ",.:;—–"
    return opens and search.closes(quotation)


def _mixed_content(search: Search, verb: Word) -> Range | None:
    """As in "Said the plan was “a hostile act”": from behind the cue to the end of the borrowed words."""
    sentence = search.parsed.sentence_of(verb)
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


def _touches(search: Search, verb: Word, quotation: Quotation) -> bool:
    """Whether no other cue stands between the verb and the quotation with a better claim to it."""
    low, high = sorted((verb.start, quotation.start))
    for word in search.parsed.words_in(low, high):
        if (
            (
                word is not verb
                and word.low in search.cues.verbs
                and is_verb(word)
                and word.dep in ("ROOT", "ccomp", "conj")
            )
            and word.start > verb.start
            and not is_inside(word, verb)
        ):
            return False
    return True


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
    for child in verb.children:
        if child.dep == "ccomp" and (child.i > verb.i or child.right < verb.i):
            left, right = child.left, min(child.right, search.parsed.sentence_of(verb).last - 1)
            while left < child.i and words[left].low in ("that", "as", ",", '"', "how") and words[left].low != "how":
                left += 1
            left = _skip_dates(words, left, child)
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
    return None


def _skip_dates(words: list[Word], left: int, top: Word) -> int:
    """The clause without "on Monday that", which the parser sometimes hangs into it."""
    for i in range(left, min(top.i, left + 5)):
        if words[i].low == "that" and words[i].dep == "mark" and i > left:
            return i + 1
    return left


def _rest_of(search: Search, verb: Word) -> Range | None:
    """The sentence around a parenthetical "he said"; the cue itself may stand within."""
    sentence = search.parsed.sentence_of(verb)
    first, last = max(sentence.first, verb.left - _MOST_AROUND), min(sentence.last, verb.right + _MOST_AROUND)
    if verb.left > sentence.first + 1 or verb.right + 1 < sentence.last:
        return search.between(first, last - 1)
    return None


_MOST_AROUND = 90  # words; a sentence longer than two hundred is no sentence
_LEAST_PART = 3  # a shorter piece before or behind "he said" is a joining word


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
    return [part for part in parts if part[1] - part[0] >= _LEAST_PART] or [content]


def _is_aside(words: list[Word], left: int, right: int) -> bool:
    """As in "He broke a law, she said, which dates from 1999": what follows is told about the law and not said."""
    first = right + 1
    for _ in range(2):
        first += first + 1 < len(words) and words[first].pos == "PUNCT"
    whole = any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words[max(0, left - _MOST_AROUND) : left])
    return whole and words[first].low in ("which", "who", "whose", "whom")


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


def _infinitive_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    for child in verb.children:
        if child.dep not in ("xcomp", "ccomp", "advcl") or child.i < verb.i or not is_verb(child):
            continue
        to = next((c for c in child.children if c.dep == "aux" and c.low == "to"), None)
        if to is None:
            continue
        return search.between(to.i if child.child("nsubj") is None else child.left, child.right)
    return None


def _as_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    thing = verb.child("dobj", "nsubjpass")
    for child in verb.children:
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
    return None


def _complement_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    thing = verb.child("dobj", "nsubjpass")
    other = verb.child("oprd", "ccomp", "xcomp")
    if other is not None and other.i > verb.i and thing is not None and not is_verb(other):
        return search.between(thing.left if thing is not None and thing.i > verb.i else other.left, other.right)
    return None


def _gerund_content(search: Search, verb: Word, _cue: Cue) -> Range | None:
    child = verb.child("xcomp", "ccomp", "pcomp")
    return search.between(child.left, child.right) if child is not None and child.tag == "VBG" else None


def _preposition_content(search: Search, verb: Word, cue: Cue) -> tuple[Range | None, str]:
    for child in verb.children:
        if child.dep not in ("prep", "agent", "prt") or child.i < verb.i or not cue.takes(child.low):
            continue
        below = child.child("pobj", "pcomp")
        if below is None or _is_time(below):
            continue
        right = child.right
        following = next((c for c in verb.children if c.dep == "xcomp" and c.i > child.i), None)
        if following is not None and child.low in ("on", "upon", "to", "for"):
            right = max(right, following.right)
        elif child.low == "to" and cue.lemma in ("call", "appeal", "push", "press", "plead", "lobby"):
            continue
        return search.between(child.i + 1, right), cue.manner(child.low)
    if cue.takes("of") and cue.manner("of") == "accuse":
        last = min(search.parsed.sentence_of(verb).last, verb.i + 14)
        for word in search.parsed.words[verb.i + 1 : last]:
            below = word.child("pcomp") if word.low == "of" else None
            if below is not None:
                return search.between(word.i + 1, word.right), "accuse"
    return None, ""


def _is_time(word: Word) -> bool:
    return word.ent in ("DATE", "TIME") or word.low in (
        "interview",
        "statement",
        "speech",
        "conference",
        "court",
        "report",
    )


def _object_content(search: Search, verb: Word) -> Range | None:
    thing = verb.child("dobj")
    if (
        thing is None
        or thing.i < verb.i
        or thing.low in ("it", "that", "this", "himself", "herself", "them", "him", "her")
    ):
        return None
    right = thing.right
    for child in verb.children:
        if (
            child.dep == "prep"
            and child.left == right + 1
            and child.low in ("against", "of", "for", "on", "about", "to")
        ):
            right = child.right
    return search.between(thing.left, right)


def mode_of(search: Search, content: Range) -> str:
    """direct, indirect or mixed: how far quotation marks hold a content."""
    start, end = content
    first = search.parsed.words_in(start, min(end, start + 1))
    quotations = search.by_sentence.get(first[0].sentence, ()) if first else ()
    for quotation in quotations:
        if quotation.start <= start and end <= quotation.end:
            return "indirect" if quotation.outer_start < start - 40 else "direct"
    return "mixed" if any(start <= q.outer_start and q.outer_start < end for q in quotations) else "indirect"


_NEAR_CUE = ("aux", "auxpass", "neg", "prt")


def cue_range_of(search: Search, verb: Word) -> Range:
    """The verb with its auxiliaries, its negation, the adverb before it, its particle and the day of saying."""
    left = right = verb.i
    words = search.parsed.words
    for child in reversed([c for c in verb.children if c.i < verb.i]):
        near = child.dep in _NEAR_CUE or (child.dep == "advmod" and child.right == child.left and child.low != "when")
        if (near and child.i == left - 1) or (near and child.dep in _NEAR_CUE and left - child.i <= 3):
            left = child.i
    for child in verb.children:
        if child.i == right + 1 and child.dep == "prt":
            right = child.i
        elif child.i > right and child.left == right + 1 and child.dep == "npadvmod" and child.ent == "DATE":
            right = child.right
        elif child.i == right + 1 and child.dep == "prep" and child.low == "in" and child.child("pobj"):
            below = child.child("pobj")
            if (
                below is not None
                and below.low in ("statement", "interview", "speech", "tweet", "report")
                and below.right - child.i <= 3
            ):
                right = below.right
        elif (
            child.i == right + 1 and child.dep == "prep" and child.low in ("for", "on", "to", "about", "of", "against")
        ):
            right = child.i if child.child("pobj", "pcomp") is not None and not search.quoted(child) else right
    if (
        right == verb.i + 1
        and words[right].dep == "prep"
        and words[right].low not in ("for", "to", "on", "about", "against")
    ):
        right = verb.i
    return words[left].start, words[right].end
