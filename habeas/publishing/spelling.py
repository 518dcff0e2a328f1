"""Names in another alphabet than they are known in: a report may print a withheld name that no claim of it marks."""

from collections.abc import Iterable

from habeas.names.scripts import clean_word, script_of
from habeas.names.skeleton import skeleton_of

_SURE = 4  # letters of a stem that any ending may follow; a shorter one is followed by vowels alone
_SHORTEST = 3  # two sounds are too little to tell a name by
_LONGEST_ENDING = 4
_VOWELS = "aeiu"


class OtherAlphabet:
    """Withheld words by how they sound, to be met in Cyrillic where they are known in Latin letters, and the reverse.

    It would sooner blank a word too much than leave a name to be read.

    Args:
        withheld: Words of names.
        shown: Words that may be read; what sounds like one of them stays.
    """

    def __init__(self, withheld: Iterable[str], shown: Iterable[str] = ()) -> None:
        self._readable = frozenset(skeleton_of(clean_word(word)).stem for word in shown)
        self._stems: dict[str, set[str]] = {"latin": set(), "cyrillic": set()}  # by the alphabet they are met in
        for word in withheld:
            script = script_of(word)
            heard = skeleton_of(clean_word(word))
            stem = heard.stem.rstrip(_VOWELS)
            if script != "other" and len(stem) >= _SHORTEST and heard.stem not in self._readable:
                self._stems["cyrillic" if script == "latin" else "latin"].add(stem)

    def hears(self, word: str) -> bool:
        """Whether a word as printed is one of the withheld ones, in the other alphabet and any case of grammar."""
        if not word[:1].isupper():
            return False
        script = script_of(word)
        stems = self._stems.get(script)
        if not stems:
            return False
        heard = skeleton_of(clean_word(word))
        if heard.stem in self._readable:  # a longer name that only begins like a withheld one
            return False
        if heard.stem.rstrip(_VOWELS) in stems:
            return True
        ends = range(len(heard.sound), max(len(heard.sound) - _LONGEST_ENDING, _SHORTEST) - 1, -1)
        return any(heard.sound[:end] in stems and (end >= _SURE or _is_vowels(heard.sound[end:])) for end in ends)

    def _all(self) -> tuple[object, ...]:
        return self._stems, self._readable

    def __eq__(self, other: object) -> bool:
        """Whether both meet the same."""
        return isinstance(other, OtherAlphabet) and self._all() == other._all()

    __hash__ = None  # type: ignore[assignment]  # nothing looks them up


def _is_vowels(ending: str) -> bool:
    return all(letter in _VOWELS for letter in ending)
