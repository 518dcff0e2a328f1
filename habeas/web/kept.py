"""Numbers over the whole casebook that take long to count: counted once for what a viewer may see, until it changes.

They are kept in the memory of this process alone; a restart forgets them, and so does every new record and every seal.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Max

from habeas.store.models import RecordId, Tombstone
from habeas.web.access import Viewer

T = TypeVar("T")
_State = tuple[str, int, int]
_kept: dict[tuple[_State, object], Any] = {}
_doors: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def state_of_casebook() -> tuple[int, int]:
    """Its newest record, and how many ids are sealed."""
    newest = RecordId.objects.aggregate(newest=Max("sequence"))["newest"] or 0
    return newest, Tombstone.objects.count()


def keep_until_change(name: str, viewer: Viewer, count: Callable[[], T], *, asked: object = None) -> T:
    """What `count` gives, or gave since the casebook last changed.

    Args:
        name: What is counted; two pages that ask for it at once wait for one count.
        viewer: Who asks: what is kept for one audience is never given to another.
        count: Reads the casebook as this viewer may see it.
        asked: Whatever else the answer hangs on, such as the day.
    """
    state = (str(settings.DATABASES["default"]["NAME"]), *state_of_casebook())
    key = (state, (name, viewer.audience, asked))
    if key not in _kept:
        with _doors[name]:
            if key not in _kept:
                found = count()
                for old in [one for one in list(_kept) if one[0] != state]:
                    _kept.pop(old, None)
                _kept[key] = found
                return found
    answer: T = _kept[key]
    return answer
