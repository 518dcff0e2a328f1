"""The moment of a decision, so that no two decisions of one person are one record by accident."""

from datetime import datetime, timedelta

from habeas.store.models import DecisionRow


def moment_after(who: str, moment: str) -> str:
    """A moment (UTC, whole seconds), or a second after the last that this person decided then and took back.

    Decided, taken back and decided again within one second, it would be the very same record, and stay taken back.
    """
    back = DecisionRow.objects.filter(who=who, live=False, when__gte=moment)
    last = back.order_by("-when").values_list("when", flat=True).first()
    if last is None:
        return moment
    return (datetime.fromisoformat(last) + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
