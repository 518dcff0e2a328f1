"""Who is in a document: full names, their short forms, and what the document calls each person."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import coordinated
from habeas.extraction.lexicon.gazetteer import Gazetteer, load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.aliases import other_names
from habeas.extraction.people.case_entries import Entries, find_entries
from habeas.extraction.people.name_rows import is_child_of
from habeas.extraction.people.names_in_text import find_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.name_runs import NameRun


@dataclass(slots=True, eq=False)
class Somebody:
    """A person of the document.

    Attributes:
        number: Order of first mention.
        start, end: Place of the fullest name.
        key: Words of that name, lower case.
        mentions: Start of every named mention with its head word, in order.
        nouns: Words that the document uses for the person: journalist, activist.
        roles: Their classes: civic, lawyer, official, relative, prisoner.
        sex: `m`, `f` or empty.
        wronged: How often the person stood in the place of the person wronged.
        suffered: In what types of events.
    """

    number: int
    start: int
    end: int
    key: tuple[str, ...]
    mentions: list[tuple[int, Word]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    sex: str = ""
    wronged: int = 0
    suffered: set[str] = field(default_factory=set)


@dataclass(slots=True)
class People:
    """The persons and other names of a document.

    Attributes:
        persons: In order of first mention.
        by_word: Number of any word of a named mention to its person.
        mentions: `(start, person, head word)` of every named mention, in order of the text.
        names: Every run of capitalised words, typed.
        run_of: Number of any word of such a run to the run.
        entries: The entries of its lists.
    """

    persons: list[Somebody]
    by_word: dict[int, Somebody]
    mentions: list[tuple[int, Somebody, Word]]
    names: list[NameRun]
    run_of: dict[int, NameRun]
    entries: Entries = field(default_factory=Entries)

    def owners(self, place: int) -> list[Word]:
        """The names of those whom the entry at a place is about; none outside lists."""
        entry = self.entries.at(place)
        if entry is None:
            return []
        named = [self.before(end, 1) for _, end in entry.names]
        return [
            word[0][2]
            for word, (start, end) in zip(named, entry.names, strict=True)
            if word and start <= word[0][0] < end
        ]

    def before(self, start: int, most: int = 40) -> list[tuple[int, Somebody, Word]]:
        """The last named mentions before a place, nearest first."""
        at = bisect_left(self.mentions, start, key=lambda mention: mention[0])
        return self.mentions[max(0, at - most) : at][::-1]


_CHILDREN = word_list("people", "children")
_AGES = word_list("people", "ages")
_MOST_NAMESAKES = 100  # where more share a name, only the one named last can be meant
_USUAL = 3  # so many times by the bare surname: a namesake named once does not take it over
# "Mr X (X X oglu - "the applicant")".
_PARTIES, _DEFINED_WITHIN = word_list("people", "parties"), 16
_INITIALS = frozenset(form.rstrip(".") for form in word_list("clauses", "initials"))
_CREDIT = re.compile(r"\((?:Reporting|Writing|Editing|Additional reporting)\b|^\s*By\s", re.IGNORECASE)


def find_people(parsed: ParsedText) -> People:
    """The persons of a document and all its names; linear in its length."""
    gazetteer = load_gazetteer()
    entries = find_entries(parsed)
    names = find_names(parsed, entries.names())
    people = People([], {}, [], names, {word.i: run for run in names for word in run.words}, entries)
    by_part: dict[str, list[Somebody]] = defaultdict(list)
    by_key: dict[tuple[str, ...], Somebody] = {}
    others = other_names(parsed, names)
    persons = [run for run in names if run.kind == "person"]
    joined = False
    for run in sorted(persons, key=lambda run: (-len(run.key), sum(_is_initial(part) for part in run.key), run.start)):
        if len(run.key) == 1 and not joined:
            joined = True
            _join_other_names(others, by_key, by_part)
        if run.key in by_key or run.key in others or (len(run.key) == 1 and by_part.get(run.key[0])):
            continue
        holders = _holders(run.key, by_part)
        if len(holders) == 1:
            by_key[run.key] = holders[0]
            continue
        if holders and all(person.key[-len(run.key) :] == run.key for person in holders):
            continue  # "al-Khatib" where the text names two of the family: a short form of one of them
        known = gazetteer.given.get(run.key[0], "")
        known = known if len(run.key) > 1 or known == "f" else ""  # a man's name is often a woman's surname
        somebody = Somebody(0, run.start, run.end, run.key, sex=known if known in ("m", "f") else "")
        people.persons.append(somebody)
        by_key[run.key] = somebody
        for part in run.key:
            by_part[part].append(somebody)
    _join_other_names(others, by_key, by_part)
    kin: dict[tuple[str, ...], int] = {}
    for run in persons:
        kin[run.key] = max(kin.get(run.key, 0), _is_relative(parsed, run, gazetteer))
    kin.update({person.key: max(kin[person.key], kin.get(person.key[:1], 0)) for person in people.persons})
    _place_mentions(parsed, persons, people, by_key, by_part, kin)
    people.persons.sort(key=lambda person: person.mentions[0][0] if person.mentions else person.start)
    for number, person in enumerate(people.persons):
        person.number = number
    _describe(parsed, people, gazetteer)
    return people


def _join_other_names(
    others: Mapping[tuple[str, ...], tuple[str, ...]],
    by_key: dict[tuple[str, ...], Somebody],
    by_part: dict[str, list[Somebody]],
) -> None:
    """Let another name of somebody, and each part of it that is nobody else's, stand for them."""
    for other, own in others.items():
        holders = _holders(own, by_part) or by_part.get(own[0], [])
        somebody = by_key.get(own) or (holders[0] if len(holders) == 1 else None)
        if somebody is None:
            continue
        by_key[other] = somebody
        for part in other:
            if somebody not in by_part[part]:
                by_part[part].append(somebody)


