"""Memory of reading many reports in one process: what the process holds after 100, after each 1,000, and at the end.

Usage: python -m bench.extraction_memory [--reports N] [--words W]
"""

import argparse
import gc
import time

import psutil

from bench._reports import make_reports
from bench.extraction import document_of
from habeas.extraction import propose_many

FIRST, EACH = 100, 1_000


def stops(count: int) -> list[int]:
    """After how many reports the memory is looked at."""
    return sorted({min(FIRST, count), *range(EACH, count + 1, EACH), count})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--words", type=int, default=120, help="about how many words a report has")
    options = parser.parse_args([] if __name__ != "__main__" else None)
    reports = make_reports(options.reports, shortest=options.words, longest=options.words)
    process = psutil.Process()
    wanted = stops(options.reports)
    claims = words = 0
    baseline = 0.0
    started = time.perf_counter()

    def documents():  # noqa: ANN202 - each is made when it is asked for, so that none is kept
        nonlocal words
        for report in reports:
            words += len(report.text.split())
            yield document_of(report.text)

    for number, proposal in enumerate(propose_many(documents()), 1):
        claims += len(proposal.claims)
        if number not in wanted:
            continue
        gc.collect()
        held = process.memory_info().rss / 1e6
        baseline = baseline or held
        took = time.perf_counter() - started
        print(
            f"after {number:>6,} reports ({words:,} words, {claims:,} claims, {took:,.0f} s): "
            f"{held:,.0f} MB, {held - baseline:+,.0f} MB since the first {wanted[0]:,}",
            flush=True,
        )
    print("bars: flat after the first 100 reports, below 1,500 MB (of 10,000 reports)")


if __name__ == "__main__":
    main()
