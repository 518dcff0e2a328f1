"""Small records for tests of the store: plainly invented people, one fixed moment."""

from habeas.model import (
    Claim,
    Decision,
    Document,
    Event,
    Extraction,
    Mention,
    Seal,
    Span,
    Withdraw,
    encode_record,
    hash_bytes,
    record_id,
    sign_decision,
)
from habeas.store.append import append_records
from habeas.store.casebook import private_key

NOW = "2026-11-22T09:30:00Z"
ALICE, BOB = "a" * 32, "b" * 32
TEXT = "The court heard Ales Vydumany. He was arrested on 3 March 2021."


def document(text=TEXT):
    return Document(file_sha256=hash_bytes(text.encode()), reader="text.1", media_type="text/plain", text=text)


def span(text, words):
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def detention(found, *, name="Ales Vydumany", trigger="arrested", modality="asserted"):
    text = found.text
    mention = Mention(role="person", written=span(text, name))
    return Claim(
        document_id=record_id(found),
        quote=Span.of(text, 0, len(text)),
        body=Event(event_type="detention", trigger=span(text, trigger), mentions=(mention,)),
        modality=modality,
    )


def extraction(found, *claims, version="1"):
    ids = tuple(sorted(record_id(claim) for claim in claims))
    return Extraction(document_id=record_id(found), extractor="test", version=version, claim_ids=ids)


def decide(body, who=ALICE, *, key=None, **fields):
    decision = Decision(body=body, who=who, when=NOW, casebook_id="", **fields)
    return sign_decision(decision, key or private_key())


def seal(who, target, *, supersedes=(), key=None):
    body = Seal(target_kind="document", target=target, closure=(target,)) if not supersedes else Withdraw()
    return decide(body, who, supersedes=supersedes, key=key)


def add(*records, foreign=False):
    result = append_records([encode_record(record) for record in records], added_at=NOW, foreign=foreign)
    assert not result.problems, result.problems
    return result
