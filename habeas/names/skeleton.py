"""The sound skeleton: one short form for a word in any spelling, alphabet or romanisation.

Three foldings, each coarser than the one before, are made of every word once:

* `sound`: symbols a e i u, consonants, C (ч), S (ш, щ), Z (ж). Belarusian akanje (о, а), яканне (е, я, ё, э), г and х
  and their romanisations (g, h, kh), ў and в, ц and т before soft vowels, дз and д, doubled letters and the soft sign
  fall together.
* `stem`: the sound of a surname without what gender and romanisation do to its end (-ов, -ава, -ou; -ский, -ская,
  -ski).
* `frame`: the stem without its vowels, and a mark where the word begins with one.

Assumption: two Slavic names that share a stem are spellings of one name far more often than two names. Short stems are
the exception, and the comparison weighs length.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from habeas.names.scripts import script_of
from habeas.packs import load_table

_IOTATED = re.compile(r"i+([aeu])")
_BREVE = re.compile(r"(?<=[aei])u")
_HEAD_U = re.compile(r"^u(?=[bdhzklmnprstfCSZ])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiu]+")
_NO_LETTER = re.compile(r"[^a-zCSZ]+")
_SOFT_C = re.compile(r"c(?=[eiyéèêëíìîï])")
_POLISH_END = re.compile(r"ck(?=(?:i|ij|y|a|aja|aya|aia|iego|iej)$)")
_OFF = re.compile(r"off$")
# Groups that romanisation writes apart and Cyrillic may write together; both meet here.
_JOINED = re.compile(r"ts|dz|sC|SC|tC|tt")
_JOINED_TO = {"ts": "t", "dz": "d", "sC": "S", "SC": "S", "tC": "C", "tt": "t"}


class Skeleton(NamedTuple):
    """The foldings of one word; `gender` is m, f or empty, as the surname ending tells it."""

    sound: str
    stem: str
    frame: str
    gender: str


@lru_cache(maxsize=1)
def _latin_groups() -> tuple[re.Pattern[str], dict[str, str], str]:
    table = load_table("latin", "letters")
    fold = dict(table["fold"])
    pattern = re.compile("|".join(sorted(map(re.escape, fold), key=len, reverse=True)))
    return pattern, fold, str(table["slavic"]["marks"])


@lru_cache(maxsize=1)
def _cyrillic_letters() -> dict[int, str]:
    return {ord(key): value for key, value in load_table("cyrillic", "letters")["fold"].items()}


def _symbols_of_latin(text: str) -> str:
    pattern, fold, marks = _latin_groups()
    if not text.isascii() and any(mark in text for mark in marks):
        text = text.replace("ch", "kh").replace("c", "ts")
    else:
        text = _POLISH_END.sub("tsk", text)
        text = _OFF.sub("ov", text)
        text = _SOFT_C.sub("ts", text)
    text = pattern.sub(lambda match: fold[match.group()], text)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text.replace("c", "k").replace("y", "i")


def fold_sound(word: str) -> str:
    """The sound skeleton of a clean word (see `clean_word`); other scripts than Latin and Cyrillic come back unchanged.

    Example:
        >>> fold_sound("ціханоўскі") == fold_sound("tsikhanouski") == fold_sound("тихановский")
        True
    """
    script = script_of(word)
    if script == "other":
        return word
    # Ukrainian ьо is Russian ё.
    text = word.replace("ьо", "ё").translate(_cyrillic_letters()) if script == "cyrillic" else _symbols_of_latin(word)
    text = _NO_LETTER.sub("", text.replace("o", "a"))
    text = _JOINED.sub(lambda match: _JOINED_TO[match.group()], text)
    text = _IOTATED.sub(lambda match: "e" if match.group(1) in "ae" else "U", text)
    text = _BREVE.sub("v", text)
    text = _HEAD_U.sub("v", text).replace("U", "u")
    return _DOUBLED.sub(r"\1", text)


_ENDINGS = (  # ending of the sound, what stands for it in the stem, gender; the first that fits wins
    ("skae", "sk", "f"), ("tkae", "tk", "f"), ("ska", "sk", "f"), ("tkaa", "tk", "f"),
    ("skai", "sk", "m"), ("tkai", "tk", "m"), ("ski", "sk", "m"), ("tki", "tk", "m"),
    ("ava", "av", "f"), ("eva", "ev", "f"), ("ina", "in", "f"),
    ("av", "av", "m"), ("ev", "ev", "m"), ("in", "in", "m"),
    ("ae", "", "f"), ("ai", "", ""), ("i", "", ""),
)  # fmt: skip


def fold_stem(sound: str) -> tuple[str, str]:
    """Stem and gender (m, f or empty) of a surname, from its sound.

    Example:
        >>> fold_stem(fold_sound("ковалёва")), fold_stem(fold_sound("kavaliou"))
        (('kavalev', 'f'), ('kavalev', 'm'))
    """
    for ending, kept, gender in _ENDINGS:
        if sound.endswith(ending) and len(sound) - len(ending) >= 2:
            return sound[: len(sound) - len(ending)] + kept, gender
    return sound, ""


def fold_frame(stem: str) -> str:
    """The stem without vowels; a leading vowel is kept as `a`, since it is seldom lost in print.

    Example:
        >>> fold_frame("aliksev"), fold_frame("kavalev")
        ('alksv', 'kvlv')
    """
    if not stem or not stem.isascii():
        return stem
    return ("a" if stem[0] in "aeiu" else "") + _VOWELS.sub("", stem)


@lru_cache(maxsize=400_000)
def skeleton_of(word: str) -> Skeleton:
    """All foldings of a clean word."""
    sound = fold_sound(word)
    stem, gender = fold_stem(sound)
    return Skeleton(sound, stem, fold_frame(stem), gender)


def western_stem(word: str, stem: str) -> str:
    """The stem of a Latin word in its Western reading; empty where it is the plain `stem`."""
    reading = western_reading(word)
    if reading == word:
        return ""
    western = fold_stem(fold_sound(reading))[0]
    return "" if western == stem else western


def western_reading(word: str) -> str:
    """A clean Latin word respelt as Cyrillic print would hear it in a Western language; others unchanged.

    Example:
        >>> fold_sound(western_reading("johnson")) == fold_sound("джонсон")
        True
    """
    if not word.isascii() or not word.isalpha():
        return word
    for pattern, written in _western_rules():
        word = pattern.sub(written, word)
    return word


@lru_cache(maxsize=1)
def _western_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(pattern), written) for pattern, written in load_table("latin", "letters")["western"]["rules"]
    )
