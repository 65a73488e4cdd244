"""One Lao word for one thing, wherever it is said: words that were given up do not come back."""

import re
from functools import cache

import pytest

from borderdesk.resources import resource

TEXTS = (
    ("forms", "*.md"),
    ("i18n", "lo/*.po"),
    ("i18n", "notices/*.toml"),
    ("library", "lo/*.md"),
    ("practice", "stories/*.toml"),
)
GIVEN_UP = {
    "ແຟ້ມ": "ໂຟນເດີ a folder, ໄຟລ໌ a file, ບັນທຶກ a record",
    "ສະຕິກ|ແຟລດ": "USB",
    "ກະແຈ(?!ມື)": "ກຸນແຈ",
    "ເລກເຊື່ອງ": "ລະຫັດເຊື່ອງ",
    "ເລກກວດ(?<!ຕົວເລກກວດ)": "ຕົວເລກກວດ",
    "ເນື້ອໃນ": "ເນື້ອຫາ",
    "ໄວ້ວາງໃຈ": "ເຊື່ອຖື",
    "ບັນຊີບໍລິການ|ສະໝຸດທີ່ຢູ່": "ລາຍຊື່ບໍລິການ",
    "ຜູ້ຄຸ້ມຄອງ|ຜູ້ຄຸມງານ": "ຫົວໜ້າ",
    "ພະນັກງານສຸຂະພາບ|ພະນັກງານສາທາລະນະສຸກ": "ພະນັກງານແພດ",
    "ສົນທະນາ": "ການລົມກັນ",
    "ເບິ່ງຄັ້ງທຳອິດ": "ສັງເກດເບື້ອງຕົ້ນ",
    "ມອບວຽກ": "ມອບເວນ",
    "ແຜ່ນພັບ": "ໃບແນະນຳ",
    "ບໍ່ເສຍຄ່າ|ຟຣີ": "ບໍ່ເສຍເງິນ",
    "ບໍ່ຮອດ 18": "ຕ່ຳກວ່າ 18",
    "ປື້ມ": "ປຶ້ມ",
    "ຜ້າປິດປາກ": "ຜ້າອັດປາກ",
    "ຕຳໜິ": "ຕຳນິ",
    "ຮັບຊ່ວງ|ຮອງຮັບ": "Thai; say it in Lao",
}
"""Patterns, and what is said instead."""


@cache
def lines() -> list[tuple[str, str]]:
    """Every line of what is said in Lao, and where it stands."""
    return [
        (f"{path.parts[-2]}/{path.name}:{number}", line)
        for folder, pattern in TEXTS
        for path in sorted(resource(folder).glob(pattern))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize("word", GIVEN_UP)
def test_a_word_that_was_given_up_does_not_come_back(word: str) -> None:
    assert [where for where, line in lines() if re.search(word, line)] == [], GIVEN_UP[word]
