"""Whom a verb is about, where the parser hung the word elsewhere: behind a day, before an apposition, as a subject."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, OBJECTS, SUBJECTS, is_passive, is_verb, patient_of, subject_of
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.bracketed import name_behind_bracket
from habeas.extraction.people.humans import is_human
from habeas.extraction.people.name_rows import find_rows
from habeas.extraction.references.group_members import row_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

_MOST_APPOSED = 30
_MOST_PERSONS = 200
_MOST_MARKS = 6  # characters before the date of a line
_MOST_STEPS = 8
_MOST_BEFORE_OBJECT = 8
_ROUGHLY = word_list("people", "roughly")
_CONVICTING, _GUILTY = word_list("events", "convicting"), word_list("events", "guilty")
_BEARING, _BE = word_list("people", "bearing"), word_list("clauses", "be")
_BODIES = word_list("people", "at_large")
_WHOLES, _LEAST_OF_THEM = word_list("people", "wholes"), 3  # "of them ("
_TURNED, _MOST_BEFORE_COLON = ("attr", "nsubj", "nsubjpass"), 2
_OF, _WHO = word_list("people", "of"), word_list("clauses", "relative")


def cut_off_subject(sheet: Sheet, verb: Word) -> Word | None:
    """As in "On 29 July, Ana Testova, the head of a station, was arrested", whose subject the parser hung elsewhere."""
    if verb.tag == "VBN" and verb.dep == "conj" and verb.head.i in sheet.people.by_word:
        return verb.head  # "X, the writer arrested by the police and charged with libel"
    turned = _turned_subjects(verb)
    if turned:
        return turned[0]
    helpers = [child for child in verb.children if child.dep in ("aux", "auxpass") and child.i < verb.i]
    if not is_passive(verb) or not helpers or verb.dep in ("relcl", "acl"):
        return None
    words, first = sheet.parsed.words, sheet.parsed.sentence_of(verb).first
    behind = name_behind_bracket(sheet.parsed, sheet.people, helpers[0])
    if behind is not None:
        return behind.head  # "X (arrested in May) was freed"
    comma = words[helpers[0].i - 1].text == ","
    for i in range(helpers[0].i - 1, max(first, helpers[0].i - _MOST_APPOSED) - 1, -1):
        if words[i].tag in FINITE or words[i].text in (";", ":", '"'):
            return _opening(sheet, verb)
        run = sheet.people.run_of.get(i)
        if run is None or i not in sheet.people.by_word or run.words[-1].i != i:
            continue
        opens = run.words[0].i == first or words[(run.before or run.words)[0].i - 1].text == ","
        if i == helpers[0].i - 1 or (comma and opens and words[i + 1].text == ","):
            return run.head
    return None


def _turned_subjects(verb: Word) -> list[Word]:
    """As in "Also arrested in May were the envoy Ana Testova and a driver": those who stand behind the helper verb."""
    helper = next((child for child in verb.children if child.dep == "auxpass" and child.i > verb.i), None)
    if helper is None:
        return []
    behind = (child for above in (helper, verb) for child in above.children if child.i > helper.i)
    return sorted((child for child in behind if child.dep in _TURNED), key=lambda child: child.i)


def _listed_behind(sheet: Sheet, verb: Word) -> list[Word]:
    """As in "Arrested on 6 June: Mr Testov and Mrs Testova", whatever the parser makes of the names."""
    words, last = sheet.parsed.words, min(verb.right + _MOST_BEFORE_COLON, len(sheet.parsed.words) - 2)
    if verb.tag != "VBN" or verb.head is not verb or verb.i - sheet.parsed.sentence_of(verb).first > 1:
        return []
    colon = next((word for word in words[verb.i + 1 : last] if word.text == ":"), None)
    lead = words[verb.i + 1 : colon.i] if colon is not None else []
    if colon is None or any(word.tag in FINITE or word.i in sheet.people.by_word for word in lead):
        return []
    first = [party.word for party in row_from(sheet.referents, colon.i + 1, 6)][:1]
    end = sheet.parsed.sentence_of(first[0]).last if first else 0
    inside = range(first[0].left, end) if first else ()
    known = [(sheet.people.run_of[i], i) for i in inside if i in sheet.people.by_word]
    rows = find_rows([run for run, i in known if run.words[0].i == i], sheet.parsed, sheet.referents.gazetteer)
    return [run.head for run in next(rows, ([], False))[0]]


def several_behind(sheet: Sheet, verb: Word) -> list[Word]:
    """Those behind the colon or the helper verb of an opening participle, where they are several for the parser."""
    turned = _turned_subjects(verb)
    return _listed_behind(sheet, verb) or (turned if len(turned) > 1 else [])


def _part_of_them(sheet: Sheet, verb: Word) -> Word | None:
    """As in "118 people were tried, of them 39 have been sentenced": for the parser, 39 goes with "them"."""
    if verb.tag != "VBN":
        return None
    words = sheet.parsed.words
    first = min([verb.i, *(child.i for child in verb.children if child.dep in ("aux", "auxpass"))])
    at = first - 1 - (words[first - 1].text == ")")
    if at < _LEAST_OF_THEM or words[at].tag != "CD":
        return None
    whole = words[at - 1 - (words[at - 1].text == "(")]
    told = whole.low in _WHOLES and words[whole.i - 1].low in _OF and whole.sentence == verb.sentence
    return words[at] if told else None


def named_just_before(sheet: Sheet, verb: Word) -> Word | None:
    """As in "called for the release of X, arrested in May": a bare participle is told of the name before the comma."""
    part = _part_of_them(sheet, verb)
    if part is not None:
        return part
    if verb.tag != "VBN" or verb.dep not in ("acl", "advcl") or verb.child("aux", "auxpass", *SUBJECTS) is not None:
        return None
    noun = verb.head
    twice = noun.dep == "attr" and any(c.dep == "attr" and c.i < noun.i for c in noun.head.children)
    # "X is the wife of Y, journalist jailed in May", where "journalist" is a second thing that X is
    words, left = sheet.parsed.words, noun.left if twice else verb.left
    at = left - (1 if words[left].text == "," else 2)
    if at < 0 or words[at + 1].text != "," or words[at].sentence != verb.sentence or at not in sheet.people.by_word:
        return None
    run = sheet.people.run_of.get(at)
    inside = run is not None and run.words[-1].i == at and run.head.dep in ("pobj", *OBJECTS)
    return run.head if run is not None and inside else None


def apposed_to_thing(sheet: Sheet, patient: Word) -> Word:
    """As in "Another League for Art member, X, was arrested", where the parser makes the league the subject."""
    if patient.pos != "PROPN" or patient.i in sheet.people.by_word or patient.dep not in SUBJECTS:
        return patient
    words = sheet.parsed.words
    for child in patient.children:
        if child.dep == "appos" and child.i in sheet.people.by_word:
            run = sheet.people.run_of[child.i]
            role = (
                words[(run.before or run.words)[0].i - 2]
                if words[(run.before or run.words)[0].i - 1].text == ","
                else words[(run.before or run.words)[0].i - 1]
            )
            if singular(role.low) in sheet.referents.gazetteer.role_of:
                return child
    return _opening(sheet, patient.head) or patient


def _opening(sheet: Sheet, verb: Word) -> Word | None:
    """As in "X, 72, who is a member of the Testland State Duma, was arrested": not the house, but who opens it all."""
    helpers = [child.i for child in verb.children if child.dep in ("aux", "auxpass") and child.i < verb.i]
    words, first = sheet.parsed.words, sheet.parsed.sentence_of(verb).first
    if not helpers or not is_passive(verb) or words[helpers[0] - 1].text != ",":
        return None
    run = next(
        (run for i in range(first, first + 3) if i in sheet.people.by_word and (run := sheet.people.run_of[i])), None
    )
    if run is None or words[run.words[-1].i + 1].text != "," or run.words[-1].i >= helpers[0] - 2:
        return None
    titled = all(word.text[:1].isupper() for word in words[first : run.words[0].i])
    told = [word for word in words[run.words[-1].i : helpers[0]] if word.tag in FINITE]
    aside = all(any(w.low in _WHO for w in words[word.i - 3 : word.i]) for word in told)
    return run.head if titled and told and aside else None


def left_out_persons(sheet: Sheet, verb: Word) -> list[Word]:
    """As in "Remanded in custody for two months": those of the entry of the list, or of the sentence before."""
    top = verb
    for _ in range(_MOST_STEPS):
        if top.cut_off or top.dep not in ("conj", "dep", "xcomp", "advcl") or not is_verb(top.head):
            break
        if top.child(*SUBJECTS) is not None:
            return []
        top = top.head
    if not top.cut_off:
        return []
    owners = sheet.people.owners(verb.start)
    told = _subject_before(sheet, top)
    known = sheet.people.by_word
    if not owners:
        whom = told if told is not None else _told_of_throughout(sheet, verb)
        return [whom] if whom is not None and whom.i in known else []
    own = [known.get(owner.i) for owner in owners]
    named = [known[i] for i in range(told.left, told.right + 1) if i in known] if told is not None else []
    return owners if all(person in own for person in named) else []  # "Her brother X was held. Freed in May."


def _subject_before(sheet: Sheet, verb: Word) -> Word | None:
    """The subject of the sentence before, in one paragraph."""
    sentence = sheet.parsed.sentence_of(verb)
    if not sentence.number:
        return None
    before = sheet.parsed.sentences[sentence.number - 1]
    if before.paragraph != sentence.paragraph:
        return None
    words = sheet.parsed.words[before.first : before.last]
    root = next((word for word in words if word.head is word and is_verb(word)), None)
    return root.child(*SUBJECTS) if root is not None else None


def _told_of_throughout(sheet: Sheet, verb: Word) -> Word | None:
    """Of whom a line of a chronology tells, "May 2015: Arrested again": the one named last, where named most of all."""
    opens = sheet.text.rfind("\n", 0, verb.start) + 1
    at = bisect_left(sheet.dates, opens, key=lambda date: date.start)
    if at == len(sheet.dates) or sheet.dates[at].start - opens > _MOST_MARKS or sheet.dates[at].end > verb.start:
        return None
    if len(sheet.people.persons) > _MOST_PERSONS:
        return None  # a list of many is nobody's chronology
    last = sheet.people.before(verb.start, 1)
    times = sorted((len(person.mentions) for person in sheet.people.persons), reverse=True)
    main = last and len(last[0][1].mentions) == times[0] and times[1:2] != times[:1]
    return last[0][2] if main else None


def found_guilty(verb: Word) -> Word | None:
    """As in "a jury found X guilty", where X is the subject of "guilty"; in headlines "Activist found guilty"."""
    if verb.lemma not in _CONVICTING:
        return None
    below = next((child for child in verb.children if child.low in _GUILTY and child.i > verb.i), None)
    if below is None:
        return None
    inside, told = below.child("nsubj", "nsubjpass"), verb.child("nsubj")
    alone = told is not None and verb.child(*OBJECTS) is None and told.low not in _BODIES and told.child("det") is None
    return inside if inside is not None or not alone else told


def bearer_of(verb: Word) -> Word | None:
    """Who bears it, where the parser makes no passive of it: "spent a year imprisoned", "is in exile or jailed"."""
    if verb.lemma in _BEARING:
        return subject_of(verb)
    if verb.tag not in ("VBN", "VBD") or verb.child("aux", "auxpass", *SUBJECTS) is not None:
        return None
    if verb.dep in ("conj", "advcl", "dep") and not any(c.dep == "cc" for c in verb.head.children if c.i < verb.i):
        apposed = next((c for c in _before(verb) if c.dep == "appos"), None)
        if apposed is not None:
            return apposed  # "X is the sister of Y, a blogger jailed in May", hung on "is"
    above = verb.head.head if verb.dep == "conj" and verb.head.dep == "prep" else verb.head
    if verb.dep == "conj" and is_verb(above):
        # "was sentenced to a year and fined 900 crowns": the sum is an object, the person stands with the first verb
        return patient_of(above) if is_passive(above) else subject_of(above) if above.lemma in _BE else None
    if verb.tag != "VBN" or verb.child(*OBJECTS) is not None:
        return None
    if verb.dep == "xcomp" and is_verb(above):
        return above.child("nsubj") or subject_of(above)
    numbered = any(child.dep in ("nummod", "det") and child.i < verb.i for child in verb.children)
    return verb if numbered and verb.dep in (*SUBJECTS, *OBJECTS, "pobj") else None  # "the four kidnapped were named"


def _before(verb: Word) -> Iterator[Word]:
    """The words above a verb's neighbour on the left that end just before it."""
    noun = next((c for c in verb.head.children if c.right == verb.left - 1), None)
    for _ in range(_MOST_STEPS):
        if noun is None:
            return
        yield noun
        noun = next((c for c in noun.children if c.right == verb.left - 1), None)


