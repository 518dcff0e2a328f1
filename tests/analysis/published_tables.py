"""Capture tables for the tests: counts of published tables, which are facts, each with its source."""

from __future__ import annotations

from habeas.analysis import CaptureTable

# Ball and others 2002, killings in Kosovo, as in R LCMCR 0.4.14 (`kosovo_aggregate`).
KOSOVO = CaptureTable.from_patterns(
    ("EXH", "ABA", "OSCE", "HRW"),
    {
        "1000": 1131, "0100": 845, "1100": 177, "0010": 936, "1010": 228, "0110": 217, "1110": 181, "0001": 306,
        "1001": 106, "0101": 31, "1101": 18, "0011": 123, "1011": 42, "0111": 32, "1111": 27,
    },
)  # fmt: skip

# Upstate New York spina bifida, Madigan and York 1997, as in the help of R dga 2.0.2.
SPINA = CaptureTable.from_patterns(
    ("A", "B", "C"), {"100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142, "111": 12}
)

# Aaron and others 2003, Allegheny County, as in R Rcapture 1.4-4 (`lesbian`).
ALLEGHENY = CaptureTable.from_patterns(
    ("A", "B", "C", "D"),
    {
        "1111": 23, "1110": 27, "1101": 48, "1100": 104, "1011": 19, "1010": 44, "1001": 143, "1000": 589, "0111": 20,
        "0110": 64, "0101": 53, "0100": 534, "0011": 28, "0010": 281, "0001": 208,
    },
)  # fmt: skip

# Three lists, one of which meets neither of the others: made to break methods (R SparseMSE 2.0.1, `Artificial_3`).
LONELY_LIST = CaptureTable.from_patterns(("A", "B", "C"), {"100": 40, "010": 30, "001": 20, "110": 6})
