"""The records beside claims and decisions: documents, how they came in, what a reader proposed, people, casebooks."""

from habeas.model.values import Record, Value


class Document(Record, frozen=True, tag="document.1"):
    """The exact text of a report, fixed once and for all.

    Nothing else about the report stands here, so that two offices with one file have one document.

    Attributes:
        file_sha256: Hash (hex) of the original bytes.
        reader: The reader that made the text: its name and the version of its output, such as `pdf.1`.
        media_type: Of the original: `text/plain`, `text/markdown`, `text/html`, `application/pdf`.
        text: LF-only, no lone surrogate, no NUL. Offsets everywhere are code points of this text.
        pages: Where each page starts in `text`; empty where the original has no pages.
    """

    file_sha256: str
    reader: str
    media_type: str
    text: str
    pages: tuple[int, ...] = ()


class Metadata(Value, frozen=True):
    """What was offered or decided about a document; an empty field is unknown.

    Attributes:
        title, outlet, author: As given.
        published: EDTF.
        language: A BCP 47 tag.
    """

    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    language: str = ""


class Acquisition(Record, frozen=True, tag="acquisition.1"):
    """One way in which a document came to us; a document has any number.

    Attributes:
        document_id: The document.
        collector: Pseudonymous id of who brought it.
        retrieved_at: UTC, whole seconds: `2026-11-22T09:30:00Z`.
        url: Where it was, if anywhere.
        basis: On what ground it is kept.
        note: Free words.
        metadata: As offered with it. What the document's metadata *is* is settled by a decision.
    """

    document_id: str
    collector: str
    retrieved_at: str
    url: str = ""
    basis: str = ""
    note: str = ""
    metadata: Metadata = Metadata()


class Extraction(Record, frozen=True, tag="extraction.1"):
    """What a reader proposed for a document. It holds no clock, so that the same run again is the same record.

    Attributes:
        document_id: The document.
        extractor, version: Who proposed: `habeas-en`, `1`.
        settings: Digest (hex) of packs, model and options.
        claim_ids: Sorted.
        published_bound: EDTF bound of the day of publication that follows from the content alone (`2023-01-13/..`); it
            stands in where no metadata settles the day. Empty where the content gives none.
    """

    document_id: str
    extractor: str
    version: str
    settings: str = ""
    claim_ids: tuple[str, ...] = ()
    published_bound: str = ""


class Person(Record, frozen=True, tag="person.1"):
    """Somebody whom claims are about. The id is random; it is the record's id and never moves.

    Attributes:
        person_id: 32 random hex digits.
        opened_by: Pseudonymous id.
        opened_at: UTC, whole seconds.
    """

    person_id: str
    opened_by: str
    opened_at: str
