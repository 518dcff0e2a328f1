"""What goes with reports and persons when they go: followed from record to record by the database, in one question."""

from collections.abc import Collection, Iterable
from itertools import zip_longest

from django.db import connection

from habeas.store.reads import in_lists

OF_CLAIM = ("claim", "target", "seal")
OF_DOCUMENT = ("document", "mention", "target", "seal")
OF_PERSON = ("person", "target", "seal")
_BATCH = 300  # of each kind of id; below the number of parameters that any SQLite takes
# A cross join is read in the order in which it is written: from the few that are known to their links, by the index.
_SPEAKING = """SELECT record.record_id, record.tag FROM {one} one
    CROSS JOIN store_recordlink link CROSS JOIN store_recordid record
    WHERE record.sequence = link.sequence AND link.target = one.id AND link.relation"""
_BODIES = "CROSS JOIN store_recordid record CROSS JOIN store_recordbody body"
_OF_ONE = "WHERE record.record_id = one.id AND body.sequence = record.sequence"
_OLDER, _NEWER = _SPEAKING.format(one="found"), _SPEAKING.format(one="above")
# All readings of the files of these reports; what speaks of them, and of their claims; what speaks of these persons;
# then whatever supersedes any of it, and so on.
_REACH = f"""WITH RECURSIVE
    documents (id) AS (
        SELECT other.record_id FROM store_recordid one CROSS JOIN store_recordlink file
        CROSS JOIN store_recordlink same CROSS JOIN store_recordid other
        WHERE one.record_id IN ({{documents}}) AND file.sequence = one.sequence AND file.relation = 'file'
        AND same.relation = 'file' AND same.target = file.target AND other.sequence = same.sequence),
    touching (id, tag) AS ({_SPEAKING.format(one="documents")} IN ({{of_document}})),
    claims (id) AS (SELECT id FROM touching WHERE tag LIKE 'claim.%%'),
    people (id) AS (
        SELECT DISTINCT target FROM store_recordlink WHERE relation IN ({{of_person}}) AND target IN ({{people}})),
    found (id, tag) AS (
        SELECT id, '' FROM documents UNION SELECT id, '' FROM touching
        UNION SELECT record_id, '' FROM ({_SPEAKING.format(one="claims")} IN ({{of_claim}})) about
        UNION SELECT record_id, '' FROM ({_SPEAKING.format(one="people")} IN ({{of_person}})) about
        UNION SELECT record_id, '' FROM store_recordid WHERE record_id IN ({{also}})),
    above (id, tag) AS ({_OLDER} = 'supersedes' UNION {_NEWER} = 'supersedes')
    SELECT record.record_id, body.raw, 0 FROM found one {_BODIES} {_OF_ONE}
    UNION ALL SELECT record.record_id, body.raw, 1 FROM above one {_BODIES} {_OF_ONE}"""  # noqa: S608 - names above


def reach(
    document_ids: Iterable[str], person_ids: Collection[str] = (), also: Iterable[str] = ()
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The bodies of all records that speak of these reports and persons, and of those that supersede any of them.

    Args:
        document_ids: Reports; all readings of their files count.
        person_ids: Persons.
        also: Ids of further records that go.

    Returns:
        By id: the records themselves; those that supersede one of them, directly or through others.
    """
    found: dict[str, bytes] = {}
    above: dict[str, bytes] = {}
    batches = (in_lists(ids, _BATCH) for ids in (document_ids, person_ids, {*also, *person_ids}))
    with connection.cursor() as cursor:
        for documents, people, others in zip_longest(*batches, fillvalue=()):
            statement = _REACH.format(
                documents=_marks(documents),
                people=_marks(people),
                also=_marks(others),
                of_document=_marks(OF_DOCUMENT),
                of_claim=_marks(OF_CLAIM),
                of_person=_marks(OF_PERSON),
            )
            cursor.execute(statement, (*documents, *OF_DOCUMENT, *OF_PERSON, *people, *OF_CLAIM, *OF_PERSON, *others))
            for record_id, raw, is_above in cursor.fetchall():
                (above if is_above else found)[record_id] = bytes(raw)
    return found, above


def _marks(values: Collection[str]) -> str:
    """As many as there are values; nothing equals NULL."""
    return ", ".join(["%s"] * len(values)) or "NULL"
