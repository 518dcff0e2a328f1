"""What can go wrong in this room.

InputError                 of habeas/model/errors.py
    AnalysisError          any of the below
        TableError         a capture table that cannot be read or makes no sense
            NoOverlapError nobody is on two lists
        StudyError         a release study that was asked for with input that makes no sense
        DefinitionError    a definition of "held" that is not there or is not complete

A refusal is not an error: a question that the data cannot answer gives a result that says why.
"""

from __future__ import annotations

from habeas.model.errors import InputError


class AnalysisError(InputError):
    """Bad input to an analysis; the message is one sentence for the person who asked."""


class TableError(AnalysisError, ValueError):
    """A capture table cannot be read or makes no sense."""


class NoOverlapError(TableError):
    """Nobody is on two lists, so nothing can be said about people on none."""


class StudyError(AnalysisError, ValueError):
    """A release study was asked for with input that makes no sense."""


class DefinitionError(AnalysisError, ValueError):
    """A definition of "held" is missing or incomplete."""
