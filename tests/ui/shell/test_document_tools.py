"""The cover's tools really work: years of two eras, and check digits of travel documents."""

from datetime import date

import pytest

from borderdesk.ui.shell.document_tools import check_digit, check_zone, convert_date

PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
IDENTITY_CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
VISA_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"


@pytest.mark.parametrize(
    ("typed", "common", "buddhist"),
    [
        ("5/3/2569", "5/3/2026", "5/3/2569"),
        ("5/3/2026", "5/3/2026", "5/3/2569"),
        ("29.2.2567", "29/2/2024", "29/2/2567"),
        ("໕/໓/໒໕໖໙", "5/3/2026", "5/3/2569"),
    ],
)
def test_a_date_is_shown_in_both_eras(typed: str, common: str, buddhist: str) -> None:
    eras = convert_date(typed)
    assert eras is not None
    assert (eras.common, eras.buddhist) == (common, buddhist)


@pytest.mark.parametrize("typed", ["31/2/2026", "29/2/2566", "5/13/2026", "5/3", "hello", "", "5/3/26"])
def test_a_day_that_does_not_exist_is_not_converted(typed: str) -> None:
    assert convert_date(typed) is None


def test_leap_days_follow_the_common_year() -> None:
    eras = convert_date("29/2/2567")
    assert eras is not None
    assert eras.day == date(2024, 2, 29)


def test_the_worked_examples_of_the_standard_come_out_right() -> None:
    # ICAO Doc 9303-3, section 4.9 and the specimens of parts 4 to 7.
    assert check_digit("520727") == "3"
    assert check_digit("AB2134<<<") == "5"
    assert check_digit("L898902C3") == "6"


@pytest.mark.parametrize(
    ("zone", "name", "count"),
    [(PASSPORT, "TD3", 5), (IDENTITY_CARD, "TD1", 4), (TD2, "TD2", 4), (VISA_A, "MRV-A", 3)],
)
def test_the_specimen_documents_check_right(zone: str, name: str, count: int) -> None:
    checked = check_zone(zone)
    assert checked is not None
    assert checked.format == name
    assert len(checked.fields) == count
    assert all(field.agrees for field in checked.fields), checked


def test_one_wrong_digit_is_named_with_the_digit_expected() -> None:
    checked = check_zone(PASSPORT.replace("7408122", "7408123"))
    assert checked is not None
    wrong = [field for field in checked.fields if not field.agrees]
    assert [field.label for field in wrong] == ["Date of birth", "All together"]
    assert (wrong[0].typed, wrong[0].right) == ("3", "2")


@pytest.mark.parametrize("zone", ["", "P<UTO", PASSPORT.replace("<", "é"), PASSPORT + "\nXX"])
def test_lines_that_fit_no_document_are_not_checked(zone: str) -> None:
    assert check_zone(zone) is None


@pytest.mark.parametrize("zone", [PASSPORT, IDENTITY_CARD, TD2, VISA_A])
def test_a_scanner_may_give_all_lines_as_one(zone: str) -> None:
    assert check_zone(zone.replace("\n", "")) == check_zone(zone)


def test_a_long_number_of_a_larger_card_runs_on_into_the_optional_data() -> None:
    number = "D23145890" + "734"
    lower = f"D23145890<UTO7408122F1204159{number[9:]}{check_digit(number)}<<<"
    whole = check_digit(lower[:10] + lower[13:20] + lower[21:35])
    checked = check_zone(f"{TD2.splitlines()[0]}\n{lower}{whole}")
    assert checked is not None
    assert all(field.agrees for field in checked.fields), checked


def test_small_letters_and_spaces_are_forgiven() -> None:
    checked = check_zone(PASSPORT.lower().replace("l898902c3", "l8989 02c3"))
    assert checked is not None
    assert all(field.agrees for field in checked.fields)
