"""Values of date phrases, beside the baselines of the development data.

Usage: python -m bench.extraction_dates [--lang en] [--errors]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.language_models import language_model
from habeas.extraction.values.date_finding import dates_of_text
from habeas.model import resolve_date


def data_folder() -> Path:
    default = Path(__file__).resolve().parents[2] / "shared" / "bench"
    return Path(os.environ.get("HABEAS_BENCH_DATA", default))


def predict(rows: list[dict[str, str]], language: str) -> list[dict[str, object]]:
    nlp = language_model(language)
    answers: list[dict[str, object]] = []
    for row in rows:
        parsed = parse_text(row["context"], nlp)
        at = row["context"].find(row["phrase"])
        end = at + len(row["phrase"])
        best = None
        for date in dates_of_text(parsed, language):
            shared = min(date.end, end) - max(date.start, at)
            if shared > 0 and (best is None or shared > best[0]):
                best = (shared, date)
        value = resolve_date(best[1].expression, row["anchor"]).edtf if best else None
        answers.append({"i": row["i"], "edtf": value or None})
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    folder = data_folder()
    lines = (folder / "data" / "timex_phrases.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["lang"] == options.lang]
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "pred.jsonl"
        path.write_text("\n".join(json.dumps(answer) for answer in predict(rows, options.lang)), encoding="utf-8")
        command = [
            sys.executable,
            str(folder / "score.py"),
            "timex-phrases",
            "--lang",
            options.lang,
            "--pred",
            str(path),
        ]
        if options.errors:
            command.append("--errors")
        subprocess.run(command, check=True)
    print("compared with: patterns of TIMEX3 value F1 46.6; HeidelTime is about 90 on calendar dates of news")


if __name__ == "__main__":
    main()
