"""Whom a decision that protects a person binds as well: everybody who was one with that person then or since.

Two that were joined and are split again both keep what protected the one they were; a name that is taken from a hidden
person and given to another takes the hiding along. To free somebody from it, decide about the right person anew.
"""

from collections.abc import Iterable, Mapping

from habeas.model import Decision, SamePerson

Mention = tuple[str, str]  # a report and a name in it


class Sharing:
    """Who was one person with whom, and until when.

    Args:
        joins: Decisions of the kind same person, by id; live or not.
        ended: The moment at which each stopped to hold; none for those that hold.
        live: Ids of those that hold.
    """

    def __init__(self, joins: Mapping[str, Decision], ended: Mapping[str, str], live: Iterable[str]) -> None:
        holding = set(live)
        self._people: dict[str, list[tuple[str, str]]] = {}
        self._names: dict[str, list[tuple[Mention, str]]] = {}
        self._now: dict[Mention, set[str]] = {}
        for decision_id, decision in joins.items():
            body = decision.body
            if not isinstance(body, SamePerson):
                continue
            until = "" if decision_id in holding else ended.get(decision_id, "")
            for subject in body.subjects:
                if subject.person_id:
                    self._people.setdefault(body.person_id, []).append((subject.person_id, until))
                    self._people.setdefault(subject.person_id, []).append((body.person_id, until))
                elif subject.mention is not None:
                    mention = (subject.mention.document_id, subject.mention.name)
                    self._names.setdefault(body.person_id, []).append((mention, until))
                    if not until:
                        self._now.setdefault(mention, set()).add(body.person_id)

    def sharing_with(self, person_id: str, moment: str) -> frozenset[str]:
        """The person, and everybody who was one with it at a moment or after it.

        Args:
            person_id: The person that a decision names.
            moment: When it was decided: UTC, whole seconds, or whatever else `ended` is counted in.
        """
        found, waiting = {person_id}, [person_id]
        while waiting:
            one = waiting.pop()
            near = {other for other, until in self._people.get(one, ()) if not until or until >= moment}
            for mention, until in self._names.get(one, ()):
                if not until or until >= moment:
                    near |= self._now.get(mention, set())
            waiting.extend(near - found)
            found |= near
        return frozenset(found)
