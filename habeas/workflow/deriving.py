"""Every derived row, made again from the records."""

from habeas.store import deriving
from habeas.store.deriving import Progress, Rebuilt
from habeas.store.transactions import write_transaction


def rebuild(*, check: bool = False, progress: Progress = lambda _: None) -> Rebuilt:
    """Derive everything anew from the records.

    Args:
        check: Compare only: the rows that are there stay, and each that differs is named.
        progress: Called with the number of documents and persons derived so far.
    """
    with write_transaction():
        return deriving.rebuild(check=check, progress=progress)
