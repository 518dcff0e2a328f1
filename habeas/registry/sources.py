"""Who says something, and how many independent origins it has.

The origin of a claim is the innermost named person, body or document of its chain of attribution. Two claims have one
origin where the names are the same (by the packs, by decisions of same organisation), where the chain of one passes
through the other, or where their documents are near-duplicates in wording: the share of their five-word shingles that
both have (A. Broder, "On the resemblance and containment of documents", 1997), measured for every pair of few documents
and for pairs that MinHash finds among many. An unnamed source adds none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from habeas.model import SameOrganisation
from habeas.registry.casefile import Evidence, Source
from habeas.registry.country import find_source, plain_name
from habeas.registry.documents import date_in, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from habeas.model import AttributionStep, Claim
    from habeas.registry.documents import Facts
    from habeas.registry.ledger import Ledger
    from habeas.registry.policy import Policy

_SHINGLE = 5  # words
_PERMUTATIONS = 128  # the estimate is then off by less than 0.05, two times in three
_MISS = 0.15  # candidates are sought from so much below the threshold, then measured exactly
_PAIRWISE = 16  # documents up to which every pair is compared; beyond, candidates come from a hash table
_TEXTS = 4096  # whose shingles are kept at hand


class Voice(msgspec.Struct, frozen=True):
    """Whose word a claim is.

    Attributes:
        origin: Key of the innermost named source; empty for an unnamed one.
        chain: Keys of every named source of the chain, the document's own outlet among them.
        shown: The innermost named source and the outlet it comes through, for the reader.
    """

    origin: str
    chain: frozenset[str]
    shown: tuple[Source, ...]


def voice_of(ledger: Ledger, policy: Policy, claim_id: str) -> Voice:
    """Whose word a claim is: the innermost named source, and all through whom it came."""
    claim = ledger.claims[claim_id]
    facts = facts_of(ledger, claim.document_id)
    known = facts.voices.get(claim_id)
    if known is None or (known[0] is not policy.countries and known[0] != policy.countries):
        known = facts.voices[claim_id] = (policy.countries, _hear(ledger, policy, claim, facts))
    voice = known[1]
    assert isinstance(voice, Voice)
    return voice


def _hear(ledger: Ledger, policy: Policy, claim: Claim, facts: Facts) -> Voice:
    own = facts.outlet or facts.author
    own_key = _key(ledger, policy, own) if own else f"document:{_file_of(ledger, claim.document_id)}"
    named: list[tuple[AttributionStep, str]] = []
    chain, origin = {own_key}, own_key
    for step in claim.attribution:
        if label := step.label:
            named.append((step, label))
            origin = _key(ledger, policy, label)
            chain.add(origin)
    if not named:
        inner = [step for step in claim.attribution if step.role != "author"]
        # No step at all: the document speaks. Steps without any name: somebody unnamed does.
        if not inner:
            return Voice(own_key, frozenset(chain), (_source(policy, own, "document", ""),))
        cited = date_in(ledger, claim.document_id, inner[-1].cited).edtf
        return Voice("", frozenset(chain), (_source(policy, "", inner[-1].role, cited),))
    sources: dict[Source, None] = {}
    innermost = named[-1][0]
    for step, label in reversed(named):
        if step is innermost or step.role == "outlet":
            cited = date_in(ledger, claim.document_id, step.cited).edtf if step.cited is not None else ""
            sources[_source(policy, label, step.role, cited)] = None
    return Voice(origin, frozenset(chain), tuple(sources))


def said_by(ledger: Ledger, policy: Policy, claim_ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources of several claims, each once; a citation without a date goes into the same with one."""
    return sources_of([voice_of(ledger, policy, claim_id) for claim_id in claim_ids])


def sources_of(voices: Sequence[Voice]) -> tuple[Source, ...]:
    """The sources of what these voices say, each once; a citation without a date goes into the same with one."""
    if len(voices) == 1 and len(voices[0].shown) == 1:
        return voices[0].shown
    found: dict[tuple[str, str], Source] = {}
    for voice in voices:
        for source in voice.shown:
            known = found.get((source.name, source.role))
            if known is None or (source.cited and (not known.cited or source.cited < known.cited)):
                found[source.name, source.role] = source
    return tuple([found[key] for key in sorted(found)])


def count_origins(ledger: Ledger, policy: Policy, claim_ids: Iterable[str]) -> int:
    """How many independent origins these claims have."""
    return origins_of(ledger, policy, [(one, voice_of(ledger, policy, one)) for one in claim_ids])


def origins_of(ledger: Ledger, policy: Policy, heard: Iterable[tuple[str, Voice]]) -> int:
    """How many independent origins claims have, given as (claim id, whose word it is)."""
    voices = [(claim_id, voice) for claim_id, voice in heard if voice.origin]
    if len(voices) < 2:
        return len(voices)
    origins = {voice.origin for _, voice in voices}
    if len(origins) == 1:
        return 1
    roots, separate = _Roots(), len(origins)
    for _, voice in voices:
        if len(voice.chain) > 1:
            for name in voice.chain:
                if name in origins and name != voice.origin:
                    separate -= roots.join(voice.origin, name)
    return separate - _join_near_duplicates(ledger, policy, voices, roots) if separate > 1 else separate


