"""Names that follow the body of a post without a comma: "Chair of the Youth Front Ivan Testov" are two names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import Gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.name_runs import NameRun

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText, Word

_OF = word_list("people", "of_bodies")
_MOST_BEFORE = 6  # words between "of" and the body's own name
_MOST_OF_BODY = 14  # words between a post and the name behind its body
_LEAST_NAME, _MOST_NAME = 2, 3
_INSIDE_BODIES = ("NOUN", "ADJ", "DET", "ADP", "CCONJ", "PROPN")


def part_bodies(runs: list[NameRun], parsed: ParsedText, gazetteer: Gazetteer) -> list[NameRun]:
    """The runs of a text, with the person behind the body of a post as a name of its own.

    Args:
        runs: The runs of capitalised words, before the vote on what they are.
        parsed: The text.
        gazetteer: Knows the words for bodies, posts and given names.
    """
    parted: list[NameRun] = []
    for run in runs:
        at = _behind_body(run, gazetteer)
        if at and _is_of_post(parsed, run.words[0].i, gazetteer):
            parted.append(NameRun(run.words[:at], run.before))
            parted.append(NameRun(run.words[at:], []))
        else:
            parted.append(run)
    return parted


def _behind_body(run: NameRun, gazetteer: Gazetteer) -> int:
    """How many words of a run are the body before a given name and a family name; 0 where it is one name."""
    for at in range(1, len(run.words) - _LEAST_NAME + 1):
        tail = run.words[at:]
        if run.words[at - 1].low not in gazetteer.organisation_words or len(tail) > _MOST_NAME:
            continue
        named = tail[0].low in gazetteer.given and tail[0].low not in gazetteer.places
        return at if named and not any(word.low in gazetteer.organisation_words for word in tail) else 0
    return 0


def _is_of_post(parsed: ParsedText, first: int, gazetteer: Gazetteer) -> bool:
    """Whether "of" and a word for what people are stand before: "Chair of the", "head of the Minsk"."""
    for i in range(first - 1, max(0, first - _MOST_BEFORE), -1):
        word = parsed.words[i]
        if word.low in _OF:
            return singular(parsed.words[i - 1].low) in gazetteer.role_of
        if word.pos != "DET" and not word.text[:1].isupper():
            return False
    return False


def holder_behind(post: Word, parsed: ParsedText, run_of: dict[int, NameRun], gazetteer: Gazetteer) -> NameRun | None:
    """The person whose name stands right behind a post and its body, without a comma.

    Args:
        post: A word for what somebody is, in the singular.
        parsed: The text.
        run_of: The name that each word belongs to.
        gazetteer: Knows the words for bodies and posts.
    """
    words = parsed.words
    if singular(post.low) not in gazetteer.role_of or post.i + 1 >= len(words) or words[post.i + 1].low not in _OF:
        return None
    body = False
    for word in words[post.i + 2 : post.i + 2 + _MOST_OF_BODY]:
        run = run_of.get(word.i)
        before = words[word.i - 1]
        if run is not None and run.kind == "person":
            plain = body and run.words[0] is word and before.text[:1].isupper() and not run.before
            return run if plain and before.low not in gazetteer.titles and len(run.words) >= _LEAST_NAME else None
        somebody = word.text.islower() and word.low in gazetteer.role_of
        if word.pos not in _INSIDE_BODIES or word.sentence != post.sentence or somebody:
            return None
        body = body or word.low in gazetteer.organisation_words or word.tag == "NNPS"
    return None


__all__ = ["holder_behind", "part_bodies"]
