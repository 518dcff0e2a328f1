"""The two shapes of id that an address may hold; anything else is no address of ours."""

import re


class ClaimId:
    """The id of a record: 64 hex digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class PersonId(ClaimId):
    """The id of a person: 32 hex digits."""

    regex = "[0-9a-f]{32}"


def is_person_id(text: str) -> bool:
    """Whether words have the shape of a person's id: no name has."""
    return re.fullmatch(PersonId.regex, text) is not None
