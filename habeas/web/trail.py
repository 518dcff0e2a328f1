"""Notes in the audit log: who saw and did what. Ids only; a name or a word of a report never stands here."""

from habeas.store.accounts import write_audit
from habeas.web.access import Viewer
from habeas.workflow import now


def note(viewer: Viewer, action: str, target: str = "") -> None:
    """Note an act of somebody who is signed in.

    Args:
        viewer: Who.
        action: In a word or two: `saw case`, `saved original`.
        target: The id of what it was about.
    """
    write_audit(action, at=now(), who=viewer.pseudonym, target=target)
