"""Hypothesis strategies for records: any shape that the model allows, with any text."""

from hypothesis import strategies as st

from habeas.model import (
    Accept,
    Acquisition,
    AttributionStep,
    Causal,
    Claim,
    Correct,
    Count,
    DateExpression,
    Decision,
    DescribeDocument,
    Document,
    Event,
    Extraction,
    LegalReference,
    Mention,
    MentionReference,
    Metadata,
    Person,
    Position,
    Quantity,
    Reject,
    SamePerson,
    SetLevel,
    Span,
    State,
    Statement,
    Subject,
    Term,
    Withdraw,
)
from habeas.model.vocabulary import EVENT_TYPE_NAMES, LIBERTY, MODALITIES, MODES, ROLES, STEP_ROLES

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
hex64 = st.text("0123456789abcdef", min_size=64, max_size=64)
moments = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
edtf = st.sampled_from(
    ["2023-01-12", "2022~", "2020-06-11/2020-06-20", "{2008,2015}", "XXXX-07-14", "2021-07-14/..", "199X"]
)


@st.composite
def spans(draw):
    words = draw(text)
    start = draw(st.integers(0, 10**6))
    return Span(start=start, end=start + len(words), text=words)


maybe_span = st.none() | spans()
dates = st.builds(DateExpression, wording=spans(), value=edtf) | st.builds(
    DateExpression,
    wording=spans(),
    value=st.just("XXXX-01-12"),
    rule=st.sampled_from(["nearest_past", "nearest_future since", "nearest_past approximate"]),
    anchor=st.just("publication"),
)
maybe_date = st.none() | dates
mentions = st.builds(Mention, role=st.sampled_from(ROLES), written=spans(), name=maybe_span)
quantities = st.builds(Quantity, quote=spans(), value=st.none() | st.integers(0, 10**9))
laws = st.builds(LegalReference, quote=spans(), article=text, part=text, law=maybe_span)
terms = st.builds(Term, quote=spans(), years=st.integers(0, 40), life=st.booleans(), fine=maybe_span)
steps = st.builds(
    AttributionStep,
    role=st.sampled_from(STEP_ROLES),
    name=maybe_span,
    cue=maybe_span,
    mode=st.sampled_from(["", *MODES]),
    cited=maybe_date,
)
bodies = st.one_of(
    st.builds(
        Event,
        event_type=st.sampled_from(EVENT_TYPE_NAMES),
        trigger=spans(),
        mentions=st.lists(mentions, max_size=3).map(tuple),
        date=maybe_date,
        legal=st.lists(laws, max_size=2).map(tuple),
        term=st.none() | terms,
        count=st.none() | quantities,
    ),
    st.builds(State, person=mentions, status=st.sampled_from(LIBERTY), trigger=spans(), as_of=maybe_date),
    st.builds(Statement, content=spans(), mode=st.sampled_from(MODES), speaker=st.none() | mentions, cue=maybe_span),
    st.builds(Position, actor=mentions, issue=spans(), stance=st.sampled_from(["for", "against"])),
    st.builds(Causal, cause=spans(), effect=spans(), relation=st.sampled_from(["causes", "precedes"])),
    st.builds(Count, quantity=quantities, unit=spans()),
)
claims = st.builds(
    Claim,
    document_id=hex64,
    quote=spans(),
    body=bodies,
    modality=st.sampled_from(MODALITIES),
    attribution=st.lists(steps, max_size=3).map(tuple),
)
metadata = st.builds(Metadata, title=text, outlet=text, published=st.sampled_from(["", "2023-01-12"]))
mention_references = st.builds(MentionReference, document_id=hex64, name=text, claim_id=hex64 | st.just(""))
subjects = st.builds(Subject, mention=mention_references) | st.builds(Subject, person_id=hex64.map(lambda i: i[:32]))
decisions = st.builds(
    Decision,
    body=st.one_of(
        st.builds(Accept, claim_id=hex64),
        st.builds(Reject, claim_id=hex64),
        st.builds(Correct, claim_id=hex64, replacement_id=hex64),
        st.builds(Withdraw),
        st.builds(
            SamePerson, person_id=hex64.map(lambda i: i[:32]), subjects=st.lists(subjects, max_size=2).map(tuple)
        ),
        st.builds(DescribeDocument, document_id=hex64, metadata=metadata),
        st.builds(SetLevel, target_kind=st.just("person"), target=hex64, level=st.integers(0, 4)),
    ),
    who=hex64,
    when=moments,
    casebook_id=hex64,
    why=text,
    supersedes=st.lists(hex64, max_size=2).map(tuple),
)
records = st.one_of(
    claims,
    decisions,
    st.builds(Document, file_sha256=hex64, reader=st.just("text.1"), media_type=st.just("text/plain"), text=text),
    st.builds(Acquisition, document_id=hex64, collector=hex64, retrieved_at=moments, metadata=metadata),
    st.builds(Extraction, document_id=hex64, extractor=text, version=text, claim_ids=st.just(())),
    st.builds(Person, person_id=hex64.map(lambda i: i[:32]), opened_by=hex64, opened_at=moments),
)
