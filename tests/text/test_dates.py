"""Dates as people in Lao PDR read them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdesk.text.dates import (
    as_common_era,
    clock_time,
    duration_in_words,
    next_version,
    short_date,
    short_moment,
)


def test_a_short_date_has_no_leading_zeros_and_the_whole_year() -> None:
    assert short_date(date(2026, 3, 5)) == "5/3/2026"


def test_the_clock_has_24_hours() -> None:
    assert clock_time(time(14, 5)) == "14:05"
    assert clock_time(datetime(2026, 3, 5, 0, 0)) == "00:00"
    assert short_moment(datetime(2026, 3, 5, 9, 7)) == "5/3/2026 09:07"


@pytest.mark.parametrize(
    ("written", "meant"), [(2569, 2026), (2401, 1858), (2400, None), (2026, None), (1998, None)]
)
def test_a_year_of_the_buddhist_era_is_offered_in_the_common_era(written: int, meant: int | None) -> None:
    assert as_common_era(written) == meant


@given(st.integers(1858, 2200))
def test_every_year_somebody_can_be_born_in_comes_back_from_the_buddhist_era(year: int) -> None:
    assert as_common_era(year + 543) == year


@pytest.mark.parametrize(
    ("length", "english", "lao"),
    [
        (timedelta(days=3, hours=5), "3 days", "3 ວັນ"),
        (timedelta(days=1), "1 day", "1 ວັນ"),
        (timedelta(hours=2, minutes=59), "2 hours", "2 ຊົ່ວໂມງ"),
        (timedelta(minutes=1), "1 minute", "1 ນາທີ"),
        (timedelta(seconds=20), "less than a minute", "ບໍ່ຮອດໜຶ່ງນາທີ"),
        (timedelta(seconds=-5), "less than a minute", "ບໍ່ຮອດໜຶ່ງນາທີ"),
    ],
)
def test_a_duration_is_told_in_words(length: timedelta, english: str, lao: str) -> None:
    assert duration_in_words(length, "en") == english
    assert duration_in_words(length, "lo") == lao


@pytest.mark.parametrize(
    ("there", "gets"),
    [
        ([], "2026112601"),
        (["2026112103", "2026112601"], "2026112602"),
        (["2026112699"], "2026112700"),
        (["2026120101"], "2026120102"),
        (["3", "draft"], "2026112601"),
    ],
)
def test_what_is_written_today_gets_a_version_above_all_that_are_there(there: list[str], gets: str) -> None:
    assert next_version(there, date(2026, 11, 26)) == gets
