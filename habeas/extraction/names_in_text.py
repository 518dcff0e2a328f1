"""Names in a text: runs of capitalised words, and the vote over the whole document on whether a name is a person's."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.gazetteer import Gazetteer, load_gazetteer
from habeas.extraction.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.words import ParsedText, Word

_NAME_TAGS = frozenset(("NNP", "NNPS"))
_NOT_NAMES = word_list("names", "not_names")
_MONTHS = word_list("names", "months")
_ACRONYM = re.compile(r"\A(?:[A-Z]{2,}s?|(?:[A-Z]\.){2,})$")
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_OTHER_LABELS = frozenset(("ORG", "NORP", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT", "LANGUAGE"))
_MOST_WORDS = 6


@dataclass(slots=True)
class NameRun:
    """A name as it stands in one place.

    Attributes:
        words: Its words. before: Words stripped from its front (titles, nationalities).
        kind: person, place, organisation or unknown, once the document has voted.
    """

    words: list[Word]
    before: list[Word]
    kind: str = "unknown"

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def head(self) -> Word:
        """The word on which the rest hangs."""
        numbers = {word.i for word in self.words}
        for word in reversed(self.words):
            if word.head.i not in numbers:
                return word
        return self.words[-1]

    @property
    def key(self) -> tuple[str, ...]:
        """Its words in lower case, without hyphens and points."""
        return tuple(word.low.strip(".") for word in self.words if word.low.strip(".-"))


def find_names(parsed: ParsedText) -> list[NameRun]:
    """Every run of capitalised words that may be a name, in order, typed by the vote of the document."""
    gazetteer = load_gazetteer()
    headings = _headings(parsed)
    runs = [
        run
        for sentence in parsed.sentences
        for run in _runs(parsed.words[sentence.first : sentence.last], gazetteer, heading=sentence.number in headings)
    ]
    _vote(runs, gazetteer, parsed, headings)
    return _with_short_forms(_with_outlets(runs, parsed, gazetteer), parsed)


def _with_outlets(runs: list[NameRun], parsed: ParsedText, gazetteer: Gazetteer) -> list[NameRun]:
    """Put the names of outlets that the packs know over what the tagger made of their words."""
    firsts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in gazetteer.outlets:
        words = tuple(name.replace("/", " / ").split())
        if len(words) > 1:
            firsts[words[0]].append(words)
    known: list[NameRun] = []
    covered: set[int] = set()
    for word in parsed.words:
        for words in firsts.get(word.low, ()) if word.text[:1].isupper() and word.i not in covered else ():
            inside = parsed.words[word.i : word.i + len(words)]
            if tuple(item.low for item in inside) == words and inside[-1].sentence == word.sentence:
                known.append(NameRun(inside, [], "organisation"))
                covered.update(item.i for item in inside)
                break
    if not known:
        return runs
    kept = [run for run in runs if not any(word.i in covered for word in run.words)]
    return sorted([*kept, *known], key=lambda run: run.start)


def _with_short_forms(runs: list[NameRun], parsed: ParsedText) -> list[NameRun]:
    """Add the capitalised words that the tagger took for something else, but that end a person's name elsewhere."""
    surnames = {run.key[-1] for run in runs if run.kind == "person" and len(run.key) > 1 and len(run.key[-1]) > 2}
    taken = {word.i for run in runs for word in run.words}
    runs.extend(
        NameRun([word], [], "person")
        for word in parsed.words
        if word.low in surnames and word.text[:1].isupper() and word.i not in taken
    )
    runs.sort(key=lambda run: run.start)
    return runs


def _headings(parsed: ParsedText) -> frozenset[int]:
    """Sentences in Title Case or CAPITALS, where a capital letter says nothing."""
    found = set()
    for sentence in parsed.sentences:
        words = [w for w in parsed.words[sentence.first : sentence.last] if w.text[:1].isalpha() and len(w.text) > 3]
        if len(words) >= 3 and sum(w.text[0].isupper() for w in words) >= 0.75 * len(words):
            found.add(sentence.number)
    return frozenset(found)


def _runs(words: list[Word], gazetteer: Gazetteer, *, heading: bool) -> list[NameRun]:
    runs: list[NameRun] = []
    i = 0
    while i < len(words):
        if not _is_name_word(words[i], gazetteer, first=i == 0, heading=heading):
            i += 1
            continue
        j = i + 1
        while j < len(words) and j - i < 12:
            step = _continues(words, j, gazetteer, heading=heading)
            if not step:
                break
            j += step
        run = _strip(words[i:j], gazetteer)
        if run is not None:
            runs.append(run)
        i = j
    return runs


