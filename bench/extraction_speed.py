"""Speed of the reader beside the bare language model on the same text in one process, and memory over many reports.

Usage: python -m bench.extraction_speed [--reports N] [--news N]
"""

import argparse
import json
import time

import psutil

from bench.extraction import document_of
from bench.extraction_dates import data_folder
from habeas.extraction import language_model, propose_claims

SENTENCES = (
    "Police arrested Pavel Invented on 3 March 2021 in the capital, his lawyer Olga Madeup told Reuters.",
    "“He was beaten in the van,” she said, adding that he had not been allowed to see a doctor.",
    "On April 7 a district court sentenced him to five years in prison under Article 342 of the Criminal Code.",
    "According to the ministry, 29 people signed an open appeal for the release of the prisoners (Belta, May 2).",
    "The weather in the north of the country stayed dry, and the harvest began a week early.",
)


def texts_of(count: int) -> list[str]:
    """Made-up reports of about 600 words, each a little different."""
    return ["\n\n".join(f"{s} Note {n}." for s in SENTENCES * 6) for n in range(count)]


def seconds_of(texts: list[str]) -> tuple[float, float]:
    """Processor time of the bare language model and of the reader, turn by turn, so that a busy machine slows both."""
    nlp = language_model("en")
    propose_claims(document_of(texts[0]), language="en")
    bare = whole = 0.0
    for text in texts:
        started = time.process_time()
        list(nlp.pipe([text]))
        parsed = time.process_time()
        propose_claims(document_of(text), language="en")
        bare, whole = bare + parsed - started, whole + time.process_time() - parsed
    return bare, whole


def tell(what: str, texts: list[str]) -> None:
    bare, whole = seconds_of(texts)
    words = sum(len(text.split()) for text in texts)
    speeds = f"language model {words / bare:,.0f} words/s; reader {words / whole:,.0f} words/s"
    print(f"{what}: {speeds}; {bare / whole:.2f} of it")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--news", type=int, default=0, help="so many news reports of the development data as well")
    options = parser.parse_args()
    tell("made-up reports, a claim in every second line", texts_of(20))
    if options.news:
        lines = (data_folder() / "data" / "hrds_dev.jsonl").read_text("utf-8").splitlines()[: options.news]
        tell("news reports", [json.loads(line)["text"] for line in lines])
    process = psutil.Process()
    for number, text in enumerate(texts_of(options.reports), 1):
        propose_claims(document_of(text), language="en")
        if number in (100, options.reports // 2, options.reports):
            print(f"memory after {number} reports: {process.memory_info().rss / 1e6:,.0f} MB")
    print("bars: at least 0.75 of the bare model; memory flat after the first 100 reports and below 1,500 MB")


if __name__ == "__main__":
    main()
