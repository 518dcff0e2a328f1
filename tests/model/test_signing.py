import msgspec
import pytest

from habeas.model import Accept, Decision, check_signature, make_key, sign_decision
from habeas.model.errors import SignatureError


def signed(key):
    decision = Decision(body=Accept(claim_id="c" * 64), who="alice", when="2026-11-22T09:30:00Z", casebook_id="")
    return sign_decision(decision, key)


def test_a_signed_decision_verifies():
    check_signature(signed(make_key()))


def test_the_same_decision_signed_again_is_the_same_record():
    key = make_key()
    assert signed(key) == signed(key)


@pytest.mark.parametrize(
    "change",
    [
        {"why": "another reason"},
        {"who": "bob"},
        {"when": "2026-11-22T09:30:01Z"},
        {"supersedes": ("d" * 64,)},
        {"body": Accept(claim_id="e" * 64)},
        {"casebook_id": "0" * 64},
        {"casebook_id": "no key"},
        {"signature": ""},
        {"signature": "zz"},
        {"signature": "0" * 128},
    ],
)
def test_any_change_breaks_the_signature(change):
    forged = msgspec.structs.replace(signed(make_key()), **change)
    with pytest.raises(SignatureError):
        check_signature(forged)
