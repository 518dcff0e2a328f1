"""Who holds a post: "the Commissioner for Human Rights Anna Madeup", and whom "the Commissioner" means then."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

_MOST_OF_POST = 8  # words of the body between a post and a name
_FEWEST_NAMED = 2  # words of a name behind a body
_LINKING = word_list("sources", "within_bodies")
_MOST_BEFORE = 4  # words of a title
_TITLES = load_gazetteer().female | load_gazetteer().male


class Posts:
    """The posts of a document that somebody is named under."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._holders: dict[str, list[tuple[int, frozenset[str], Word]]] | None = None

    def named_within(self, post: Word) -> Word | None:
        """Who is named behind post and body without a comma, where the parser makes one name of body and person."""
        people, words = self._sheet.people, self._sheet.parsed.words
        if not self._is_post(post) or post.i in people.by_word or post.i + 2 >= len(words):
            return None
        link = words[post.i + 1]
        if link.pos not in ("ADP", "PART") or link.head is not post:
            return None
        last = min(self._sheet.parsed.sentence_of(post).last, post.i + 2 + _MOST_OF_POST)
        for word in words[post.i + 2 : last]:
            run = people.run_of.get(word.i)
            if (
                run is not None
                and run.words[0] is word
                and run.kind in ("person", "unknown")
                and len(run.words) >= _FEWEST_NAMED
            ):
                before = words[word.i - 1]
                titled = before.low in load_gazetteer().role_of or before.low in _TITLES
                return run.head if word.i - post.i > 2 and before.text[:1].isupper() and not titled else None
            if not (word.text[:1].isupper() or word.low in _LINKING):
                return None
        return None

    def holder(self, word: Word) -> Word | None:
        """Whom "the High Commissioner" means: the one person whom the text named before under those words."""
        if not self._is_post(word) or not word.text[:1].isupper() or word.i in self._sheet.people.by_word:
            return None
        before = [child for child in word.children if child.i < word.i]
        behind = [child for child in word.children if child.i > word.i and child.pos not in ("PUNCT", "SPACE")]
        if behind or not before or before[0].low != "the":
            return None
        told = frozenset(child.low for child in before[1:])
        if self._holders is None:
            self._holders = self._all_holders()
        known = self._holders.get(word.low, [])
        at = bisect_left(known, word.start, key=lambda holder: holder[0])
        fitting = [(words, head) for _, words, head in known[:at] if told <= words]
        people = self._sheet.people.by_word
        persons = {id(people[head.i]) if head.i in people else head.i for _, head in fitting}
        return fitting[-1][1] if len(persons) == 1 else None

    def _is_post(self, word: Word) -> bool:
        return load_gazetteer().role_of.get(word.low) == "official"

    def _all_holders(self) -> dict[str, list[tuple[int, frozenset[str], Word]]]:
        """By the word of a post: where it stands, the words with it, and who holds it."""
        found: dict[str, list[tuple[int, frozenset[str], Word]]] = {}
        words = self._sheet.parsed.words
        for run in self._sheet.people.names:
            if run.kind != "person" or run.head.i not in self._sheet.people.by_word:
                continue
            first = run.words[0].i
            near = words[max(0, first - _MOST_BEFORE) : first]
            title = [w for w in near if w.sentence == run.head.sentence and w.text[:1].isupper()]
            if title and title[-1].i == first - 1 and self._is_post(title[-1]):
                beside = frozenset(word.low for word in title[:-1])
                found.setdefault(title[-1].low, []).append((title[-1].start, beside, run.head))
            above = run.head.head
            if run.head.dep == "appos" and self._is_post(above):
                beside = frozenset(child.low for child in above.children if child.i < above.i)
                found.setdefault(above.low, []).append((above.start, beside, run.head))
        for word in words:
            named = self.named_within(word) if word.text[:1].isupper() else None
            if named is not None:
                beside = frozenset(child.low for child in word.children if child.i < word.i)
                found.setdefault(word.low, []).append((word.start, beside, named))
        for holders in found.values():
            holders.sort(key=lambda holder: holder[0])
        return found
