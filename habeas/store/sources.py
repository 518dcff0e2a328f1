"""How a report came, compared with how it came before."""

from habeas.model import Acquisition, Metadata


def tells_no_more(offered: Acquisition, known: Acquisition) -> bool:
    """Whether everything that is offered has been recorded before: coming a second time is no news."""
    pairs = [(getattr(offered, field), getattr(known, field)) for field in ("url", "basis", "note")]
    pairs += [
        (getattr(offered.metadata, field), getattr(known.metadata, field)) for field in Metadata.__struct_fields__
    ]
    return all(not new or new == old for new, old in pairs)
