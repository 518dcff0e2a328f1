"""What the reader finds in a made-up text, in the shapes in which tests ask for it."""

from habeas.extraction import interchange_lines, propose_claims
from habeas.model import Document, Event, check_quotes, hash_bytes

DAY = "2023-06-15"  # a Thursday: when every made-up text was published, unless a test says otherwise


def document_of(text):
    return Document(file_sha256=hash_bytes(text.encode()), reader="text.1", media_type="text/plain", text=text)


def claims_of(text, kind=Event):
    """The claims of one kind; the text of each stands word for word where it says."""
    document = document_of(text)
    claims = [claim for claim in propose_claims(document, language="en").claims if isinstance(claim.body, kind)]
    assert not [fault for claim in claims for fault in check_quotes(document, claim)]
    return claims


def lines_of(text, kind="event", published=DAY):
    """The claims of one kind as lines of the interchange."""
    document = document_of(text)
    lines = interchange_lines("made-up", document, propose_claims(document, language="en"), published=published)
    return [line for line in lines if line["kind"] == kind]


def days_of(text, event_type, modality=None):
    """The day of each event of a type, and of one modality where that is asked for."""
    events = [line for line in lines_of(text) if line["event_type"] == event_type]
    return [line["date"] for line in events if modality in (None, line["modality"])]


def people_of(text, event_type):
    """The names of those whom the first event of a type is about; None where there is no such event."""
    return next((line["people"] for line in lines_of(text) if line["event_type"] == event_type), None)


def said(text):
    """Speaker and content of each statement."""
    return [(line["speaker"] or "", line["content"]["text"].strip()) for line in lines_of(text, "statement")]
