"""The clock: nothing below this room reads one."""

from datetime import UTC, datetime


def now() -> str:
    """This moment, UTC, whole seconds: `2026-11-22T09:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
