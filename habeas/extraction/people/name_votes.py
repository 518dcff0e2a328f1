"""The vote of a whole document on whether a name is a person's, a place's or an organisation's."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import Gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.name_evidence import counter_evidence, evidence, names_human
from habeas.extraction.people.name_rows import find_rows

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.name_runs import NameRun

_ACRONYM = re.compile(r"\A(?:[A-Z]{2,}s?|(?:[A-Z]\.){2,})$")
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_OTHER_LABELS = frozenset(("ORG", "NORP", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT", "LANGUAGE"))
_MOST_WORDS = 6
_LONG, _MANY = 4, 2  # a row of so many names with so many persons in it is a row of persons
_MOST_SHRUNK = 12
_LISTED = 4.5  # what it says of a name that an entry of a list begins with it
_ENOUGH = 1.0  # a name with this score or more is a person's
_NEARLY = -0.7  # a name with less is no person's, even in a row of persons
_LOCATING = word_list("names", "locating")


@dataclass(slots=True)
class _Votes:
    person: float = 0.0
    other: float = 0.0
    place: float = 0.0
    count: int = 0
    strongest: float = 0.0
    against: float = 0.0
    located: int = 0
    in_body: int = 0
    shortened: bool = False
    plain: bool = False
    seen: list[NameRun] = field(default_factory=list)


def vote_on_names(
    runs: list[NameRun],
    gazetteer: Gazetteer,
    parsed: ParsedText,
    headings: frozenset[int],
    listed: frozenset[tuple[str, ...]] = frozenset(),
) -> None:
    """Give every run the kind that its name has over the whole document.

    Args:
        runs: Every name, in order.
        gazetteer: What the packs know.
        parsed: The text.
        headings: Numbers of sentences in which a capital letter says nothing.
        listed: Names with which the entries of a list of persons begin.
    """
    _shrink_headings([run for run in runs if run.key not in listed], headings, gazetteer, parsed)
    votes = _count_votes(runs, gazetteer, parsed, headings)
    for key in listed:
        if key in votes:
            votes[key].strongest = max(votes[key].strongest, _LISTED)
    scores = {key: _judge(key, vote, gazetteer) for key, vote in votes.items() if len(key) > 1}
    _lift_rows(runs, scores, votes, parsed, gazetteer)
    persons: set[str] = set()
    for key, (kind, _) in scores.items():
        for run in votes[key].seen:
            run.kind = kind
        if kind == "person":
            persons.update(part for part in key if len(part) > 1)
    for key, vote in votes.items():
        if len(key) == 1:
            known = key[0] in persons and key[0] not in gazetteer.places and key[0] not in gazetteer.demonyms
            kind = "person" if known else _judge(key, vote, gazetteer)[0]
            for run in vote.seen:
                run.kind = kind
    _lift_short_names(runs, votes, parsed, gazetteer)


def _lift_short_names(
    runs: list[NameRun], votes: dict[tuple[str, ...], _Votes], parsed: ParsedText, gazetteer: Gazetteer
) -> None:
    """As in "Anam and Banam were arrested": names of one word in a long row of persons, or joined as those wronged."""
    for row, joined in find_rows(runs, parsed, gazetteer):
        persons = sum(run.kind == "person" for run in row)
        above = row[0].head.head
        wronged = row[0].head.dep in ("nsubjpass", "dobj") and above.low in gazetteer.wronged_verbs
        long = len(row) >= _LONG and persons >= _MANY
        if not joined or not persons or not (wronged or long):
            continue
        for run in row:
            vote = votes[run.key]
            settled = len(run.key) > 1 or _settled(run.key, vote, gazetteer) or run.words[0].text.isupper()
            given = run.key[0] in gazetteer.given or vote.other + vote.place == 0 or len(row) > _LONG
            if run.kind != "person" and not settled and (wronged or given):
                for other in vote.seen:
                    other.kind = "person"


def _is_title_name(run: NameRun, parsed: ParsedText) -> bool:
    """As in the heading "Ana San Testova (Norland)": all that stands before the bracket is one name."""
    first, last = run.words[0], run.words[-1]
    opens = not run.before and first.i == parsed.sentence_of(first).first
    after = parsed.words[last.i + 1 : last.i + 2]
    return opens and bool(after) and after[0].text == "(" and all(word.ent == "PERSON" for word in run.words)


def _shrink_headings(runs: list[NameRun], headings: frozenset[int], gazetteer: Gazetteer, parsed: ParsedText) -> None:
    """In a heading every word has a capital letter: keep of a run the longest name that the body gives too."""
    body = {run.key for run in runs if run.words[0].sentence not in headings}
    for run in runs:
        if run.words[0].sentence not in headings or run.key in body or _is_title_name(run, parsed):
            continue
        size = len(run.words)
        spans = ((a, a + n) for n in range(size - 1, 0, -1) for a in range(size - n + 1))
        for a, b in spans if size <= _MOST_SHRUNK else ():
            given = a > 0 and run.words[a - 1].low in gazetteer.given
            if not given and _key_of(run.words[a:b]) in body:
                run.before, run.words = run.before + run.words[:a], run.words[a:b]
                break


def _key_of(words: list[Word]) -> tuple[str, ...]:
    return tuple(word.low.strip(".") for word in words if word.low.strip(".-"))


def _count_votes(
    runs: list[NameRun], gazetteer: Gazetteer, parsed: ParsedText, headings: frozenset[int]
) -> dict[tuple[str, ...], _Votes]:
    votes: dict[tuple[str, ...], _Votes] = defaultdict(_Votes)
    for run in runs:
        vote = votes[run.key]
        vote.seen.append(run)
        in_heading = run.words[0].sentence in headings
        weight = 0.3 if in_heading else 1.0
        labels = [word.ent for word in run.words]
        vote.count += 1
        vote.in_body += not in_heading
        before = parsed.words[run.words[0].i - 1].low if run.words[0].i else ""
        vote.located += before in _LOCATING
        vote.person += weight * labels.count("PERSON") / len(labels)
        vote.place += weight * sum(label in _PLACE_LABELS for label in labels) / len(labels)
        vote.other += weight * sum(label in _OTHER_LABELS for label in labels) / len(labels)
        vote.strongest = max(vote.strongest, (0.5 if in_heading else 1.0) * evidence(run, gazetteer, parsed))
        vote.against += counter_evidence(run, gazetteer, parsed)
    alone = {key[0] for key, vote in votes.items() if len(key) == 1 and vote.in_body > vote.located}
    plain = {word.text for word in parsed.words if word.text.islower() and word.pos != "PROPN"}
    for key, vote in votes.items():
        vote.shortened = len(key) > 1 and key[-1] in alone and len(key[-1]) > 2
        vote.plain = all(part in plain or singular(part) in plain for part in key)
    return votes


def _lift_rows(
    runs: list[NameRun],
    scores: dict[tuple[str, ...], tuple[str, float]],
    votes: dict[tuple[str, ...], _Votes],
    parsed: ParsedText,
    gazetteer: Gazetteer,
) -> None:
    """A name of two words or more that stands in a row with persons is a person's, where little speaks against it."""
    free = [run for run in runs if len(run.key) > 1 and not _belongs_to_name(run, parsed)]
    for row, joined in find_rows(free, parsed, gazetteer):
        kinds = [scores[run.key][0] for run in row]
        if len(row) < 2 or not (joined or kinds.count("person") > 1) or "person" not in kinds:
            continue
        strong = len(row) > 2 or max(votes[run.key].strongest for run in row) >= 2.0
        for run in row:
            kind, score = scores[run.key]
            sure = score >= _NEARLY and votes[run.key].against > -1.0
            if kind != "person" and score > -9 and sure and (strong or score >= 0):
                scores[run.key] = ("person", _ENOUGH)


