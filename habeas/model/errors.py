"""Every error of habeas, drawn as a tree.

HabeasError                 a person can understand it: one line, what to do
├── RecordError             bytes that are no record of ours, or not in canonical form
│   └── NewerRecordError    a well-formed record of a newer habeas: kept verbatim, left out of views
├── DateError               not a date of our grammar
├── SignatureError          a decision that its casebook's key did not sign
├── CasebookError           the folder cannot be opened, is busy, damaged or full
│   ├── NewerCasebookError  written by a newer habeas
│   └── LockedCasebookError encrypted, and the passphrase is missing or wrong
├── ReadingError            a file that cannot become a Document
├── ExtractionError         a Document over which the extractor broke down: a fault of ours
├── EndpointError           a model's endpoint that is out of reach, not allowed, or answers nonsense
├── PackError               a pack that is absent or not well-formed
├── RefusedError            an act that the rules do not allow
└── InputError              arguments or tables that make no sense

Bad data inside a report is never an exception: it is a `Problem` that travels with the result.
"""


class HabeasError(Exception):
    """Something a person can understand and act on; its text is one line."""

    exit_code = 1


class RecordError(HabeasError):
    """Bytes that are not a record of this model in canonical form."""


class NewerRecordError(RecordError):
    """A record with the tag of a newer habeas; it is kept verbatim and left out of views."""


class DateError(HabeasError):
    """Text outside the date grammar of `habeas.model.dates`."""


class SignatureError(HabeasError):
    """A decision whose signature does not agree with its content and casebook id."""


class CasebookError(HabeasError):
    """A casebook that cannot be opened, is busy, damaged or has no room left."""


class NewerCasebookError(CasebookError):
    """A casebook written by a newer habeas."""


class LockedCasebookError(CasebookError):
    """An encrypted casebook without its passphrase, or with a wrong one."""


class ReadingError(HabeasError):
    """A file that cannot become a Document."""


class ExtractionError(HabeasError):
    """A Document over which the extractor broke down; the document itself is sound, the fault is ours."""


class EndpointError(HabeasError):
    """A model's endpoint that cannot be reached, may not be used, or answers nonsense."""


class PackError(HabeasError):
    """A pack that is absent or not well-formed."""


class RefusedError(HabeasError):
    """An act that the rules do not allow."""


class InputError(HabeasError):
    """Arguments or tables that make no sense."""

    exit_code = 2
