"""Extraction figures: every scorer of the development data, run by path, in one table.

Usage: python -m bench.extraction [gold] [polnear] [victims] [justice] [dates] [--misses NAME]

Documents kept unread while building are scored only with `unread`, and only their totals are printed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from bench.extraction_dates import data_folder
from habeas.extraction import interchange_lines, propose_claims
from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.language_models import language_model
from habeas.extraction.sayings.finding import find_sayings, is_loose, source_range
from habeas.extraction.sayings.quotes import find_quotations
from habeas.model import Document, hash_bytes

KEPT_UNREAD = ("en-ru-hrds-981031310", "en-az-list2014-01", "en-az-irfs-18", "en-by-wh-2021-08-09-1")


def run_scorer(script: str, *arguments: str) -> None:
    subprocess.run([sys.executable, str(data_folder() / script), *arguments], check=True)


def attributions(text: str) -> Iterator[dict[str, list[list[int]]]]:
    parsed = parse_text(text, language_model("en"))
    quotations = find_quotations(text)
    sayings = find_sayings(parsed, quotations)
    inside = [(quotation.start, quotation.end) for quotation in quotations]
    reports = [s for s in sayings if s.manner == "report" and s.cue_range and not is_loose(s)]
    reported = sorted((start, end) for saying in reports for start, end in saying.contents)
    merged: dict[int, dict[str, list[list[int]]]] = {}
    for number, saying in enumerate(sayings):
        if saying.follows >= 0 and saying.follows in merged:
            merged[saying.follows]["content"].extend([list(place) for place in saying.contents])
            continue
        if is_loose(saying) or (
            saying.cue is not None and any(start <= saying.cue.start < end for start, end in inside)
        ):
            continue  # the corpus does not mark what is quoted inside a quotation ..
        if saying.cue_range and _is_within(reported, saying.cue_range[0]):
            continue  # .. and seldom (one time in ten) what is reported inside a report
        source = source_range(saying, parsed)
        merged[number] = {
            "source": [list(source)] if source else [],
            "cue": [list(saying.cue_range)] if saying.cue_range else [],
            "content": [list(place) for place in saying.contents],
        }
    yield from merged.values()


def _is_within(ranges: list[tuple[int, int]], place: int) -> bool:
    at = bisect_right(ranges, (place, place))
    return any(start < place < end for start, end in ranges[max(0, at - 30) : at])


def score_polnear(split: str, most: int) -> None:
    rows = [json.loads(line) for line in (data_folder() / "data/polnear_dev.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if split in ("all", row["split"])][: most or None]
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        lines = [json.dumps({"doc_id": r["doc_id"], "attributions": list(attributions(r["text"]))}) for r in rows]
        pred.write_text("\n".join(lines), encoding="utf-8")
        run_scorer("score.py", "polnear", "--split", split, "--gold", str(gold), "--pred", str(pred))
    print("compared with: parser and 86 cue verbs, relation 46.0 (P 60.6 R 37.0); people agree at 70.2")


def document_of(text: str) -> Document:
    return Document(file_sha256=hash_bytes(text.encode()), reader="text.1", media_type="text/plain", text=text)


def read_lines(name: str, text: str, published: str) -> Iterator[dict[str, object]]:
    document = document_of(text)
    proposal = propose_claims(document, published=published, language="en")
    for problem in proposal.problems:
        print(f"   {name}: {problem.where}: {problem.message}")
    return interchange_lines(name, document, proposal, published=published)


def score_gold(names: list[str], misses: str) -> None:
    """Score the gold documents named; without names, the English ones that may be read."""
    gold = data_folder() / "gold"
    chosen = names or [
        path.stem
        for path in sorted((gold / "dev").glob("*.json"))
        if path.stem not in KEPT_UNREAD and path.stem.startswith(("en-", "seed-"))
    ]
    if misses in KEPT_UNREAD:
        raise SystemExit("a document that is kept unread shows no errors")
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        chosen_gold = Path(folder) / "gold"
        chosen_gold.mkdir()
        with claims.open("w", encoding="utf-8") as file:
            for name in chosen:
                (chosen_gold / f"{name}.json").write_bytes((gold / "dev" / f"{name}.json").read_bytes())
                published = json.loads((gold / "dev" / f"{name}.json").read_text("utf-8"))["published"] or ""
                text = (gold / "texts" / f"{name}.txt").read_bytes().decode("utf-8")
                file.writelines(json.dumps(line) + "\n" for line in read_lines(name, text, published))
        arguments = [str(chosen_gold), str(gold / "texts"), str(claims)]
        if misses:
            arguments += [misses, "--misses"]
        if set(chosen).isdisjoint(KEPT_UNREAD):
            arguments.append("--per-type")
        run_scorer("score_gold.py", *arguments)
    print("compared with: a prototype at events .85, whole .48, statements .75 where read; two annotators .95 .84 .94")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["polnear"])
    parser.add_argument("--split", default="dev")
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--misses", default="")
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    for what in options.what:
        started = time.perf_counter()
        print(f"== {what}")
        if what == "polnear":
            score_polnear(options.split, options.most)
        elif what == "gold":
            score_gold(options.only, options.misses)
        elif what == "unread":
            score_gold(list(KEPT_UNREAD), "")
        print(f"   {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
