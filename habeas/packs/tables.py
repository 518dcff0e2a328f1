import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from habeas.model.errors import PackError


@lru_cache(maxsize=1)
def list_packs() -> tuple[str, ...]:
    """Names of all packs, sorted."""
    return tuple(sorted(entry.name for entry in _root().iterdir() if entry.is_dir() and _tables_of(entry)))


def list_tables(pack: str) -> tuple[str, ...]:
    """Names of the tables of a pack, sorted; empty for an unknown pack."""
    return tuple(sorted(_tables_of(_root() / pack))) if pack in list_packs() else ()


@lru_cache(maxsize=256)
def load_table(pack: str, table: str) -> Mapping[str, Any]:
    """The table `<pack>/<table>.toml`, read-only.

    Raises:
        PackError: The table is absent or no TOML.
    """
    path = _root() / pack / f"{table}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise PackError(f"no table {table!r} in the pack {pack!r}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"the table {pack}/{table}.toml cannot be read: {error}") from None
    frozen: Mapping[str, Any] = _freeze(content)
    return frozen


@lru_cache(maxsize=1)
def pack_digest() -> str:
    """SHA-256 (hex) over names and bytes of every table of every pack."""
    digest = hashlib.sha256()
    for pack in list_packs():
        for table in list_tables(pack):
            body = (_root() / pack / f"{table}.toml").read_bytes()
            digest.update(f"{pack}/{table} {len(body)}\n".encode() + body)
    return digest.hexdigest()


def _root() -> Traversable:
    return files("habeas.packs")


def _tables_of(folder: Traversable) -> list[str]:
    return [entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")]


def _freeze(content: Any) -> Any:
    if isinstance(content, dict):
        return MappingProxyType({key: _freeze(value) for key, value in content.items()})
    if isinstance(content, list):
        return tuple(_freeze(value) for value in content)
    return content
