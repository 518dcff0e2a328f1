#!/bin/sh
# Writes one lock file per Python minor, with hashes. Run by `make lock`; needs uv. Wheels only, but for the benches,
# where what we compare with may need building (PyICU).
set -eu
cd "$(dirname "$0")/.."
for minor in 3.11 3.12 3.13 3.14; do
  lock() {
    extras=$1; out=$2; wheels=${3---only-binary :all:}
    # shellcheck disable=SC2086
    uv pip compile --quiet --universal --python-version "$minor" --generate-hashes $wheels \
      --no-annotate --no-header $extras pyproject.toml --output-file "$out"
  }
  lock "" "requirements/run-$minor.txt"
  lock "--extra dev --extra postgres" "requirements/dev-$minor.txt"
  lock "--extra dev --extra postgres --extra bench" "requirements/bench-$minor.txt" ""
done
