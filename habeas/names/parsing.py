"""A name as printed, taken apart.

Given name, patronymic, surname, in any order and alphabet; initials, second surnames, maiden names, nicknames.

Each word has a score for each role (`Word.roles`), each order a small prior; the best total wins. Where a second
reading comes close, both are kept, and a comparison takes the one that agrees better. Capitals decide nothing: in
lists they are set by rule of the printer, now for the surname, now for all but the given name.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from habeas.names.inflection import may_be_oblique, other_case, to_nominative
from habeas.names.scripts import clean_word
from habeas.names.tables import load_tables
from habeas.names.words import Word, father_word, word_of
from habeas.packs import load_table

_TOKEN = re.compile(
    r"[^\W\d_]+(?:['`´ʹʺʼʻ’‘′\u0300\u0301\u00ad\u200b-][^\W\d_]+|[\u0300-\u036f\u00ad]+[^\W\d_]*)*['’ʼ]?\.?"
)
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]|[«“„\"]([^»”\"“]*)[»”\"“]")
_VOWEL = re.compile(r"[аеёєиіїоуыэюяўaeiouy]", re.IGNORECASE)

GIVEN, PATRONYMIC, SURNAME, SECOND, NONE = 0, 1, 2, 3, 4

# Orders of the roles and what each is worth before looking at the words. An order that is not here is not tried.
_ORDERS: dict[int, tuple[tuple[tuple[int, ...], int], ...]] = {
    1: (((SURNAME,), 0), ((GIVEN,), 0)),
    2: (((GIVEN, SURNAME), 1), ((SURNAME, GIVEN), 0), ((GIVEN, PATRONYMIC), -3), ((SURNAME, SECOND), -4)),
    3: (
        ((GIVEN, PATRONYMIC, SURNAME), 2), ((SURNAME, GIVEN, PATRONYMIC), 2), ((GIVEN, SECOND, SURNAME), -3),
        ((GIVEN, SURNAME, SECOND), -3), ((SURNAME, SECOND, GIVEN), -3), ((SURNAME, PATRONYMIC, GIVEN), -1),
        ((GIVEN, SURNAME, PATRONYMIC), -1), ((PATRONYMIC, GIVEN, SURNAME), -2), ((PATRONYMIC, SURNAME, GIVEN), -2),
    ),
    4: (
        ((GIVEN, PATRONYMIC, SURNAME, SECOND), 0), ((GIVEN, PATRONYMIC, SECOND, SURNAME), -2),
        ((SURNAME, SECOND, GIVEN, PATRONYMIC), 0), ((GIVEN, SURNAME, SECOND, PATRONYMIC), -2),
        ((GIVEN, SECOND, PATRONYMIC, SURNAME), -1), ((SURNAME, GIVEN, PATRONYMIC, SECOND), 0),
        ((GIVEN, SECOND, NONE, SURNAME), -3), ((GIVEN, NONE, SECOND, SURNAME), -3),
    ),
}  # fmt: skip
_CLOSE = 1


class Reading(NamedTuple):
    """One way to read a name; any part may be absent.

    `extra` counts words without a role, `sex` is m, f or empty; `turned` says that the words were taken for a case of a
    man's name though they may be a woman's in the nominative.
    """

    given: Word | None
    patronymic: Word | None
    surname: Word | None
    second: Word | None
    extra: int = 0
    sex: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name taken apart.

    Attributes:
        written: The name as given.
        readings: The best reading first; a second one only where it comes close.
        nicknames: Call signs and nicknames kept as printed.
        certain: Only one reading is possible.
    """

    written: str
    readings: tuple[Reading, ...]
    nicknames: tuple[str, ...] = field(default=())

    @property
    def certain(self) -> bool:
        """Whether the roles of the words are settled."""
        return len(self.readings) == 1

    @property
    def given(self) -> str:
        """Given name (or its initial) in small letters; empty if absent."""
        return _text(self.readings[0].given)

    @property
    def patronymic(self) -> str:
        """Patronymic (or its initial); empty if absent."""
        return _text(self.readings[0].patronymic)

    @property
    def surname(self) -> str:
        """Surname; empty if absent."""
        return _text(self.readings[0].surname)

    @property
    def second_surname(self) -> str:
        """Second part of a double surname, or a maiden name; empty if absent."""
        return _text(self.readings[0].second)

    @property
    def sex(self) -> str:
        """m, f or empty."""
        return self.readings[0].sex


