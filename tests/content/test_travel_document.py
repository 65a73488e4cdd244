"""Document check: the machine-readable zone, what is printed, and that no paper lowers a person's help."""

import unicodedata

import pytest
from tests.content.instruments import Result, adult, filled, session

from borderdesk.ui.shell.document_tools import check_digit

# The specimen of ICAO Doc 9303 (parts 4, 5, 6 and 7): the state of Utopia issues to nobody.
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
MRV_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
TD1_LONG = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
PRINTED = {
    "DX_09_family": "Eriksson",
    "DX_09_given": "Anna Maria",
    "DX_09_number": "L898902C3",
    "DX_09_birth": "1974-08-12",
    "DX_09_expiry": "2012-04-15",
    "DX_09_sex": "F",
    "DX_09_nationality": "UTO",
}
CHECKS = [f"DX_{n:02d}" for n in (1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 18)]


def looked(zone: str = "", **answers: str) -> Result:
    known = {"DX_08": zone} if zone else {}
    return filled("travel_document", {"age_group": "adult", **known, **answers})


@pytest.mark.parametrize(
    ("zone", "format"),
    [(TD3, "TD3"), (TD2, "TD2"), (TD1, "TD1"), (MRV_A, "MRV-A"), (MRV_B, "MRV-B"), (TD1_LONG, "TD1")],
)
def test_the_specimen_of_every_format_fits(zone: str, format: str) -> None:
    result = looked(zone)
    assert (result["format"], result["zone_state"]) == (format, "fits")


def test_a_scanner_may_give_one_line_small_letters_and_lao_digits() -> None:
    joined = TD3.replace("\n", " ").lower().translate(str.maketrans("0123456789", "໐໑໒໓໔໕໖໗໘໙"))
    assert looked(joined)["zone_state"] == "fits"


@pytest.mark.parametrize(
    ("zone", "place", "read", "field", "typed", "right"),
    [
        (TD3, 44 + 1 + 4, "3", "number", "6", "8"),
        (TD3, 44 + 1 + 14, "5", "birth", "2", "5"),
        (TD3, 44 + 1 + 22, "3", "expiry", "9", "2"),
        (TD2, 36 + 1 + 9, "1", "number", "1", "7"),
        (TD1, 30 + 1 + 6, "9", "birth", "9", "2"),
    ],
)
def test_a_misread_sign_is_named_with_its_field_and_both_digits(
    zone: str, place: int, read: str, field: str, typed: str, right: str
) -> None:
    wrong = zone[:place] + read + zone[place + 1 :]
    result = looked(wrong)
    assert result["zone_state"] == "differs"
    assert result[f"{field}_fits"] == "no"
    assert result[f"{field}_typed"] == typed
    assert result[f"{field}_right"] == right
    talk = session("travel_document", {"DX_08": wrong})
    assert talk.state(f"/data/kind/{field}_note").relevant
    said = str(talk.question(f"/data/kind/{field}_note").label("English (en)"))
    assert f"reads {typed}" in said
    assert f"give {right}" in said
    assert talk.question(f"/data/kind/{field}_note").extra["code"].startswith("DX-08 ")


def test_a_number_that_does_not_fit_is_said_to_hold_signs_that_look_alike() -> None:
    talk = session("travel_document", {"DX_08": TD3.replace("L898902C3", "L8989O2C3")})
    said = str(talk.question("/data/kind/number_note").label("English (en)"))
    assert "L8989O2C3: O and 0, I and 1 look alike" in said


def test_a_letter_among_digits_is_named() -> None:
    wrong = TD3.replace("7408122", "74O8122")
    result = looked(wrong)
    assert (result["birth_letters"], result["zone_state"]) == ("O", "differs")
    assert looked(TD3)["birth_letters"] == ""