def _belongs_to_name(run: NameRun, parsed: ParsedText) -> bool:
    """As in "A of Kenya", "B (Sirasa TV)": the place or house of somebody named."""
    first = (run.before or run.words)[0]
    before = parsed.words[first.i - 1] if first.i else None
    if before is None or before.low not in ("of", "from", "for", "at", "in", "with", "(", "the"):
        return False
    noun = parsed.words[before.i - 1] if before.i else None
    # "the release of A, B and C" begins a row
    return not (before.low in ("of", "for") and noun is not None and noun.pos == "NOUN" and noun.text.islower())


def _judge(key: tuple[str, ...], vote: _Votes, gazetteer: Gazetteer) -> tuple[str, float]:
    """The kind of a name, with the score for a person; -10 where a rule decides and no row may lift it."""
    kind = _settled(key, vote, gazetteer)
    if kind:
        return kind, -10.0
    score = _score(key, vote, gazetteer)
    if score >= _ENOUGH:
        return "person", score
    return "place" if vote.place > vote.other else "organisation", score


def _settled(key: tuple[str, ...], vote: _Votes, gazetteer: Gazetteer) -> str:
    """What a name is by the packs or its form alone; empty where the vote decides."""
    name = " ".join(key)
    if name in gazetteer.places or name in gazetteer.demonyms:
        person = vote.strongest >= 2 and key[0] in gazetteer.given and not any(map(_tells_of_noun, vote.seen))
        return "person" if person else "place"
    ends_in_body = key[-1] in gazetteer.organisations and key[0] not in gazetteer.given  # "Kata'ib Hezbollah"
    if ends_in_body or name in gazetteer.organisations or {name, name.removeprefix("the ")} & gazetteer.outlets:
        return "organisation"
    named_law = len(key) == 2 and key[0] in gazetteer.given and key[1] in gazetteer.family_first  # "Ryan Law"
    if len(key) > _MOST_WORDS or (not named_law and any(part in gazetteer.organisation_words for part in key)):
        return "organisation"
    if len(key) > 2 and any(" ".join(key[:n]) in gazetteer.places for n in (2, 3)):
        return "organisation"  # "Hong Kong First"
    placed = any(part in gazetteer.places or part in gazetteer.demonyms for part in key)
    if placed and key[0] not in gazetteer.given and vote.strongest < 1.5:
        return "organisation"
    if len(key) == 1 and names_human(key[0], gazetteer) and key[0] not in gazetteer.given:
        return "organisation"
    if len(key) == 1 and _names_a_people(key[0], gazetteer):
        return "place"
    if not vote.in_body and vote.strongest < 1.5 and not (len(key) > 1 and key[0] in gazetteer.given):
        return "organisation"  # seen in headings only, where a capital letter says nothing
    if vote.plain and vote.strongest < 2 and key[0] not in gazetteer.given and key[0] not in gazetteer.family_first:
        return "organisation"  # "Development", "Primary Schools": words that the text uses in small letters too
    if vote.located and len(key) == 1 and vote.strongest < 1.5:
        return "place"
    return ""


