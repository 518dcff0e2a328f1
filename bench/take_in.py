"""Take-in of generated reports: reports a second, peak memory, where the time goes; beside the bare language model.

Usage: python -m bench.take_in [--reports 1000]

The bare model is what any reader of the same text pays before it has found anything: `language_model("en")` over every
text, and nothing else. The casebook is a real one, in a temporary folder, with every commit on the disk.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil

from bench._reports import MadeReport, make_reports
from habeas.settings import Settings, configure_django

configure_django(Settings())

from habeas import workflow  # noqa: E402  the tables need Django
from habeas.extraction import language_model, propose_claims  # noqa: E402
from habeas.model import Metadata  # noqa: E402
from habeas.reading import ReadingPool  # noqa: E402
from habeas.store import deriving  # noqa: E402
from habeas.store.append import append_records  # noqa: E402
from habeas.store.casebook import close_casebook, open_casebook  # noqa: E402
from habeas.store.originals import keep_original  # noqa: E402
from habeas.store.verify import verify_casebook  # noqa: E402

STEPS = ("read", "extract", "keep original", "store", "derive")


class Stopwatch:
    """Seconds by step; a step inside another counts for itself only."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def around(self, step: str, act: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time counted under `step`."""

        def timed(*args: Any, **options: Any) -> Any:
            started = time.perf_counter()
            try:
                return act(*args, **options)
            finally:
                self.seconds[step] += time.perf_counter() - started

        return timed


def main(reports: int = 1000) -> None:
    """Print the figures."""
    made = list(make_reports(reports))
    words = sum(len(report.text.split()) for report in made)
    print(f"{reports} reports, {words / reports:.0f} words each")
    started = time.perf_counter()
    model = language_model("en")
    propose_claims(_first_document(made[0]))
    print(f"start of the language model: {time.perf_counter() - started:.1f} s")
    cpu = time.process_time()
    bare = _run_bare(model, made)
    cpu, start = time.process_time() - cpu, time.process_time()
    print(f"bare language model: {reports / bare:.1f} reports/s ({bare:.1f} s)")
    _take_in(made, bare)
    # On a busy machine the clock tells little; processor time of this process tells how much work was done.
    print(f"processor time: bare model {cpu:.1f} s, take-in and verify {time.process_time() - start:.1f} s")


def _first_document(report: MadeReport) -> Any:
    with ReadingPool() as pool:
        return pool.read_bytes(report.text.encode(), report.name).document


def _run_bare(model: Callable[[str], object], made: list[MadeReport]) -> float:
    started = time.perf_counter()
    for report in made:
        model(report.text)
    return time.perf_counter() - started


def _take_in(made: list[MadeReport], bare: float) -> None:
    watch = Stopwatch()
    peak = claims = 0
    with tempfile.TemporaryDirectory() as folder, ReadingPool() as pool:
        paths = [_write(Path(folder), report) for report in made]
        casebook = open_casebook(Path(folder) / "casebook", create=True)
        collector = "0" * 32
        extract = watch.around("extract", propose_claims)
        started = time.perf_counter()
        with (
            patch.object(pool, "read_bytes", watch.around("read", pool.read_bytes)),
            patch.object(workflow, "keep_original", watch.around("keep original", keep_original)),
            patch.object(workflow, "append_records", watch.around("store", append_records)),
            patch.object(deriving, "derive_touched", watch.around("derive", deriving.derive_touched)),
        ):
            for number, (path, report) in enumerate(zip(paths, made, strict=True), 1):
                metadata = Metadata(published=report.published, outlet=report.outlet)
                source = workflow.Source(collector=collector, metadata=metadata)
                claims += workflow.take_in_report(casebook, path, source, extract=extract, pool=pool).claims
                peak = max(peak, _memory())
                if number % 100 == 0:
                    print(f"  {number} taken in, {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
        total = time.perf_counter() - started
        checked = verify_casebook(casebook.path)
        close_casebook()
    _report(len(made), total, dict.fromkeys(STEPS, 0.0) | watch.seconds, bare)
    print(f"claims proposed: {claims}; records {checked.records}; problems that verify names: {len(checked.problems)}")
    print(f"peak memory, reading process included: {peak / 1e6:.0f} MB")


def _report(reports: int, total: float, seconds: Mapping[str, float], bare: float) -> None:
    print(f"take-in: {reports / total:.1f} reports/s ({total:.1f} s), {total / bare:.2f} times the bare model")
    rest = total - sum(seconds.values())
    for step in STEPS:
        print(f"  {step:<14} {seconds[step]:8.1f} s  {100 * seconds[step] / total:5.1f} %")
    print(f"  {'commit, rest':<14} {rest:8.1f} s  {100 * rest / total:5.1f} %")


def _write(folder: Path, report: MadeReport) -> Path:
    path = folder / report.name
    path.write_text(report.text, encoding="utf-8")
    return path


def _memory() -> int:
    """Resident bytes of this process and its children."""
    process = psutil.Process()
    sizes = [process.memory_info().rss]
    for child in process.children():
        try:
            sizes.append(child.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return sum(sizes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    main(parser.parse_args().reports)
