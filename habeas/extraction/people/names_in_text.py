"""Names in a text: runs of capitalised words, and the vote over the whole document on whether a name is a person's."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from habeas.extraction.layout.case_tables import find_labels
from habeas.extraction.lexicon.gazetteer import Gazetteer, load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.body_names import part_bodies
from habeas.extraction.people.name_runs import NameRun
from habeas.extraction.people.name_votes import vote_on_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.grammar.words import ParsedText, Sentence, Word

_NAME_TAGS = frozenset(("NNP", "NNPS"))
_OPENING = ('"', "'", ":", "-", "(", "–", "—", ".", "?", "!", "...", "…")  # behind these a capital says nothing
_FUNCTION_TAGS = ("DET", "PRON", "ADP", "CCONJ", "SCONJ")
_NOMINAL_PLACES = ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "compound", "poss")
_NOT_NAMES = word_list("names", "not_names")
_MONTHS = word_list("names", "months")
_IN_TITLES = word_list("names", "in_titles")
_CAPTION_WORDS, _TITLE_TAILS = word_list("names", "caption_words"), word_list("names", "title_tails")
_CONJUNCTIONS = word_list("names", "conjunctions")
_JOINED_TO_NAMES = word_list("names", "joined_to_names")
_QUOTES = ("'", '"', "‘", "’", "“", "”")
_OFTEN = 2  # so many times somebody goes by one name: a noun of that form is the name again
_COLOURS, _DRESSED, _IN = (word_list("names", name) for name in ("colours", "dressed", "in"))
_SAINTS = ("st", "st.", "saint")


def find_names(parsed: ParsedText, entries: Sequence[tuple[int, int]] = ()) -> list[NameRun]:
    """Every run of capitalised words that may be a name, in order, typed by the vote of the document.

    Args:
        parsed: The text.
        entries: Places of the names with which the entries of its lists begin.
    """
    gazetteer = load_gazetteer()
    headings = _headings(parsed)
    runs = [
        run
        for sentence in parsed.sentences
        for run in _runs(
            parsed.words[sentence.first : sentence.last],
            gazetteer,
            heading=sentence.number in headings,
            inside=_is_cut(parsed, sentence),
        )
    ]
    labels = [(label.start, label.end) for label in find_labels(parsed.text) if not label.bare]
    if labels:
        runs = [run for run in runs if not _is_label(run, labels)]
    runs, listed = _with_entries(part_bodies(runs, parsed, gazetteer), parsed, entries, gazetteer)
    vote_on_names(runs, gazetteer, parsed, headings, listed)
    ends = {run.key[-2:] for run in runs if run.kind == "person" and len(run.key) > 2}
    for run in runs:
        hyphened = len(run.words) > 1 and run.words[1].text == "-"
        if run.key in ends and (hyphened or run.key[0] in gazetteer.particles):
            run.kind = "person"  # "El-Testov" behind "Ivan el-Testov", "Mir-Testova" behind "Ana Mir-Testova"
    return _with_short_forms(_with_outlets(runs, parsed, gazetteer), parsed)


def _is_label(run: NameRun, labels: list[tuple[int, int]]) -> bool:
    """Whether a run lies in the label of a field."""
    at = bisect_right(labels, (run.start, run.end)) - 1
    return any(start <= run.start and run.end <= end for start, end in labels[max(0, at) : at + 2])


def _with_entries(
    runs: list[NameRun], parsed: ParsedText, entries: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[list[NameRun], frozenset[tuple[str, ...]]]:
    """Put the names with which entries of lists begin over what the tagger made of their words; with their keys."""
    if not entries:
        return runs, frozenset()
    listed = [_listed_run(words, gazetteer) for start, end in entries if (words := parsed.words_in(start, end))]
    whole = [run for run in listed if run is not None]
    covered = {word.i for run in whole for word in run.words + run.before}
    kept = [run for run in runs if not any(word.i in covered for word in run.words)]
    return sorted([*kept, *whole], key=lambda run: run.start), frozenset(run.key for run in whole)


def _listed_run(words: list[Word], gazetteer: Gazetteer) -> NameRun | None:
    if any(word.text == "," for word in words):  # "TESTOVA, Ana"
        return NameRun([word for word in words if word.text != ","], [])
    return _strip(words, gazetteer)


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
    alone = Counter(run.key[0] for run in runs if run.kind == "person" and len(run.key) == 1)
    single = {name for name, times in alone.items() if times >= _OFTEN and len(name) > 2} - surnames - _MONTHS
    surnames.difference_update(_MONTHS)
    taken = {word.i for run in runs for word in run.words}
    runs.extend(
        NameRun([word], [], "person")
        for word in parsed.words
        if word.text[:1].isupper()
        and word.i not in taken
        and (word.low in surnames or (word.low in single and word.pos in ("NOUN", "PROPN")))
    )
    runs.sort(key=lambda run: run.start)
    return runs


def _headings(parsed: ParsedText) -> frozenset[int]:
    """Sentences in Title Case or CAPITALS, where a capital letter says nothing."""
    found = set()
    for sentence in parsed.sentences:
        inside = parsed.words[sentence.first : sentence.last]
        last = inside[-2] if inside[-1].pos == "SPACE" and len(inside) > 1 else inside[-1]
        if last.text == "." and any(word.text.islower() for word in inside):
            continue  # full of names, but a sentence
        words = [w for w in inside if w.text[:1].isalpha() and len(w.text) > 3]
        if len(words) >= 3 and sum(w.text[0].isupper() for w in words) >= 0.75 * len(words):
            found.add(sentence.number)
    return frozenset(found)


def _is_cut(parsed: ParsedText, sentence: Sentence) -> bool:
    """Whether the parser cut a sentence in two before this part: no full stop or line end stands there."""
    if not sentence.number or parsed.sentences[sentence.number - 1].paragraph != sentence.paragraph:
        return False
    before = parsed.words[sentence.first - 1]
    return before.pos in ("NOUN", "VERB", "ADJ", "ADP", "DET") and before.text.isalpha()


def _runs(words: list[Word], gazetteer: Gazetteer, *, heading: bool, inside: bool) -> list[NameRun]:
    """The runs of a sentence; inside: it is the second part of one, and its first capital says as much as any."""
    runs: list[NameRun] = []
    i = 0
    while i < len(words):
        first = i == 0 and not inside
        if i > 1 and _is_dress(words, i):
            i += 1
            continue
        opens = not first and not heading and _looks_like_another(words, i)
        if not opens and not _is_name_word(words[i], gazetteer, first=first, heading=heading):
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


def _is_dress(words: list[Word], i: int) -> bool:
    """As in "the Lady in White Ana Testova": the colour is none of the name."""
    behind = words[i - 1].low in _IN and singular(words[i - 2].low) in _DRESSED
    return behind and words[i].low in _COLOURS


def _is_name_word(word: Word, gazetteer: Gazetteer, *, first: bool, heading: bool) -> bool:
    text = word.text
    if not text[:1].isupper() or word.low in _NOT_NAMES or word.pos in _FUNCTION_TAGS:
        return False
    if not text[0].isalpha() or word.low in _MONTHS:
        return False
    if word.low in gazetteer.given:
        return True
    if first and word.tag == "VBG":
        return False  # "Getting Ahmad convicted will ..", which a name-finder may take for one name
    if word.tag in _NAME_TAGS or word.ent == "PERSON":
        return True
    return not first and not heading


def _looks_like_another(words: list[Word], i: int) -> bool:
    """A capital inside a sentence that the parser took for an English word, before a name: "Wa Lone", "Than Htut"."""
    word = words[i]
    if (
        word.tag in _NAME_TAGS
        or word.pos == "NUM"
        or word.low in _IN_TITLES
        or word.low in _NOT_NAMES
        or word.low in _MONTHS
    ):
        return False
    if not (word.text.isalpha() and word.text.istitle()) or i + 1 >= len(words):
        return False
    if i and words[i - 1].text in _OPENING:
        return False
    after = words[i + 1]
    return after.start - word.end == 1 and after.tag == "NNP" and after.text[:1].isupper()


def _is_month_in_name(words: list[Word], j: int) -> bool:
    """As in "Dulcie September", "Theresa May": right behind a name and before no day or year."""
    after = words[j + 1].text if j + 1 < len(words) else ""
    before = words[j - 1]
    plain = before.tag == "NNP" and before.low not in _MONTHS and before.low not in _NOT_NAMES
    return plain and words[j].tag == "NNP" and not after[:1].isdigit() and words[j].ent not in ("DATE", "TIME")


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
    if word.text in _QUOTES and gap == 1:
        return _nickname(words, j)
    if _is_name_word(word, gazetteer, first=False, heading=heading) and before.low != ",":
        return 1
    if word.low in _MONTHS and not heading and _is_month_in_name(words, j):
        return 1
    if not heading and before.tag == "NNP" and word.pos in ("ADP", "SCONJ") and word.dep in _NOMINAL_PLACES:
        return int(word.text.istitle())  # "Maung Than, a teacher, was held"
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


def _nickname(words: list[Word], j: int) -> int:
    """As in "Ivan 'Oxygen' Testov": three words, where the name goes on behind the closing mark; else 0."""
    if j + 3 >= len(words):
        return 0
    inside, closing, after = words[j + 1 : j + 4]
    tight = words[j].end == inside.start and inside.end == closing.start and after.start - closing.end == 1
    named = inside.text[:1].isupper() and after.text[:1].isupper() and after.tag == "NNP" and words[j - 1].tag == "NNP"
    return 3 if tight and named and closing.text in _QUOTES else 0


def _strip(words: list[Word], gazetteer: Gazetteer) -> NameRun | None:
    """The run without titles and nationalities in front of it, and without an apostrophe behind it."""
    at = 0
    while at < len(words) - 1 and _is_front(words, at, gazetteer):
        at += 3 if _has_tail(words, at) else 1
        if words[at].text == "-":
            at = 0
            break
    for i in range(len(words) - 2, at - 1, -1):
        if words[i].low in gazetteer.family_first or _is_saints_town(words, i):
            continue  # "Ko Ko Aung"
        # "Michigan Governor Gretchen W.": the name begins behind the last title
        if words[i].low in gazetteer.titles and words[i].low not in gazetteer.given and words[i + 1].text != "-":
            at = i + 1
            break
    if len(words) > at + 2 and words[-2].text == "-" and words[-1].low in _JOINED_TO_NAMES:
        words = words[:-2]  # "the X-led coalition"
    while len(words) > at + 1 and (words[-1].low in ("'s", "'", "-", "–") or words[-1].low in _CAPTION_WORDS):
        words = words[:-1]
    while len(words) > at + 1 and words[-1].low in gazetteer.role_of and words[-1].low not in gazetteer.given:
        if len(words) == at + 2 and words[at].low in gazetteer.given and words[-1].tag == "NNP":
            break  # a family name that is also a title
        if words[-2].text == "-":
            break  # "Ng Pui-man"
        words = words[:-1]
    return NameRun(words[at:], words[:at]) if words[at:] else None


def _has_tail(words: list[Word], at: int) -> bool:
    """As in "President-elect Ana Testova": what a hyphen joins to a title is part of it."""
    return at + 3 < len(words) and words[at + 1].text == "-" and words[at + 2].low in _TITLE_TAILS


def _is_office(text: str) -> bool:
    """As in "PM Trudeau", "NGO Accels": a short form before a name is none of it; two letters may be initials."""
    return text.isupper() and text.isalpha() and (3 <= len(text) <= 6 or text in ("PM", "MP", "VP", "FM", "DA"))


def _is_plural(word: Word) -> bool:
    return word.tag == "NNPS" or (word.text[-1:] == "s" and word.text[:-1].isupper())


def _names_people(low: str, gazetteer: Gazetteer) -> bool:
    """As in "Tibetans", "MPs", "YouTubers": a plural in front of names says what they are."""
    one = singular(low)
    return one in gazetteer.demonyms or one in gazetteer.role_of or one in gazetteer.titles


def _is_saints_town(words: list[Word], at: int) -> bool:
    """As in "St. Louis": no saint, where the tagger sees a place."""
    return words[at].low in _SAINTS and words[at + 1].ent in ("GPE", "LOC", "FAC")


def _opens_clause(words: list[Word], at: int) -> bool:
    """As in "Whereas Ana Testova", "B. Whereas Ana Testova": a conjunction, and the letter of its paragraph."""
    marked = at == 0 and len(words) > 1 and len(words[0].low.strip(".")) == 1
    return words[at + 1 if marked else at].low in _CONJUNCTIONS and (marked or at <= 1)


def _is_front(words: list[Word], at: int, gazetteer: Gazetteer) -> bool:
    low = words[at].low
    if _is_saints_town(words, at):
        return False
    if (at == 0 and low == "us") or low in _CAPTION_WORDS or _opens_clause(words, at):
        return True
    if words[at].pos == "NUM" and words[at].text.isalpha():
        return True  # "Four Testlanders"
    if low in gazetteer.family_first and (len(words) - at == 2 or words[at + 1].low == low):
        return False  # "Ma Xiaoli", "Ko Ko Aung": a title of one language is a name of another
    if (
        _is_office(words[at].text)
        and len(words) - at > 1
        and not words[at + 1].text.isupper()
        and words[at + 1].text != "-"
    ):
        return True
    plural = _is_plural(words[at]) or (singular(low) != low and _names_people(low, gazetteer))
    if len(words) - at > 1 and plural and low not in gazetteer.given and _names_people(low, gazetteer):
        return True  # "Journalists Ana Testova"
    if low in gazetteer.demonyms or low in ("u.s.", "u.n.", "us", "un", "eu", "uk", "us-based"):
        rest = " ".join(word.low for word in words[at:])
        return rest not in gazetteer.places and not (low in gazetteer.given and len(words) - at == 2)
    if low in gazetteer.titles or (low in gazetteer.role_of and low not in gazetteer.given):
        return low not in gazetteer.given or len(words) - at > 2
    return low in gazetteer.places and len(words) - at >= 3 and words[at + 1].low in gazetteer.titles