@pytest.mark.parametrize(
    ("zone", "place", "read"),
    [
        (TD3, 11, "0"),
        (TD3, 7, "1"),
        (TD3, 44 + 1 + 12, "0"),
        (TD2, 9, "5"),
        (TD2, 4, "0"),
        (TD1, 2 * 31 + 6, "0"),
        (TD1, 0, "1"),
        (MRV_A, 11, "0"),
        (MRV_B, 7, "1"),
    ],
)
def test_a_digit_among_letters_is_named_where_no_check_digit_stands(zone: str, place: int, read: str) -> None:
    wrong = zone[:place] + read + zone[place + 1 :]
    result = looked(wrong)
    assert (result["name_digits"], result["zone_state"]) == (read, "differs")
    talk = session("travel_document", {"DX_08": wrong})
    assert f"{read} stands" in str(talk.question("/data/kind/name_digit_note").label("English (en)"))
    assert looked(zone)["name_digits"] == ""


def test_a_line_too_short_says_how_long_each_line_is() -> None:
    talk = session("travel_document", {"DX_08": TD3[:-1]})
    assert talk.state("/data/kind/zone_length_note").relevant
    assert "44, 43 and 0" in str(talk.question("/data/kind/zone_length_note").label("English (en)"))
    assert looked(TD3[:-1])["dx_result"] == "second_line"


def test_a_sign_that_cannot_stand_there_is_named() -> None:
    assert looked(TD3.replace("UTOERI", "UTO*RI"))["zone_strange"] == "*"
    doubled = said(TD3.replace("<<", "«"))["zone_sign_note"]
    assert "«" in doubled
    assert "type < twice" in doubled


def said(zone: str) -> dict[str, str]:
    """What the table says about a zone, by the name of the note."""
    talk = session("travel_document", {"DX_08": zone})
    names = ("zone_length_note", "zone_space_note", "zone_order_note", "zone_sign_note", "zone_good")
    return {
        name: str(talk.question(f"/data/kind/{name}").label("English (en)"))
        for name in names
        if talk.state(f"/data/kind/{name}").relevant
    }


def test_spaces_typed_for_the_fillers_are_told_apart_from_lines_of_a_wrong_length() -> None:
    assert list(said(TD3.replace("<", " "))) == ["zone_space_note"]
    assert list(said(TD3 + "<")) == ["zone_length_note"]
    assert list(said(f"{TD3}\n{TD3}")) == ["zone_length_note"]


@pytest.mark.parametrize("zone", [TD3, TD2, TD1, MRV_A, MRV_B])
def test_lines_typed_in_another_order_are_said_to_be_and_no_digit_is_blamed(zone: str) -> None:
    turned = "\n".join(reversed(zone.splitlines()))
    assert list(said(turned)) == ["zone_order_note"]
    result = looked(turned)
    assert (result["zone_state"], result["dx_result"]) == ("unreadable", "second_line")
    assert result.words("reasons") == ["zone_state"]


@pytest.mark.parametrize(
    "card", [TD1, TD1.replace("7408122", "<<<<<<0")], ids=["born", "unknown day of birth"]
)
def test_the_first_two_lines_of_a_card_typed_in_turn_are_said_to_be(card: str) -> None:
    first, second, names = card.splitlines()
    assert list(said("\n".join((second, first, names)))) == ["zone_order_note"]


def test_a_sign_missed_in_one_line_and_doubled_in_the_other_is_said_by_the_lengths() -> None:
    upper, lower = TD3.splitlines()
    moved = f"{upper[:-1]}\n{lower[:5]}{lower[4:]}"
    assert list(said(moved)) == ["zone_length_note"]
    assert looked(moved)["zone_state"] == "differs"


@pytest.mark.parametrize(("zone", "place"), [(TD3, 44 + 1 + 20), (TD2, 36 + 1 + 20), (TD1, 30 + 1 + 7)])
@pytest.mark.parametrize("read", ["N", "P", "1"])
def test_a_misread_sex_is_named_though_no_check_digit_covers_it(zone: str, place: int, read: str) -> None:
    wrong = zone[:place] + read + zone[place + 1 :]
    assert (looked(wrong)["sex_strange"], looked(wrong)["zone_state"]) == (read, "differs")
    talk = session("travel_document", {"DX_08": wrong})
    assert f"Sex: {read}" in str(talk.question("/data/kind/sex_letter_note").label("English (en)"))
    for stated in "MFX<":
        assert looked(zone[:place] + stated + zone[place + 1 :])["sex_strange"] == ""


