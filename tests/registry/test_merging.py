import random

import msgspec

from habeas.model import (
    Accept,
    Claim,
    Decision,
    Document,
    Event,
    Mention,
    Person,
    SamePerson,
    SetLevel,
    Span,
    TrustKey,
    casebook_id_of,
    decode_record,
    encode_record,
    hash_bytes,
    make_key,
    record_id,
    sign_decision,
)
from habeas.registry import Ledger, check_merge, derive_case, plan_bundle
from tests.registry.records import Notebook, subject

TEXT = "Ivan Sample was arrested on 12 January."


class Office:
    """A casebook with its own key, whose decisions are truly signed."""

    def __init__(self) -> None:
        self.key = make_key()
        self.id = casebook_id_of(self.key)
        self.raw: dict[str, bytes] = {}

    def keep(self, record) -> str:
        found = record_id(record)
        self.raw[found] = encode_record(record)
        return found

    def decide(self, body, who="alice") -> str:
        decision = Decision(body=body, who=who, when="2023-02-01T00:00:00Z", casebook_id=self.id)
        return self.keep(sign_decision(decision, self.key))

    def ledger(self) -> Ledger:
        ledger = Ledger(self.id)
        ledger.add_all((found, decode_record(raw)) for found, raw in self.raw.items())
        return ledger

    def merge(self, other):
        checked = check_merge(self.ledger(), other.raw.values())
        self.raw.update(checked.records)
        return checked


def report(office, person, text=TEXT):
    document = office.keep(
        Document(file_sha256=hash_bytes(text.encode()), reader="text.1", media_type="text/plain", text=text)
    )
    name = Span.of(text, 0, 11)
    body = Event(
        event_type="detention",
        trigger=Span.of(text, 16, 24),
        mentions=(Mention(role="person", written=name, name=name),),
    )
    claim = office.keep(Claim(document_id=document, quote=Span.of(text, 0, len(text)), body=body, modality="asserted"))
    office.decide(Accept(claim_id=claim))
    office.decide(SamePerson(person_id=person, subjects=(subject((document, "Ivan Sample")),)))
    return document, claim


def two_offices():
    one, other = Office(), Office()
    person = one.keep(Person(person_id="1" * 32, opened_by="alice", opened_at="2023-01-01T00:00:00Z"))
    other.raw[person] = one.raw[person]
    report(one, person)
    report(other, person, "Ivan Sample was arrested, said another paper that day.")
    return one, other, person


def test_two_offices_see_the_same_whichever_way_round_they_merge_once_each_trusts_the_other():
    one, other, person = two_offices()
    one.decide(TrustKey(casebook_id=other.id))
    other.decide(TrustKey(casebook_id=one.id))
    first, second = Office(), Office()
    first.__dict__.update(key=one.key, id=one.id, raw=dict(one.raw))
    second.__dict__.update(key=other.key, id=other.id, raw=dict(other.raw))
    first.merge(other)
    second.merge(one)
    assert set(first.raw) == set(second.raw)
    assert derive_case(first.ledger(), person) == derive_case(second.ledger(), person)
    assert len(derive_case(first.ledger(), person).evidence.claim_ids) == 2


def test_decisions_of_the_other_office_wait_until_a_lead_trusts_its_key_once():
    one, other, person = two_offices()
    checked = one.merge(other)
    assert checked.problems == ()
    assert checked.casebooks == (other.id,)
    assert len(derive_case(one.ledger(), person).evidence.claim_ids) == 1
    one.decide(TrustKey(casebook_id=other.id))
    assert len(derive_case(one.ledger(), person).evidence.claim_ids) == 2
    assert one.merge(other).records == ()


def test_a_forged_signature_never_comes_in():
    one, other, _person = two_offices()
    forged = []
    for found, raw in list(other.raw.items()):
        record = decode_record(raw)
        if isinstance(record, Decision):
            lie = msgspec.structs.replace(record, who="mallory")
            del other.raw[found]
            other.keep(lie)
            forged.append(record_id(lie))
    checked = one.merge(other)
    assert {problem.record_id for problem in checked.problems} == set(forged)
    assert not set(forged) & set(one.raw)


def test_what_was_sealed_here_is_refused_for_ever_by_id_and_by_file():
    one, other, _person = two_offices()
    document = next(found for found, raw in other.raw.items() if isinstance(decode_record(raw), Document))
    file_sha256 = decode_record(other.raw[document]).file_sha256
    for tombstone in (document, file_sha256):
        checked = check_merge(one.ledger(), other.raw.values(), tombstones={tombstone})
        assert document not in dict(checked.records)
        assert any("sealed" in problem.message for problem in checked.problems)


def test_garbage_newer_records_and_claims_without_their_words_are_told_apart():
    one, other, _person = two_offices()
    newer = b'{"record":"claim.9","text":"new"}'
    ungrounded = decode_record(next(raw for raw in other.raw.values() if b'"record":"claim.1"' in raw))
    wrong = msgspec.structs.replace(ungrounded, quote=Span(start=0, end=5, text="wrong"))
    raws = [*other.raw.values(), newer, b"not json", b'{"record":"document.1"}', encode_record(wrong)]
    random.Random(1).shuffle(raws)
    checked = check_merge(one.ledger(), raws)
    assert checked.newer == (hash_bytes(newer),)
    assert record_id(wrong) in {problem.record_id for problem in checked.problems}
    assert len(checked.problems) == 3


def test_two_persons_of_one_id_keep_the_earlier_in_any_order():
    early = Person(person_id="1" * 32, opened_by="alice", opened_at="2023-01-01T00:00:00Z")
    late = Person(person_id="1" * 32, opened_by="bob", opened_at="2024-01-01T00:00:00Z")
    for order in ((early, late), (late, early)):
        ledger = Ledger()
        ledger.add_all((record.person_id, record) for record in order)
        assert ledger.persons["1" * 32] == early


def test_a_bundle_holds_only_documents_of_which_everything_may_be_seen():
    book = Notebook()
    person = book.person()
    public = book.document("public", outlet="Paper")
    private = book.document("private", outlet="Paper")
    for document, event_type in ((public, "detention"), (private, "ill_treatment")):
        claim = book.claim(document, "Ivan Sample", event_type, "2023-01-12")
        book.decide_accept(claim)
        book.attach(person, (document, "Ivan Sample"))
    plan = plan_bundle(book.ledger, 2)
    assert public in plan.record_ids
    assert private not in plan.record_ids
    assert plan.withheld_documents == 1
    named = {
        value
        for found in plan.record_ids
        if found in book.ledger.decisions
        for value in encode_record(book.ledger.decisions[found]).decode().split('"')
    }
    assert private not in named
    book.decide(SetLevel(target_kind="person", target=person, level=1))
    assert public not in plan_bundle(book.ledger, 2).record_ids
