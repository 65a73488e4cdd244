"""The import preview in the window: refused packages, a receipt that cannot be written, how it looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.pages.inbox import ImportPage, InboxPage
from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk


def look_into(window: DeskWindow, path: Path) -> ImportPage:
    window.show("import", path=path)
    window.rest()
    return ImportPage(window)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data[:-400], "is not complete"),
        (lambda data: data[:600] + bytes([data[600] ^ 1]) + data[601:], "package"),
        (lambda data: b"not a package at all", "is not a BorderDesk package"),
    ],
)
def test_a_broken_package_is_refused_in_one_sentence_and_nothing_changes(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
    damage: Callable[[bytes], bytes],
    said: str,
) -> None:
    seen_traveller(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    path.write_bytes(damage(path.read_bytes()))
    window = open_desk(supervisor)
    page = look_into(window, path)
    assert page.headline.startswith("HXY-000001.bdpkg: ")
    assert said in page.headline
    assert "Nothing was imported" in page.detail
    assert not window.sees("import.preview")
    assert desk.cases(supervisor) == []


def test_a_package_of_a_stranger_names_the_way_out(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace, supervisor: desk.Workspace, stick: Path
) -> None:
    desk.trust_card(checkpoint, desk.own_card(supervisor))
    path = desk.pack(checkpoint, stick).value.path
    page = look_into(open_desk(supervisor), path)
    assert "signed by a PC you have not added" in page.headline
    assert "Add the card of that PC first" in page.detail


def test_a_group_opens_its_codes(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    code = seen_traveller(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    page = look_into(open_desk(supervisor), path)
    assert page.open("new") == code.split("-")[3]
    assert page.checked.startswith("Signed ✓ · complete ✓")


def test_without_a_stick_for_the_receipt_the_import_stands_and_the_receipt_comes_later(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
    tmp_path: Path,
) -> None:
    seen_traveller(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    elsewhere = tmp_path / "put back"
    window = open_desk(supervisor)
    page = look_into(window, path)
    # The stick is pulled as soon as the package was read: the folder for the receipt is gone.
    window.screen.receipt_folder = elsewhere
    page.import_it()
    assert page.headline == "Imported 1 record."
    assert "The receipt could not be written." in page.detail
    assert page.act == "Write the receipt again"
    assert len(desk.cases(supervisor)) == 1
    elsewhere.mkdir()
    page.import_it()
    assert "Receipt written to the stick." in page.detail
    assert [file.suffix for file in elsewhere.iterdir()] == [".receipt"]


def test_a_gap_is_named_in_the_ledger(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
) -> None:
    for _ in range(3):
        seen_traveller(checkpoint)
        desk.pack(checkpoint, stick)
    (stick / "HXY-000002.bdpkg").unlink()
    window = open_desk(supervisor)
    for name in ("HXY-000001.bdpkg", "HXY-000003.bdpkg"):
        inbox = InboxPage(window)
        inbox.use_stick(stick)
        inbox.preview(name).import_it()
    inbox = InboxPage(window)
    assert inbox.numbers(checkpoint.device) == ["1 ✓", "2 ▢", "3 ✓"]
    assert inbox.heard(checkpoint.device) == "Last heard today."
    assert inbox.note(checkpoint.device).startswith("Missing: 2. Ask HXY to pack again.")


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize(("size", "percent"), [((1366, 697), 100), ((1366, 697), 150), ((683, 345), 100)])
def test_inbox_and_preview_fit(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
    language: str,
    size: tuple[int, int],
    percent: int,
) -> None:
    desk.pack(checkpoint, stick)
    window = open_desk(supervisor, language=language, size=size, text_percent=percent)
    inbox = InboxPage(window)
    inbox.use_stick(stick)
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])
    inbox.preview("HXY-000001.bdpkg")
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])
