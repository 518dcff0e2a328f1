"""The one rule that everything rests on: which decisions are live.

A decision is live when nothing live supersedes it and its casebook is trusted. Clock order never counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import Accept, Correct, Decision, TrustKey
from habeas.registry.targets import Key, targets_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class DecisionIndex:
    """Decisions by what they speak of, and which of them hold.

    Args:
        casebook_id: The public key of the casebook at home; None trusts every key.
    """

    def __init__(self, casebook_id: str | None = None) -> None:
        self.casebook_id = casebook_id
        self.decisions: dict[str, Decision] = {}
        self._about: dict[str | Key, list[str]] = {}
        self._words: set[str] = set()
        self._replacing: dict[str, list[str]] = {}
        self._superseded_by: dict[str, list[str]] = {}
        self._live: dict[tuple[str, bool], bool] = {}
        self._trusted: frozenset[str] | None = None
        self.cycles: set[str] = set()

    def add_decision(self, decision_id: str, decision: Decision) -> list[Decision]:
        """Take in a decision that is not here yet.

        Returns:
            Those whose word may hold or not hold now other than before: it and all below it. None for a plain
            acceptance, which shapes nothing that is kept.
        """
        self.decisions[decision_id] = decision
        body = decision.body
        if isinstance(body, Accept) and not decision.supersedes:  # nearly every decision
            self._about.setdefault(body.claim_id, []).append(decision_id)
            return []
        for key in targets_of(decision):
            self._about.setdefault(key, []).append(decision_id)
            if not isinstance(key, str):
                self._words.add(key[0])
        if isinstance(body, Correct):
            self._replacing.setdefault(body.replacement_id, []).append(decision_id)
        for older in decision.supersedes:
            self._superseded_by.setdefault(older, []).append(decision_id)
        return self._judge_anew(decision_id, decision)

    def _judge_anew(self, decision_id: str, decision: Decision) -> list[Decision]:
        """Drop what was known of a decision and of those below it; give them back."""
        found: list[Decision] = []
        stack, seen = [(decision_id, decision)], {decision_id}
        while stack:
            below_id, below = stack.pop()
            found.append(below)
            if isinstance(below.body, TrustKey):
                self._trusted = None
                self._live.clear()
            elif self._live:
                self._live.pop((below_id, False), None)
                self._live.pop((below_id, True), None)
            for older in below.supersedes:
                known = self.decisions.get(older)
                if known is not None and older not in seen:
                    seen.add(older)
                    stack.append((older, known))
        return found

    def trusted_casebooks(self) -> frozenset[str] | None:
        """The keys whose decisions are live here; None for every key."""
        if self.casebook_id is None:
            return None
        if self._trusted is None:
            at_home = {
                decision_id: decision
                for decision_id in self._about.get("trust", ())
                if (decision := self.decisions[decision_id]).casebook_id == self.casebook_id
            }
            keys = {self.casebook_id}
            for decision_id, decision in at_home.items():
                if isinstance(decision.body, TrustKey) and self._holds(decision_id, protective=False, only_home=True):
                    keys.add(decision.body.casebook_id)
            self._trusted = frozenset(keys)
        return self._trusted

    def is_live(self, decision_id: str, *, protective: bool = False) -> bool:
        """Whether nothing live supersedes a decision, and its casebook is trusted.

        Args:
            decision_id: The decision; False for an unknown one.
            protective: Judge it as what protects a person (hide, seal, level) is judged: of any casebook, and a circle
                of decisions that supersede one another does not end it.
        """
        decision = self.decisions.get(decision_id)
        if decision is None:
            return False
        if decision_id not in self._superseded_by:  # nearly every decision
            trusted = None if protective else self.trusted_casebooks()
            return trusted is None or decision.casebook_id in trusted
        known = self._live.get((decision_id, protective))
        if known is None:
            known = self._live[(decision_id, protective)] = self._holds(
                decision_id, protective=protective, only_home=False
            )
        return known

    def _may_end(self, newer: str, older: str, *, only_home: bool) -> bool:
        """Whether a decision counts at all against another: it is trusted, or of the same casebook."""
        casebook = self.decisions[newer].casebook_id
        if only_home:
            return casebook == self.casebook_id
        trusted = self.trusted_casebooks()
        return trusted is None or casebook in trusted or casebook == self.decisions[older].casebook_id

    def _holds(self, decision_id: str, *, protective: bool, only_home: bool) -> bool:
        """Judge a decision after all that stand above it, without recursion (histories of undo and redo grow long)."""
        if not protective and not only_home:
            trusted = self.trusted_casebooks()
            if trusted is not None and self.decisions[decision_id].casebook_id not in trusted:
                return False
        if decision_id not in self._superseded_by:
            return True
        above = self._standing_above(decision_id, only_home=only_home)
        verdicts: dict[str, bool] = {}
        waiting = list(reversed(above))  # those that stand above were found later: one pass, but for odd shapes
        while waiting:
            for current in waiting:
                if any(verdicts.get(newer) for newer in above[current]):
                    verdicts[current] = False
                elif all(newer in verdicts for newer in above[current]):
                    verdicts[current] = True
            left = [current for current in waiting if current not in verdicts]
            if len(left) == len(waiting):  # decisions that supersede one another in a circle: none of them holds
                self.cycles.update(left)
                break
            waiting = left
        return verdicts.get(decision_id, protective)

    def _standing_above(self, decision_id: str, *, only_home: bool) -> dict[str, list[str]]:
        """What supersedes a decision, and what supersedes that, and so on up."""
        above: dict[str, list[str]] = {}
        stack = [decision_id]
        while stack:
            current = stack.pop()
            if current not in above:
                above[current] = [
                    newer
                    for newer in self._superseded_by.get(current, ())
                    if self._may_end(newer, current, only_home=only_home)
                ]
                stack.extend(above[current])
        return above

    def about(self, *key: str) -> list[str]:
        """Ids of all decisions, live or not, about a target (see `targets_of`)."""
        return self._about.get(key[0] if len(key) == 1 else key, [])

    def speaks_of(self, word: str) -> bool:
        """Whether any decision is about a target of this kind: a look that spares many others."""
        return word in self._words

    def about_claim(self, claim_id: str) -> list[str]:
        """Ids of all decisions, live or not, that judge a claim, put it in another's place, or tell its event."""
        found = [*self._about.get(claim_id, ()), *self._replacing.get(claim_id, ())]
        for word in ("event", "issue"):
            if word in self._words:
                found += self._about.get((word, claim_id), ())
        return found

    def with_superseding(self, decision_ids: Iterable[str]) -> set[str]:
        """Decisions and all that supersede them, live or not."""
        found = set(decision_ids)
        above = [decision_id for decision_id in found if decision_id in self._superseded_by]
        while above:
            newer = [one for one in self._superseded_by.get(above.pop(), ()) if one not in found]
            found.update(newer)
            above += newer
        return found

    def superseding(self, decision_id: str) -> list[str]:
        """Ids of the decisions that supersede one, live or not."""
        return self._superseded_by.get(decision_id, [])

    def live_about(self, *key: str) -> list[tuple[str, Decision]]:
        """The live decisions about a target, sorted by id."""
        about = self.about(*key)
        ordered = sorted(about) if len(about) > 1 else about
        return [(found, self.decisions[found]) for found in ordered if self.is_live(found)]
