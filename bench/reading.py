"""Reading alone: files a second, and what the limited process costs beside reading in this process.

Usage: python -m bench.reading [--files 1000]
"""

import argparse
import time
from collections.abc import Callable
from functools import partial

from bench._reports import make_reports
from habeas.reading import ReadingPool
from habeas.reading.formats import HTML
from habeas.reading.readers import read_data


def main(files: int = 1000) -> None:
    """Print seconds and files a second for plain text and HTML, alone and in the limited process."""
    texts = [report.text for report in make_reports(files)]
    kinds = (
        ("plain text", "report.txt", "", [text.encode() for text in texts]),
        ("HTML", "report.html", HTML, [_page(text) for text in texts]),
    )
    with ReadingPool() as pool:
        started = time.perf_counter()
        pool.read_bytes(b"A first file.", "first.txt")
        print(f"start of the reading process: {time.perf_counter() - started:.2f} s")
        for label, name, suggested, originals in kinds:
            inside = _time(partial(read_data, suggested=suggested), originals)
            limited = _time(partial(pool.read_bytes, name=name), originals)
            size = sum(map(len, originals)) / 1e6
            print(f"{label}: {len(originals)} files, {size:.1f} MB")
            print(f"  limited process: {len(originals) / limited:.0f} files/s")
            print(f"  this process, without protection: {len(originals) / inside:.0f} files/s")


def _time(read: Callable[[bytes], object], originals: list[bytes]) -> float:
    started = time.perf_counter()
    for data in originals:
        read(data)
    return time.perf_counter() - started


def _page(text: str) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return (
        f"<!doctype html><html><head><title>Report</title></head><body><article>{body}</article></body></html>".encode()
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    main(parser.parse_args().files)
