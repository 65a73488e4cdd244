"""Review, one contradiction, and a whole folder to import: readable at every size, by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.journeys.pages.review import ConflictPage, ReviewPage
from tests.ui.screens.desk_window import DeskWindow, heard_traveller, seen_traveller

from borderdesk import desk
from borderdesk.domain import facts

SIZES = [((1366, 697), 100), ((1366, 697), 150), ((683, 345), 100)]


def look(window: DeskWindow, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    folder = os.environ.get("BORDERDESK_PICTURES")
    if folder:
        window.window.grab().save(str(Path(folder) / f"{name}.png"))


@pytest.fixture
def contested(checkpoint: desk.Workspace, supervisor: desk.Workspace, introduced: None, stick: Path) -> str:
    """A record with three contested fields, a broken neighbour, and a package more on the stick."""
    code = heard_traveller(checkpoint)
    broken = seen_traveller(checkpoint)
    with checkpoint.store.write() as transaction:
        checkpoint.record(transaction, f"case:{code}", facts.PersonRecorded("Noy", contact="020 5555"))
        checkpoint.record(transaction, f"case:{broken}", facts.OutcomeConfirmed("O9"))
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    with supervisor.store.write() as transaction:
        for fact in (
            facts.PersonRecorded("ນ້ອຍ ບຸນມີໄຊ"),
            facts.OutcomeRaised("O1", "danger"),
            facts.ConsentRecorded("lwu-bokeo", "yes", "yes", "yes", "no", ("name",)),
        ):
            supervisor.record(transaction, f"case:{code}", fact)
    with checkpoint.store.write() as transaction:
        for fact in (
            facts.PersonRecorded("Noi"),
            facts.OutcomeConfirmed("O2"),
            facts.ConsentRecorded("lwu-bokeo", "yes", "yes", "no", "yes"),
        ):
            checkpoint.record(transaction, f"case:{code}", fact)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    seen_traveller(checkpoint)
    desk.pack(checkpoint, stick)
    (stick / "HXY-000009.bdpkg").write_bytes(b"holiday photo")
    return code


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize(("size", "percent"), SIZES)
def test_the_pages_fit(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    contested: str,
    stick: Path,
    language: str,
    size: tuple[int, int],
    percent: int,
) -> None:
    window = open_desk(supervisor, language=language, size=size, text_percent=percent)
    review = ReviewPage(window)
    assert (len(review.to_decide), len(review.set_aside), len(review.imported)) == (1, 1, 2)
    tag = f"{language}_{size[0]}_{percent}"
    look(window, f"review_{tag}")
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])
    review.look_at_undo(desk.imports(supervisor)[0].sha256)
    look(window, f"undo_{tag}")
    window.press("review.undo.back")
    page = ReviewPage(window).compare(contested)
    assert page.fields == ["consent.lwu-bokeo", "outcome", "person.name_as_used"]
    look(window, f"conflict_{tag}")
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])
    window.show("import_all", folder=stick)
    window.rest()
    look(window, f"import_all_{tag}")
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])


def test_a_contradiction_is_settled_by_keys_alone(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, contested: str
) -> None:
    window = open_desk(supervisor)
    page: ConflictPage = ReviewPage(window).compare(contested)
    assert page.values("outcome")[0].startswith("Act now"), "the higher is shown first, not chosen"
    assert not page.can_apply
    for key in (Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_3):
        page.press_key(key)
    assert page.can_apply
    page.apply()
    state = desk.case(supervisor, contested)
    assert state.conflicts == ()
    assert state.outcome == "O2"
    assert ReviewPage(window).to_decide == []


def test_a_whole_folder_is_shown_first_and_then_imported(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, contested: str, stick: Path
) -> None:
    window = open_desk(supervisor)
    before = len(desk.cases(supervisor))
    window.show("import_all", folder=stick)
    window.rest()
    assert window.text("importAll.headline") == "3 packages can be imported."
    assert len(desk.cases(supervisor)) == before
    window.press("importAll.primary")
    window.rest()
    assert window.text("importAll.headline") == "3 packages were imported."
    assert window.text("importAll.detail") == "1 package was refused."
    assert len(desk.cases(supervisor)) == before + 1
