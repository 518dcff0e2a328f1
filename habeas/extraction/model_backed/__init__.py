"""An optional reader that asks a model at an endpoint which the user names; off unless asked for on every run.

The model returns types and the document's own words. Each wording is searched in the text, each value is computed by
the code of the rule reader, and what is not word for word in the text is refused.
"""

from habeas.extraction.model_backed.client import Endpoint
from habeas.extraction.model_backed.reading import model_identity, propose_with_model

__all__ = ["Endpoint", "model_identity", "propose_with_model"]
