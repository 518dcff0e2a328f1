import pytest

from habeas.model.errors import PackError
from habeas.packs import list_packs, list_tables, load_table, pack_digest


def test_every_table_of_every_pack_loads():
    for pack in list_packs():
        for table in list_tables(pack):
            assert load_table(pack, table) is load_table(pack, table)


def test_an_absent_table_is_one_clear_line():
    with pytest.raises(PackError, match="no table 'nothing' in the pack 'nowhere'"):
        load_table("nowhere", "nothing")


def test_the_digest_is_stable_within_one_state():
    assert pack_digest() == pack_digest()
    assert len(pack_digest()) == 64
