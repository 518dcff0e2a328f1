import pytest

from habeas.names.dates import DATE_LEVELS, date_level, date_weights, read_date


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("1962-09-25", "1962-09-25", "same day"),
        ("1962-01-01", "1962-01-01", "same new year's day"),
        ("1962-09", "1962-09-25", "same month"),
        ("1962", "1962-09-25", "same year"),
        ("1962~", "1962-09", "same year"),
        ("1962-09-25", "1962-09-26", "day differs"),
        ("1962-05-04", "1962-04-05", "day and month swapped"),
        ("1962-05-14", "1962-06-14", "month differs"),
        ("1962-05-14", "1972-05-14", "year differs by a digit"),
        ("1962", "1963-05-14", "years side by side"),
        ("1962-05-14", "1981-06-15", "different"),
        ("", "1962", "unknown"),
        ("1962-03/1962-05", "1962-04-05", "same year"),
        ("196X", "1962", "unknown"),
        ("not a date", "1962", "unknown"),
        ("1962-13-40", "1962-05-14", "same year"),
    ],
)
def test_two_birth_dates_have_one_level(a, b, level):
    assert DATE_LEVELS[date_level(a, b)] == level
    assert DATE_LEVELS[date_level(b, a)] == level


def test_a_finer_agreement_weighs_more():
    weights = dict(zip(DATE_LEVELS, date_weights(), strict=True))
    assert (
        weights["same day"] > weights["same month"] > weights["same year"] > weights["unknown"] > weights["different"]
    )


def test_text_around_a_date_is_no_date():
    assert read_date("born 1962") == (0, 0, 0)
