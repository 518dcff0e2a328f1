"""What a country or a language knows, as data files, and the one way to load them.

A pack is a folder of TOML tables: `by/` and `ru/` are countries, `en/` a language. To add a country, add a folder; no
code changes. Tables are read-only and loaded once. `pack_digest` names the state of every table, so that derived rows
can tell when a pack has changed.
"""

from habeas.packs.tables import list_packs, list_tables, load_table, pack_digest

__all__ = ["list_packs", "list_tables", "load_table", "pack_digest"]
