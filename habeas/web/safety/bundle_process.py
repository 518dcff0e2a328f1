"""Makes a bundle in a process of its own: meanwhile another casebook is open, which no page may be served from.

What is wanted comes as one line of JSON on the standard input, so that no recipient stands in the list of processes;
the answer is one line of JSON on the standard output.
"""

import json
import sys
from pathlib import Path
from typing import Any

from habeas.settings import Settings, configure_django


def main() -> int:
    """Read what is wanted, write the bundle, say what is in it."""
    asked: dict[str, Any] = json.loads(sys.stdin.readline())
    configure_django(Settings())
    # The tables can be reached only now that Django knows its settings.
    from habeas.model.errors import HabeasError  # noqa: PLC0415
    from habeas.safety.bundling import bundle_for  # noqa: PLC0415
    from habeas.store.casebook import close_casebook, open_casebook  # noqa: PLC0415

    try:
        casebook = open_casebook(Path(asked["casebook"]))
        made = bundle_for(
            casebook,
            Path(asked["target"]),
            asked["level"],
            asked["who"],
            recipient=asked["recipient"],
            ends=asked["ends"],
        )
        close_casebook()
    except HabeasError as error:
        sys.stdout.write(json.dumps({"error": str(error)}) + "\n")
        return 1
    answer = {"records": made.records, "documents": made.documents, "withheld": made.withheld_documents}
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
