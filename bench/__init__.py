"""Benchmarks: each module with a `main()` is a command that prints its figure and what it was compared with.

`python -m bench` runs all of them; `python -m bench names` one. Development data of outside corpora is read by path
from the folder that HABEAS_BENCH_DATA names (default: `../shared/bench` beside the clone); a bench that lacks its
data or a package to compare with says so in one line.
"""
