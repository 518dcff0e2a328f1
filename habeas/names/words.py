"""One word of a name, analysed once: its foldings, and what it may be (given name, patronymic, surname, initial)."""

from functools import lru_cache
from typing import NamedTuple

from habeas.names.scripts import clean_word, script_of
from habeas.names.skeleton import fold_frame, fold_sound, skeleton_of, western_stem
from habeas.names.tables import (
    GIVEN_UNKNOWN,
    SURNAME_SHARE,
    Tables,
    letter_bit,
    letter_bits,
    load_tables,
    strip_vowels,
)
from habeas.packs import load_table

# Words with these endings (as sounds) are not read as Western names.
_SLAVIC_ENDINGS = ("av", "ev", "ava", "eva", "ski", "tki", "skae", "tkae", "enka", "iC", "ina")


class Word(NamedTuple):
    """A word of a name.

    Attributes:
        text: The word in small letters of one script.
        sound, stem, frame: Foldings of `habeas.names.skeleton`.
        western, western_frame: Stem and frame in the Western reading; empty where there is none of its own.
        latin: Written in Latin letters.
        gender: What the ending says when the word is a surname: m, f or empty.
        given: Number of the given name in the tables; 0 if unknown.
        father: Number of the father's given name if the word reads as a patronymic; 0 if unknown or none.
        root, root_frame: Stem of the father's name and its frame; empty if the word does not end like a patronymic.
        patronymic_gender: m or f with a root, else empty.
        initial: The word is an initial, "S" or "Yu".
        letters: Bits of first letters that may stand for this word (for an initial: its own first letter).
        wide: The letters of either alphabet that sound like the first one.
        given_share, surname_share: Natural logarithms of the shares of people with the name.
        roles: How well it serves as given name, patronymic, surname (small whole numbers).
    """

    text: str
    sound: str
    stem: str
    frame: str
    western: str
    western_frame: str
    latin: bool
    gender: str
    given: int
    father: int
    root: str
    root_frame: str
    patronymic_gender: str
    initial: bool
    letters: int
    wide: int
    given_share: float
    surname_share: float
    roles: tuple[int, int, int]


@lru_cache(maxsize=1)
def _alike() -> dict[str, int]:
    found: dict[str, int] = {}
    for group in load_table("cyrillic", "letters")["initials"]["alike"].split():
        bits = letter_bits(group)
        for letter in group:
            found[letter] = found.get(letter, 0) | bits
    return found


@lru_cache(maxsize=1_000_000)
def word_of(written: str) -> Word:
    """The analysed word; an initial is written with its dot ("S.")."""
    if written.endswith("."):
        return _initial_of(clean_word(written[:-1]))
    text = clean_word(written).replace("-", "")
    tables = load_tables()
    skeleton = skeleton_of(text)
    given = _given_of(text, skeleton.sound, tables)
    root, father, patronymic_gender = _patronymic_of(skeleton.sound, tables)
    known = tables.given[given or father]
    wide = _alike().get(text[:1], 0)
    letters = letter_bit(text[:1]) | (known.initials if given or father else wide)
    surname_share = _surname_share(skeleton.stem, tables)
    slavic = given or root or skeleton.sound.endswith(_SLAVIC_ENDINGS)
    western = "" if slavic else western_stem(text, skeleton.stem)
    return Word(
        text=text,
        sound=skeleton.sound,
        stem=skeleton.stem,
        frame=skeleton.frame,
        western=western,
        western_frame=fold_frame(western),
        latin=script_of(text) == "latin",
        gender=skeleton.gender,
        given=given,
        father=father,
        root=root,
        root_frame=fold_frame(root),
        patronymic_gender=patronymic_gender,
        initial=False,
        letters=letters,
        wide=wide,
        given_share=known.share if given or father else GIVEN_UNKNOWN,
        surname_share=surname_share,
        roles=_roles_of(skeleton.sound, given, (root, father), surname_share, tables),
    )


def father_word(written: str, sex: str) -> Word:
    """The word read as a father's name, as in "Гейдар оглы"."""
    word = word_of(written)
    root = strip_vowels(word.sound)
    father = load_tables().fathers.get(root, word.given)
    return word._replace(
        gender="", given=0, father=father, root=root or word.sound, root_frame=fold_frame(root), patronymic_gender=sex,
        roles=(0, 9, 0),
    )  # fmt: skip


def _initial_of(text: str) -> Word:
    sound = fold_sound(text)
    letters = letter_bit(text[:1])
    return Word(
        text=text, sound=sound, stem=sound, frame=fold_frame(sound), western="", western_frame="",
        latin=script_of(text) == "latin", gender="", given=0, father=0, root="", root_frame="", patronymic_gender="",
        initial=True, letters=letters, wide=_alike().get(text[:1], 0),
        given_share=0.0, surname_share=0.0, roles=(3, 2, 0),
    )  # fmt: skip


def _given_of(text: str, sound: str, tables: Tables) -> int:
    """Number of the given name: as written, else by its sound in its own alphabet, else by its sound in any."""
    number = tables.given_by_form.get(text, 0)
    if not number and not text.isascii():
        number = tables.given_by_cyrillic_sound.get(sound, 0)
    return number or tables.given_by_sound.get(sound, 0)


def _patronymic_of(sound: str, tables: Tables) -> tuple[str, int, str]:
    """Root, father and gender; an empty root when the word does not end like a patronymic."""
    if sound[-1:] not in tables.patronymic_last:
        return "", 0, ""
    for ending, sex in tables.patronymic_endings:
        if sound.endswith(ending) and len(sound) - len(ending) >= 1:
            root = strip_vowels(sound[: -len(ending)])
            if root:
                return root, tables.fathers.get(root, 0), sex
    for ending, sex in tables.short_endings:
        if sound.endswith(ending):
            root = strip_vowels(sound[: -len(ending)])
            if root in tables.short_fathers:
                return root, tables.fathers.get(root, 0), sex
    return "", 0, ""


def _surname_share(stem: str, tables: Tables) -> float:
    share = tables.surname_share.get(stem)
    # A short stem is shared by more families, and by more unlike names that the folding has made alike.
    return share if share is not None else SURNAME_SHARE[0] + max(0, 6 - len(stem)) * 0.5


def _roles_of(
    sound: str, given: int, patronymic: tuple[str, int], surname_share: float, tables: Tables
) -> tuple[int, int, int]:
    root, father = patronymic
    typical = sound.endswith(tables.surname_endings)
    known_surname = surname_share > SURNAME_SHARE[0] + 2
    as_given = 1
    if given:
        name = tables.given[given]
        as_given = (4 if not name.same else 5) + (1 if name.share > -6 else 0)
    elif typical or root:
        as_given = 0
    as_patronymic = -9
    if root:
        as_patronymic = 7 if father else 5 if sound.endswith("a") else 4
    as_surname = 4 if typical else 2
    if known_surname:
        as_surname = 5
    elif given and not typical:
        as_surname = 1
    if father:
        as_surname = 3
    return as_given, as_patronymic, as_surname