def test_a_misread_kind_of_document_is_named_where_its_lines_do_not_fit() -> None:
    note = "/data/kind/type_note"
    misread = session("travel_document", {"DX_08": MRV_A.replace("V<UTO", "U<UTO")})
    assert misread.state(note).relevant
    assert "reads U" in str(misread.question(note).label("English (en)"))
    for zone in (TD3.replace("P<UTO", "T<UTO"), MRV_A, TD3.replace("L898902C36", "L898902C37")):
        assert not session("travel_document", {"DX_08": zone}).state(note).relevant


def test_a_scanner_ends_every_line_with_enter() -> None:
    assert list(said(TD3.replace("\n", "\r\n") + "\r\n")) == ["zone_good"]
    assert list(said(f"{TD1}\n\n")) == ["zone_good"]


def test_what_is_printed_agrees_with_the_zone() -> None:
    result = looked(TD3, **PRINTED)
    agrees = [result[f"{name}_agrees"] for name in ("family", "given", "number", "birth", "expiry", "sex")]
    assert agrees == ["yes"] * 6
    assert (result["nationality_agrees"], result["differs"]) == ("yes", "")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("family", "Erikson"),
        ("given", "Anna Marie"),
        ("number", "L898902C8"),
        ("birth", "1974-12-08"),
        ("expiry", "2013-04-15"),
        ("sex", "M"),
        ("nationality", "LAO"),
    ],
)
def test_each_field_that_differs_is_shown_with_both_readings(name: str, printed: str) -> None:
    answers = {**PRINTED, f"DX_09_{name}": printed}
    result = looked(TD3, **answers)
    assert result.words("differs") == [f"DX_09_{name}"]
    assert result.words("reasons") == [f"DX_09_{name}", "expired"]
    assert result["dx_concern"] == "yes"
    note = f"/data/printed/{name}_differs_note"
    assert session("travel_document", {"DX_08": TD3, **answers}).state(note).relevant


@pytest.mark.parametrize(("unknown", "agrees"), [("<<0812", "yes"), ("74<<12", "yes"), ("<<0813", "no")])
def test_parts_of_a_day_that_nobody_knew_agree_with_any_printed_day(unknown: str, agrees: str) -> None:
    assert looked(TD3.replace("7408122", unknown + check_digit(unknown)), **PRINTED)["birth_agrees"] == agrees


@pytest.mark.parametrize("printed", ["NGUYỄN", "Nguyễn", unicodedata.normalize("NFD", "Nguyễn"), "nguyen"])
def test_a_name_printed_with_marks_on_its_letters_agrees_with_its_plain_letters(printed: str) -> None:
    zone = TD3.replace("ERIKSSON<<ANNA<MARIA", "NGUYEN<<DUC<ANH<<<<<")
    result = looked(zone, **{**PRINTED, "DX_09_family": printed, "DX_09_given": "Đức Anh"})
    assert (result["family_agrees"], result["given_agrees"]) == ("yes", "yes")
    assert looked(zone, **{**PRINTED, "DX_09_family": "Ngô"})["family_agrees"] == "no"


def test_a_family_name_of_two_words_is_shown_as_two_words() -> None:
    zone = TD3.replace("ERIKSSON<<ANNA<MARIA", "VAN<DYKE<<ANNA<MARIA")
    assert looked(zone, **{**PRINTED, "DX_09_family": "van Dyke"})["family_agrees"] == "yes"
    assert looked(zone)["mrz_family"] == "VAN DYKE"


def test_a_thai_year_is_read_as_543_years_less() -> None:
    thai = looked(TD3, **{**PRINTED, "DX_09_birth": "2517-08-12", "DX_09_expiry": "2555-04-15"})
    assert (thai["birth_agrees"], thai["expiry_agrees"], thai["differs"]) == ("yes", "yes", "")
    assert looked(TD3, **{**PRINTED, "DX_09_birth": "2518-08-12"})["birth_agrees"] == "no"


def test_a_name_cut_off_at_the_end_of_the_zone_agrees_as_far_as_it_goes() -> None:
    name = "P<UTO" + "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KR"
    zone = f"{name[:44]}\n{TD3.splitlines()[1]}"
    assert len(zone.splitlines()[0]) == 44
    whole = {"DX_09_family": "Nilavadhanananda", "DX_09_given": "Chayapa Dejthamrong Krasuang"}
    assert looked(zone, **whole)["given_agrees"] == "yes"
    assert looked(zone, **{**whole, "DX_09_given": "Chayapa"})["given_agrees"] == "no"