def _holders(key: tuple[str, ...], by_part: dict[str, list[Somebody]]) -> list[Somebody]:
    """The longer names that hold all the parts of a shorter one of two or more, or have its initials."""
    if len(key) < 2:
        return []
    if (
        all(_is_initial(part) for part in key[:-1]) and len(key[-1]) > 1
    ):  # "M. Madeup" where the text names Maria Madeup
        known = (person for person in by_part.get(key[-1], [])[:20] if person.key[-1] == key[-1])
        return [person for person in known if not _is_initial(person.key[0]) and person.key[0].startswith(key[0])]
    return [person for person in by_part.get(key[-1], [])[:20] if set(key) <= set(person.key)]


def _is_initial(part: str) -> bool:
    return len(part) == 1 or part in _INITIALS


def _place_mentions(
    parsed: ParsedText,
    runs: list[NameRun],
    people: People,
    by_key: dict[tuple[str, ...], Somebody],
    by_part: dict[str, list[Somebody]],
    kin: dict[tuple[str, ...], int],
) -> None:
    gazetteer = load_gazetteer()
    last_by_part: dict[str, Somebody] = {}
    bare: Counter[tuple[str, ...]] = Counter()
    before: NameRun | None = None
    for run in sorted(runs, key=lambda run: run.start):
        if before is not None and is_child_of(parsed.words[before.words[-1].i + 1 : (run.before or run.words)[0].i]):
            people.by_word.update((word.i, people.by_word[before.head.i]) for word in run.words)
            continue
        person = by_key.get(run.key)
        if person is None:
            candidates = by_part[run.key[0]] if len(run.key) == 1 else _holders(run.key, by_part)
            person = _short_form(run, candidates, last_by_part, kin, gazetteer)
            person = _usual(run, person, candidates, bare)
        if person is not None and _is_of_other_age(parsed, run):
            person = Somebody(0, run.start, run.end, run.key)
            people.persons.append(person)
        if person is None:
            continue
        bare[person.key] += len(run.key) == 1
        for part in run.key:
            last_by_part[part] = person
        _note_sex(person, run, gazetteer)
        head = run.head
        person.mentions.append((run.start, head))
        people.mentions.append((run.start, person, head))
        for word in run.words:
            people.by_word[word.i] = person
        before = run


def _is_of_other_age(parsed: ParsedText, run: NameRun) -> bool:
    """As in "the elder Testov": a namesake of the one whom the text calls Testov, whatever their given name."""
    first = (run.before or run.words)[0].i
    told = [word.low for word in parsed.words[max(0, first - 2) : first]]
    return len(run.key) == 1 and told[:1] == ["the"] and told[-1] in _AGES


def _is_relative(parsed: ParsedText, run: NameRun, gazetteer: Gazetteer) -> int:
    """As in "her sister Alia K.", "Reza Y., Ali Y.'s brother": the bare family name seldom means this one.

    Returns:
        2 for a child, 1 for another relative who is named in full, else 0.
    """
    first, last = (run.before or run.words)[0], run.words[-1]
    before = parsed.words[first.i - 1 : first.i]
    behind = parsed.words[last.i + 1 : last.i + 7]
    if any(singular(word.low) in _CHILDREN for word in before):
        return 2
    if len(run.key) > 1 and any(gazetteer.role_of.get(singular(word.low)) == "relative" for word in before):
        return 1
    owned = [at for at, word in enumerate(behind) if word.low == "'s"] if behind and behind[0].text == "," else []
    return int(
        any(gazetteer.role_of.get(word.low) == "relative" for at in owned[:1] for word in behind[at + 1 : at + 3])
    )


def _short_form(
    run: NameRun,
    candidates: list[Somebody],
    last: dict[str, Somebody],
    kin: dict[tuple[str, ...], int],
    gazetteer: Gazetteer,
) -> Somebody | None:
    """Which full name a shorter one stands for: one that ends with it, the last one named before it."""
    part = run.key[-1]
    if not candidates:
        return None
    if len(candidates) > _MOST_NAMESAKES:
        return last.get(part)
    endings = [person for person in candidates if person.key[-1] == part] or candidates
    least = min(kin[person.key] for person in endings)  # "her daughter Alia" is seldom "Mrs K."
    endings = [person for person in endings if kin[person.key] == least]
    if len(endings) == 1:
        return endings[0]
    sexes = {
        "f" if word.low in gazetteer.female else "m"
        for word in run.before
        if word.low in gazetteer.female | gazetteer.male
    }
    if sexes:
        fitting = [person for person in endings if person.sex in ("", *sexes)]
        endings = fitting or endings
    if last.get(part) in endings:
        return last[part]
    named = [person for person in endings if person.start < run.start]
    return named[-1] if named else (endings[0] if endings else None)