def _is_name_word(word: Word, gazetteer: Gazetteer, *, first: bool, heading: bool) -> bool:
    text = word.text
    if not text[:1].isupper() or word.low in _NOT_NAMES or word.pos in ("DET", "PRON", "ADP", "CCONJ", "SCONJ"):
        return False
    if not text[0].isalpha() or word.low in _MONTHS:
        return False
    if word.tag in _NAME_TAGS or word.ent == "PERSON":
        return True
    if word.low in gazetteer.given:
        return True
    return not first and not heading


def _continues(words: list[Word], j: int, gazetteer: Gazetteer, *, heading: bool) -> int:
    """How many words from `j` on carry the name further; 0 where it ends."""
    word, before = words[j], words[j - 1]
    gap = word.start - before.end
    if gap > 1:
        return 0
    if word.text == "-" and gap == 0 and j + 1 < len(words) and words[j + 1].start == word.end:
        return 2 if words[j + 1].text[:1].isalpha() else 0
    if word.text in ("'", "’") and gap == 0 and j + 1 < len(words) and words[j + 1].start == word.end:
        return 2 if words[j + 1].text[:1].isupper() else 0
    if _is_name_word(word, gazetteer, first=False, heading=heading) and before.low != ",":
        return 1
    if word.low in gazetteer.particles and j + 1 < len(words) and word.text.islower():
        after = words[j + 1]
        if after.text == "-" and j + 2 < len(words) and words[j + 2].text[:1].isupper():
            return 3
        if after.text[:1].isupper() and after.start - word.end <= 1:
            return 2
        if after.low in gazetteer.particles and j + 2 < len(words) and words[j + 2].text[:1].isupper():
            return 3
    if word.low in gazetteer.suffixes and len(word.text) <= 4 and word.text[:1].isupper():
        return 1
    return 0


def _strip(words: list[Word], gazetteer: Gazetteer) -> NameRun | None:
    """The run without titles and nationalities in front of it, and without an apostrophe behind it."""
    at = 0
    while at < len(words) - 1 and _is_front(words, at, gazetteer):
        at += 1
        if words[at].text == "-":
            at = 0
            break
    for i in range(len(words) - 2, at - 1, -1):
        # "Michigan Governor Gretchen W.": the name begins behind the last title
        if words[i].low in gazetteer.titles and words[i].low not in gazetteer.given and words[i + 1].text != "-":
            at = i + 1
            break
    while len(words) > at + 1 and words[-1].low in ("'s", "'", "-", "–"):
        words = words[:-1]
    while len(words) > at + 1 and words[-1].low in gazetteer.role_of and words[-1].low not in gazetteer.given:
        words = words[:-1]
    return NameRun(words[at:], words[:at]) if words[at:] else None


def _is_front(words: list[Word], at: int, gazetteer: Gazetteer) -> bool:
    low = words[at].low
    if at == 0 and low == "us":
        return True
    if low in gazetteer.demonyms or low in ("u.s.", "u.n.", "us", "un", "eu", "uk", "us-based"):
        rest = " ".join(word.low for word in words[at:])
        return rest not in gazetteer.places
    if low in gazetteer.titles or (low in gazetteer.role_of and low not in gazetteer.given):
        return low not in gazetteer.given or len(words) - at > 2
    return low in gazetteer.places and len(words) - at >= 3 and words[at + 1].low in gazetteer.titles


@dataclass(slots=True)
class _Votes:
    person: float = 0.0
    other: float = 0.0
    place: float = 0.0
    count: int = 0
    strongest: float = 0.0
    located: int = 0
    in_body: int = 0
    seen: list[NameRun] = field(default_factory=list)


