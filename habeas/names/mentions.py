"""Names as running text has them, in many languages and cases: "Trumpovi", "Трампом", "Donald Trump" to one group.

For the names of one set of documents on one topic, where a bare surname means the bearer of whom most is said. A word
is known by the frames (see `habeas.names.skeleton`) of all that it may be once an ending is taken off, and of its
Western reading; two words that share one may be one name. Full names join on given name and surname; bare words then
join the full names they fit best.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from habeas.names.scripts import clean_word, script_of
from habeas.names.skeleton import fold_frame, fold_sound, western_reading
from habeas.names.tables import VOWELS, load_tables
from habeas.names.words import word_of
from habeas.packs import load_table

_TOKEN = re.compile(r"[^\W\d_]+(?:['’‘`-][^\W\d_]+)*")
# A frame of two consonants says too little; the sound stands in for it.
_SHORTEST_FRAME = 3
_SHORTEST_STEM = 3


def group_mentions(forms: Sequence[str]) -> list[int]:
    """Groups forms of persons' names; forms of one group have one number.

    Args:
        forms: Names as they stand in texts on one topic, in any case, Latin or Cyrillic; the same form may come more
            than once.

    Returns:
        A group number for each form; numbers have no order.

    Example:
        >>> a, b, c, d = group_mentions(["Виктар Бабарыка", "Babariko", "Бабарику", "Тихановской"])
        >>> a == b == c, a == d
        (True, False)
    """
    words = [_words_of(form) for form in forms]
    groups = _Groups(len(forms))
    full = [place for place, found in enumerate(words) if len(found) > 1]
    _join_full_names(words, full, groups)
    _join_related_givens(words, full, groups)
    rest = _join_bare_words(words, full, groups)
    seen: dict[str, int] = {}
    for place in rest:
        for key in keys_of(words[place][0]):
            groups.join(place, seen.setdefault(key, place))
    return [groups.root(place) for place in range(len(forms))]


class _Groups:
    """A union of sets of places."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: int, other: int) -> None:
        self._parent[self.root(one)] = self.root(other)


def _words_of(form: str) -> tuple[str, ...]:
    particles = load_tables().particles
    words = [clean_word(token).replace("-", "") for token in _TOKEN.findall(form)]
    kept = tuple(word for word in words if word not in particles)
    return kept or tuple(words) or (form,)


@lru_cache(maxsize=200_000)
def keys_of(word: str) -> frozenset[str]:
    """Frames (or short sounds) of all that a clean word may be without its ending."""
    keys = set()
    for form in _without_endings(word):
        for reading in {form, western_reading(form)}:
            sound = fold_sound(reading)
            sound = sound.rstrip(VOWELS) if len(sound) > _SHORTEST_FRAME + 1 else sound
            frame = fold_frame(sound)
            keys.add(frame if len(frame.lstrip("a")) >= _SHORTEST_FRAME else sound)
    return frozenset(key for key in keys if len(key) > 1)


def _without_endings(word: str) -> Iterable[str]:
    yield word
    for ending in _endings(script_of(word)):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            yield word[: -len(ending)]


@lru_cache(maxsize=4)
def _endings(script: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(load_table(script, "inflection")["endings"].split())) if script != "other" else ()


def _join_full_names(words: list[tuple[str, ...]], full: list[int], groups: _Groups) -> None:
    seen: dict[tuple[str, str], int] = {}
    for place in full:
        for surname in keys_of(words[place][-1]):
            for given in keys_of(words[place][0]):
                groups.join(place, seen.setdefault((given, surname), place))


def _join_related_givens(words: list[tuple[str, ...]], full: list[int], groups: _Groups) -> None:
    """Joins full names of one surname where the tables relate the given names (Joe, Joseph) or an initial fits."""
    relation = load_tables().relation
    by_surname: dict[str, list[int]] = defaultdict(list)
    for place in full:
        for key in keys_of(words[place][-1]):
            by_surname[key].append(place)
    for places in by_surname.values():
        heads = list({groups.root(place): place for place in places}.values())
        numbers = [word_of(words[place][0]).given for place in heads]
        for one, other in combinations(range(len(heads)), 2):
            if (numbers[one], numbers[other]) in relation:
                groups.join(heads[one], heads[other])
    for places in by_surname.values():
        sizes = Counter(groups.root(place) for place in places)
        for place in places:
            first = words[place][0]
            fits = (root for root, _ in sizes.most_common() if _opens(words, groups, places, root, first))
            if len(first) == 1 and (root := next(fits, None)) is not None:
                groups.join(place, root)


def _opens(words: list[tuple[str, ...]], groups: _Groups, places: list[int], root: int, initial: str) -> bool:
    letters = word_of(initial + ".").wide
    return any(
        groups.root(place) == root and len(words[place][0]) > 1 and word_of(words[place][0]).letters & letters
        for place in places
    )


def _join_bare_words(words: list[tuple[str, ...]], full: list[int], groups: _Groups) -> list[int]:
    """Joins single words to the full names of that surname with the most forms; gives those that found none."""
    bearers: dict[str, Counter[int]] = defaultdict(Counter)
    for place in full:
        root = groups.root(place)
        for key in keys_of(words[place][-1]):
            bearers[key][root] += 1
    rest = []
    for place, found in enumerate(words):
        if len(found) > 1:
            continue
        fits: Counter[int] = Counter()
        for key in keys_of(found[0]):
            fits.update(bearers.get(key, {}))
        if fits:
            groups.join(place, min(fits, key=lambda root: (-fits[root], root)))
        else:
            rest.append(place)
    return rest
