"""`habeas` itself with the quick extractor, as a program that tests can stop, kill and starve.

`--file-size N` before the command: no file may grow beyond N bytes.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from habeas.settings import configure_django, read_settings

configure_django(read_settings(os.environ))

from faults.stub_extractor import propose  # noqa: E402  the tables need Django

from habeas import workflow  # noqa: E402
from habeas.cli import main  # noqa: E402

if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "--file-size":
        import resource

        size = int(arguments[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        arguments = arguments[2:]
    for act in (workflow.take_in_report, workflow.take_in_bytes, workflow.take_in_text):
        act.__kwdefaults__["extract"] = propose
    main(arguments)
