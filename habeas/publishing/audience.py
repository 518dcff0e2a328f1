"""Who is looking: a level, and the rights that go with a role. The gate is asked with one of these, never without."""

from dataclasses import dataclass

SEALED, CASE_TEAM, PARTNERS, MECHANISMS, PUBLIC = range(5)


@dataclass(frozen=True, slots=True)
class Audience:
    """Somebody, or some file, that things are shown to.

    Attributes:
        level: The audience's own level: it sees what has this level or a higher one. 1 case team, 2 partners, 3
            mechanisms, 4 public. (0 would be those who may see sealed things: nobody.)
        day: The day of the question, ISO; consent is valid or not on a day. Nothing here reads a clock.
        person_ids: The cases that it may open, or None for all.
        reviews, leads: Whether it may decide; whether it may see who is hidden, to bring them back.
    """

    level: int
    day: str
    person_ids: frozenset[str] | None = None
    reviews: bool = False
    leads: bool = False

    def __post_init__(self) -> None:
        """Refuse a level that nobody has."""
        if not CASE_TEAM <= self.level <= PUBLIC:
            message = f"an audience has the level 1 to 4, not {self.level}"
            raise ValueError(message)

    def may_open(self, person_id: str) -> bool:
        """Whether its rights reach this case at all; what it then sees is the policy's to say."""
        return self.person_ids is None or person_id in self.person_ids
