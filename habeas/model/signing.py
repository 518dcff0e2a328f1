"""Signatures of decisions: Ed25519, by the key of the casebook; the casebook's id is its public key."""

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from habeas.model.canonical import encode_record
from habeas.model.decisions import Decision
from habeas.model.errors import SignatureError


def make_key() -> str:
    """A new private key, 64 hex digits."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def casebook_id_of(private_key: str) -> str:
    """The public key that belongs to a private key: the casebook's id, 64 hex digits."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)).public_key().public_bytes_raw().hex()


def sign_decision(decision: Decision, private_key: str) -> Decision:
    """The decision with casebook id and signature of this key."""
    unsigned = msgspec.structs.replace(decision, casebook_id=casebook_id_of(private_key), signature="")
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
    return msgspec.structs.replace(unsigned, signature=key.sign(encode_record(unsigned)).hex())


def check_signature(decision: Decision) -> None:
    """Verify that the casebook named in a decision signed it.

    Raises:
        SignatureError: It did not.
    """
    unsigned = msgspec.structs.replace(decision, signature="")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(decision.casebook_id))
        key.verify(bytes.fromhex(decision.signature), encode_record(unsigned))
    except (InvalidSignature, ValueError):
        raise SignatureError(f"a decision ({decision.kind}) that its casebook did not sign") from None
