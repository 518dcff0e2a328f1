"""A Document becomes proposed claims.

Passes of one signature read the text in turn (quotations, citations, dates, people, attributions, events ..) and note
what they find on one sheet; each claim carries its exact words and its chain of attribution. A machine only proposes.
"""

from habeas.extraction.explaining import explain_claim
from habeas.extraction.interchange import interchange_lines
from habeas.extraction.language_models import detect_language, language_model
from habeas.extraction.model_backed import Endpoint, model_identity, propose_with_model
from habeas.extraction.reading import (
    Explanation,
    Proposal,
    extractor_identity,
    propose_claims,
    propose_many,
    read_languages,
)
from habeas.extraction.side_processes import ProposalPool

__all__ = [
    "Endpoint",
    "Explanation",
    "Proposal",
    "ProposalPool",
    "detect_language",
    "explain_claim",
    "extractor_identity",
    "interchange_lines",
    "language_model",
    "model_identity",
    "propose_claims",
    "propose_many",
    "propose_with_model",
    "read_languages",
]
