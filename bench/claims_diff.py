"""Claims gained and lost on the bundled reports, against those of the last release.

Usage: python -m bench.claims_diff [--write]

Every change to extraction posts this. `--write` makes the present claims the ones to compare with (at a release).
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from habeas.extraction import detect_language, interchange_lines, propose_claims, read_languages
from habeas.model import Document, hash_bytes

TEXTS = Path(__file__).resolve().parents[1] / "habeas" / "samples" / "texts"
KEPT = Path(__file__).with_name("claims_of_last_release.jsonl")
_WORDS = ("trigger", "content", "cue", "issue", "cause", "unit", "value")
_SLOTS = ("people", "date", "modality", "said_by", "outlet", "legal", "term", "speaker", "stance", "relation")


def claims_now() -> list[dict[str, Any]]:
    """The claims of each bundled plain text in a language that is read."""
    found = []
    for path in sorted((*TEXTS.glob("*.txt"), *TEXTS.glob("*.md"))):
        raw = path.read_bytes()
        text = raw.decode("utf-8").replace("\r\n", "\n")
        if detect_language(text) not in read_languages():
            continue
        beside = json.loads(path.with_name(path.name + ".meta.json").read_text("utf-8"))
        document = Document(file_sha256=hash_bytes(raw), reader="text.1", media_type="text/plain", text=text)
        lines = interchange_lines(
            path.name, document, propose_claims(document), published=beside.get("published") or ""
        )
        found.extend(short(line) for line in lines)
    return found


def short(line: dict[str, Any]) -> dict[str, Any]:
    """What tells one claim from another: its place and words, and its slots."""
    words = next((line[name] for name in _WORDS if isinstance(line.get(name), dict)), line["quote"])
    kept = {"document": line["document"], "kind": line["kind"], "type": line.get("event_type", "")}
    slots = {name: line[name] for name in _SLOTS if line.get(name)}
    return {**kept, "at": words["start"], "words": words["text"], "slots": slots}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    now = claims_now()
    if options.write:
        KEPT.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in now), encoding="utf-8")
        print(f"{len(now)} claims kept")
        return
    before = [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()] if KEPT.exists() else []
    old, new = ({_key(row): row["slots"] for row in rows} for rows in (before, now))
    for sign, keys in (("-", old.keys() - new.keys()), ("+", new.keys() - old.keys())):
        for key in sorted(keys):
            print(sign, *key, (old if sign == "-" else new)[key])
    changed = sorted(key for key in old.keys() & new.keys() if old[key] != new[key])
    for key in changed:
        print("~", *key, "was", old[key], "is", new[key])
    kinds = Counter(row["kind"] for row in now)
    print(f"{len(new)} claims ({dict(kinds)}); gained {len(new.keys() - old.keys())},", end=" ")
    print(f"lost {len(old.keys() - new.keys())}, changed {len(changed)}, against {len(old)} of the last release")


def _key(row: dict[str, Any]) -> tuple[str, str, str, int, str]:
    return row["document"], row["kind"], row["type"], row["at"], row["words"]


if __name__ == "__main__":
    main()
