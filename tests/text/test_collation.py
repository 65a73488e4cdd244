"""Lao names stand in the order of a Lao dictionary."""

from borderdesk.text.collation import name_sort_key


def in_order(*names: str) -> list[str]:
    return sorted(names, key=name_sort_key)


def test_a_vowel_written_first_does_not_decide_before_its_consonant() -> None:
    assert in_order("ຂາວ", "ເກດ", "ແກ້ວ", "ກາ", "ໄຂ") == ["ກາ", "ເກດ", "ແກ້ວ", "ຂາວ", "ໄຂ"]


def test_consonants_follow_the_dictionary_not_the_code_points() -> None:
    assert in_order("ຊາຍ", "ສົມ", "ຈັນ", "ຫວານ", "ວອນ") == ["ຈັນ", "ສົມ", "ຊາຍ", "ວອນ", "ຫວານ"]


def test_tones_decide_only_between_otherwise_equal_names() -> None:
    assert in_order("ກ້າ", "ກ່າ", "ກາ", "ກ່າງ") == ["ກາ", "ກ່າ", "ກ້າ", "ກ່າງ"]


def test_other_scripts_follow_lao_without_regard_to_case() -> None:
    assert in_order("bounmy", "Anna", "ຮຸ່ງ") == ["ຮຸ່ງ", "Anna", "bounmy"]


def test_a_shorter_name_stands_first_and_spellings_stand_together() -> None:
    assert in_order("ຫລ້າ ສີ", "ຫຼ້າ", "ຫລ້າ") in (["ຫລ້າ", "ຫຼ້າ", "ຫລ້າ ສີ"], ["ຫຼ້າ", "ຫລ້າ", "ຫລ້າ ສີ"])


def test_the_same_name_is_never_ordered_by_chance() -> None:
    assert in_order("ສົມ", "ສົມ ", "ສົມ") == in_order("ສົມ ", "ສົມ", "ສົມ")