def _join_near_duplicates(ledger: Ledger, policy: Policy, voices: list[tuple[str, Voice]], roots: _Roots) -> int:
    """Join the origins of near-duplicate texts; how many are fewer by that."""
    origins: dict[str, set[str]] = {}
    for claim_id, voice in voices:
        origins.setdefault(ledger.claims[claim_id].document_id, set()).add(voice.origin)
    if len(origins) == 1:
        return 0
    return sum(
        roots.join(first, second)
        for one, other in _near_duplicates(ledger, policy, origins)
        for first in origins[one]
        for second in origins[other]
    )


def evidence_of(ledger: Ledger, policy: Policy, claim_ids: Iterable[str]) -> Evidence:
    """The claims, sorted, and their independent origins."""
    ids = tuple(sorted(set(claim_ids)))
    return Evidence(ids, count_origins(ledger, policy, ids))


def similarity(ledger: Ledger, one: str, other: str) -> int:
    """How near the wording of two documents is, in thousandths of Jaccard's measure over their shingles."""
    first, second = ledger.documents.get(one), ledger.documents.get(other)
    return _likeness(first.text, second.text) if first and second else 0


class _Roots:
    """Disjoint sets of names."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, name: str) -> str:
        while (above := self._above.setdefault(name, name)) != name:
            self._above[name] = self._above[above]
            name = above
        return name

    def join(self, one: str, other: str) -> bool:
        """Put two names into one set; whether they were not yet."""
        first, second = sorted((self.find(one), self.find(other)))
        self._above[second] = first
        return first != second


def _file_of(ledger: Ledger, document_id: str) -> str:
    document = ledger.documents.get(document_id)
    return document.file_sha256 if document else document_id


def _source(policy: Policy, name: str, role: str, cited: str) -> Source:
    return _source_known(policy.countries, name, role, cited)


@lru_cache(maxsize=65536)
def _source_known(countries: tuple[str, ...], name: str, role: str, cited: str) -> Source:
    known = find_source(countries, name)
    return Source(name, role, known.source_class if known else "", cited)


def _key(ledger: Ledger, policy: Policy, name: str) -> str:
    names = _organisations(ledger, policy)
    plain = plain_name(name)
    return _known_key(policy.countries, names.get(plain, plain) if names else plain)


@lru_cache(maxsize=65536)
def _known_key(countries: tuple[str, ...], plain: str) -> str:
    known = find_source(countries, plain)
    return known.key if known else plain


def organisation_name(ledger: Ledger, policy: Policy, name: str) -> str:
    """The key under which an organisation or actor is counted, whatever its spelling."""
    return _key(ledger, policy, name)


def _organisations(ledger: Ledger, policy: Policy) -> dict[str, str]:
    """The plain name that stands for each name of one organisation, by decision: one that a pack knows, if any."""
    ids = ledger.about("same_organisation")
    if not ids:
        return {}
    kept = "organisations " + " ".join(policy.countries)
    found = ledger.of_people.get(kept)
    if isinstance(found, dict):
        return found
    roots = _Roots()
    for _, decision in ledger.live_about("same_organisation"):
        if isinstance(decision.body, SameOrganisation) and decision.body.names:
            first = plain_name(decision.body.names[0])
            for name in decision.body.names:
                roots.join(first, plain_name(name))
    names = {name: roots.find(name) for name in list(roots._above)}  # noqa: SLF001 - the class is this module's own
    known = {root: name for name, root in sorted(names.items(), reverse=True) if find_source(policy.countries, name)}
    names = {name: known.get(root, root) for name, root in names.items()}
    ledger.of_people[kept] = names
    return names


def _near_duplicates(ledger: Ledger, policy: Policy, document_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of documents whose texts are one in substance."""
    texts = {found: document.text for found in document_ids if (document := ledger.documents.get(found)) is not None}
    least = policy.near_duplicate
    names = sorted(texts)
    if len(names) <= _PAIRWISE:
        pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    else:
        pairs = _candidates(texts, max(0.05, least / 1000 - _MISS))
    return [(one, other) for one, other in pairs if _are_alike(texts[one], texts[other], least)]


def _candidates(texts: dict[str, str], threshold: float) -> list[tuple[str, str]]:
    """Pairs worth comparing among many texts, by MinHash signatures in a table of bands."""
    # A second of compiled parts that only a case of many documents needs.
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    blank = MinHash(num_perm=_PERMUTATIONS)
    table = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    signatures = {}
    for name, text in sorted(texts.items()):
        signatures[name] = blank.copy()
        signatures[name].update_batch([shingle.encode() for shingle in sorted(_shingles(text))])
        table.insert(name, signatures[name])
    return [(name, other) for name, one in signatures.items() for other in sorted(table.query(one)) if name < other]


@lru_cache(maxsize=65536)
def _are_alike(text: str, other: str, least: int) -> bool:
    """Whether two texts are so alike, in thousandths."""
    return _likeness(text, other) >= least


def _likeness(text: str, other: str) -> int:
    """Jaccard's measure over the shingles of two texts, in thousandths."""
    first, second = _hashed(text), _hashed(other)
    shared = len(first & second)
    return 1000 * shared // (len(first) + len(second) - shared) if shared else 0


@lru_cache(maxsize=_TEXTS)
def _hashed(text: str) -> frozenset[int]:
    words = text.casefold().split()
    size = min(_SHINGLE, len(words))
    return frozenset(map(hash, zip(*(words[place:] for place in range(size)), strict=False)))


def _shingles(text: str) -> set[str]:
    words = text.casefold().split()
    size = min(_SHINGLE, len(words))
    return {" ".join(words[place : place + size]) for place in range(len(words) - size + 1)} if words else set()