def _names_a_people(low: str, gazetteer: Gazetteer) -> bool:
    """As in "Brahmins", "Americans", "a Londoner": people, but nobody's name."""
    one = singular(low)
    return (one != low and one in gazetteer.demonyms) or bool(
        {one.removesuffix("er"), one.removesuffix("r")} & (gazetteer.places - {one})
    )


def _tells_of_noun(run: NameRun) -> bool:
    """As in "a German court": an adjective, whoever may bear the name elsewhere."""
    return run.head.dep in ("amod", "compound", "nmod") and run.head.head.text.islower()


def _score(key: tuple[str, ...], vote: _Votes, gazetteer: Gazetteer) -> float:
    words = vote.seen[0].words
    score = vote.strongest + 2.0 * vote.person / vote.count - 1.2 * (vote.other + vote.place) / vote.count
    score += vote.against / vote.count
    if key[0] in gazetteer.given:
        score += 2.0 if len(key) > 1 else 0.8
    elif key[0] in gazetteer.family_first and 2 <= len(key) <= 4:
        score += 1.2
    if vote.shortened:
        score += 0.8
    if any(_ACRONYM.match(word.text) and len(word.text) > 1 for word in words) and not all(
        w.text.isupper() for w in words
    ):
        score -= 2.0
    if len(key) == 1 and _ACRONYM.match(words[0].text):
        score -= 2.0
    if key[-1].endswith(gazetteer.organisation_endings) and len(key) == 1:
        score -= 1.0
    if len(words) == 3 and words[1].text == "-" and key[0] not in gazetteer.given:
        score -= 1.0  # "Indo-Pacific"
    if words[-1].tag == "NNPS" and singular(key[-1]) in gazetteer.role_of:
        score -= 2.0  # "Speech Therapists"
    if all(word.tag == "NNPS" for word in words):
        score -= 1.0
    if 2 <= len(key) <= 4:
        score += 0.6
    return score
