"""``borderdesk duplicates``: pairs by code with their reasons, and a person's word on them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.text import set_language


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, str, str]]:
    """A closed workspace with two records of one person."""
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    here = posts.workspace(tmp_path, "checkpoint")
    codes = [posts.new_case(here) for _ in range(2)]
    desk.record_person(here, codes[0], Person("ບຸນມີ ວົງສາ", birth_year="1995", document_number="P1234567"))
    desk.record_person(here, codes[1], Person("Bunma Vongsa", document_number="P-1234567"))
    here.close()
    yield (here.folder, *sorted(codes))  # type: ignore[misc]  # two codes
    set_language("en")
    shutil.rmtree(here.folder)


def test_pairs_are_told_by_code_with_their_reasons(post: tuple[Path, str, str]) -> None:
    folder, first, second = post
    terminal = Terminal()
    said = terminal("duplicates", folder)
    assert said.code == 0
    assert f"{first}  {second}  same document number; names differ by one vowel" in said.out
    assert "to decide: 1" in said.out
    assert not any(told in said.out for told in ("ບຸນມີ", "Bunma", "1234567", "%"))
    assert "ເລກເອກະສານດຽວກັນ" in terminal("--language", "lo", "duplicates", folder).out


def test_a_word_on_a_pair_is_kept_and_taken_back(post: tuple[Path, str, str]) -> None:
    folder, first, second = post
    terminal = Terminal()
    assert terminal("duplicates", folder, "--say", "same", second, first, "--json").data["pairs"] == []
    (pair,) = terminal("duplicates", folder, "--say", "undecided", first, second, "--json").data["pairs"]
    assert (pair["first"]["code"], pair["second"]["code"]) == (first, second)
    refused = terminal("duplicates", folder, "--say", "same", first, first, "--json")
    assert (refused.code, refused.data["error"]["code"]) == (1, "pair.one_record")
    assert terminal("duplicates", folder, "--say", "same", first, "BD-HXY-26-00000-0").code == 1
    assert terminal("duplicates", folder, "--say", "merge", first, second).code == 2
