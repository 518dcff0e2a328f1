"""Why two names agree or not, word by word, in English fit for a reviewer's screen."""

from dataclasses import dataclass

from habeas.names.records import NameRecord, record_parts
from habeas.names.scoring import Agreement, probability_of
from habeas.names.weights import load_weights

_SENTENCES = {
    "same spelling": "{part}: {a} and {b} are spellings of one {noun} (alphabet, romanisation and gender set aside)",
    "vowels differ": "{part}: {a} and {b} differ in vowels only",
    "near": "{part}: {a} and {b} are near in spelling, but not the same",
    "distant": "{part}: {a} and {b} share some letters, and are probably different",
    "different": "{part}: {a} and {b} are different",
    "equivalent": "{part}: {a} and {b} are forms of one name",
    "looser form": "{part}: {b} may stand for {a}, or for another name",
    "other name": "{part}: {a} and {b} are different names",
    "absent on one side": "{part}: given on one side only ({a}{b}); that is no contradiction",
    "absent on both": "{part}: given on neither side",
    "initial fits": "{part}: the initial fits ({a}, {b})",
    "initials fit": "{part}: the initials fit ({a}, {b})",
    "initial does not fit": "{part}: the initial does not fit ({a}, {b})",
}
_OTHER_SENTENCES = {
    ("second surname", "agrees"): "Second surname: {a} and {b} agree",
    ("second surname", "crosses"): "A surname of one side is the second or maiden surname of the other",
    ("second surname", "differs"): "Second surname: {a} and {b} differ",
    ("second surname", "on one side"): "Second surname: on one side only ({a}{b})",
    ("sex", "unknown"): "Sex: not told by the names",
    ("sex", "same"): "Sex: both names are of one sex",
    ("sex", "different"): "Sex: one name is a woman's, the other a man's",
    ("words left over", "different"): "Words without a place in the name: {a} and {b}",
    ("case", "turned"): "Case: a name is read as a case of a man's name; it may be a woman's name as it stands",
    ("place", "same"): "Place: {a} and {b} are one place",
    ("place", "one within the other"): "Place: {a} and {b} share words",
    ("place", "different"): "Place: {a} and {b} differ",
}
_NOUNS = {"given name": "name", "patronymic": "patronymic", "surname": "surname"}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of an explanation.

    Attributes:
        part: given name, patronymic, surname, second surname, sex, words left over, case, birth date, place.
        a, b: The words of either side; empty where absent.
        kind: Kind of agreement, such as "equivalent" or "initial fits".
        contribution: What it adds to the log-odds; above 0 speaks for one person.
        sentence: The same in plain English.
    """

    part: str
    a: str
    b: str
    kind: str
    contribution: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why: `start + sum of contributions == log_odds`, and `probability` is its logistic.

    Attributes:
        a, b: The records compared.
        probability: As by `compare` or `compare_records`.
        log_odds: Natural logarithm of the odds.
        start: Log-odds before any word was looked at.
        parts: The strongest first.
    """

    a: NameRecord
    b: NameRecord
    probability: float
    log_odds: float
    start: float
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        lines = [f"{self.a.name} / {self.b.name}: {self.probability:.3f}"]
        lines += [f"  {part.contribution:+5.1f}  {part.sentence}" for part in self.parts]
        return "\n".join(lines)


def explain(a: str | NameRecord, b: str | NameRecord) -> Explanation:
    """The comparison of two names or records, part by part.

    Example:
        >>> why = explain("Ales Bialiatski", "Александр Беляцкий")
        >>> [part.kind for part in why.parts if part.part in ("given name", "surname")]
        ['same spelling', 'looser form']
    """
    first = NameRecord(a) if isinstance(a, str) else a
    other = NameRecord(b) if isinstance(b, str) else b
    start = load_weights().start
    agreements = record_parts(first, other)
    log_odds = start + sum(part.contribution for part in agreements)
    parts = tuple(
        Part(row.part, row.a, row.b, row.kind, row.contribution, sentence_of(row))
        for row in sorted(agreements, key=lambda row: -abs(row.contribution))
    )
    return Explanation(first, other, probability_of(log_odds), log_odds, start, parts)


def sentence_of(row: Agreement) -> str:
    """A part as one English sentence, without its full stop."""
    if row.part == "birth date":
        return f"Birth date: {row.a} and {row.b}: {row.kind}"
    pattern = _OTHER_SENTENCES.get((row.part, row.kind)) or _SENTENCES[row.kind]
    words = {"a": _shown(row.a), "b": _shown(row.b)}
    return pattern.format(part=row.part.capitalize(), noun=_NOUNS.get(row.part, row.part), **words)


def _shown(word: str) -> str:
    return word[:1].upper() + word[1:]
