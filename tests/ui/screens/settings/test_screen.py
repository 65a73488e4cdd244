"""Settings in the window: look and language at once, idle times within the maximum, users and access."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from tests.journeys.pages.shell import EVDEV_TO_XKB
from tests.ui.screens.counter import PASSPHRASE
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Post, Role
from borderdesk.text import language, set_language
from borderdesk.ui import preferences, theme
from borderdesk.ui.widgets import Choice


@pytest.fixture
def window(open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace) -> DeskWindow:
    opened = open_desk(checkpoint)
    opened.show("settings")
    opened.rest()
    return opened


@pytest.fixture
def shift_lead(tmp_path: Path) -> Iterator[desk.Workspace]:
    set_language("en")
    workspace = desk.create_workspace(
        tmp_path / "lead",
        post=Post.CHECKPOINT,
        station="HXY",
        user="L1",
        role=Role.SHIFT_LEAD,
        passphrase=PASSPHRASE,
        practice=True,
    ).workspace
    yield workspace
    workspace.close()


def pick(window: DeskWindow, name: str, key: str) -> None:
    """Choose as a person does: only what a person does is kept."""
    choice = window.find(name, Choice)
    choice.choose(key)
    choice.activated.emit(choice.currentIndex())
    window.rest()


def test_language_text_size_and_colours_change_at_once_and_are_kept(
    window: DeskWindow, checkpoint: desk.Workspace
) -> None:
    window.press("settings.theme.dark")
    pick(window, "settings.textSize", "150")
    assert theme.appearance() == theme.Appearance("dark", 150, "noto")
    window.press("settings.language.lo")
    window.rest()
    assert language() == "lo"
    assert window.text("settings.title") == "ຕັ້ງຄ່າ"
    assert preferences.load(checkpoint.folder).appearance == theme.Appearance("dark", 150, "noto")


def test_idle_times_offer_nothing_beyond_the_stations_maximum(
    window: DeskWindow, checkpoint: desk.Workspace
) -> None:
    cover = window.find("settings.coverMinutes", Choice)
    assert [cover.itemData(place) for place in range(cover.count())] == ["1", "2", "3"]
    pick(window, "settings.coverMinutes", "1")
    pick(window, "settings.lockMinutes", "5")
    assert window.window.idle.times.cover == 60
    assert window.window.idle.times.long_lock == 300
    assert desk.preference(checkpoint, "cover_minutes") == 1
    assert desk.preference(checkpoint, "lock_minutes") == 5


def test_the_paper_of_the_service_card_is_kept(window: DeskWindow, checkpoint: desk.Workspace) -> None:
    pick(window, "settings.slipSize", "card")
    assert desk.preference(checkpoint, "slip_size") == "card"


def test_the_keyboard_test_names_the_key_and_what_it_types(window: DeskWindow) -> None:
    field = window.find("settings.keyTest")
    letter = 0x0EA2
    none = Qt.KeyboardModifier.NoModifier
    press = QKeyEvent(QEvent.Type.KeyPress, letter, none, 2 + EVDEV_TO_XKB, 0x31, 0, chr(letter), False, 1)
    QApplication.sendEvent(field, press)
    assert window.text("settings.key") == "Key 1, types: ຢ"


def test_a_new_passphrase_opens_the_desk_and_the_old_one_does_not(
    window: DeskWindow, checkpoint: desk.Workspace
) -> None:
    window.press("settings.changePassphrase")
    window.type("passphrase.old", "not this one")
    window.type("passphrase.new", "a much longer river")
    window.type("passphrase.again", "a much longer rover")
    window.press("passphrase.change")
    window.rest()
    sheet = window.find("passphrase")
    assert sheet.rows["again"].problem() != ""
    window.type("passphrase.again", "a much longer river")
    window.press("passphrase.change")
    window.rest()
    assert sheet.rows["old"].problem().startswith("This is not your passphrase.")
    window.type("passphrase.old", PASSPHRASE)
    window.find("passphrase.change").click()
    window.key(Qt.Key.Key_Escape)  # too late to change nothing: it stays until that is said
    window.rest()
    assert window.text("settings.banner") == "The passphrase is changed."
    checkpoint.close()
    with pytest.raises(RuleBroken):
        desk.open_workspace(checkpoint.folder, "O1", PASSPHRASE)
    desk.open_workspace(checkpoint.folder, "O1", "a much longer river").close()


def test_a_hide_number_that_is_too_short_is_said_at_its_field(
    window: DeskWindow, checkpoint: desk.Workspace
) -> None:
    window.press("settings.changePin")
    window.type("pin.new", "12")
    window.type("pin.again", "12")
    window.press("pin.change")
    window.rest()
    assert "4 to 8 digits" in window.find("pin").rows["new"].problem()
    window.type("pin.new", "135790")
    window.type("pin.again", "135790")
    window.press("pin.change")
    window.rest()
    assert desk.check_hide_pin(checkpoint, "135790")


def test_an_officer_cannot_add_users_and_reads_who_can(window: DeskWindow) -> None:
    assert not window.sees("settings.addUser")
    assert window.text("settings.mayNotAdd") == "A shift lead or a supervisor adds users."


def test_a_shift_lead_adds_an_officer_who_can_then_open_the_desk(
    open_desk: Callable[..., DeskWindow], shift_lead: desk.Workspace
) -> None:
    window = open_desk(shift_lead)
    window.show("settings")
    window.rest()
    window.press("settings.addUser")
    window.type("user.id", "L1")
    window.choose("user.role", "officer")
    for field in ("user.passphrase", "user.again"):
        window.type(field, "morning over the river")
    window.type("user.own", PASSPHRASE)
    window.press("user.add")
    window.rest()
    assert window.find("user").rows["id"].problem().startswith("Role number L1 is already in use here.")
    window.type("user.id", "O7")
    window.press("user.add")
    window.rest()
    assert window.text("settings.user.O7.detail") == "Officer"
    shift_lead.close()
    opened = desk.open_workspace(shift_lead.folder, "O7", "morning over the river")
    assert opened.user.role is Role.OFFICER
    opened.close()


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize(
    ("size", "percent", "scheme"),
    [((1366, 697), 150, "dark"), ((683, 345), 100, "light"), ((1366, 697), 200, "high_contrast")],
)
def test_it_fits(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    language: str,
    size: tuple[int, int],
    percent: int,
    scheme: str,
) -> None:
    window = open_desk(checkpoint, language=language, size=size, text_percent=percent, scheme=scheme)
    for place in ("settings", "about", "keys"):
        window.show(place)
        window.rest()
        assert (place, window.sideways(), window.cut(), window.small_or_nameless()) == (place, [], [], [])
