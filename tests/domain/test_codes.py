"""Codes that people read aloud, type and scan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdesk.domain.codes import (
    CROCKFORD,
    SlipCode,
    check_character,
    new_case_code,
    read_case_code,
    read_slip_code,
    short_code,
    slip_check,
)
from borderdesk.domain.errors import BorderDeskError, RuleBroken
from borderdesk.domain.values import CaseCode, StationCode

STATIONS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3).map(StationCode)
CODES = st.builds(
    lambda station, year, chance: new_case_code(station, year, chance.randbytes),
    STATIONS,
    st.integers(2000, 2099),
    st.randoms(use_true_random=True),
)


@given(CODES)
def test_a_new_code_reads_back_as_itself(code: CaseCode) -> None:
    assert read_case_code(code) == code
    assert short_code(code) == code[10:15]


@given(CODES, st.integers(3, 16), st.sampled_from(CROCKFORD))
def test_every_single_wrong_character_is_found(code: CaseCode, at: int, wrong: str) -> None:
    if code[at] in ("-", wrong) or (at in (7, 8) and not wrong.isdigit()):
        return
    changed = code[:at] + wrong + code[at + 1 :]
    if at < 6 and not wrong.isalpha():
        expected = "case_code.malformed"
    else:
        expected = "case_code.check"
    with pytest.raises(RuleBroken) as refused:
        read_case_code(changed)
    assert refused.value.code == expected


@given(CODES)
def test_every_swap_of_two_neighbours_in_the_drawn_part_is_found(code: CaseCode) -> None:
    plain = code.replace("-", "")
    for at in range(6, len(plain) - 1):
        swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
        if swapped != plain:
            with pytest.raises(RuleBroken):
                read_case_code(swapped)


def test_the_check_character_is_that_of_the_standard() -> None:
    # The worked example of ISO/IEC 7064 for MOD 37,36 as used by GRid: A1-2425G-ABC1234002-M.
    assert check_character("A12425GABC1234002") == "M"


@pytest.mark.parametrize(
    "typed",
    [
        "bd-hxy-26-7k3qd-{check}",
        " BD HXY 26 7K3QD {check} ",
        "BDHXY267K3QD{check}",
        "bdhxy267k3qd{check}\n",
        "BD-HXY-໒໖-7K3QD-{check}",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    check = check_character("BDHXY267K3QD")
    assert read_case_code(typed.format(check=check)) == f"BD-HXY-26-7K3QD-{check}"


def test_letters_that_look_like_digits_are_read_as_those() -> None:
    check = check_character("BDHXY2601101")
    assert check in CROCKFORD
    assert read_case_code(f"BD-HXY-26-OIL0I-{check}") == f"BD-HXY-26-01101-{check}"


@given(st.text(max_size=30))
def test_whatever_is_typed_gets_a_code_or_a_coded_refusal(text: str) -> None:
    for read in (read_case_code, read_slip_code):
        try:
            read(text)
        except BorderDeskError as refused:
            assert refused.code in ("case_code.malformed", "case_code.check", "slip_code.malformed")


@given(CODES, st.integers(1, 999), st.binary(min_size=32, max_size=32))
def test_a_slip_code_reads_back_and_only_its_key_makes_its_check(
    code: CaseCode, number: int, key: bytes
) -> None:
    check = slip_check(key, code, f"R{number}")
    slip = SlipCode(code, f"R{number}", check)
    assert read_slip_code(slip.payload()) == slip
    assert read_slip_code(slip.payload().lower() + "\n") == slip
    assert slip_check(key[::-1] + b"!", code, f"R{number}") != check
    assert slip_check(key, code, f"R{number + 1}") != check


@pytest.mark.parametrize(
    "text", ["", "BD1", "BD2:BD-HXY-26-7K3QD-M:R1:AAAAAAAA", "BD1:BD-HXY-26-7K3QD-M:R1", "https://x"]
)
def test_something_else_than_a_slip_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_slip_code(text)
    assert refused.value.code == "slip_code.malformed"
