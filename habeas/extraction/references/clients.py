"""Of whom a lawyer speaks as "his client": whom the text says the lawyer stands for, else who was wronged last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_verb
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import is_bystander
from habeas.extraction.references.kin import named_beside

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

CLIENT, CLIENTS = "client", "clients"
_REPRESENTING = word_list("people", "representing")
_OF_CLIENTS = word_list("people", "of_clients")
_FAR = 12  # sentences between who is told to be a lawyer's client and "his client"
_MOST_BEFORE = 30


@dataclass(frozen=True, slots=True)
class Retainer:
    """Whom a lawyer stands for, as one sentence tells it; the lawyer may have no name."""

    sentence: int
    lawyer: Somebody | None
    clients: tuple[Somebody, ...]


def find_retainers(referents: Referents) -> list[Retainer]:
    """Every "X's lawyer", "a lawyer for X", "who represents X" of a text whose client it names."""
    found: list[Retainer] = []
    for word in referents.parsed.words:
        if word.pos == "NOUN" and referents.gazetteer.role_of.get(singular(word.low)) == "lawyer":
            of_whom, beside = _clients_of_noun(word), named_beside(referents, word) or _subject_of_being(word)
        elif is_verb(word) and word.lemma in _REPRESENTING:
            of_whom, beside = word.child("dobj"), _subject(word)
        else:
            continue
        if of_whom is None:
            continue
        lawyer = referents.people.by_word.get(beside.i) if beside is not None else None
        parties = referents.resolve_deeper(of_whom, wronged=False, depth=1)
        clients = tuple(party.person for party in parties if party.person is not None)
        if clients and lawyer not in clients:
            found.append(Retainer(word.sentence, lawyer, clients))
    return found


def clients_of(referents: Referents, word: Word) -> list[Somebody]:
    """Whom "his client", "my clients" means: empty where nobody is told, or two who differ are as near.

    Args:
        referents: Of the document.
        word: `client` or `clients` with its owner.
    """
    near = [one for one in referents.retainers() if 0 <= word.sentence - one.sentence <= _FAR]
    here = {
        id(person) for _, person, head in referents.before(word.start, _MOST_BEFORE) if head.sentence == word.sentence
    }
    near = [one for one in near if one.lawyer is not None and id(one.lawyer) in here] or near
    if word.low == CLIENTS:
        near = [one for one in near if len(one.clients) > 1]
    if near:
        last = max(one.sentence for one in near)
        groups = {tuple(map(id, one.clients)): one.clients for one in near if one.sentence == last}
        return list(next(iter(groups.values()))) if len(groups) == 1 else []
    return _last_wronged(referents, word) if word.low == CLIENT else []


def _last_wronged(referents: Referents, word: Word) -> list[Somebody]:
    """The last person wronged who is no lawyer."""
    for _, person, head in referents.before(word.start, _MOST_BEFORE):
        if head.sentence < word.sentence - _FAR:
            break
        if person.wronged and "lawyer" not in person.roles and not is_bystander(person):
            return [person]
    return []


def _clients_of_noun(noun: Word) -> Word | None:
    """Of whom somebody is the lawyer: "X's lawyer", "the lawyer of X", "a lawyer for X"."""
    owner = noun.child("poss")
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep == "prep" and child.low in _OF_CLIENTS:
            return child.child("pobj")
    return None


def _subject_of_being(noun: Word) -> Word | None:
    """As in "Y is the lawyer of X"."""
    return noun.head.child("nsubj") if noun.dep == "attr" else None


def _subject(verb: Word) -> Word | None:
    """Who represents somebody: the subject, or the noun of "Y, who represents X" and "Y, representing X"."""
    if verb.dep in ("relcl", "acl"):
        return verb.head
    return verb.child("nsubj")


__all__ = ["CLIENT", "CLIENTS", "Retainer", "clients_of", "find_retainers"]
