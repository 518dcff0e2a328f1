"""An encrypted casebook: a passphrase opens a keyring, the keyring opens database, originals and backups.

Nothing here invents cryptography: Argon2id (argon2-cffi) makes a key from the passphrase, ChaCha20-Poly1305 of the
cryptography package wraps the keyring with it, age (pyrage) encrypts files, SQLCipher encrypts the database. Whoever
forgets the passphrase has lost the data; that is said before a casebook is encrypted.
"""

from habeas.store.encryption.files import decrypt_bytes, decrypt_file, encrypt_bytes, encrypt_file
from habeas.store.encryption.keyring import (
    FILE_NAME,
    Keyring,
    change_passphrase,
    create_keyring,
    is_encrypted,
    key_text,
    keyed_name,
    open_keyring,
)
from habeas.store.encryption.streams import decrypting, encrypting, is_encrypted_file

__all__ = [
    "FILE_NAME",
    "Keyring",
    "change_passphrase",
    "create_keyring",
    "decrypt_bytes",
    "decrypt_file",
    "decrypting",
    "encrypt_bytes",
    "encrypt_file",
    "encrypting",
    "is_encrypted",
    "is_encrypted_file",
    "key_text",
    "keyed_name",
    "open_keyring",
]
