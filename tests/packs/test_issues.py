"""The issues of positions: every wording leads to one issue, and being for it means one thing."""

from collections import Counter

from habeas.packs import load_table
from habeas.registry.country import issues_covered, larger_body


def wordings_of(issue):
    return [wording for wordings in issue["wordings"].values() for wording in wordings]


def test_every_issue_has_wordings_in_english_and_a_meaning_of_being_for_it():
    for issue in load_table("by", "issues")["issue"]:
        assert issue["for"].endswith(".")
        assert issue["wordings"]["en"]
    wordings = Counter(
        wording.casefold() for issue in load_table("by", "issues")["issue"] for wording in wordings_of(issue)
    )
    assert [wording for wording, number in wordings.items() if number > 1] == []


def test_wordings_of_the_sample_reports_lead_to_their_issue():
    known = {
        wording.casefold(): issue["key"]
        for issue in load_table("by", "issues")["issue"]
        for wording in wordings_of(issue)
    }
    found = [
        known[max((wording for wording in known if wording in words.casefold()), key=len)]
        for words in (
            "direct contact with him",
            "negotiations on the release of political prisoners",
            "прямых переговоров с Лукашенко",
            "переговоров об освобождении политзаключённых",
        )
    ]
    talks, releases = "direct_talks_with_authorities", "release_negotiations"
    assert found == [talks, releases, talks, releases]


def test_what_an_issue_covers_and_whom_a_body_speaks_for_exist():
    issues = {issue["key"]: issue for issue in load_table("by", "issues")["issue"]}
    bodies = {body["key"]: body for body in load_table("by", "bodies")["body"]}
    assert issues_covered(("by",), "release_negotiations") == {"release_negotiations", "direct_talks_with_authorities"}
    assert issues_covered(("by",), "unheard of") == {"unheard of"}
    assert all(key in issues for issue in issues.values() for key in issue.get("covers", ()))
    assert larger_body(("by",), "by-transitional-cabinet") == "by-democratic-forces"
    assert larger_body(("by",), "by-kgb") == "by-kgb"
    larger = [body["part_of"] for body in bodies.values() if "part_of" in body]
    assert all(key in bodies and "part_of" not in bodies[key] for key in larger)
