"""Names sound alike however they are spelled, in Lao, Latin or Thai letters; other names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdesk.text.names import name_sounds, sound_code

ONE_NAME = [
    ("ບຸນມີ", "ບຸນ\u200bມີ", "Bounmy", "Bunmee", "Bounmi", "BOUNMY"),
    ("ສົມສັກ", "ສົມສັ້ກ", "Somsack", "Somsak"),
    ("ຄຳ", "ຄໍາ", "Kham", "Khamm"),
    ("ວັນນາ", "Vanna", "Wanna", "Vana"),
    ("ໜູ", "ຫນູ", "ໜູ່", "Nou", "Noo", "Nu"),
    ("ຫຼວງ", "ຫລວງ", "Luang", "Louang"),
    ("ໝັ້ນ", "ຫມັ້ນ", "ມັນ", "Man", "Mane"),
    ("ວົງສາ", "Vongsa", "Wongsa"),
    ("ພົມມະຈັນ", "Phommachanh", "Phommachan"),
    ("ສຸລິຍາ", "Souliya", "Suliya"),
    ("ດວງໃຈ", "Douangchay", "Duangjai", "Duangchai"),
    ("ແກ້ວ", "ແກວ", "Keo", "Kaew", "Keow"),
    ("ນ້ອຍ", "Noy", "Noi"),
    ("ບົວພັນ", "Bouaphanh", "Buaphan"),
    ("ຂວັນ", "Khouane", "Khuan", "Khwan"),
    ("ສະຫວັນ", "Savanh", "Sawan", "Savan"),
    ("ພອນ", "Phone", "Phorn", "Phon"),
    ("ຄຳປະເສີດ", "Khampaseuth", "Khampasert"),
    ("ບຸນຍັງ", "Bounyang", "Bounnhang"),
    ("ວິໄລ", "Vilay", "Wilai", "Vilai"),
    ("ເພັດ", "Phet", "Pheth", "Phed"),
    ("ຣັດຕະນະ", "ລັດຕະນະ", "Rattana", "Ratana", "Lattana"),
    ("ທອງລຸນ", "Thongloun", "Thonglun"),
    ("ໄຊສົມພອນ", "Xaysomphone", "Saisomphone"),
    ("ຄຳແສງ", "Khamseng", "Khamsaeng"),
    ("ມະນີ", "Many", "Manee", "Mani"),
    ("ຈູມມາລີ", "Choummaly", "Chummali", "Joummaly"),
    ("ໄກສອນ", "Kaysone", "Kaysorn", "Kaisone"),
    ("ສອນໄຊ", "Sonexay", "Sornsay", "Sonexai"),
    ("ພຸດທະສອນ", "Phouthasone", "Phutthasone"),
    ("ວຽງ", "Vieng", "Viang", "Wiang"),
    ("ເມືອງ", "Meuang", "Mueang", "Muang"),
    ("ໄຊຍະສອນ", "Sayasone", "Xayasone", "Saiyasorn"),
    ("ຄຳຫຼ້າ", "ຄຳຫລ້າ", "Khamla", "Khamlah"),
    ("ພົນເສນາ", "ພົລເສນາ", "Pholsena"),
    ("ບຸນຍັງ ວໍລະຈິດ", "Bounnhang Vorachith"),
    ("ໜູຮັກ ພູມສະຫວັນ", "Nouhak Phoumsavanh"),
    ("ສະເຫຼີມໄຊ ກົມມະສິດ", "Saleumxay Kommasith"),
    ("ກະຕ່າຍ ດອນສະໂສລິດ", "Katay Donsasorith"),
    ("ສົມສະຫວາດ ເລັ່ງສະຫວັດ", "Somsavat Lengsavad"),
    ("ທອງສິງ ທຳມະວົງ", "Thongsing Thammavong"),
    ("ອານຸ", "Anou", "Anu"),
    ("ບຸນມີ ວົງສາ", "Bounmy VONGSA", "Bunmee Wongsa", "ທ້າວ ບຸນມີ ວົງສາ", "Mr. Bounmy Vongsa"),
    ("ນາງວັນນາ", "ນາງ ວັນນາ", "ວັນນາ", "Nang Vanna", "Mme Vanna"),
    ("Nguyễn Thị Hoa", "Nguyen Thi Hoa"),
    ("บุญมี วงศา", "ບຸນມີ ວົງສາ", "Bounmy Vongsa"),
    ("สมศักดิ์", "ສົມສັກ", "Somsak"),
    ("นาย สมชาย", "สมชาย", "Somchai"),
    ("แก้ว", "ແກ້ວ", "Keo"),
    ("จันทร์", "ຈັນ", "Chan"),
    ("พรรณี", "ພັນນີ", "Phanny"),
    ("นางมาลี", "ມາລີ", "Maly"),
    ("เพ็ญ", "ເພັນ", "Phen"),
    ("เมือง", "ເມືອງ", "Muang"),
]
OTHER_NAMES = [
    ("ບຸນມີ", "ບຸນມາ"),
    ("ສົມພອນ", "ສົມພັນ"),
    ("ຄຳ", "ກຳ"),
    ("ຄຳ", "ຄູນ"),
    ("Noy", "Nou"),
    ("ແກ້ວ", "ແສງ"),
    ("ວັນນາ", "ວັນນີ"),
    ("ດາວ", "ຕາວ"),
    ("ສີດາ", "ສີຕາ"),
    ("ບຸນ", "ປຸນ"),
    ("李明", "王明"),
]
HABITS = [("ພົມ", "Phom", "Pom"), ("ໄຊ", "Xay", "Chai"), ("ຈັນ", "Chanh", "San")]
"""Spellings that change the sound and yet may be one name: found, then compared letter by letter."""


@pytest.mark.parametrize("spellings", ONE_NAME, ids=lambda spellings: str(spellings[0]))
def test_one_name_sounds_the_same_however_it_is_spelled(spellings: tuple[str, ...]) -> None:
    assert {spelled: name_sounds(spelled) for spelled in spellings} == dict.fromkeys(
        spellings, name_sounds(spellings[0])
    )


@pytest.mark.parametrize(("one", "other"), OTHER_NAMES)
def test_another_name_sounds_another_way(one: str, other: str) -> None:
    assert name_sounds(one) != name_sounds(other)


@pytest.mark.parametrize("spellings", ONE_NAME + HABITS, ids=lambda spellings: str(spellings[0]))
def test_habits_of_spelling_do_not_hide_a_name(spellings: tuple[str, ...]) -> None:
    assert len({"".join(map(sound_code, name_sounds(spelled))) for spelled in spellings}) == 1


def test_a_title_alone_is_a_name() -> None:
    assert name_sounds("ນາງ") == name_sounds("Nang") != ()


@given(st.text(max_size=30))
def test_any_text_has_a_sound_and_the_same_one_each_time(text: str) -> None:
    sounds = name_sounds(text)
    assert sounds == name_sounds(text)
    assert all(" " not in word and "|" not in word and word for word in sounds)
    assert all(sound_code(word) for word in sounds)
