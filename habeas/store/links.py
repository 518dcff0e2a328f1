"""Which ids a record speaks of: the index by which the claims of a document or the decisions on a claim are found."""

import re
from collections.abc import Iterator

from habeas.model import (
    Acquisition,
    AnyRecord,
    Claim,
    Decision,
    Document,
    Extraction,
    MentionReference,
    SameOrganisation,
    Seal,
    hash_bytes,
)
from habeas.model.claims import walk_values

_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
# Fields of a decision's body, and the relation that each stands for.
_FIELDS = (
    ("claim_id", "claim"),
    ("replacement_id", "claim"),
    ("claim_ids", "claim"),
    ("person_id", "person"),
    ("document_id", "document"),
    ("account", "account"),
    ("casebook_id", "casebook"),
)


def links_of(record: AnyRecord) -> tuple[tuple[str, str], ...]:
    """Relation and id of everything that a record speaks of, each pair once."""
    return tuple(dict.fromkeys(_links(record)))


def target_of_name(name: str) -> str:
    """What stands in a link for a name, which may be longer than an id and is not to be read from an index."""
    return name if _ID.fullmatch(name) else hash_bytes(name.encode("utf-8", "surrogatepass"))


def _links(record: AnyRecord) -> Iterator[tuple[str, str]]:
    if isinstance(record, Document):
        yield "file", record.file_sha256
    elif isinstance(record, Acquisition | Claim | Extraction):
        yield "document", record.document_id
    elif isinstance(record, Decision):
        for decision_id in record.supersedes:
            yield "supersedes", decision_id[:64]
        yield from _of_body(record)


def _of_body(decision: Decision) -> Iterator[tuple[str, str]]:
    for value in walk_values(decision.body):
        if isinstance(value, MentionReference):
            yield "mention", value.document_id[:64]
            if value.claim_id:
                yield "claim", value.claim_id[:64]
            continue
        for field, relation in _FIELDS:
            found = getattr(value, field, None) or ()
            for target in (found,) if isinstance(found, str) else found:
                yield relation, target[:64]
    body = decision.body
    if isinstance(body, Seal):
        yield "seal", body.target[:64]
    elif isinstance(body, SameOrganisation):
        for name in body.names:
            yield "organisation", target_of_name(name)
    elif target := getattr(body, "target", ""):
        yield "target", target_of_name(target)
