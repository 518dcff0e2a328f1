import subprocess
import sys

import pytest

from habeas.model.errors import CasebookError, LockedCasebookError
from habeas.store.encryption import (
    change_passphrase,
    create_keyring,
    decrypt_bytes,
    decrypt_file,
    encrypt_bytes,
    encrypt_file,
    is_encrypted,
    open_keyring,
)
from habeas.store.encryption.keyring import FILE_NAME

PHRASE = "five invented words stand here"
SECRET = b"a plainly invented secret"


def test_the_passphrase_opens_the_same_keys(tmp_path):
    assert not is_encrypted(tmp_path)
    made = create_keyring(tmp_path, PHRASE)
    opened = open_keyring(tmp_path, PHRASE)
    assert (opened.database_key, opened.identity) == (made.database_key, made.identity)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_keys_are_never_printed_and_the_file_holds_none_of_them(tmp_path):
    ring = create_keyring(tmp_path, PHRASE)
    assert ring.identity not in repr(ring)
    assert ring.identity.encode() not in (tmp_path / FILE_NAME).read_bytes()


@pytest.mark.parametrize("phrase", ["", "another phrase of words"])
def test_without_the_passphrase_it_stays_shut_in_one_line(tmp_path, phrase):
    create_keyring(tmp_path, PHRASE)
    with pytest.raises(LockedCasebookError) as refusal:
        open_keyring(tmp_path, phrase)
    assert "\n" not in str(refusal.value)


def test_a_short_passphrase_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(CasebookError, match="12 characters"):
        create_keyring(tmp_path, "short")
    assert list(tmp_path.iterdir()) == []


def test_changing_the_passphrase_keeps_the_keys_and_shuts_the_old_one(tmp_path):
    made = create_keyring(tmp_path, PHRASE)
    change_passphrase(tmp_path, PHRASE, "six other invented words stand there")
    assert open_keyring(tmp_path, "six other invented words stand there").identity == made.identity
    with pytest.raises(LockedCasebookError):
        open_keyring(tmp_path, PHRASE)
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_a_second_keyring_never_replaces_the_first(tmp_path):
    create_keyring(tmp_path, PHRASE)
    with pytest.raises(CasebookError, match="already"):
        create_keyring(tmp_path, PHRASE)
    open_keyring(tmp_path, PHRASE)


def test_every_flipped_byte_and_every_cut_of_the_keyring_is_one_plain_error(tmp_path):
    create_keyring(tmp_path, PHRASE)
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    broken = [whole[:cut] for cut in range(0, len(whole) - 1, 29)]
    broken += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(5, len(whole), 37)]
    for content in broken:
        path.write_bytes(content)
        with pytest.raises(CasebookError) as refusal:
            open_keyring(tmp_path, PHRASE)
        assert "\n" not in str(refusal.value)


def test_files_come_back_as_they_went_and_show_nothing_between(tmp_path):
    ring = create_keyring(tmp_path, PHRASE)
    plain, sealed, back = tmp_path / "plain", tmp_path / "sealed", tmp_path / "back"
    plain.write_bytes(SECRET * 10_000)
    encrypt_file(ring, plain, sealed)
    assert SECRET not in sealed.read_bytes()
    decrypt_file(ring, sealed, back)
    assert back.read_bytes() == plain.read_bytes()
    assert decrypt_bytes(ring, encrypt_bytes(ring, SECRET)) == SECRET


@pytest.mark.parametrize(
    "harm", [lambda b: b[:-1], lambda b: b[:50], lambda _: b"", lambda b: b[:-9] + bytes((b[-9] ^ 1,)) + b[-8:]]
)
def test_a_damaged_file_is_refused_and_leaves_nothing(tmp_path, harm):
    ring = create_keyring(tmp_path, PHRASE)
    sealed, back = tmp_path / "sealed", tmp_path / "back"
    sealed.write_bytes(harm(encrypt_bytes(ring, SECRET * 100)))
    with pytest.raises(CasebookError, match="cannot be decrypted"):
        decrypt_file(ring, sealed, back)
    assert not back.exists()
    with pytest.raises(CasebookError):
        decrypt_bytes(ring, sealed.read_bytes())


def test_a_file_of_another_casebook_is_refused(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one, other = create_keyring(tmp_path / "one", PHRASE), create_keyring(tmp_path / "other", PHRASE)
    with pytest.raises(CasebookError, match="another casebook"):
        decrypt_bytes(other, encrypt_bytes(one, SECRET))


DJANGO_OVER_SQLCIPHER = """
import datetime, sys
import django
from django.conf import settings
path, key = sys.argv[1:]
settings.configure(
    DATABASES={"default": {"ENGINE": "habeas.store.sqlcipher", "NAME": path, "OPTIONS": {"cipher_key": key}}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()
from django.core.management import call_command
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
call_command("migrate", verbosity=0)
user, made = User.objects.get_or_create(username="INVENTED-CANARY")
assert isinstance(user.date_joined, datetime.datetime) and user.is_active is True
User.objects.bulk_create([User(username=f"u{n}-{made}") for n in range(500)], ignore_conflicts=True)
assert User.objects.filter(username__startswith="u", date_joined__year=user.date_joined.year).count() >= 500
try:
    with transaction.atomic():
        User.objects.create(username="INVENTED-CANARY")
    raise SystemExit("a duplicate went in")
except IntegrityError:
    pass
with connection.cursor() as cursor:
    cursor.execute("CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(body, tokenize='trigram')")
    cursor.execute("INSERT INTO words VALUES (%s)", ["an invented CANARY sentence"])
    cursor.execute("SELECT count(*) FROM words WHERE words MATCH %(q)s", {"q": "CANARY"})
    assert cursor.fetchone()[0] >= 1
print("ok", made)
"""


def run(path, key):
    command = [sys.executable, "-c", DJANGO_OVER_SQLCIPHER, str(path), key]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_django_works_over_sqlcipher_and_the_file_shows_nothing(tmp_path):
    path, key = tmp_path / "db", "x'" + "ab" * 32 + "'"
    assert run(path, key).stdout.strip() == "ok True"
    assert run(path, key).stdout.strip() == "ok False"
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert b"CANARY" not in content
        assert b"SQLite format" not in content
    wrong = run(path, "x'" + "cd" * 32 + "'")
    assert wrong.returncode != 0
    assert "not a database" in wrong.stderr
