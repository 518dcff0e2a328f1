"""Search: words of reports, and names in any spelling. What is found are ids; the gate decides what is shown of them.

Text is folded before it is indexed (letter case, accents of Latin letters, ё and е), the same on both databases.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.backends.utils import CursorWrapper

from habeas.names.scripts import clean_word
from habeas.names.skeleton import skeleton_of
from habeas.store.models import RecordId

_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"')
# PostgreSQL indexes at most a megabyte at once and counts positions to 16,383: long reports go in parts.
_PART_CHARACTERS = 60_000
# Names that have the rarest sound of those asked for and are read; that have another one; that are compared in the end.
_MOST_READ, _MOST_BESIDE, _MOST_LIKE = 4000, 100, 300
_NUMBER_WITH_SOUND = "SELECT %s, count(*) FROM (SELECT 1 FROM store_search_names WHERE key = %s LIMIT %s) found"
_WITH_SOUND = """SELECT name, person_id, document_id FROM
    (SELECT DISTINCT name, person_id, document_id FROM store_search_names WHERE key = %s LIMIT %s) found"""
_LIKELY = 0.35  # names less alike than this are not shown as the same name in another spelling


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A report that has the words."""

    document_id: str
    rank: int


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name like the one asked for.

    Attributes:
        name: As it is written.
        person_id: Whose it is, or empty for a name that stands in a report and belongs to nobody yet.
        document_id: The report, or empty for a name of a person.
        per_mille: How likely the two are one name, times a thousand; 1000 where the letters agree.
    """

    name: str
    person_id: str
    document_id: str
    per_mille: int


def fold(text: str) -> str:
    """Lower case, no accents on Latin letters, е for ё; й, ў and ї stay."""
    lowered = text.casefold().replace("ё", "е").replace("\0", " ")
    if lowered.isascii():
        return lowered
    return "".join(_fold_letter(letter) for letter in unicodedata.normalize("NFC", lowered))


def _fold_letter(letter: str) -> str:
    if letter.isascii() or not unicodedata.name(letter, "").startswith("LATIN"):
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def index_document(sequence: int, text: str, title: str) -> None:
    """Make a report's words findable; again replaces what was there."""
    unindex_document(sequence)
    index_documents([(sequence, text, title)])


def index_documents(reports: Iterable[tuple[int, str, str]]) -> None:
    """Make the words of many reports findable: number, text and title of each; none of them is there yet."""
    folded = ((sequence, _words_of(text), _words_of(title)) for sequence, text, title in reports)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO store_search_documents (rowid, words, title) VALUES (%s, %s, %s)", list(folded)
            )
            return
        for sequence, words, head in folded:
            for part, piece in enumerate(_in_parts(f"{head} {words}")):
                cursor.execute(
                    "INSERT INTO store_search_documents (rowid, part, words) "
                    "VALUES (%s, %s, to_tsvector('simple', %s))",
                    (sequence, part, piece),
                )


def find_misindexed(reports: Iterable[tuple[int, str, str]]) -> list[int]:
    """Numbers of those reports (number, text, title) of which the index of words holds nothing, or something else."""
    folded = {sequence: (_words_of(text), _words_of(title)) for sequence, text, title in reports}
    found: dict[int, list[object]] = {sequence: [] for sequence in folded}
    marks = ", ".join(["%s"] * len(folded))
    columns = "words, title" if connection.vendor == "sqlite" else "part, words::text"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, {columns} FROM store_search_documents WHERE rowid IN ({marks})",  # noqa: S608 - names above
            list(folded),
        )
        for sequence, *row in cursor.fetchall():
            found[sequence].append(tuple(row))
        if connection.vendor == "sqlite":
            return [sequence for sequence, row in folded.items() if found[sequence] != [row]]
        return [sequence for sequence, row in folded.items() if sorted(found[sequence], key=repr) != _on_server(*row)]


def _on_server(words: str, title: str) -> list[tuple[int, str]]:
    """The parts of a report as PostgreSQL indexes them."""
    parts = []
    with connection.cursor() as cursor:
        for part, piece in enumerate(_in_parts(f"{title} {words}")):
            cursor.execute("SELECT to_tsvector('simple', %s)::text", (piece,))
            parts.append((part, cursor.fetchone()[0]))
    return sorted(parts, key=repr)


