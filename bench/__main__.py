"""Run every bench, or those named on the command line."""

import importlib
import pkgutil
import sys
import time
import traceback

import bench


def main() -> int:
    """Run the benches; the exit code is 1 where one of them failed."""
    wanted = sys.argv[1:]
    failed = False
    for module in sorted(info.name for info in pkgutil.iter_modules(bench.__path__)):
        if module.startswith("_") or (wanted and module not in wanted):
            continue
        run = getattr(importlib.import_module(f"bench.{module}"), "main", None)
        if run is None:
            continue
        print(f"\n== {module}", flush=True)
        started = time.perf_counter()
        try:
            run()
        except Exception:  # noqa: BLE001 - one bench that fails must not hide the others
            traceback.print_exc()
            failed = True
        print(f"== {module}: {time.perf_counter() - started:.0f} s", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