def _vote(runs: list[NameRun], gazetteer: Gazetteer, parsed: ParsedText, headings: frozenset[int]) -> None:
    votes: dict[tuple[str, ...], _Votes] = defaultdict(_Votes)
    for run in runs:
        vote = votes[run.key]
        vote.seen.append(run)
        weight = 0.3 if run.words[0].sentence in headings else 1.0
        labels = [word.ent for word in run.words]
        vote.count += 1
        vote.in_body += run.words[0].sentence not in headings
        before = parsed.words[run.words[0].i - 1].low if run.words[0].i else ""
        vote.located += before in ("in", "at", "near", "around", "outside", "across", "towards")
        vote.person += weight * labels.count("PERSON") / len(labels)
        vote.place += weight * sum(label in _PLACE_LABELS for label in labels) / len(labels)
        vote.other += weight * sum(label in _OTHER_LABELS for label in labels) / len(labels)
        vote.strongest = max(vote.strongest, _evidence(run, gazetteer, parsed))
    persons: set[str] = set()
    for key, vote in votes.items():
        if len(key) > 1:
            kind = _kind_of(key, vote, gazetteer)
            for run in vote.seen:
                run.kind = kind
            if kind == "person":
                persons.update(part for part in key if len(part) > 1)
    for key, vote in votes.items():
        if len(key) == 1:
            known = key[0] in persons and key[0] not in gazetteer.places and key[0] not in gazetteer.demonyms
            kind = "person" if known else _kind_of(key, vote, gazetteer)
            for run in vote.seen:
                run.kind = kind


def _evidence(run: NameRun, gazetteer: Gazetteer, parsed: ParsedText) -> float:
    """What stands around a name for or against a person."""
    score = 0.0
    if any(word.low in gazetteer.titles or word.low in gazetteer.role_of for word in run.before):
        score += 2.0
    first, last = run.words[0], run.words[-1]
    before = parsed.words[first.i - 1] if first.i else None
    if before is not None and before.sentence == first.sentence:
        if before.low in gazetteer.role_of or before.low in gazetteer.titles:
            score += 1.5 if before.text.islower() else 1.0
        if before.low == "the" and not run.before:
            score -= 1.5
        if before.low in ("named", "called", "mr", "mr.", "mrs.", "ms.", "dr.", "aged"):
            score += 2.0
    head = run.head
    if head.head.low in gazetteer.wronged_verbs and head.dep in ("nsubjpass", "dobj"):
        score += 1.5
    elif head.head.low in gazetteer.speech_verbs and head.dep == "nsubj" and len(run.words) > 1:
        score += 0.5
    following = parsed.words[last.i + 1 : last.i + 4]
    if len(following) >= 2 and following[0].text in (",", "(") and following[1].text.isdigit():
        age = int(following[1].text) if len(following[1].text) <= 3 else 0
        if 10 <= age <= 99 and len(following) > 2 and following[2].text in (",", ")"):
            score += 2.0
    if len(following) >= 3 and following[0].text == ",":
        nearby = [word.low for word in parsed.words[last.i + 2 : last.i + 7] if word.sentence == last.sentence]
        if (
            nearby
            and nearby[0] in ("a", "an", "the", "who", "whose", "his", "her", "former", "head")
            and any(word in gazetteer.role_of or word == "who" for word in nearby)
        ):
            score += 1.5
    return score


def _kind_of(key: tuple[str, ...], vote: _Votes, gazetteer: Gazetteer) -> str:
    name = " ".join(key)
    if name in gazetteer.places or name in gazetteer.demonyms:
        return "person" if vote.strongest >= 2 and key[0] in gazetteer.given else "place"
    if name in gazetteer.outlets or name.removeprefix("the ") in gazetteer.outlets:
        return "organisation"
    words = vote.seen[0].words
    if len(key) > _MOST_WORDS or any(part in gazetteer.organisation_words for part in key):
        return "organisation"
    placed = any(part in gazetteer.places or part in gazetteer.demonyms for part in key)
    if placed and key[0] not in gazetteer.given and vote.strongest < 1.5:
        return "organisation"
    if len(key) == 1 and (key[0] in gazetteer.role_of or key[0] in gazetteer.titles) and key[0] not in gazetteer.given:
        return "organisation"
    if not vote.in_body and vote.strongest < 1.5 and not (len(key) > 1 and key[0] in gazetteer.given):
        return "organisation"  # seen in headings only, where a capital letter says nothing
    if vote.located and len(key) == 1 and vote.strongest < 1.5:
        return "place"
    score = vote.strongest + 2.0 * vote.person / vote.count - 1.2 * (vote.other + vote.place) / vote.count
    if key[0] in gazetteer.given:
        score += 2.0 if len(key) > 1 else 0.8
    if any(_ACRONYM.match(word.text) and len(word.text) > 1 for word in words) and not all(
        w.text.isupper() for w in words
    ):
        score -= 2.0
    if len(key) == 1 and _ACRONYM.match(words[0].text):
        score -= 2.0
    if key[-1].endswith(gazetteer.organisation_endings) and len(key) == 1:
        score -= 1.0
    if 2 <= len(key) <= 4:
        score += 0.6
    if score >= 1.0:
        return "person"
    return "place" if vote.place > vote.other else "organisation"
