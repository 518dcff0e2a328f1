"""A program that has everything imported and starts one take-in after the other, each in a process of its own.

It reads orders (JSON, one a line) and answers each with the number of the process that takes in, then with its exit
code. That process writes a line to the file `acknowledged` for each report that `take_in_report` has returned, and the
tests kill it. POSIX only.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from habeas.settings import Settings, configure_django

configure_django(Settings())

from faults.stub_extractor import propose as propose_stub  # noqa: E402  the tables need Django

from habeas import workflow  # noqa: E402
from habeas.extraction import propose_claims  # noqa: E402
from habeas.reading import ReadingPool, read_text  # noqa: E402
from habeas.store.casebook import open_casebook  # noqa: E402

# One moment and one collector, so that every run offers the very same records.
MOMENT, COLLECTOR = "2026-11-22T09:30:00Z", "c" * 32


def main():
    """Answer until standard input ends."""
    if "--model" in sys.argv:
        # Model and packs are loaded once, here, and every take-in has the same.
        propose_claims(
            read_text("On January 12, 2023, Anna Vydumana was arrested in Minsk, her husband said.").document
        )
    say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                take_in(**order)
                status = 0
            except BaseException:  # noqa: BLE001  whatever it is, the tests want to see it
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(status)
        say(child)
        _, result = os.waitpid(child, 0)
        say(os.waitstatus_to_exitcode(result))


def say(answer):
    """One line to the tests."""
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


def take_in(casebook, folder, extractor, acknowledged):
    """Take in every report of the folder, as the command does."""
    opened = open_casebook(Path(casebook), create=True)
    extract = propose_stub if extractor == "stub" else propose_claims
    with ReadingPool() as pool, Path(acknowledged).open("a", encoding="ascii") as log:
        for path in sorted(Path(folder).glob("*.txt")):
            source = workflow.Source(collector=COLLECTOR)
            done = workflow.take_in_report(opened, path, source, extract=extract, pool=pool, retrieved_at=MOMENT)
            log.write(f"{done.document_id}\n")
            log.flush()


if __name__ == "__main__":
    main()
