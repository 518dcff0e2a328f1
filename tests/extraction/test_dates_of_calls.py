"""Days of what is asked for or announced: that of the call, of the announcement, or about that of publication."""

import pytest
from extraction.what_texts_tell import days_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rights groups are calling on the state to release Pavel Invented.", "2023-06-15~"),
        ("The union calls for the immediate release of Pavel Invented.", "2023-06-15~"),
        ("“We demand the release of Pavel Invented,” the union said.", "2023-06-15~"),
        ("“Pavel Invented must be released,” said Anna Testova.", "2023-06-15~"),
        ("The authorities should immediately release Pavel Invented.", "2023-06-15~"),
        ("The authorities should release Pavel Invented, the union said today.", "2023-06-15"),
        (
            "The trial is unfair, the union said today. The state should drop the case and release Pavel Invented.",
            "2023-06-15",
        ),
        (
            "At a rally on Tuesday, Anna Testova called it “a farce”. She said Pavel Invented should be released.",
            "2023-06-13",
        ),
    ],
)
def test_what_is_asked_for_has_the_day_of_the_call(text, day):
    assert day in days_of(text, "release", "demanded")


@pytest.mark.parametrize(
    "text",
    [
        # asked before
        "The union has called for the release of Pavel Invented.",
        "The union called for the release of Pavel Invented.",
        "The union has repeatedly called for the release of Pavel Invented.",
        "Crowds gathered, demanding the release of Pavel Invented.",
    ],
)
def test_what_was_asked_for_some_day_has_no_day(text):
    days = days_of(text, "release", "demanded")
    assert days
    assert not any(days)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Britain has sanctioned four officials, the Foreign Office said on Monday.", "sanction_change"),
        ("The Treasury said on Monday that it had sanctioned four officials.", "sanction_change"),
        ("The state banned the party, the ministry announced on Monday.", "organisation_status"),
    ],
)
def test_an_act_of_state_has_the_day_on_which_it_was_announced(text, event_type):
    assert days_of(text, event_type, "asserted") == ["2023-06-12"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Police have detained five people, the ministry said on Monday.", "detention"),
        ("The state banned the party, a union said on Monday.", "organisation_status"),
        ("Britain had earlier sanctioned four officials, the Foreign Office said on Monday.", "sanction_change"),
    ],
)
def test_what_others_tell_of_an_act_does_not_date_it(text, event_type):
    assert days_of(text, event_type, "asserted") == [None]


def test_an_event_is_counted_back_from_the_day_of_what_was_no_event():
    text = "Pavel Invented saw his family on Monday, three weeks after he was released from prison."
    assert days_of(text, "release", "asserted") == ["2023-05-22~"]


def test_the_year_behind_what_is_condemned_is_that_of_what_was_done():
    assert days_of("The union condemned the arrest of Pavel Invented in December 2017.", "detention", "asserted") == [
        "2017-12"
    ]


def test_two_weekdays_open_a_sentence():
    assert days_of("On Monday and Tuesday army personnel raided two halls.", "search_seizure", "asserted") == [
        "{2023-06-12,2023-06-13}"
    ]


def test_a_day_to_be_marked_or_in_brackets_is_not_that_of_the_call():
    marked = (
        "“To mark Human Rights Day, the authorities must quash the term and release Pavel Invented,” said Anna Testova."
    )
    assert days_of(marked, "release", "demanded") == ["2023-06-15~"]
    named = "Pavel Invented must be released, the union said ahead of Press Day (3 May)."
    assert "2023-05-03" not in days_of(named, "release", "demanded")


def test_a_day_that_is_quoted_is_not_that_of_the_call():
    quoted = "“April 11 marks two years since one of the world’s most important writers was silenced.”"
    call = "Testova is supporting the case for Ola Roe to be freed."
    assert "2023-04-11" not in days_of(f"Anna Testova said: {quoted} {call}", "release", "demanded")
