"""Claims gained and lost on the bundled reports, against those of the last release.

Usage: python -m bench claims_diff [--pin] [--against FILE]

Every change to extraction posts this. `--pin` makes the present claims the ones to compare with (at a release).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from habeas.extraction import detect_language, interchange_lines, propose_claims, read_languages
from habeas.reading import ReadingPool
from habeas.samples import sample_reports

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "habeas" / "samples" / "texts"
PINNED = ROOT / "tests" / "corpus" / "claims.jsonl"
_WORDS = ("trigger", "content", "cue", "issue", "cause", "unit", "value")
_SLOTS = ("people", "date", "modality", "said_by", "outlet", "legal", "term", "speaker", "stance", "relation")


def claims_now() -> list[dict[str, Any]]:
    """The claims of each bundled report in a language that is read."""
    found = []
    with ReadingPool() as pool:
        for report in sorted(sample_reports(), key=lambda report: report.name):
            document = pool.read(TEXTS / report.name).document
            if detect_language(document.text) not in read_languages():
                continue
            proposal = propose_claims(document)
            lines = interchange_lines(report.name, document, proposal, published=report.metadata.published)
            found.extend(short(line) for line in lines)
    return found


def short(line: dict[str, Any]) -> dict[str, Any]:
    """What tells one claim from another: its place and words, and its slots."""
    words = next((line[name] for name in _WORDS if isinstance(line.get(name), dict)), line["quote"])
    kept = {"document": line["document"], "kind": line["kind"], "type": line.get("event_type", "")}
    slots = {name: line[name] for name in _SLOTS if line.get(name)}
    return {**kept, "at": words["start"], "words": words["text"], "slots": slots}


def differences(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each claim lost (-), gained (+) and changed (~), then their numbers."""
    old, new = ({_key(row): row["slots"] for row in rows} for rows in (before, now))
    lost, gained = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    changed = sorted(key for key in old.keys() & new.keys() if old[key] != new[key])
    for key in lost:
        yield " ".join(map(str, ("-", *key, old[key])))
    for key in gained:
        yield " ".join(map(str, ("+", *key, new[key])))
    for key in changed:
        yield " ".join(map(str, ("~", *key, "was", old[key], "is", new[key])))
    kinds = dict(Counter(row["kind"] for row in now))
    yield (
        f"{len(new)} claims ({kinds}); gained {len(gained)}, lost {len(lost)}, changed {len(changed)}, "
        f"against {len(old)} of the last release"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benches", nargs="*", help="names of benches, as `python -m bench` takes them")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--against", type=Path, default=PINNED)
    options = parser.parse_args()
    now = claims_now()
    if options.pin:
        PINNED.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in now), encoding="utf-8")
        print(f"{len(now)} claims pinned")
        return
    before = [json.loads(line) for line in options.against.read_text("utf-8").splitlines()]
    for line in differences(before, now):
        print(line)


def _key(row: dict[str, Any]) -> tuple[str, str, str, int, str]:
    return row["document"], row["kind"], row["type"], row["at"], row["words"]


if __name__ == "__main__":
    main()
