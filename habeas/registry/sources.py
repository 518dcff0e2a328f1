"""Who says something, and how many independent origins it has.

The origin of a claim is the innermost named person, body or document of its chain of attribution. Two claims have one
origin where the names are the same (by the packs, by decisions of same organisation), where the chain of one passes
through the other, or where their documents are near-duplicates in wording (MinHash over five-word shingles; A. Broder,
"On the resemblance and containment of documents", 1997). An unnamed source adds none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.model import SameOrganisation
from habeas.registry.casefile import Evidence, Source
from habeas.registry.country import find_source, plain_name
from habeas.registry.documents import date_in, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.model import Claim
    from habeas.registry.ledger import Ledger
    from habeas.registry.policy import Policy

_SHINGLE = 5  # words
_PERMUTATIONS = 128  # the estimate is then off by 0.044 at most, one time in three
_PAIRWISE = 16  # documents up to which every pair is compared; beyond, candidates come from a hash table
_SIGNATURES = 20_000


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a claim is.

    Attributes:
        origin: Key of the innermost named source; empty for an unnamed one.
        chain: Keys of every named source of the chain, the document's own outlet among them.
        shown: The innermost named source and the outlet it comes through, for the reader.
    """

    origin: str
    chain: frozenset[str]
    shown: tuple[Source, ...]


def voice_of(ledger: Ledger, policy: Policy, claim: Claim) -> Voice:
    """Whose word a claim is: the innermost named source, and all through whom it came."""
    facts = facts_of(ledger, claim.document_id)
    own = facts.outlet or facts.author
    own_key = _key(ledger, policy, own) if own else f"document:{_file_of(ledger, claim.document_id)}"
    named = [step for step in claim.attribution if step.label]
    chain = frozenset([own_key, *(_key(ledger, policy, step.label) for step in named)])
    inner = [step for step in claim.attribution if step.role != "author" or step.label]
    if not named:
        # No step at all: the document speaks. Steps without any name: somebody unnamed does.
        origin = own_key if not inner else ""
        shown = (_source(policy, own, "document", ""),) if own else ()
        return Voice(origin, chain, shown)
    sources = []
    for step in reversed(named):
        if step is named[-1] or step.role == "outlet":
            cited = date_in(ledger, claim.document_id, step.cited).edtf
            sources.append(_source(policy, step.label, step.role, cited))
    return Voice(_key(ledger, policy, named[-1].label), chain, tuple(dict.fromkeys(sources)))


