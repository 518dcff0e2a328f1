"""Extraction on outside corpora: events of justice (WikiEvents, RAMS) and the victims of articles (HRDsAttack).

Usage: python -m bench.extraction_outside [victims] [wikievents] [given] [rams]
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.extraction import data_folder, document_of, read_lines
from habeas.extraction.drafts import Sheet
from habeas.extraction.events.participants import find_participants, is_human
from habeas.extraction.events.single_places import sufferers
from habeas.extraction.events.triggers import Trigger
from habeas.extraction.grammar.clauses import agent_of, is_verb, patient_of, subject_of
from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.grammar.words import Word
from habeas.extraction.language_models import language_model
from habeas.extraction.lexicon.event_patterns import Pattern
from habeas.extraction.people.persons import find_people
from habeas.extraction.references.referents import Referents

# Our types in the words of the corpora. They mark hunts and searches, which are no event of ours; an investigation that
# is opened against somebody is our charge; a bare suspicion, which is our charge too, is nothing of theirs.
TYPES = {
    "detention": "arrest", "administrative_arrest": "arrest", "remand": "arrest", "charge": "charge",
    "court_hearing": "trial", "release": "release", "release_on_conditions": "release", "clemency": "pardon",
    "execution": "execute", "appeal_filed": "appeal", "appeal_ruling": "appeal", "house_arrest": "arrest",
}  # fmt: skip
EXTRA = ("place", "crime")  # what only the windows of RAMS mark beside them
DONE = ("asserted", "alleged", "possible")
ROLES = {"person": "person", "body": "authority", "agent": "authority", "judge": "authority"}


def rows_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data_folder() / f"data/{name}.jsonl").read_text("utf-8").splitlines()]


def type_of(line: dict[str, Any]) -> str:
    event_type = line["event_type"]
    if event_type == "transfer":
        return "extradite" if "extradit" in line["trigger"]["text"].lower() else ""
    words = line["trigger"]["text"].lower()
    if event_type == "charge":
        return "" if "suspect" in words else "investigate" if re.search("investigat|probe", words) else "charge"
    if event_type != "verdict":
        return TYPES.get(event_type, "")
    return "acquit" if "acquit" in words else "convict" if "convict" in words or "guilty" in words else "sentence"


def events_of(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for line in read_lines(row["doc_id"], row["text"], ""):
        if line["kind"] != "event" or not type_of(line) or line["modality"] in ("denied", "hypothetical", "possible"):
            continue  # the corpus marks what happened
        args = [
            {"role": ROLES[role["role"]], "start": role["span"]["start"], "end": role["span"]["end"]}
            for role in line["roles"]
            if role["role"] in ROLES
        ]
        if line["place"]:
            at = row["text"].find(line["place"], line["quote"]["start"])
            args.append({"role": "place", "start": at, "end": at + len(line["place"])})
        span = line["trigger"]
        yield {"type": type_of(line), "start": span["start"], "end": span["end"], "args": args}


# Common nouns for where somebody is held or taken.
PLACES = (
    "prison", "jail", "hospital", "court", "courthouse", "station", "colony", "camp", "town", "towns", "city",
    "village", "home", "house", "street",
)  # fmt: skip


def given_events(row: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The arguments of given triggers, by the grammar that the participants of our own triggers are found with."""
    parsed = parse_text(row["text"], language_model("en"))
    sheet = Sheet("", row["text"], "en", parsed, people=find_people(parsed))
    sheet.referents = Referents(parsed, sheet.people)
    for event in events:
        inside = parsed.words_in(event["start"], event["end"])
        if not inside:
            continue
        head = next((w for w in inside if w.pos in ("VERB", "NOUN")), inside[0])
        found = arguments(sheet, head, inside)
        marked = ("person", "authority", "place") if row["data"] == "wikievents" else tuple(ROLES.values()) + EXTRA
        yield {**event, "args": [argument for argument in found if argument["role"] in marked]}