def passport(expiry: str) -> str:
    """The specimen's zone with another day of expiry, every check digit worked out."""
    upper, lower = TD3.splitlines()
    lower = lower[:21] + expiry + check_digit(expiry) + lower[28:43]
    return f"{upper}\n{lower}{check_digit(lower[:10] + lower[13:20] + lower[21:43])}"


@pytest.mark.parametrize(("expiry", "expired"), [("120415", "yes"), ("991231", "yes"), ("690101", "no")])
def test_the_zone_alone_shows_that_a_document_has_expired(expiry: str, expired: str) -> None:
    result = looked(passport(expiry))
    assert (result["zone_state"], result["expired"]) == ("fits", expired)
    assert result["dx_result"] == ("second_line" if expired == "yes" else "ok")
    assert result["reasons"] == ("expired" if expired == "yes" else "")


def test_a_day_of_expiry_that_cannot_be_read_says_nothing_about_it() -> None:
    assert looked(TD3.replace("1204159", "1204158"))["expired"] == ""
    assert looked(TD3.replace("1204159", "<<<<<<0"))["expired"] == ""


@pytest.mark.parametrize(
    ("name", "printed", "accepted"),
    [
        ("birth", "1899-08-12", False),
        ("birth", "2474-08-12", True),
        ("birth", "2560-08-12", True),
        ("birth", "2574-08-12", False),
        ("birth", "2074-08-12", False),
        ("birth", "2999-08-12", False),
        ("expiry", "2012-04-15", True),
        ("expiry", "2575-04-15", True),
        ("expiry", "1212-04-15", False),
    ],
)
def test_a_year_nobody_can_have_is_asked_for_again_in_either_era(
    name: str, printed: str, accepted: bool
) -> None:
    talk = session("travel_document", {"DX_08": TD3, f"DX_09_{name}": printed})
    assert (not talk.issues()) == accepted


def test_an_expired_document_and_three_unchecked_places_go_to_a_second_officer() -> None:
    assert looked(TD3, **PRINTED)["expired"] == "yes"
    assert looked(TD3, **PRINTED)["dx_result"] == "second_line"
    ok = dict.fromkeys(CHECKS, "ok")
    assert looked(**ok)["dx_result"] == "ok"
    assert looked(**{**ok, "DX_01": "not_checked", "DX_06": "not_checked"})["dx_result"] == "ok"
    three = dict.fromkeys(("DX_01", "DX_02", "DX_06"), "not_checked")
    assert looked(**{**ok, **three})["dx_result"] == "second_line"
    assert looked(**{**ok, **three}).words("unknowns") == ["DX_01", "DX_02", "DX_06"]
    assert looked(**{**ok, **three}).words("reasons") == ["unchecked"]


@pytest.mark.parametrize("place", ["DX_02", "DX_03", "DX_04", "DX_05", "DX_07"])
def test_a_changed_page_goes_to_an_examiner_and_a_strange_stamp_to_a_second_officer(place: str) -> None:
    ok = dict.fromkeys(CHECKS, "ok")
    assert looked(**{**ok, place: "concern"})["dx_result"] == "examiner"
    assert looked(**{**ok, "DX_10": "concern"})["dx_result"] == "second_line"


def test_a_concern_never_makes_or_lowers_an_outcome() -> None:
    paper = looked(DX_03="concern")
    assert (paper["outcome"], paper["flags"], paper["dx_concern"]) == ("", "", "yes")
    for signs in ({}, {"AD_02": "yes"}, {"AD_17": "yes"}):
        assert adult(**signs, dx_concern="yes")["outcome"] == adult(**signs)["outcome"]
    shown = session("travel_document", {"DX_03": "concern"})
    assert shown.state("/data/holder/non_punishment").relevant


def test_the_check_of_a_child_asks_about_the_adult_with_it() -> None:
    asked = "/data/holder/DX_17"
    assert session("travel_document", {"age_group": "child"}).state(asked).relevant
    assert session("travel_document", {"age_group": "unsure"}).state(asked).relevant
    assert not session("travel_document", {"age_group": "adult"}).state(asked).relevant
