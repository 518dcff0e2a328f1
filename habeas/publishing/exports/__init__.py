"""What may leave a casebook as files: tables, JSON Lines, a codebook, one plain page a case.

An `Export` is made of views that have passed the gate already; these functions only write down what it holds. Every
file tells its level, day, definition, the digest of its record set, and what was left out, by reason and count.
"""

from habeas.publishing.exports.contents import Export, ExportedCase, QuoteLine
from habeas.publishing.exports.folder import write_export

__all__ = ["Export", "ExportedCase", "QuoteLine", "write_export"]
