# The two commands of a user are `make demo` and `make test`; each makes what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MINOR := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
LOCK := requirements/dev-$(MINOR).txt
DEMO_ARGS ?=
TEST_ARGS ?=

.PHONY: setup demo test test-all check system bench bench-setup lock clean

$(VENV)/.ready: $(LOCK) pyproject.toml
	@test -f $(LOCK) || { echo "habeas needs Python 3.11 to 3.14; $(PYTHON) is $(MINOR). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(VENV)/.ready

demo: setup
	$(BIN)/habeas demo $(DEMO_ARGS)

system: setup
	@sh tests/system-packages.sh

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

test: setup system check
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow and not bench" $(TEST_ARGS)

test-all: setup system check
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not bench" $(TEST_ARGS)

bench-setup: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench-$(MINOR).txt

bench: bench-setup
	$(BIN)/python -m bench

# Only for developers: needs uv on the path. Hashes for every platform, no address of an index.
lock:
	sh requirements/lock.sh

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .import_linter_cache