def _text(word: Word | None) -> str:
    return "" if word is None else word.text + ("." if word.initial else "")


@lru_cache(maxsize=200_000)
def parse_name(name: str) -> ParsedName:
    """Takes a printed name apart.

    Args:
        name: One person's name in Latin or Cyrillic letters. Other scripts are kept as whole words.

    Example:
        >>> p = parse_name("Бяляцкі Алесь Віктаравіч")
        >>> p.given, p.patronymic, p.surname
        ('алесь', 'віктаравіч', 'бяляцкі')
    """
    tables = load_tables()
    tokens = name.lower().split()
    if min(map(len, tokens), default=0) > 2 and name.replace(" ", "").isalpha() and tables.beside.isdisjoint(tokens):
        plain = tuple(tokens)
        turned: tuple[str, ...] = ()
        if any(map(may_be_oblique, plain)):
            plain = to_nominative(plain)
            turned = other_case(plain)
        readings = _readings_of(plain)
        if turned:
            # The order is that of the words as they stand; one reading more is enough to tell the doubt.
            readings = (readings[0], _readings_of(turned)[0]._replace(turned=True))
        return ParsedName(name, readings)
    return _parse_slowly(name)


def _readings_of(plain: tuple[str, ...]) -> tuple[Reading, ...]:
    words = [word_of(token) for token in plain]
    return tuple([_by_order(words, order, []) for order in orders_of(tuple([word.roles for word in words]))])


def _parse_slowly(name: str) -> ParsedName:
    """Names with initials, hyphens, brackets, titles, commas or particles."""
    core, maiden, nicknames = name, "", tuple[str, ...]()
    if any(mark in name for mark in '([«“„"'):
        core, maiden, nicknames = _take_asides(name)
    comma = core.find(",")
    tokens = [word for written in _TOKEN.findall(core) for word in _words_of(written)]
    words, seconds = _join_words(_nominatives(tokens))
    if maiden:
        seconds.append(word_of(maiden))
    if comma > 0 and len(words) >= 2 and core.count(",") == 1:
        head = [word for written in _TOKEN.findall(core[:comma]) for word in _words_of(written)]
        if len(head) == 1 and not words[0].initial:
            return ParsedName(name, (_by_order(words, _order_after_comma(words), seconds),), nicknames)
    readings = tuple(_by_order(words, order, seconds) for order in orders_of(tuple(word.roles for word in words)))
    return ParsedName(name, readings, nicknames)


def _nominatives(tokens: list[str]) -> list[str]:
    """The tokens with whole words in the nominative; initials and what needs no change as they are."""
    whole = [token for token in tokens if not token.endswith(".")]
    turned = to_nominative(tuple(clean_word(token) for token in whole))
    changed = {old: new for old, new in zip(whole, turned, strict=True) if clean_word(old) != new}
    return [changed.get(token, token) for token in tokens] if changed else tokens


def _words_of(written: str) -> list[str]:
    """A token as it goes into `word_of`: initials keep their dot, titles are dropped."""
    dotted = written.endswith(".")
    bare = written.rstrip(".").rstrip("'’ʼ")
    if len(bare) == 1:
        return [bare + "."]
    if bare.lower() in load_tables().titles:
        return []
    if dotted and (len(bare) <= 2 or (len(bare) == 3 and not _VOWEL.search(bare[1:]))):
        return [bare + "."]
    if len(bare) == 2 and bare.isupper() and not _VOWEL.search(bare[1]):
        return (
            [bare[0] + ".", bare[1] + "."]
            if not _VOWEL.search(bare[0]) and bare.lower() not in _pairs()
            else [bare + "."]
        )
    return [bare]


