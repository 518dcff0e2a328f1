"""Whole lists: `link` two, `dedupe` one, `suggest_pairs` for a reviewer, `link_files` for CSV."""

from habeas.names.linkage.files import LinkSummary, link_files
from habeas.names.linkage.linking import Pair, Suggestion, dedupe, link, suggest_pairs

__all__ = ["LinkSummary", "Pair", "Suggestion", "dedupe", "link", "link_files", "suggest_pairs"]
