"""Notes in the audit log: who saw and did what. Ids only; a name or a word of a report never stands here."""

from django.http.response import HttpResponseBase

from habeas.store.accounts import write_audit
from habeas.web.access import Viewer
from habeas.workflow import now


def note(viewer: Viewer, action: str, target: str = "") -> None:
    """Note an act of somebody who is signed in.

    Args:
        viewer: Who.
        action: In a word or two: `gave role`, `signed out`.
        target: The id of what it was about.
    """
    write_audit(action, at=now(), who=viewer.pseudonym, target=target)


def note_seen(response: HttpResponseBase, viewer: Viewer, action: str, target: str) -> None:
    """Note that somebody saw something, once the page has been sent: nobody waits for the disk to read."""
    close = response.close

    def note_and_close() -> None:
        try:
            note(viewer, action, target)
        finally:
            close()

    response.close = note_and_close  # type: ignore[method-assign]
