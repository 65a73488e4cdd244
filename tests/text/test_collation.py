"""Names stand where a Lao reader looks for them."""

import random

import pytest

from borderdesk.text.collation import sort_key

IN_ORDER = [
    ["ກາ", "ຂາ", "ຈັນ", "ສົມ", "ຊາຍ", "ຍອດ", "ດາ", "ຢ່າ", "ຣັດ", "ລາ", "ວັນ", "ຫາ", "ໜູ", "ໝາ", "ອາ", "ຮັກ"],
    ["ກະ", "ກັນ", "ກາ", "ກິ", "ກີ", "ກຶ", "ກື", "ກຸ", "ກູ", "ກົນ", "ເກ", "ແກ", "ໂກ", "ໃກ", "ໄກ", "ຂາ"],
    ["ຈຳປາສັກ", "ບໍ່ແກ້ວ", "ຜົ້ງສາລີ", "ວຽງຈັນ", "ແວງ", "ຫົວພັນ", "ຫຼວງນ້ຳທາ", "ໄຫ", "ໜອງ", "ອັດຕະປື"],
    ["ກາ", "ກ່າ", "ກ້າ", "ກ໊າ", "ກ໋າ", "ກ່າງ"],
    ["(1)", "2", "ແກ້ວ", "ວັນ", "Anan", "Élan", "Eve", "van", "Ζ"],
]


@pytest.mark.parametrize("names", IN_ORDER, ids=["consonants", "vowels", "places", "tones", "scripts"])
def test_names_are_in_the_order_of_a_dictionary(names: list[str]) -> None:
    mixed = random.Random(7).sample(names, len(names))
    assert sorted(mixed, key=sort_key) == names


def test_one_word_has_one_place_however_it_is_typed() -> None:
    for one, other in (("ຫນອງ", "ໜອງ"), ("ນໍ້າ", "ນ້ຳ"), ("ຫລວງ", "ຫຼວງ"), ("ວັນ ທີ", "ວັນ\u200b  ທີ")):
        assert sort_key(one)[:2] == sort_key(other)[:2]


@pytest.mark.parametrize("odd", ["", "ເ", "ໄ່", "\u0ebc", "\ud800", "e\u0301"])
def test_whatever_is_typed_has_some_place(odd: str) -> None:
    assert sorted([odd, "ກ"], key=sort_key)
