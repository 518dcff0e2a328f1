"""A file or page becomes a Document: exact text, a map back to its pages, and what the file says about itself.

    result = read_document(Path("report.pdf"))
    result.document.text, result.metadata.title, result.problems

For many files: `with ReadingPool() as pool: pool.read(path)`. Nothing of a stranger's file is parsed in this process.
"""

from habeas.reading.files import file_sha256, load_file, show_name
from habeas.reading.metadata import fill
from habeas.reading.pasted import read_text
from habeas.reading.pool import ReadingPool, read_document
from habeas.reading.results import DEFAULT_LIMITS, Limits, ReadResult
from habeas.reading.sidecars import sidecar, sidecar_path

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "ReadResult",
    "ReadingPool",
    "file_sha256",
    "fill",
    "load_file",
    "read_document",
    "read_text",
    "show_name",
    "sidecar",
    "sidecar_path",
]
