"""The bundled sample reports: texts written for habeas, claims made by hand, and what an invented reviewer decided.

`habeas demo` takes the reports in, adds the claims by hand of reports in languages that no reader covers, finds for
each decision the claims that it describes, and records it under the name of `sample_reviewer()`.
"""

from habeas.samples.by_hand import claims_by_hand
from habeas.samples.decisions import PersonName, SampleDecision, find_claims, sample_decisions, sample_reviewer
from habeas.samples.reports import SampleReport, sample_reports

__all__ = [
    "PersonName",
    "SampleDecision",
    "SampleReport",
    "claims_by_hand",
    "find_claims",
    "sample_decisions",
    "sample_reports",
    "sample_reviewer",
]