def said_by(ledger: Ledger, policy: Policy, claim_ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources of several claims, each once; a citation without a date goes into the same with one."""
    found: dict[tuple[str, str], Source] = {}
    for claim_id in claim_ids:
        for source in voice_of(ledger, policy, ledger.claims[claim_id]).shown:
            known = found.get((source.name, source.role))
            if known is None or (source.cited and (not known.cited or source.cited < known.cited)):
                found[source.name, source.role] = source
    return tuple(found[key] for key in sorted(found))


def count_origins(ledger: Ledger, policy: Policy, claim_ids: Iterable[str]) -> int:
    """How many independent origins these claims have."""
    claims = [ledger.claims[claim_id] for claim_id in claim_ids]
    voices = [(claim, voice) for claim in claims if (voice := voice_of(ledger, policy, claim)).origin]
    if len(voices) < 2:
        return len(voices)
    roots = _Roots()
    origins = {voice.origin for _, voice in voices}
    for _, voice in voices:
        for name in voice.chain & origins:
            roots.join(voice.origin, name)
    if len({roots.find(origin) for origin in origins}) > 1:
        _join_near_duplicates(ledger, policy, voices, roots)
    return len({roots.find(origin) for origin in origins})


def _join_near_duplicates(ledger: Ledger, policy: Policy, voices: list[tuple[Claim, Voice]], roots: _Roots) -> None:
    origins: dict[str, set[str]] = {}
    for claim, voice in voices:
        origins.setdefault(claim.document_id, set()).add(voice.origin)
    for one, other in _near_duplicates(ledger, policy, sorted(origins)):
        for first in origins[one]:
            for second in origins[other]:
                roots.join(first, second)


def evidence_of(ledger: Ledger, policy: Policy, claim_ids: Iterable[str]) -> Evidence:
    """The claims, sorted, and their independent origins."""
    ids = tuple(sorted(set(claim_ids)))
    return Evidence(ids, count_origins(ledger, policy, ids))


def similarity(ledger: Ledger, one: str, other: str) -> int:
    """How near the wording of two documents is, in thousandths of Jaccard's measure, as MinHash estimates it."""
    first, second = _signature(ledger, one), _signature(ledger, other)
    if first is None or second is None:
        return 0
    return round(1000 * float(first.jaccard(second)))


class _Roots:
    """Disjoint sets of names."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, name: str) -> str:
        while (above := self._above.setdefault(name, name)) != name:
            self._above[name] = self._above[above]
            name = above
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._above[second] = first


def _file_of(ledger: Ledger, document_id: str) -> str:
    document = ledger.documents.get(document_id)
    return document.file_sha256 if document else document_id


def _source(policy: Policy, name: str, role: str, cited: str) -> Source:
    known = find_source(policy.countries, name)
    return Source(name, role, known.source_class if known else "", cited)


def _key(ledger: Ledger, policy: Policy, name: str) -> str:
    plain = _organisations(ledger).get(plain_name(name), plain_name(name))
    known = find_source(policy.countries, plain)
    return known.key if known else plain


def organisation_name(ledger: Ledger, policy: Policy, name: str) -> str:
    """The key under which an organisation or actor is counted, whatever its spelling."""
    return _key(ledger, policy, name)


def _organisations(ledger: Ledger) -> dict[str, str]:
    """The plain name that stands for each name that decisions call the same organisation."""
    ids = ledger.about("same_organisation")
    if not ids:
        return {}
    found = ledger.of_people.get("organisations")
    if isinstance(found, dict):
        return found
    roots = _Roots()
    for _, decision in ledger.live_about("same_organisation"):
        if isinstance(decision.body, SameOrganisation) and decision.body.names:
            first = plain_name(decision.body.names[0])
            for name in decision.body.names:
                roots.join(first, plain_name(name))
    names = {name: roots.find(name) for name in list(roots._above)}  # noqa: SLF001 - the class is this module's own
    ledger.of_people["organisations"] = names
    return names


def _near_duplicates(ledger: Ledger, policy: Policy, document_ids: list[str]) -> list[tuple[str, str]]:
    """Pairs of documents whose texts are one in substance."""
    signatures = {found: signature for found in document_ids if (signature := _signature(ledger, found)) is not None}
    threshold = policy.near_duplicate / 1000
    names = sorted(signatures)
    if len(names) <= _PAIRWISE:
        pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    else:
        from datasketch import MinHashLSH  # noqa: PLC0415 - half a second that only this needs

        table = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
        for name in names:
            table.insert(name, signatures[name])
        pairs = [(name, other) for name in names for other in table.query(signatures[name]) if name < other]
    return [(one, other) for one, other in sorted(pairs) if signatures[one].jaccard(signatures[other]) >= threshold]


def _signature(ledger: Ledger, document_id: str) -> Any:
    document = ledger.documents.get(document_id)
    return _sign(document.text) if document else None


@lru_cache(maxsize=_SIGNATURES)
def _sign(text: str) -> Any:
    words = text.casefold().split()
    if not words:
        return None
    size = min(_SHINGLE, len(words))
    shingles = {" ".join(words[place : place + size]).encode() for place in range(len(words) - size + 1)}
    signature = _blank().copy()
    signature.update_batch(sorted(shingles))
    return signature


@lru_cache(maxsize=1)
def _blank() -> Any:
    """One empty signature, whose random permutations (of a fixed seed) all others share."""
    from datasketch import MinHash  # noqa: PLC0415 - half a second that only this needs

    return MinHash(num_perm=_PERMUTATIONS)
