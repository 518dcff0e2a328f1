"""Sources who speak in private are not named above the case team: they become "a person close to the case"."""

from habeas.publishing.policy import Policy
from habeas.registry.casefile import Source

CLOSE = "a person close to the case"
CLOSE_SOURCE = Source(CLOSE, "anonymous")
_PRIVATE_CLASSES = ("relatives", "private")
_SPEAKING = ("speaker", "anonymous")


def is_private(source: Source, level: int, policy: Policy) -> bool:
    """Whether a source is to be shown to an audience of a level without its name.

    Whoever speaks and is in no pack as a public voice counts as private, until a person raises the level of that name:
    it is worse to name a relative than to leave a spokesman unnamed.
    """
    if policy.levels.get(("source", source.name, ""), 0) >= level:
        return False
    return source.source_class in _PRIVATE_CLASSES or (source.role in _SPEAKING and not source.source_class)
