"""Two records side by side: a person decides by keyboard alone, and can take it back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.desk.posts import new_case
from tests.journeys.pages.duplicates import DuplicatesPage
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.domain.values import Verdict
from borderdesk.text import set_language

BOUNMY = Person(
    "ບຸນມີ ວົງສາ",
    "Bounmy Vongsa",
    birth_year="1995",
    sex="woman",
    nationality="Lao",
    document_number="P1234567",
    companions="ສົມສັກ, ແກ້ວ",
)
BUNMEE = Person("Bunmee Wongsa", birth_year="1996", sex="woman", document_number="P 123 4567")
VANNA = Person("ວັນນາ ແກ້ວມະນີ", birth_year="2001", sex="woman", companions="Somsack")
VANA = Person("Vana Keomanee", birth_year="2001")


def record(here: desk.Workspace, person: Person) -> str:
    code = new_case(here)
    desk.record_person(here, code, person)
    return code


@pytest.fixture
def pairs(
    checkpoint: desk.Workspace, supervisor: desk.Workspace, introduced: None, stick: Path
) -> list[tuple[str, str]]:
    """Two pairs at the supervisor's desk, the likelier first."""
    codes = [record(checkpoint, person) for person in (BOUNMY, BUNMEE, VANNA, VANA)]
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    first, second = sorted(codes[:2])
    third, fourth = sorted(codes[2:])
    return [(first, second), (third, fourth)]


def shorts(*codes: str) -> set[str]:
    return {code.split("-")[3] for code in codes}


def test_one_pair_after_the_other_is_decided_by_keyboard(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, pairs: list[tuple[str, str]]
) -> None:
    window = open_desk(supervisor)
    page = DuplicatesPage(window)
    assert page.open_codes == shorts(*pairs[0])
    assert page.because[0] == "same document number"
    assert "birth years are one year apart" in page.because
    said = window.everything_said()
    assert "P1234567" in said and "ສົມສັກ, ແກ້ວ" in said and "2 pairs" in page.intro
    assert "%" not in said and "score" not in said.lower()

    assert window.focused() == "duplicates.later"
    window.key(Qt.Key.Key_Return)  # a stray Enter decides nothing, and puts off at most
    window.rest()
    assert page.open_codes == shorts(*pairs[1])
    assert desk.decided_pairs(supervisor) == []

    page.decide_by_keys("different")
    assert page.open_codes == shorts(*pairs[0])
    assert "not the same" in page.banner
    page.decide_by_keys("same")
    assert page.open_codes == set()
    assert page.intro == "No two records look alike."
    verdicts = {(each.first.code, each.second.code): each.verdict for each in desk.decided_pairs(supervisor)}
    assert verdicts == {pairs[0]: Verdict.SAME, pairs[1]: Verdict.DIFFERENT}

    page.take_back(*pairs[0])
    assert page.open_codes == shorts(*pairs[0])
    assert "taken back" in page.banner


def test_linked_records_show_each_other_and_lookalikes_ask_in_the_file(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace
) -> None:
    first, second, third = (record(checkpoint, BOUNMY) for _ in range(3))
    desk.decide_pair(checkpoint, first, second, Verdict.SAME)
    window = open_desk(checkpoint)
    window.show("file", case=first)
    window.rest()
    assert "Also recorded" in window.text(f"file.other.{second}.text")
    assert "Perhaps the same person" in window.text(f"file.other.{third}.text")
    assert "same document number" in window.text(f"file.other.{third}.detail")
    window.press(f"file.other.different.{third}")
    window.rest()
    assert not window.sees(f"file.other.{third}")
    if os.environ.get("PICTURES"):
        window.window.grab().save(os.environ["PICTURES"] + "/file_linked.png")
    window.press(f"file.other.open.{second}")
    window.press("askPrivate.primary")  # another record is asked for anew
    window.rest()
    assert "Also recorded" in window.text(f"file.other.{first}.text")


def test_writing_down_a_name_and_a_document_tells_quietly_of_a_record_that_looks_alike(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace
) -> None:
    earlier, now = record(checkpoint, BOUNMY), new_case(checkpoint)
    window = open_desk(checkpoint)
    window.show("file", case=now)
    window.rest()
    assert not window.sees("file.others")
    window.press("file.act.person")
    window.type("file.person.name_as_used", "Bunmee Wongsa")
    window.type("file.person.document_number", "p 1234567")
    window.choose("file.person.sex", "woman")
    window.press("file.person.primary")
    window.rest()
    assert "same document number; same name" in window.text(f"file.other.{earlier}.detail")
    assert desk.case(checkpoint, now).person.sex == "woman"
    assert "1234567" not in window.text(f"file.other.{earlier}.detail")
    window.press(f"file.other.same.{earlier}")
    window.rest()
    assert "Also recorded" in window.text(f"file.other.{earlier}.text")
    window.press(f"file.other.undecided.{earlier}")
    window.rest()
    assert "Perhaps the same person" in window.text(f"file.other.{earlier}.text")


def test_at_a_counter_nothing_tells_of_other_records(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace
) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    window = open_desk(checkpoint)
    window.show("file", case=first)
    window.rest()
    assert window.sees("file.others")
    window.desk.around.mode.conceal()
    window.rest()
    assert not window.sees("file.others")
    said = window.everything_said()
    assert second.split("-")[3] not in said and "same person" not in said.lower()


def test_the_preview_counts_possible_duplicates(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    record(checkpoint, BOUNMY)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    again = record(checkpoint, BUNMEE)
    window = open_desk(supervisor)
    window.show("import", path=desk.pack(checkpoint, stick).value.path)
    window.rest()
    assert window.text("import.count.duplicate") == "1"
    window.press("import.open.duplicate")
    assert window.text("import.codes.duplicate") == again.split("-")[3]


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("size", [(1366, 697), (683, 345)])
def test_every_size_and_language(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    pairs: list[tuple[str, str]],
    size: tuple[int, int],
    language: str,
) -> None:
    window = open_desk(supervisor, size=size, language=language)
    page = DuplicatesPage(window)
    assert page.open_codes == shorts(*pairs[0])
    picture = os.environ.get("PICTURES")
    if picture:
        window.window.grab().save(f"{picture}/duplicates_{language}_{size[0]}.png")
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])
    if language == "lo":
        assert not any(letter.isascii() and letter.isalpha() for letter in "".join(page.because))
    set_language("en")