def _usual(
    run: NameRun, person: Somebody | None, candidates: list[Somebody], bare: Counter[tuple[str, ...]]
) -> Somebody | None:
    """Whom the text has called by a bare surname so far, where somebody else of that name was only just named."""
    if person is None or bare[person.key] or run.before or len(candidates) > _MOST_NAMESAKES:
        return person
    usual = max(candidates, key=lambda other: bare[other.key])
    return usual if bare[usual.key] >= _USUAL and usual.key[-1] == run.key[-1] else person


def _note_sex(person: Somebody, run: NameRun, gazetteer: Gazetteer) -> None:
    for word in run.before:
        if word.low in gazetteer.female:
            person.sex = "f"
        elif word.low in gazetteer.male and not person.sex:
            person.sex = "m"


def _describe(parsed: ParsedText, people: People, gazetteer: Gazetteer) -> None:
    """Collect what the document calls each person: titles, appositions, "X is a journalist"."""
    for _, person, head in people.mentions:
        run = people.run_of[head.i]
        first, last = run.words[0], run.words[-1]
        words = list(run.before)
        words.extend(w for w in parsed.words[max(0, first.i - 4) : first.i] if w.sentence == first.sentence)
        near = []
        for word in reversed(words):
            if word.low in gazetteer.role_of:
                near.append(word)
            elif word.text in (",", "and", "told", "said") or word.pos in ("VERB", "AUX", "PUNCT", "ADP"):
                break
        near.extend(child for child in head.children if child.dep == "appos")
        near.extend(child for child in last.children if child.dep == "appos")
        if head.dep == "appos" and head.head.pos in ("NOUN", "PROPN"):
            near.append(head.head)
        elif head.dep == "appos" and head.head.low == "one":
            near.extend(below for of in head.head.children for below in of.children if of.low == "of")
        if head.dep == "nsubj" and head.head.lemma == "be":
            near.extend(child for child in head.head.children if child.dep == "attr")
        near.extend(_after_comma(parsed, last))
        near.extend(_defined(parsed, last))
        for word in near:
            role = gazetteer.role_of.get(singular(word.low), gazetteer.role_of.get(word.low, ""))
            if role and not _belongs_to_other(word, head, people) and not _by_marriage(parsed, word):
                for other in _sharers(word, head, person, people):
                    other.nouns.add(singular(word.low))
                    other.roles.add(role)
                if not person.sex and word.low in gazetteer.female | gazetteer.male:
                    person.sex = "f" if word.low in gazetteer.female else "m"


def _by_marriage(parsed: ParsedText, word: Word) -> bool:
    """As in "his son-in-law X": X is nobody's son here."""
    return [w.low for w in parsed.words[word.i + 1 : word.i + 5]] == ["-", "in", "-", "law"]


def _sharers(word: Word, head: Word, person: Somebody, people: People) -> list[Somebody]:
    """The persons whom a noun names: all that are coordinated, where it is a plural."""
    if word.tag not in ("NNS", "NNPS"):
        return [person]
    return [person, *(people.by_word[w.i] for w in coordinated(head) if w.i in people.by_word)]


def _belongs_to_other(word: Word, head: Word, people: People) -> bool:
    """Whether a word is somebody else's: "the lawyer of X", "X's lawyer"."""
    return any(
        child.dep == "poss" and people.by_word.get(child.i) is people.by_word.get(head.i) for child in word.children
    )


def _defined(parsed: ParsedText, last: Word) -> list[Word]:
    """The word by which a court calls a person from then on: "Mr X ("the applicant")"."""
    following = parsed.words[last.i + 1 : last.i + _DEFINED_WITHIN]
    for quote, article, word in zip(following, following[1:], following[2:], strict=False):
        if quote.text == '"' and article.low == "the" and word.low in _PARTIES and quote.sentence == last.sentence:
            return [word]
    return []


def _after_comma(parsed: ParsedText, last: Word) -> list[Word]:
    """The noun of an apposition that the parser missed: "X, a 34-year-old journalist, .."."""
    following = parsed.words[last.i + 1 : last.i + 12]
    if not following or following[0].text != "," or following[0].sentence != last.sentence:
        return []
    if len(following) < 2 or following[1].low not in ("a", "an", "the", "former", "one"):
        return []
    for word in following[1:]:
        if word.text in (",", ".") or word.pos in ("VERB", "AUX", "ADP"):
            break
        if word.pos == "NOUN" and not any(w.pos == "NOUN" and w.i == word.i + 1 for w in following):
            return [word]
    return []