def cut_off_object(sheet: Sheet, verb: Word, is_human: Callable[[Sheet, Word], bool]) -> Word | None:
    """As in "to release all journalists held there", where the journalists are the subject of "held" for the parser."""
    told = verb.tag in ("VBD", "VBN") and verb.child("nsubj") is not None and verb.child("ccomp", "xcomp") is None
    if is_passive(verb) or not (told or verb.tag in ("VB", "VBG", "VBP", "VBZ")):
        return None
    words = sheet.parsed.words
    for i in range(verb.i + 1, min(verb.i + _MOST_BEFORE_OBJECT, len(words))):
        word = words[i]
        if word.sentence != verb.sentence:
            return None
        if word.pos in ("NOUN", "PROPN"):
            if i + 1 < len(words) and words[i + 1].pos in ("NOUN", "PROPN", "ADJ"):
                continue  # "citizen journalists", "Channel One female reporter"
            return word if is_human(sheet, word) else None
        if word.low in _ROUGHLY:
            continue  # "arresting above 5,000 people"
        if word.pos not in ("DET", "ADJ", "NUM", "CCONJ") and word.tag not in ("VBN", "VBD", "DT", "PRP$"):
            return None
    return None


def named_behind_comma(sheet: Sheet, noun: Word) -> Word:
    """As in "beat the imam, X, in his cell", where the parser hangs the name on the verb: X; else the noun itself."""
    words = sheet.parsed.words
    at = noun.right + 1
    if noun.i in sheet.people.by_word or noun.tag not in ("NN", "NNP") or at + 1 >= len(words):
        return noun
    run = sheet.people.run_of.get(at + 1) if words[at].text == "," else None
    if run is None or run.words[0].i != at + 1 or run.head.i not in sheet.people.by_word:
        return noun
    loose = run.head.dep == "npadvmod" and run.head.head in (noun.head, noun.head.head)
    behind = words[run.words[-1].i + 1 : run.words[-1].i + 2]
    return run.head if loose and behind and behind[0].text in (",", ".") else noun


def named_next(sheet: Sheet, word: Word) -> Word:
    """As in "the arrest of trade unionist X", where the parser ends the phrase before the name: the name."""
    words = sheet.parsed.words
    if is_human(sheet, word) or word.tag != "NN":
        return word
    for i in range(word.i + 1, min(word.i + 3, len(words))):
        run = sheet.people.run_of.get(i)
        if run is not None:
            first = run.words[0].i == i and run.head.i in sheet.people.by_word
            return run.head if first and i > word.i + 1 and is_human(sheet, words[i - 1]) else word
        if words[i].pos not in ("NOUN", "ADJ"):
            return word
    return word
