import pytest
from analysis.published_tables import KOSOVO

from habeas.analysis import CaptureTable, UncertainMatch, draw_tables, read_strata, read_table, table_from_records
from habeas.analysis.errors import NoOverlapError, TableError
from habeas.analysis.linked_lists import CaptureRecord

GOOD = "ngo,court,press,n\n1,0,0,30\n0,1,0,20\n0,0,1,10\n1,1,0,9\n0,1,1,8\n1,1,1,4\n"


def write(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_it_reads_a_table_of_lists_and_counts(tmp_path):
    table = read_table(write(tmp_path, GOOD))
    assert table.lists == ("ngo", "court", "press")
    assert (table.documented, table.on_several, table.on_list("court"), table.on_both("ngo", "court")) == (
        81,
        21,
        41,
        13,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "table.csv is empty."),
        ("\n\n", "table.csv is empty."),
        ("a,b,n\n", "has a heading but no rows"),
        ("a,n\n1,5\n", "needs at least two lists"),
        ("n\n5\n", "needs at least two lists"),
        ("a,b\n1,1\n", "must be called n"),
        ("a,b,n\n1,1,-4\n", "Line 2 of table.csv has a negative count"),
        ("a,b,n\n1,1,4.5\n", "whole number"),
        ("a,b,n\n1,1,many\n", "whole number"),
        ("a,b,n\n1,1,\n", "whole number"),
        ("a,b,n\n1,2,4\n", "only 0 or 1"),
        ("a,b,n\n1,x,4\n", "only 0 or 1"),
        ("a,b,n\n1,0,4\n1,0,5\n", "Line 3 of table.csv repeats the pattern 1,0"),
        ("a,b,n\n1,0,4\n0,1\n", "has 2 cells"),
        ("a,b,n\n0,0,4\n1,1,3\n", "on no list"),
        ("a,b,n\n1,0,0\n1,1,0\n", "counts nobody"),
        ("a,a,n\n1,1,3\n", "name of its own"),
        ("a,b,n\n1,1,99999999999999999999\n", "more people than a country"),
        ("stratum,a,b,n\nNorth,1,1,5\nSouth,1,0,0\n", "Stratum South of table.csv counts nobody"),
        ("stratum,a,b,n\n,1,1,5\n", "names no stratum"),
        (b"\xff\xfe\x00\x01", "not a text file"),
        (b"a,b,n\n1,\x00,3\n", "not a text file"),
    ],
)
def test_a_bad_table_gets_one_sentence(tmp_path, text, said):
    with pytest.raises(TableError) as caught:
        read_strata(write(tmp_path, text))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_without_overlaps_and_a_missing_file_are_refused_in_a_sentence(tmp_path):
    with pytest.raises(NoOverlapError, match="Nobody in this table is on two lists"):
        read_table(write(tmp_path, "a,b,c,n\n1,0,0,5\n0,1,0,6\n0,0,1,7\n"))
    with pytest.raises(TableError, match=r"missing.csv cannot be read"):
        read_table(tmp_path / "missing.csv")


def test_strata_are_kept_apart_and_added_up(tmp_path):
    path = write(tmp_path, "stratum,a,b,n\nNorth,1,1,5\nNorth,1,0,7\nSouth,1,1,2\n")
    assert {name: table.documented for name, table in read_strata(path).items()} == {"North": 12, "South": 2}
    assert read_table(path).documented == 14


def test_leaving_out_and_merging_lists_keeps_the_right_people():
    fewer = KOSOVO.without("HRW")
    assert fewer.documented == KOSOVO.documented - 306
    assert fewer.on_both("EXH", "OSCE") == KOSOVO.on_both("EXH", "OSCE")
    merged = KOSOVO.merged(["EXH", "OSCE"], "courts")
    assert merged.lists == ("ABA", "HRW", "courts")
    assert merged.documented == KOSOVO.documented
    assert merged.on_list("courts") == KOSOVO.documented - 845 - 306 - 31


@pytest.mark.parametrize("counts", [(0, 1), (0, 1, 2), (0, -1, 2, 3), (0, 1.5, 2, 3), (1, 1, 2, 3), (0, 0, 0, 0)])
def test_counts_that_make_no_sense_are_refused(counts):
    with pytest.raises(TableError):
        CaptureTable(("a", "b"), counts)


def test_lists_are_groups_of_sources_and_a_source_stands_in_one():
    records = [CaptureRecord("1", "p", "paper"), CaptureRecord("2", "p", "radio"), CaptureRecord("3", "q", "blog")]
    table = table_from_records(records, {"press": ["paper", "radio"], "net": ["blog"]})
    assert (table.documented, table.on_several) == (2, 0)
    with pytest.raises(TableError, match="stands in two lists"):
        table_from_records(records, {"press": ["paper"], "net": ["paper"]})


def test_an_uncertain_match_is_drawn_as_often_as_it_is_likely():
    records = [CaptureRecord("1", "p", "a"), CaptureRecord("2", "q", "b"), CaptureRecord("3", "r", "b")]
    lists = {"a": ["a"], "b": ["b"]}
    tables = draw_tables(records, lists, [UncertainMatch("p", "q", 0.3)], draws=1000, seed=3)
    joined = sum(table.on_several for table in tables)
    assert 250 < joined < 350
    assert {table.documented for table in tables} == {2, 3}
    certain = draw_tables(records, lists, [UncertainMatch("p", "q", 1.0), UncertainMatch("q", "r", 1.0)], draws=2)
    assert [table.documented for table in certain] == [1, 1]
    with pytest.raises(TableError, match="between 0 and 1"):
        draw_tables(records, lists, [UncertainMatch("p", "q", 1.5)])
