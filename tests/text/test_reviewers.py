"""A text that nobody signed keeps its banner, however its file fills the place of a name."""

import pytest

from borderdesk.text.reviewers import reviewer


@pytest.mark.parametrize(
    "written", ["none", " None ", "none\u200b", "ｎｏｎｅ", "ບໍ່ມີ", "-", "\u3164", "\u200b", "7"]
)
def test_nobody_has_signed(written: str) -> None:
    assert reviewer(written) == ""


def test_a_person_has_signed() -> None:
    assert [reviewer(name) for name in ("Somchit", " ນາງ  ນ້ອຍ ")] == ["Somchit", "ນາງ ນ້ອຍ"]
