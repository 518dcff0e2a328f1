"""A casebook filled with the generated world, its decisions signed by the casebook itself."""

from collections.abc import Iterator

import msgspec

from bench.world import make_world
from habeas.model import Decision, decode_record, encode_record, sign_decision
from habeas.settings import Settings, configure_django

configure_django(Settings())

from habeas.store import deriving  # noqa: E402  the tables need Django
from habeas.store.append import append_records  # noqa: E402
from habeas.store.casebook import Casebook, private_key  # noqa: E402
from habeas.store.transactions import write_transaction  # noqa: E402

NOW = "2026-03-01T00:00:00Z"


def fill(casebook: Casebook, people: int) -> None:
    """Take the records of a world with so many people in, and derive everything."""
    append_signed(casebook, (raw for _, raw in make_world(people)))


def append_signed(casebook: Casebook, raws: Iterator[bytes]) -> None:
    """Take records in; decisions among them are signed by this casebook."""
    signed = list(_signed(casebook, raws))
    with write_transaction():
        append_records(signed, added_at=NOW)
        deriving.rebuild()


def _signed(casebook: Casebook, raws: Iterator[bytes]) -> Iterator[bytes]:
    key = private_key()
    for raw in raws:
        record = decode_record(raw)
        if not isinstance(record, Decision):
            yield raw
            continue
        ours = msgspec.structs.replace(record, casebook_id=casebook.casebook_id, signature="")
        yield encode_record(sign_decision(ours, key))