@lru_cache(maxsize=1)
def _pairs() -> frozenset[str]:
    return frozenset(load_table("cyrillic", "letters")["initials"]["pairs"].split())


def _join_words(tokens: list[str]) -> tuple[list[Word], list[Word]]:
    """Words in their order, and second surnames (later parts of "Петров-Водкин"); joins "Гейдар оглы", drops "фон"."""
    tables = load_tables()
    words: list[Word] = []
    seconds: list[Word] = []
    skip = False
    for place, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        after = tokens[place + 1].lower() if place + 1 < len(tokens) else ""
        if after in tables.father_marks:
            words.append(father_word(token, tables.father_marks[after]))
            skip = True
        elif token.lower() in tables.particles and after and not after.endswith("."):
            continue
        elif "-" in token and not token.endswith("."):
            whole = word_of(token)
            first, _, rest = token.partition("-")
            if whole.given or whole.root or word_of(first).given or len(first) < 3:
                words.append(whole)
            else:
                words.append(word_of(first))
                seconds += [word_of(part) for part in rest.split("-") if len(part) > 1]
        else:
            words.append(word_of(token))
    return words, seconds


def _take_asides(name: str) -> tuple[str, str, tuple[str, ...]]:
    """The name without what stands in brackets or quotation marks, a maiden name, nicknames."""
    tables = load_tables()
    maiden, nicknames = "", []
    for match in _ASIDE.finditer(name):
        inside = (match.group(1) or match.group(2) or "").strip()
        first, _, rest = inside.partition(" ")
        mark = first.rstrip(".:").lower()
        if match.group(2) is None and mark in tables.maiden and rest.strip():
            maiden = rest.split()[0].strip(".,;")
        elif match.group(2) is None and len(inside.split()) == 1 and inside.isalpha():
            maiden = inside
        elif inside:
            nicknames.append(rest.strip() if mark in tables.nickname and rest else inside)
    return _ASIDE.sub(" ", name), maiden, tuple(nicknames)


def _order_after_comma(words: list[Word]) -> tuple[int, ...]:
    rest = (GIVEN, PATRONYMIC) if len(words) > 2 and (words[2].root or words[2].initial) else (GIVEN, SECOND)
    return ((SURNAME, *rest)[: len(words)] + (NONE,) * len(words))[: len(words)]


@lru_cache(maxsize=50_000)
def orders_of(roles: tuple[tuple[int, int, int], ...]) -> tuple[tuple[int, ...], ...]:
    """The best order of roles, and the next one where it is close, for words with these scores."""
    number = len(roles)
    if number == 0:
        return ((),)
    if number > 4:
        inner = orders_of((*roles[:3], roles[-1]))
        return tuple((*order[:3], *(NONE,) * (number - 4), order[3]) for order in inner)
    scored = []
    for order, prior in _ORDERS[number]:
        total = prior
        for role, scores in zip(order, roles, strict=True):
            if role < SECOND:
                total += scores[role]
            elif role == SECOND:
                total += min(scores[SURNAME], 2)
        scored.append((total, order))
    scored.sort(key=lambda pair: -pair[0])
    best = scored[0][0]
    close = [order for total, order in scored if total >= best - _CLOSE]
    return tuple(close[:2])


def _by_order(words: list[Word], order: tuple[int, ...], seconds: list[Word]) -> Reading:
    slots: list[Word | None] = [None, None, None, None]
    extra = 0
    for word, role in zip(words, order, strict=True):
        if role == NONE:
            extra += 1
        else:
            slots[role] = word
    if slots[SECOND] is None and seconds:
        slots[SECOND] = seconds[0]
        extra += len(seconds) - 1
    given, patronymic, surname, second = slots
    return Reading(given, patronymic, surname, second, extra, _sex_of(given, patronymic, surname))


def _sex_of(given: Word | None, patronymic: Word | None, surname: Word | None) -> str:
    """By the patronymic, else the given name, else the ending of the surname."""
    if patronymic is not None and patronymic.patronymic_gender:
        return patronymic.patronymic_gender
    known = load_tables().given[given.given].sex if given is not None and given.given else ""
    return known or (surname.gender if surname is not None else "")
