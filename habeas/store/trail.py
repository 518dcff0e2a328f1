"""The audit trail: each entry is chained to the one before it, so that what was changed or taken out leaves a break.

The digest of an entry is the SHA-256 of the canonical JSON of its fields and of the digest before it; the last digest
is kept apart as well, so that a trail cut short at its end shows too. Who can write to the database and knows this can
forge the whole chain: keep exports of the trail elsewhere.
"""

import json
from collections.abc import Iterator

from habeas.model import Problem, hash_bytes
from habeas.store.models import AuditEntry, CasebookFact
from habeas.store.transactions import write_transaction

_HEAD = "audit_head"
FIELDS = ("at", "who", "action", "target", "detail")


def write_audit(action: str, *, at: str, who: str = "", target: str = "", detail: str = "") -> None:
    """Add a line to the audit trail. `detail` never holds the text of a report or the name of a person."""
    with write_transaction():
        last = AuditEntry.objects.order_by("-pk").values_list("digest", flat=True).first()
        entry = AuditEntry(at=at, who=who[:64], action=action[:40], target=target[:64], detail=detail[:200])
        entry.digest = digest_of(entry, last or "")
        entry.save(force_insert=True)
        CasebookFact.objects.update_or_create(name=_HEAD, defaults={"value": entry.digest})


def digest_of(entry: AuditEntry, before: str) -> str:
    """The digest of an entry after one with the digest `before`."""
    fields = {name: getattr(entry, name) for name in FIELDS} | {"before": before}
    return hash_bytes(json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def read_trail() -> Iterator[dict[str, str]]:
    """Every entry, the oldest first, with its digest: to be kept elsewhere, and to be checked there."""
    for entry in AuditEntry.objects.order_by("pk").iterator(chunk_size=2000):
        yield {name: getattr(entry, name) for name in FIELDS} | {"digest": entry.digest or ""}


def check_trail() -> Iterator[Problem]:
    """Each place where the chain is broken; entries that are older than the chain have no digest and come first."""
    before, begun = "", False
    for number, entry in enumerate(AuditEntry.objects.order_by("pk").iterator(chunk_size=2000), 1):
        if not entry.digest and not begun:
            continue
        begun = True
        if entry.digest != digest_of(entry, before):
            yield Problem(
                where="audit", message=f"entry {number} of {entry.at} was changed, or entries before it are gone"
            )
        before = entry.digest or ""
    head = CasebookFact.objects.filter(name=_HEAD).values_list("value", flat=True).first()
    if head is not None and head != before:
        yield Problem(where="audit", message="entries at the end of the audit trail are gone")
