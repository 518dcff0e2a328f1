"""Every row of every country table: the right keys and types, no duplicates, sources that exist, dates that parse."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from habeas.model import EVENT_TYPES, canonical_date
from habeas.model.vocabulary import LIBERTY
from habeas.packs import list_packs, list_tables, load_table

COUNTRIES = tuple(pack for pack in list_packs() if "laws" in list_tables(pack))
SOURCED = (*COUNTRIES, "world")  # `world` holds bodies that are not of one country, beside tables of other kinds
NAMES = Mapping
# Table > array: the keys a row must have, the keys it may have, and what must be unique.
ROWS: Mapping[tuple[str, str], tuple[dict[str, type], dict[str, type], tuple[str, ...]]] = {
    ("sources", "source"): ({"key": str, "title": str, "url": str, "read": bool}, {}, ("key",)),
    ("laws", "code"): (
        {"key": str, "kind": str, "names": NAMES, "enacted": str, "verified": bool, "sources": tuple},
        {"note": str},
        ("key",),
    ),
    ("laws", "law"): (
        {
            "code": str,
            "article": str,
            "part": str,
            "title": NAMES,
            "politically_used": bool,
            "verified": bool,
            "sources": tuple,
        },
        {"valid_from": str, "valid_to": str, "max_term": str, "note": str, "formerly": str},
        ("code", "article", "part"),
    ),
    ("families", "family"): (
        {"key": str, "code": str, "articles": tuple, "verified": bool, "sources": tuple},
        {"note": str},
        ("key", "code"),
    ),
    ("custody", "limit"): (
        {
            "kind": str,
            "event_type": str,
            "days": int,
            "condition": str,
            "articles": tuple,
            "verified": bool,
            "sources": tuple,
        },
        {"valid_from": str, "valid_to": str, "note": str},
        ("kind", "condition", "valid_from"),
    ),
    ("custody", "credit"): (
        {"kind": str, "regime": str, "served": int, "counted": int, "verified": bool, "sources": tuple},
        {"valid_from": str, "valid_to": str, "note": str},
        ("kind", "regime", "valid_from"),
    ),
    ("custody", "regime"): (
        {"key": str, "liberty": str, "names": NAMES, "verified": bool, "sources": tuple},
        {"note": str},
        ("key",),
    ),
    ("courts", "court"): (
        {"key": str, "kind": str, "names": NAMES, "place": str, "verified": bool, "sources": tuple},
        {"note": str},
        ("key",),
    ),
    ("prisons", "prison"): (
        {"key": str, "kind": str, "names": NAMES, "place": str, "verified": bool, "sources": tuple},
        {"note": str},
        ("key",),
    ),
    ("places", "place"): (
        {"key": str, "kind": str, "names": NAMES, "verified": bool, "sources": tuple},
        {"region": str, "note": str},
        ("key",),
    ),
    ("outlets", "outlet"): (
        {
            "key": str,
            "class": str,
            "names": NAMES,
            "ownership": str,
            "seat_country": str,
            "languages": tuple,
            "party_to_case": bool,
            "extremist": bool,
            "as_of": str,
            "verified": bool,
            "sources": tuple,
        },
        {"note": str, "legal_status": tuple},
        ("key",),
    ),
    ("bodies", "body"): (
        {
            "key": str,
            "class": str,
            "country": str,
            "names": NAMES,
            "party_to_case": bool,
            "verified": bool,
            "sources": tuple,
        },
        {"note": str, "part_of": str},
        ("key",),
    ),
    ("issues", "issue"): (
        {"key": str, "names": NAMES, "for": str, "wordings": NAMES, "verified": bool, "sources": tuple},
        {"note": str, "covers": tuple},
        ("key",),
    ),
    ("lanes", "lane"): (
        {
            "key": str,
            "order": int,
            "names": NAMES,
            "event_types": tuple,
            "otherwise": tuple,
            "bodies": tuple,
            "classes": tuple,
            "countries": tuple,
            "verified": bool,
            "sources": tuple,
        },
        {"note": str},
        ("key",),
    ),
}
LOOSE = {("lanes", "by_actor")}
LEGAL_STATUS = {"country": str, "status": str, "verified": bool, "sources": tuple}
CLASSES = {
    "authority",
    "state_media",
    "independent",
    "independent_in_exile",
    "relatives",
    "opposition_body",
    "foreign_government",
    "intergovernmental",
    "analyst",
    "ngo",
    "private",
    "think_tank",
}
STATUSES = {
    "blocked",
    "extremist_materials",
    "extremist_formation",
    "undesirable_organisation",
    "foreign_agent",
    "liquidated",
}
TABLES = tuple((pack, table) for pack in SOURCED for table in {table for table, _ in ROWS} & set(list_tables(pack)))


def rows_of(pack: str, table: str, array: str) -> tuple[Mapping[str, Any], ...]:
    return load_table(pack, table).get(array, ()) if table in list_tables(pack) else ()


def all_rows() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    for pack in SOURCED:
        for table, array in ROWS:
            for row in rows_of(pack, table, array):
                yield pack, table, array, row


def names_in(row: Mapping[str, Any], field: str = "names") -> list[str]:
    return [name for names in row[field].values() for name in ([names] if isinstance(names, str) else names)]


def test_there_are_packs_for_belarus_and_russia_with_every_table_of_a_country():
    assert set(COUNTRIES) >= {"by", "ru"}
    for pack in COUNTRIES:
        wanted = {"sources", "laws", "custody", "courts", "prisons", "places", "outlets", "bodies"}
        assert wanted <= set(list_tables(pack))
    assert {"issues", "lanes"} <= set(list_tables("by"))


@pytest.mark.parametrize(("pack", "table"), sorted(TABLES))
def test_a_table_holds_rows_of_the_right_keys_and_types(pack, table):
    content = load_table(pack, table)
    for array in content:
        assert (table, array) in ROWS or (table, array) in LOOSE, f"{pack}/{table}: nobody reads {array}"
    for (known, array), (required, optional, _) in ROWS.items():
        for row in content.get(array, ()) if known == table else ():
            assert set(required) <= set(row), (pack, table, dict(row))
            assert set(row) <= set(required) | set(optional), (pack, table, dict(row))
            for key, value in row.items():
                wanted = (required | optional)[key]
                assert isinstance(value, wanted), (pack, table, key, value)
                assert wanted is not int or not isinstance(value, bool), (pack, table, key)


@pytest.mark.parametrize(("pack", "table"), sorted(TABLES))
def test_no_row_stands_twice(pack, table):
    for (known, array), (_, _, unique) in ROWS.items():
        if known == table:
            keys = Counter(tuple(row.get(key, "") for key in unique) for row in rows_of(pack, table, array))
            assert [key for key, number in keys.items() if number > 1] == []


def test_every_row_names_sources_that_exist_and_what_nobody_checked_is_not_verified():
    assert sum(1 for _ in all_rows()) > 300
    for pack, table, array, row in all_rows():
        if (table, array) == ("sources", "source"):
            continue
        sources = {source["key"]: source for source in rows_of(pack, "sources", "source")}
        for part in (row, *row.get("legal_status", ())):
            assert part["sources"], (pack, table, dict(row))
            assert set(part["sources"]) <= set(sources), (pack, table, dict(row))
            if part["verified"]:
                assert all(sources[key]["read"] for key in part["sources"]), (pack, table, dict(row))


def test_every_date_is_canonical_edtf():
    for pack, table, _, row in all_rows():
        for part in (row, *row.get("legal_status", ())):
            for field in ("valid_from", "valid_to", "since", "as_of"):
                if part.get(field):
                    assert canonical_date(part[field]) == part[field], (pack, table, part[field])


def test_names_are_plain_and_not_repeated_within_a_row():
    for pack, table, _, row in all_rows():
        if "names" not in row or table == "lanes":
            continue
        for names in row["names"].values():
            if isinstance(names, tuple):
                assert names, (pack, table, dict(row))
                assert len(set(names)) == len(names), (pack, table, names)
        for name in names_in(row):
            assert name, (pack, table, name)
            assert name == " ".join(name.split()), (pack, table, name)


@pytest.mark.parametrize(
    ("table", "array"), [("outlets", "outlet"), ("bodies", "body"), ("places", "place"), ("issues", "issue")]
)
@pytest.mark.parametrize("pack", SOURCED)
def test_one_name_leads_to_one_row(pack, table, array):
    owners = Counter(
        name.casefold() for row in rows_of(pack, table, array) for name in set(map(str.casefold, names_in(row)))
    )
    assert [name for name, number in owners.items() if number > 1] == []


@pytest.mark.parametrize("pack", COUNTRIES)
def test_an_article_belongs_to_a_code_and_reads_like_one(pack):
    codes = {code["key"] for code in rows_of(pack, "laws", "code")}
    for law in rows_of(pack, "laws", "law"):
        assert law["code"] in codes
        assert all(number.isdigit() for number in law["article"].replace("-", ".").split(".")), law["article"]
        assert not law["part"] or law["part"].isdigit()
        assert {"en", "ru"} <= set(law["title"])
        assert all(law["title"].values())
        term = law.get("max_term", "")
        assert not term or (term[0] == "P" and term[-1] in "YMD" and term[1:-1].isdigit()), term
        if law.get("formerly"):
            code, article = law["formerly"].split(":")
            assert any((old["code"], old["article"]) == (code, article) for old in rows_of(pack, "laws", "law"))


@pytest.mark.parametrize("pack", COUNTRIES)
def test_every_article_of_a_pack_has_one_family_of_charges_and_every_family_has_a_name(pack):
    laws = {(row["code"], row["article"]) for row in rows_of(pack, "laws", "law")}
    grouped = [(row["code"], article) for row in rows_of(pack, "families", "family") for article in row["articles"]]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == laws
    named = load_table("analysis", "families")
    assert {row["key"] for row in rows_of(pack, "families", "family")} <= set(named)
    assert all({"en", "be", "ru"} <= set(row["names"]) for row in named.values())


def test_belarus_has_titles_in_belarusian_too():
    assert [law["article"] for law in rows_of("by", "laws", "law") if not law["title"].get("be")] == []


def test_article_342_says_what_its_report_only_numbers():
    (law,) = [
        law
        for law in rows_of("by", "laws", "law")
        if (law["code"], law["article"], law["part"]) == ("BY-UK", "342", "1")
    ]
    assert "public order" in law["title"]["en"]
    assert law["max_term"] == "P4Y"
    assert law["verified"] is True
    assert law["politically_used"] is True


@pytest.mark.parametrize("pack", COUNTRIES)
def test_a_limit_of_custody_is_of_a_known_event_and_of_known_articles(pack):
    types = {row.name for row in EVENT_TYPES}
    laws = {f"{law['code']}:{law['article']}" for law in rows_of(pack, "laws", "law")}
    for limit in rows_of(pack, "custody", "limit"):
        assert limit["event_type"] in types
        assert 0 < limit["days"] <= 1000
        assert set(limit["articles"]) <= laws
    assert any(
        limit["kind"] == "police_detention" and not limit["condition"] for limit in rows_of(pack, "custody", "limit")
    )
    for credit in rows_of(pack, "custody", "credit"):
        assert 0 < credit["served"] <= credit["counted"] * 2
    for regime in rows_of(pack, "custody", "regime"):
        assert regime["liberty"] in LIBERTY


@pytest.mark.parametrize("pack", COUNTRIES)
def test_courts_prisons_and_regions_lie_in_places_of_the_pack(pack):
    places = {place["key"] for place in rows_of(pack, "places", "place")}
    for table, array in (("courts", "court"), ("prisons", "prison")):
        assert [row["key"] for row in rows_of(pack, table, array) if row["place"] not in places] == []
    assert [
        row["key"] for row in rows_of(pack, "places", "place") if row.get("region", "by") not in {*places, "by"}
    ] == []


def test_classes_and_legal_statuses_are_words_of_one_list():
    for _, table, _, row in all_rows():
        if table in {"outlets", "bodies"}:
            assert row["class"] in CLASSES
        for status in row.get("legal_status", ()):
            assert set(LEGAL_STATUS) <= set(status) <= set(LEGAL_STATUS) | {"since", "note"}
            assert status["status"] in STATUSES


def test_a_reader_is_warned_of_every_outlet_with_a_legal_status_against_it():
    for pack, table, _, row in all_rows():
        if table == "outlets":
            assert row["extremist"] is bool(row.get("legal_status")), (pack, row["key"])
    svaboda = next(row for row in rows_of("by", "outlets", "outlet") if row["key"] == "svaboda")
    assert [(status["status"], status["since"]) for status in svaboda["legal_status"]] == [
        ("blocked", "2020-08-21"),
        ("extremist_formation", "2021-12-23"),
    ]


def test_a_state_agency_is_state_media_and_investigators_are_an_authority():
    outlets = {row["key"]: row for row in rows_of("by", "outlets", "outlet")}
    bodies = {row["key"]: row for row in rows_of("by", "bodies", "body")}
    assert outlets["belta"]["class"] == "state_media"
    assert "Belta" in outlets["belta"]["names"]["en"]
    assert bodies["by-sk"]["class"] == "authority"
    assert bodies["by-sk"]["party_to_case"] is True


def test_the_same_outlet_has_the_same_class_in_every_country_that_lists_it():
    seen: dict[str, str] = {}
    for _, table, _, row in all_rows():
        if table == "outlets":
            assert seen.setdefault(row["key"], row["class"]) == row["class"], row["key"]


def test_every_event_type_has_exactly_one_lane_or_goes_by_its_actor():
    lanes = rows_of("by", "lanes", "lane")
    by_actor = set(load_table("by", "lanes")["by_actor"])
    placed = Counter(name for lane in lanes for name in lane["event_types"])
    assert set(placed) | by_actor == {row.name for row in EVENT_TYPES}
    assert set(placed) & by_actor == set()
    assert max(placed.values()) == 1
    assert Counter(name for lane in lanes for name in lane["otherwise"]) == Counter(by_actor)
    assert [lane["order"] for lane in lanes] == list(range(1, len(lanes) + 1))


def test_every_party_of_belarus_has_exactly_one_lane_and_every_lane_names_bodies_that_exist():
    placed = Counter(key for lane in rows_of("by", "lanes", "lane") for key in lane["bodies"])
    bodies = {row["key"]: row for pack in ("by", "world") for row in rows_of(pack, "bodies", "body")}
    assert set(placed) <= set(bodies)
    assert max(placed.values()) == 1
    assert {key for key, row in bodies.items() if row["country"] and row["party_to_case"]} <= set(placed)


def test_a_word_that_could_be_of_any_country_is_in_no_country():
    generic = {name.casefold() for row in rows_of("world", "bodies", "body") for name in names_in(row)}
    assert "police" in generic
    for pack in COUNTRIES:
        taken = {name.casefold() for row in rows_of(pack, "bodies", "body") for name in names_in(row)}
        assert taken & generic == set()


def test_no_person_is_an_outlet_and_no_place_is_a_given_name():
    outlets = {name for pack in COUNTRIES for row in rows_of(pack, "outlets", "outlet") for name in names_in(row)}
    people = {name for row in rows_of("by", "bodies", "body") if row["class"] == "analyst" for name in names_in(row)}
    assert people
    assert outlets & people == set()
    places = {name for pack in COUNTRIES for row in rows_of(pack, "places", "place") for name in row["names"]["en"]}
    assert places & {"Vladimir", "Alexander", "Maria"} == set()
