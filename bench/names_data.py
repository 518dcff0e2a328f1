"""Where the development data of the name benches lie. They are for scoring only: nothing is copied."""

import json
import os
from pathlib import Path
from typing import Any


def bench_folder() -> Path:
    """The folder given by HABEAS_BENCH_DATA, else `../shared/bench` beside the clone."""
    given = os.environ.get("HABEAS_BENCH_DATA")
    return Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "bench"


def names_dev() -> list[dict[str, Any]]:
    """The labelled pairs of names; raises FileNotFoundError where the data are absent."""
    return _rows("names_dev.jsonl")


def slavic_names_dev() -> list[dict[str, Any]]:
    """The forms of persons' names in six languages."""
    return _rows("slavic_names_dev.jsonl")


def _rows(name: str) -> list[dict[str, Any]]:
    path = bench_folder() / "data" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
