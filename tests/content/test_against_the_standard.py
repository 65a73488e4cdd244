"""A document's lines are read as ICAO Doc 9303 says: no valid zone is refused, each misread sign is named."""

import itertools
import random

import pytest
from tests.content.instruments import Refilled, Result
from tests.content.zones import SIGNS, Zone, digits_of, random_zone

from borderdesk.ui.shell.document_tools import check_zone

FIELDS = ("number", "birth", "expiry", "optional", "whole")
LABELS = ("Document number", "Date of birth", "Date of expiry", "Optional data", "All together")
LOOK_ALIKE = {
    "O": "0",
    "0": "O",
    "I": "1",
    "1": "I",
    "B": "8",
    "8": "B",
    "S": "5",
    "5": "S",
    "Z": "2",
    "2": "Z",
}

FEW = 40
MANY = pytest.param(1500, marks=pytest.mark.long)


@pytest.fixture(scope="module")
def table() -> Refilled:
    return Refilled("travel_document")


def read(table: Refilled, zone: str) -> Result:
    return table.answer({"DX_08": zone}, random.Random(0))


def fits(stands: str, right: str) -> bool:
    """A filler may stand for 0."""
    return stands == right or (stands == "<" and right == "0")


@pytest.mark.parametrize("cases", [FEW, MANY])
def test_no_valid_zone_is_refused_however_it_is_typed(table: Refilled, cases: int) -> None:
    draw = random.Random(9303)
    for _ in range(cases):
        zone = random_zone(draw)
        ways = (zone.text, zone.text.lower(), "".join(zone.lines), "\r\n".join(zone.lines) + "\r\n")
        for typed in (*ways, "  \n ".join(zone.lines)):
            result, tool = read(table, typed), check_zone(typed)
            assert (result["format"], result["zone_state"]) == (zone.format, "fits"), typed
            assert tool is not None and all(each.agrees for each in tool.fields), typed
        assert result["mrz_number"] == zone.number, zone
        assert zone.family.startswith(result["mrz_family"]), zone
        assert zone.given.startswith(result["mrz_given"]), zone
        assert (result["mrz_birth"], result["mrz_expiry"]) == (zone.birth, zone.expiry), zone


@pytest.mark.parametrize("cases", [FEW, MANY])
def test_every_misread_sign_is_named_with_its_field_and_digit(table: Refilled, cases: int) -> None:
    draw = random.Random(9303)
    for _ in range(cases):
        zone = random_zone(draw)
        for _ in range(8):
            line = draw.randrange(len(zone.lines))
            place = draw.randrange(1 if line == 0 else 0, len(zone.lines[0]))
            sign = LOOK_ALIKE.get(zone.lines[line][place], draw.choice(SIGNS))
            wrong = zone.misread(line, place, draw.choice((sign, draw.choice(SIGNS))))
            result, tool = read(table, wrong.text), check_zone(wrong.text)
            if result["turned"] == "yes":
                continue  # a digit stood in for a letter of a name with no other digits
            right = digits_of(wrong)
            assert tool is not None
            said = {LABELS.index(each.label): (each.typed, each.right) for each in tool.fields}
            assert {FIELDS[at]: both for at, both in said.items()} == right, wrong
            for name in FIELDS:
                assert (result[f"{name}_typed"], result[f"{name}_right"]) == right.get(name, ("", "")), wrong
                if name in right:
                    assert (result[f"{name}_fits"] == "yes") is fits(*right[name]), wrong
            named = [
                result[each] for each in ("birth_letters", "expiry_letters", "name_digits", "sex_strange")
            ]
            noticed = any(named) or not all(fits(*both) for both in right.values())
            assert result["zone_state"] == ("differs" if noticed else "fits"), wrong
            assert _in_its_place(wrong, line, place) or noticed, wrong


def _in_its_place(zone: Zone, line: int, place: int) -> bool:
    """Whether a sign is of a kind that may stand there: letters in names and states, digits in days."""
    sign = zone.lines[line][place]
    if zone.format == "TD1":
        letters = line == 2 or (line == 0 and place < 5) or (line == 1 and 15 <= place < 18)
        days, sex = line == 1 and (place < 6 or 8 <= place < 14), line == 1 and place == 7
    else:
        letters = line == 0 or 10 <= place < 13
        days, sex = line == 1 and (13 <= place < 19 or 21 <= place < 27), line == 1 and place == 20
    if sex:
        return sign in "MFX<"
    return not (letters and sign.isdigit()) and not (days and sign.isalpha())


@pytest.mark.parametrize("cases", [FEW, MANY])
def test_lines_in_any_other_order_are_said_to_be_so(table: Refilled, cases: int) -> None:
    draw = random.Random(9303)
    for _ in range(cases):
        zone = random_zone(draw)
        for other in itertools.permutations(zone.lines):
            if other != zone.lines:
                result = read(table, "\n".join(other))
                assert (result["turned"], result["zone_state"]) == ("yes", "unreadable"), other