def arguments(sheet: Sheet, head: Word, inside: list[Word]) -> Iterator[dict[str, Any]]:
    verb = is_verb(head)
    kind = "verb" if verb else "noun"
    pattern = Pattern("bench", "detention", kind, head.lemma, who="object", of=("of", "against", "for"))
    trigger = Trigger(pattern, head, inside[0].i, inside[-1].i, inside[0].start, inside[-1].end)
    draft = find_participants(sheet, trigger)
    words = sheet.parsed.words
    seen: set[object] = set()
    for role in draft.roles if draft else ():
        word = role.party.word
        run = sheet.people.run_of.get(word.i)
        low, high = (run.start, run.end) if run else (word.start, word.end)
        if (low, high) in seen:
            continue
        seen.update((word.i, (low, high)))
        yield {"role": ROLES.get(role.role, "authority"), "start": low, "end": high}
    authority = any(role.role in ("body", "agent") for role in draft.roles) if draft else False
    places = [
        ("person", patient_of(head)) if not seen else None,
        ("authority", agent_of(head)) if not authority else None,
    ]
    for role_name, found in filter(None, places) if verb else _of_others(head):
        if role_name == "person" and found is not None and not is_human(sheet, found):
            continue
        if found is not None and found.i not in seen and found is not head:
            seen.add(found.i)
            yield {"role": role_name, "start": found.start, "end": found.end}
    for child in head.children:
        below = child.child("pobj") if child.dep == "prep" else None
        if below is None or below.i in seen:
            continue
        if child.low in ("in", "at", "near") and (below.ent in ("GPE", "LOC", "FAC") or below.low in PLACES):
            yield {"role": "place", "start": below.start, "end": below.end}
        elif child.low in ("of", "with", "for", "on") and verb and below.ent not in ("DATE", "TIME"):
            yield {"role": "crime", "start": words[below.left].start, "end": words[below.right].end}


def _of_others(head: Word) -> Iterator[tuple[str, Word | None]]:
    """Of a trigger that is no verb: "they face long sentences"; "hundreds of prisoners are in jail", marked at "in"."""
    yield from (("person", word) for word in sufferers(head))
    if head.pos == "ADP" and is_verb(head.head):
        yield "person", subject_of(head.head)
        below = head.child("pobj")
        if below is not None and below.low in PLACES:
            yield "place", below


def score_justice(data: str, *, given: bool) -> None:
    rows = [row for row in rows_of("justice_dev") if row["data"].startswith(data)]
    lines = []
    for row in rows:
        if given:
            asked = [{k: e[k] for k in ("type", "start", "end")} for e in row["events"]]
            found = list(given_events(row, asked))
        else:
            found = list(events_of(row))
        lines.append(json.dumps({"doc_id": row["doc_id"], "events": found}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pred.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, str(data_folder() / "score.py"), "justice", "--data", data, "--pred", str(path)]
        subprocess.run(command + (["--given-triggers"] if given else []), check=True)
    print("compared with: word list, triggers 43.3 (P 29.5 R 81.2); arguments 33.7 given triggers, 21.1 end to end")


def score_victims() -> None:
    """Victims of each article. One article of this set is kept unread: its row is scored, never shown.

    The labels name to whom something was done. So events count that are asserted, alleged or possible, as the scorer
    says of itself; what is only planned or demanded ("must be put on trial", "free X") names nobody by itself. Without
    this the fuzzy F1 is half a point lower. Persons rightly read as arrested or jailed for common crimes still count
    against the reader, as do all victims beside the main ones, whom the labels leave out.
    """
    rows = rows_of("hrds_dev")
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        with claims.open("w", encoding="utf-8") as file:
            for row in rows:
                lines = read_lines(row["doc"], row["text"], row["published"] or "")
                done = (line for line in lines if line["kind"] == "event" and line["modality"] in DONE)
                file.writelines(json.dumps(line) + "\n" for line in done)
        scorer, gold = data_folder() / "score_victims.py", data_folder() / "data/hrds_dev.jsonl"
        subprocess.run([sys.executable, str(scorer), "score", str(gold), str(claims)], check=True)
    print("compared with: T5-large, victims exact F1 .474, fuzzy .512 (P .640 R .426), on the published test part")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["victims", "wikievents", "given"])
    for what in parser.parse_args().what:
        started = time.perf_counter()
        print(f"== {what}")
        if what == "victims":
            score_victims()
        else:
            score_justice("rams" if what == "rams" else "wikievents", given=what != "wikievents")
        print(f"   {time.perf_counter() - started:.1f} s")


__all__ = ["document_of", "main"]

if __name__ == "__main__":
    main()
