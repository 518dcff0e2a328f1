"""Search: words of reports, and names in any spelling. What is found are ids; the gate decides what is shown of them.

Text is folded before it is indexed (letter case, accents of Latin letters, ё and е), the same on both databases.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper

from habeas.store.folding import fold, fold_letters, words_in
from habeas.store.reads import in_lists
from habeas.store.search_forms import Of, find_forms

_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"')
# PostgreSQL indexes at most a megabyte at once and counts positions to 16,383: long reports go in parts.
_PART_CHARACTERS = 60_000
_MOST_RANKED = 1000  # reports, the newest: to weigh each of a hundred thousand takes longer than anybody waits
_MARKS = 500  # below the number of parameters that any SQLite takes


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
    return " ".join(words_in(text))


def unindex_document(sequence: int) -> None:
    """Forget a report's words."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_search_documents WHERE rowid = %s", (sequence,))


def search_documents(query: str, limit: int = 50) -> tuple[DocumentHit, ...]:
    """Reports that have every word of the query (words are taken as beginnings; "words in quotes" as they stand).

    Where thousands have them, it is the newest that are ranked, and those that have them in their title.

    Returns:
        Best first; empty for a query without a word.
    """
    terms = _terms(query)
    if not terms:
        return ()
    find = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    with connection.cursor() as cursor:
        ids = find(cursor, terms, limit)
    return tuple(DocumentHit(document_id, rank) for rank, document_id in enumerate(ids))


_RANKED = """SELECT record_id, others FROM (
    SELECT place, score, count(*) OVER () AS others FROM (
        SELECT rowid AS place, bm25(store_search_documents, 1.0, 4.0) AS score FROM store_search_documents
        WHERE store_search_documents MATCH %s ORDER BY rowid DESC LIMIT %s
    ) newest ORDER BY score, place LIMIT %s
) best JOIN store_recordid ON sequence = place ORDER BY score, place"""
_TITLED = """SELECT record_id FROM (
    SELECT rowid AS place FROM store_search_documents WHERE store_search_documents MATCH %s ORDER BY rowid DESC LIMIT %s
) newest JOIN store_recordid ON sequence = place ORDER BY place DESC"""
_RANKED_ON_SERVER = """SELECT record_id FROM (
    SELECT place, max(ts_rank(words, query)) AS score FROM (
        SELECT rowid AS place, words, query FROM store_search_documents, to_tsquery('simple', %s) query
        WHERE words @@ query ORDER BY rowid DESC LIMIT %s
    ) newest GROUP BY place ORDER BY score DESC, place LIMIT %s
) best JOIN store_recordid ON sequence = place ORDER BY score DESC, place"""


def _on_sqlite(cursor: CursorWrapper, terms: list[tuple[str, bool]], limit: int) -> list[str]:
    match = " ".join(f'"{term}"' if exact else f'"{term}" *' for term, exact in terms)
    cursor.execute(_RANKED, (match, _MOST_RANKED, limit))
    found = cursor.fetchall()
    ranked = [str(record_id) for record_id, _ in found]
    if not found or found[0][1] < _MOST_RANKED:
        return ranked
    cursor.execute(_TITLED, (f"title : ({match})", limit))
    return list(dict.fromkeys([*(str(record_id) for (record_id,) in cursor.fetchall()), *ranked]))[:limit]


def _on_postgresql(cursor: CursorWrapper, terms: list[tuple[str, bool]], limit: int) -> list[str]:
    match = " & ".join("(" + " <-> ".join(term.split()) + ")" if exact else f"{term}:*" for term, exact in terms)
    cursor.execute(_RANKED_ON_SERVER, (match, _MOST_RANKED, limit))
    return [str(record_id) for (record_id,) in cursor.fetchall()]


def search_names(query: str, limit: int = 50, *, of: Of = "all") -> tuple[NameHit, ...]:
    """Names like the query in any script and spelling: the same letters first, then by likelihood.

    Args:
        query: As somebody types it.
        limit: The most hits.
        of: `persons` or `reports` for the names of one kind of owner; `all` has a name's persons before its reports.
    """
    hits: list[NameHit] = []
    forms = find_forms(_storable(query), of)[:limit]  # each has an owner
    persons = _owners("person_id", [form.form_id for form in forms]) if of != "reports" else {}
    for form in forms:
        hits += [NameHit(form.name, person_id, "", form.per_mille) for person_id in persons.get(form.form_id, ())]
        if of != "persons" and len(hits) < limit:
            found = _owners("document_id", [form.form_id], limit - len(hits)).get(form.form_id, ())
            hits += [NameHit(form.name, "", document_id, form.per_mille) for document_id in found]
        if len(hits) >= limit:
            break
    return tuple(hits[:limit])


def _owners(column: str, forms: list[int], limit: int = -1) -> dict[int, list[str]]:
    """Whose each of these names is: persons or reports, by the column."""
    found: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        for batch in in_lists(forms, _MARKS):
            marks = ", ".join(["%s"] * len(batch))
            bound = f"LIMIT {limit}" if limit >= 0 else ""
            cursor.execute(
                f"SELECT form_id, {column} FROM store_search_names WHERE form_id IN ({marks}) AND {column} > '' "  # noqa: S608
                f"ORDER BY form_id, {column} {bound}",
                batch,
            )
            for form_id, owner in cursor.fetchall():
                found.setdefault(form_id, []).append(str(owner))
    return found


def find_words(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a query stand in a text: start and end of each, in code points."""
    terms = list(dict.fromkeys(word for term, _ in _terms(query) for word in term.split()))
    if not terms:
        return ()
    begun = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, terms))})[^\W_]*")
    letters = fold_letters(text)
    if letters is not None:
        return tuple(match.span() for match in begun.finditer(letters))
    return tuple(match.span() for match in _WORD.finditer(text) if begun.match(fold(match.group())))


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
