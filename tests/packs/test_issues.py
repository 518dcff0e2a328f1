"""The issues of positions: every wording leads to one issue, and being for it means one thing."""

from collections import Counter

from habeas.packs import load_table


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
