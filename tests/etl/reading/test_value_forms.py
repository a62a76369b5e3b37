"""Numbers and dates are read where they can be read in one way only; else the mend names what they may mean."""

from datetime import date

import pytest

from etl.reading import value_forms as forms


@pytest.mark.parametrize(
    "text",
    [
        *("2026-05-12", "2026-5-12", "2026/05/12", "2026.05.12", "2026-05-12 00:00:00", "2026-05-12T00:00:00Z"),
        *(
            "May 12, 2026",
            "May 12 2026",
            "may 12th, 2026",
            "Tuesday, May 12, 2026",
            "12 May 2026",
            "12-May-2026",
            "12th of May 2026",
        ),
        *("12 de mayo de 2026", "12 de maio de 2026", "12 mayo 2026"),
    ],
)
def test_a_day_in_one_sense_is_read(text: str) -> None:
    assert forms.day(text) == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("text", "day"), [("23.01.2024", date(2024, 1, 23)), ("01/23/2024", date(2024, 1, 23)), ("5/5/2026", date(2026, 5, 5))]
)
def test_a_date_that_no_order_changes_is_read(text: str, day: date) -> None:
    assert forms.day(text) == day


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("05/06/2026", "Write 2026-05-06 or 2026-06-05: it can be read as either"),
        ("12.05.2026", "Write 2026-12-05 or 2026-05-12: it can be read as either"),
        ("46154", "Write 2026-05-12 if Excel's day number is meant: give the cells the format of a date"),
        ("May 2026", "Write 2026-05-31, and month in date_precision, if only the month is known"),
        ("2026-02", "Write 2026-02-28, and month in date_precision, if only the month is known"),
        ("spring 2026", "Write year-month-day, as 2024-01-23, or leave it blank"),
        ("2026-02-30", "Write year-month-day, as 2024-01-23, or leave it blank"),
        ("5/12/26", "Write year-month-day, as 2024-01-23, or leave it blank"),
        ("2026-13-01", "Write year-month-day, as 2024-01-23, or leave it blank"),
    ],
)
def test_a_date_in_two_senses_or_none_is_asked(text: str, mend: str) -> None:
    assert forms.day(text) is None
    assert forms.how_to_write_day(text) == mend


@pytest.mark.parametrize("text", ["1234567", "1,234,567", "1 234 567", "1.234.567", "1'234'567", "1234567.0"])
def test_a_whole_number_in_one_sense_is_read(text: str) -> None:
    assert forms.whole_number(text) == 1234567


@pytest.mark.parametrize("text", ["204.774", "1,234 567", "12,34", "1.234.56", "2e5", "204k", "-5", "~5"])
def test_a_whole_number_in_two_senses_or_none_is_not(text: str) -> None:
    assert forms.whole_number(text) is None
    assert ("204774" in forms.how_to_write_whole_number(text)) or text != "204.774"


@pytest.mark.parametrize(
    ("text", "value"), [("62.5", 62.5), ("62,5", 62.5), ("62.5%", 62.5), ("62,5 %", 62.5), ("0", 0), ("100%", 100)]
)
def test_a_score_is_read_with_its_sign(text: str, value: float) -> None:
    assert forms.score(text) == value


@pytest.mark.parametrize("text", ["62,125", "n/a", "62 of 100", "%", "1,000"])
def test_what_is_no_score_is_not_read(text: str) -> None:
    assert forms.score(text) is None
