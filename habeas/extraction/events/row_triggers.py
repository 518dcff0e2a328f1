"""Sentences that entries of lists give as a bare term: "Ana Testova – teacher – 5 years"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.events.triggers import Trigger
from habeas.extraction.layout.case_tables import find_table_rows
from habeas.extraction.lexicon.event_patterns import load_patterns
from habeas.extraction.people.row_terms import find_row_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet


def row_term_triggers(sheet: Sheet) -> Iterator[Trigger]:
    """The sentences that entries of lists give as a bare term."""
    pattern = dict(load_patterns(sheet.language).labels).get("sentence")
    if pattern is None:
        return
    rows = {row.start for row in find_table_rows(sheet.text)}
    for entry in sheet.people.entries.found:
        if entry.start in rows:
            continue  # the heads of its columns tell what its cells are
        name_end = max(end for _, end in entry.names)
        line_end = sheet.text.find("\n", name_end)
        for start, end in find_row_terms(sheet.text, name_end, len(sheet.text) if line_end < 0 else line_end):
            inside = sheet.parsed.words_in(start, end)
            if inside:
                yield Trigger(pattern, inside[-1], inside[0].i, inside[-1].i, start, end, value=(start, end))


__all__ = ["row_term_triggers"]
