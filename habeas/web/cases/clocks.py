"""The clocks of a case page: for which day, what was recorded here by a day, what anybody could have read by one."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from habeas.publishing.audience import CASE_TEAM
from habeas.registry import clocks, derive_case
from habeas.registry.casefile import Case
from habeas.registry.ledger import Ledger
from habeas.safety.outlook import outlook_for
from habeas.store.models import RecordId
from habeas.store.slices import read_slice
from habeas.web.access import Viewer
from habeas.web.casebook import served_casebook

_LAST_SECOND = "T23:59:59Z"


@dataclass(slots=True)
class Clocks:
    """What a page is asked with.

    Attributes:
        as_of: The day for which status is answered.
        recorded: ISO day: only what was recorded here by its end; empty for all.
        public: ISO day: only what was certainly published by then; empty for all.
        left_out: How many reports were left out because nobody knows their day; known once the case is derived.
    """

    as_of: date
    recorded: str = ""
    public: str = ""
    left_out: int = 0

    @property
    def is_today(self) -> bool:
        """The page answers for today."""
        return self.as_of == timezone.now().date()

    @property
    def are_turned_back(self) -> bool:
        """The page shows less than all that is known."""
        return bool(self.recorded or self.public)

    def turn_back(self, ledger: Ledger) -> Ledger:
        """The records that count by these clocks."""
        if self.recorded:
            times = RecordId.objects.filter(record_id__in=list(ledger.extractions))
            added = dict(times.values_list("record_id", "added_at"))
            ledger = clocks.recorded_by(ledger, self.recorded + _LAST_SECOND, added).ledger
        if self.public:
            clocked = clocks.public_by(ledger, self.public)
            self.left_out = len(clocked.unknown)
            ledger = clocked.ledger
        return ledger


def read_clocks(request: HttpRequest) -> Clocks:
    """The clocks of an address; what is no day is left out, and today then is the day."""
    as_of = _day(request, "as_of")
    return Clocks(
        date.fromisoformat(as_of) if as_of else timezone.now().date(),
        _day(request, "recorded"),
        _day(request, "public"),
    )


def case_by(asked: Clocks, viewer: Viewer, person_id: str) -> Case | None:
    """The case of a person by clocks that are turned back, derived anew; None where nothing of it may be shown."""
    casebook_id = served_casebook().casebook_id
    if viewer.audience.level > CASE_TEAM:
        return outlook_for(casebook_id, viewer.audience).case(person_id, asked.turn_back)
    return derive_case(asked.turn_back(read_slice(casebook_id, person_ids=[person_id])), person_id, record_set=True)


def _day(request: HttpRequest, name: str) -> str:
    try:
        return date.fromisoformat(request.GET.get(name, "")).isoformat()
    except ValueError:
        return ""
