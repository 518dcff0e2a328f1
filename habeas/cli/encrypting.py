"""Encryption: an encrypted copy, new keys, another passphrase."""

from pathlib import Path

import click

from habeas.cli.context import Context, ask_new_passphrase, read_passphrase
from habeas.cli.output import note, progress
from habeas.model.errors import InputError


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def encrypt(context: Context, *, target: Path | None) -> None:
    """Write the casebook anew, encrypted by a passphrase, in the folder TARGET; this one stays as it is.

    Of an encrypted casebook the new one has new keys: do so when somebody else may have the old ones. Nobody can
    recover a casebook whose passphrase is forgotten. Try the new one, then destroy the old one.

    Of a casebook on PostgreSQL the originals are encrypted where they are, without TARGET; the database is its
    operator's to encrypt.
    """
    casebook = context.open()
    from django.db import connection

    from habeas.store.encrypting import encrypt_casebook, encrypt_originals
    from habeas.store.encryption import is_encrypted

    on_server = connection.vendor == "postgresql"
    if on_server and target is not None:
        raise InputError("on PostgreSQL the originals are encrypted where they are: leave out TARGET")
    if not on_server and target is None:
        raise InputError("name a new folder for the encrypted casebook")
    if target is not None and target.exists():
        raise InputError(f"{target} exists already: name a new folder")
    note("A forgotten passphrase means lost data: nobody can recover it. Choose five or six random words.")
    passphrase = ask_new_passphrase()
    with progress("Encrypting", None) as step:
        if target is None:
            count = encrypt_originals(casebook, passphrase, step)
        else:
            count = encrypt_casebook(casebook, target, passphrase, step)
    if target is None:
        click.echo(f"{count} originals encrypted; the database itself is its operator's to encrypt")
        return
    left = "opens with the old passphrase" if is_encrypted(casebook.path) else "readable by anybody"
    click.echo(f"{target}: encrypted, {count} originals; this casebook is as it was, and {left}")


@click.command()
@click.pass_obj
def passphrase(context: Context) -> None:
    """Change the passphrase of an encrypted casebook. Old backups still open with the old one.

    The keys stay: where somebody has a copy, write the casebook anew with habeas encrypt.
    """
    folder = context.settings().casebook.absolute()
    from habeas.store.encryption import change_passphrase, is_encrypted

    if not is_encrypted(folder):
        raise InputError(f"{folder} is not encrypted; habeas encrypt makes an encrypted copy")
    old = read_passphrase(folder)
    change_passphrase(folder, old or "", ask_new_passphrase())
    click.echo("changed; backups made before still open with the old passphrase")


ENCRYPTING = (encrypt, passphrase)
