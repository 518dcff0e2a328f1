"""Times as pages print them."""

import re
from datetime import UTC, datetime, timedelta, timezone

from django.utils import translation

from habeas.web.templatetags.habeas_pages import moment


def test_a_moment_is_a_day_in_words_and_the_time_in_utc():
    late = datetime(2026, 11, 23, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    with translation.override("en"):
        assert moment(late) == "22 November 2026, 22:30"
    with translation.override("be"):
        assert moment(datetime(2026, 11, 23, 8, 14, tzinfo=UTC)) == "23 лістапада 2026, 08:14"


def test_the_sessions_of_an_account_say_in_words_until_when(as_):
    page = as_("alice").get("/account/").content.decode()
    assert re.search(r"ends \d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC", page)