def _words_of(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def unindex_document(sequence: int) -> None:
    """Forget a report's words."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_search_documents WHERE rowid = %s", (sequence,))


def index_names(names: Iterable[str], *, person_id: str = "", document_id: str = "") -> None:
    """Make the names of a person, or the names that stand in a report, findable; again replaces what was there."""
    unindex_names(person_id=person_id, document_id=document_id)
    index_all_names([(names, person_id, document_id)])


def index_all_names(entries: Iterable[tuple[Iterable[str], str, str]]) -> None:
    """Make the names of many persons or reports findable: names, person id, document id; none of them is there yet."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO store_search_names (name, folded, key, person_id, document_id) VALUES (%s, %s, %s, %s, %s)",
            rows_of_names(entries),
        )


def rows_of_names(entries: Iterable[tuple[Iterable[str], str, str]]) -> list[tuple[str, str, str, str, str]]:
    """What the index of names holds for these: name, name folded, sound of a word, person id, document id."""
    return [
        (name, folded, key, person_id, document_id)
        for names, person_id, document_id in entries
        for name in dict.fromkeys(names)
        for folded, key in _keys_of(name)
    ]


@lru_cache(maxsize=16384)
def _keys_of(name: str) -> tuple[tuple[str, str], ...]:
    """The name folded, beside the sound of each of its words."""
    folded = fold(name)
    return tuple((folded, key) for key in sorted(set(sounds_of(name))) or [""])


def unindex_names(*, person_id: str = "", document_id: str = "") -> None:
    """Forget the names of a person or of a report."""
    column, value = ("person_id", person_id) if person_id else ("document_id", document_id)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM store_search_names WHERE {column} = %s", (value,))  # noqa: S608 - one of two names


def search_documents(query: str, limit: int = 50) -> tuple[DocumentHit, ...]:
    """Reports that have every word of the query (words are taken as beginnings; "words in quotes" as they stand).

    Returns:
        Best first; empty for a query without a word.
    """
    terms = _terms(query)
    if not terms:
        return ()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            match = " ".join(f'"{term}"' if exact else f'"{term}" *' for term, exact in terms)
            cursor.execute(
                "SELECT rowid FROM store_search_documents WHERE store_search_documents MATCH %s "
                "ORDER BY bm25(store_search_documents, 1.0, 4.0), rowid LIMIT %s",
                (match, limit),
            )
        else:
            match = " & ".join(
                "(" + " <-> ".join(term.split()) + ")" if exact else f"{term}:*" for term, exact in terms
            )
            cursor.execute(
                "SELECT rowid FROM store_search_documents, to_tsquery('simple', %s) query WHERE words @@ query "
                "GROUP BY rowid ORDER BY max(ts_rank(words, query)) DESC, rowid LIMIT %s",
                (match, limit),
            )
        sequences = [row[0] for row in cursor.fetchall()]
    ids = dict(RecordId.objects.filter(sequence__in=sequences).values_list("sequence", "record_id"))
    return tuple(DocumentHit(ids[sequence], rank) for rank, sequence in enumerate(sequences))


def search_names(query: str, limit: int = 50) -> tuple[NameHit, ...]:
    """Names like the query in any script and spelling: the same letters first, then by likelihood."""
    folded = fold(_storable(query)).strip()
    if not folded:
        return ()
    sounds = sounds_of(query)
    found: dict[tuple[str, str, str], int] = {}
    scores: dict[str, int] = {}
    for name, person_id, document_id in (*_by_letters(folded), *_by_sound(sounds)):
        key = (name, person_id, document_id)
        if key not in found:
            if name not in scores:
                scores[name] = 1000 if folded in fold(name) else likeness(query, name, sounds)
            if scores[name] >= _LIKELY * 1000:
                found[key] = scores[name]
    hits = (NameHit(*key, per_mille=score) for key, score in found.items())
    return tuple(sorted(hits, key=_order_of_hit))[:limit]


