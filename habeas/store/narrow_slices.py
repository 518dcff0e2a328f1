"""The slice for one change: who is who is read for the names that it concerns, and not for all the others in a report.

The case of a person rests on its reports, and on nothing that decides whom their other names belong to. A list of five
hundred prisoners is thus read for the one whose line was reviewed. `habeas.store.slices` says what else a slice holds;
what is derived here equals what is derived from everything (`habeas rebuild --check`).
"""

from collections.abc import Iterable

from habeas.model import Decision, DifferentPersons, SamePerson, UnsurePersons
from habeas.registry.ledger import Ledger, subjects_of
from habeas.store.slices import GrowingSlice


class NarrowSlice(GrowingSlice):
    """A slice in which decisions of identity are followed only from the persons and mentions that were asked for."""

    def __init__(self, casebook_id: str) -> None:
        super().__init__(casebook_id)
        self._wanted: set[tuple[str, str]] = set()  # mentions of which it must be known whose they are
        self._new_wanted: set[tuple[str, str]] = set()

    def grow_mentions(self, mentions: Iterable[tuple[str, str]]) -> Ledger:
        """The ledger, once it tells whose these mentions (document id, name) are."""
        self._want(mentions)
        self.ask_documents(document_id for document_id, _ in self._new_wanted)
        return self.grow()

    def _want(self, mentions: Iterable[tuple[str, str]]) -> None:
        self._new_wanted |= set(mentions) - self._wanted

    def _collect(self) -> None:
        super()._collect()
        while self._new_wanted:
            wanted, self._new_wanted = self._new_wanted, set()
            self._wanted |= wanted
            self._new_mentioning.update({document_id for document_id, _ in wanted} - self._mentioning)
            for mention in wanted:
                for decision_id in list(self.ledger.about("mention", *mention)):
                    self._follow(self.ledger.decisions[decision_id])
            super()._collect()

    def _read_people(self, people: set[str]) -> None:
        super()._read_people(people)
        # A decision that was read before they were asked for leads on from them now.
        for person_id in people - self._whole:
            for decision_id in list(self.ledger.about("person", person_id)):
                self._follow(self.ledger.decisions[decision_id])

    def _follow(self, decision: Decision) -> None:
        body = decision.body
        if not isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
            return
        subjects = subjects_of(body)
        people = {subject.person_id for subject in subjects if subject.person_id}
        mentions = {
            (subject.mention.document_id, subject.mention.name) for subject in subjects if subject.mention is not None
        }
        wanted = self._whole | self._new_whole
        through_people = not people.isdisjoint(wanted)
        compared = not self._compared.isdisjoint(mentions)
        asked = not people.isdisjoint(self._people | self._new_people)
        if not (through_people or compared or asked) and mentions.isdisjoint(self._wanted | self._new_wanted):
            return
        self.ask_people(people, whole=through_people or compared)
        if through_people:
            self.ask_documents(document_id for document_id, _ in mentions)
        if through_people or not isinstance(body, SamePerson):
            self._want(mentions)
        if (through_people or compared) and not isinstance(body, SamePerson):
            self._compare(mentions - self._compared)
