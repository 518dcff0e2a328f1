"""The bench that posts claims gained and lost runs, and names what is lost, gained and changed."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINNED = Path(__file__).with_name("claims.jsonl")


def test_a_claim_lost_gained_or_changed_is_named(tmp_path):
    rows = [json.loads(line) for line in PINNED.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 60
    ghost = {**rows[0], "words": "was spirited away"}
    changed = {**rows[1], "slots": {"modality": "certain"}}
    doctored = tmp_path / "claims.jsonl"
    doctored.write_text("\n".join(json.dumps(row) for row in (ghost, changed, *rows[2:])), encoding="utf-8")
    command = [sys.executable, "-m", "bench", "claims_diff", "--against", str(doctored)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert any(line.startswith(f"- {ghost['document']}") and "was spirited away" in line for line in lines)
    assert any(line.startswith("~ ") and "was {'modality': 'certain'} is" in line for line in lines)
    # rows[0] was taken out, so it is gained, unless extraction has moved on since the pin
    assert any(line.startswith("+ ") and str(rows[0]["words"]) in line for line in lines)
    assert any("of the last release" in line for line in lines)


def test_what_is_pinned_has_words_people_and_date_of_each_claim():
    rows = [json.loads(line) for line in PINNED.read_text(encoding="utf-8").splitlines()]
    assert all(row["document"] and row["kind"] and row["words"] for row in rows)
    assert {"event", "statement"} <= {row["kind"] for row in rows}
    assert any(row["slots"].get("date") and row["slots"].get("people") for row in rows)