def _order_of_hit(hit: NameHit) -> tuple[object, ...]:
    return -hit.per_mille, len(hit.name), hit.name, hit.person_id, hit.document_id


def find_words(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a query stand in a text: start and end of each, in code points."""
    terms = [word for term, _ in _terms(query) for word in term.split()]
    return tuple(
        (match.start(), match.end())
        for match in _WORD.finditer(text)
        if any(fold(match.group()).startswith(term) for term in terms)
    )


def _terms(query: str) -> list[tuple[str, bool]]:
    """(words, whether they must stand exactly so) for each part of a query."""
    query = _storable(query)
    phrases = [" ".join(_WORD.findall(fold(phrase))) for phrase in _PHRASE.findall(query)]
    words = _WORD.findall(fold(_PHRASE.sub(" ", query)))
    return [(phrase, True) for phrase in phrases if phrase] + [(word, False) for word in words]


def _storable(query: str) -> str:
    """What somebody types may hold half a character, which no database takes."""
    return query.encode("utf-8", "replace").decode()


def _in_parts(text: str) -> Iterator[str]:
    start = 0
    while start < len(text) or start == 0:
        end = text.rfind(" ", start, start + _PART_CHARACTERS) if start + _PART_CHARACTERS < len(text) else len(text)
        end = end if end > start else min(start + _PART_CHARACTERS, len(text))
        yield text[start:end]
        start = max(end, start + 1)


def sounds_of(name: str) -> list[str]:
    """The sound of each word of a name; words too short to have one are left out."""
    return [frame for word in name.split() if len(frame := skeleton_of(clean_word(word)).frame) > 1]


def likeness(query: str, name: str, sounds: list[str]) -> int:
    """Per mille: 900 where every word asked for sounds like one of the name's, else as the comparison of names says."""
    # Compiled parts that only a search for a name needs.
    from habeas.names import compare  # noqa: PLC0415

    alike = 900 if sounds and set(sounds) <= set(sounds_of(name)) else 0
    return alike if alike or len(sounds) < 2 else round(compare(query, name) * 1000)


def _by_letters(folded: str) -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" and len(folded) >= 3:
            cursor.execute(
                "SELECT DISTINCT name, person_id, document_id FROM store_search_names WHERE id IN "
                "(SELECT rowid FROM store_search_spellings WHERE store_search_spellings MATCH %s) LIMIT 500",
                ('"' + folded.replace('"', '""') + '"',),
            )
        else:
            pattern = "%" + re.sub(r"([\\%_])", r"\\\1", folded) + "%"
            cursor.execute(
                "SELECT DISTINCT name, person_id, document_id FROM store_search_names "
                "WHERE folded LIKE %s ESCAPE '\\' LIMIT 500",
                (pattern,),
            )
        return [(str(name), str(person), str(document)) for name, person, document in cursor.fetchall()]


def _by_sound(sounds: list[str]) -> list[tuple[str, str, str]]:
    """Names with these sounds, those with most of them first; of a given name that thousands bear, only some."""
    with connection.cursor() as cursor:
        found = _rarest_first(cursor, list(dict.fromkeys(sounds)))
        if not found:
            return []
        limits = [(key, _MOST_BESIDE if place else _MOST_READ) for place, key in enumerate(found)]
        cursor.execute(" UNION ALL ".join([_WITH_SOUND] * len(limits)), [value for limit in limits for value in limit])
        rows = {(str(name), str(person), str(document)) for name, person, document in cursor.fetchall()}
    wanted = set(sounds)
    shared = {name: sum(key in wanted for _, key in _keys_of(name)) for name, _, _ in rows}
    return sorted(rows, key=lambda row: (-shared[row[0]], row))[:_MOST_LIKE]


def _rarest_first(cursor: CursorWrapper, sounds: list[str]) -> list[str]:
    """Those that any name has."""
    if not sounds:
        return []
    statement = " UNION ALL ".join([_NUMBER_WITH_SOUND] * len(sounds))
    cursor.execute(statement, [value for place, key in enumerate(sounds) for value in (place, key, _MOST_READ)])
    numbers = sorted((number, sounds[place]) for place, number in cursor.fetchall() if number)
    return [key for _, key in numbers]
