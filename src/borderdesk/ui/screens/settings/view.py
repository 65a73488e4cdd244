"""The settings page as cards: look and language, idle times, printing, keyboard, access, users, station."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from borderdesk.text import LANGUAGES, language, ntr, tr, translatable
from borderdesk.ui import theme
from borderdesk.ui.screens.settings.presenter import COVER_MINUTES, LOCK_MINUTES, SLIP_SIZES, slip_size_name
from borderdesk.ui.screens.settings.state import Kept, SettingsState
from borderdesk.ui.shell.keys import physical_digit, physical_letter
from borderdesk.ui.widgets import Button, Card, Choice, Flow, FormRow, Label, RadioTile, Say, TextField
from borderdesk.ui.widgets.action_row import ActionRow, RowList

SAMPLE = "ປີ້ ຫຼູ້ ນ້ຳ"
"""Stacked Lao marks; cut on screens that are set up wrongly."""

_SCHEME_TEXT = {
    "light": translatable("Light"),
    "dark": translatable("Dark"),
    "high_contrast": translatable("High contrast"),
}
_AUTONYMS = {"lo": "ລາວ", "en": "English"}
_FAMILY_TEXT = {"noto": "Noto Sans Lao", "phetsarath": "Phetsarath OT"}


class Tiles(QWidget):
    """One of a few, side by side where there is room."""

    chosen = Signal(str)

    def __init__(self, name: str, say: Say, choices: Sequence[tuple[str, Say]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self.tiles: dict[str, RadioTile] = {}
        flow = Flow(theme.px(8), parent=self)
        for key, text in choices:
            tile = RadioTile(text, name=f"{name}.{key}")
            tile.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(tile)
            flow.addWidget(tile)
            self.tiles[key] = tile
        self.setAccessibleName(say if isinstance(say, str) else say())

    def show_chosen(self, key: str) -> None:
        """Mark the one in force."""
        if key in self.tiles:
            self.tiles[key].setChecked(True)


class LookCard(Card):
    """Language, text size, colours, Lao letters; all take effect at once."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Language and look"), name="settings.look")
        self.languages = Tiles(
            "settings.language", lambda: tr("Language"), [(code, _AUTONYMS[code]) for code in LANGUAGES]
        )
        self.text_size = Choice(name="settings.textSize")
        self.text_size.show_choices([(str(size), f"{size} %") for size in theme.TEXT_PERCENT])
        self.schemes = Tiles(
            "settings.theme",
            lambda: tr("Colours"),
            [(name, _scheme(name)) for name in theme.SCHEMES],
        )
        self.families = Tiles(
            "settings.letters",
            lambda: tr("Lao letters"),
            [(name, _FAMILY_TEXT[name]) for name in theme.FAMILIES],
        )
        self.add(_named(lambda: tr("Language"), self.languages))
        self.add(FormRow(lambda: tr("Text size"), self.text_size))
        self.add(_named(lambda: tr("Colours"), self.schemes))
        self.add(_named(lambda: tr("Lao letters"), self.families))

    def show_now(self) -> None:
        """Mark what is in force."""
        look = theme.appearance()
        self.languages.show_chosen(language())
        self.schemes.show_chosen(look.scheme)
        self.families.show_chosen(look.family)
        self.text_size.blockSignals(True)
        self.text_size.choose(str(look.text_percent))
        self.text_size.blockSignals(False)


class IdleCard(Card):
    """When nobody touches the desk: cover, then lock. Neither can be turned off."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("When nobody is at the desk"), name="settings.idle")
        self.cover = Choice(name="settings.coverMinutes")
        self.cover.show_choices([(str(n), _minutes(n)) for n in COVER_MINUTES])
        self.lock = Choice(name="settings.lockMinutes")
        self.lock.show_choices([(str(n), _minutes(n)) for n in LOCK_MINUTES])
        self.add(
            FormRow(
                lambda: tr("Cover the screen after"),
                self.cover,
                lambda: tr("The station allows at most {n} minutes.", n=COVER_MINUTES[-1]),
            )
        )
        self.add(
            FormRow(
                lambda: tr("Lock in a running interview after"),
                self.lock,
                lambda: tr("Otherwise the desk locks when it is covered. Answers are always kept."),
            )
        )


class PrintCard(Card):
    """Printer and paper that are chosen when a slip is printed."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Printing"), name="settings.print")
        self.printer = Choice(name="settings.printer")
        self.slip_size = Choice(name="settings.slipSize")
        self.slip_size.show_choices([(size, _size(size)) for size in SLIP_SIZES])
        self.none = Label(
            lambda: tr("No printer is set up on this PC."), "small", muted=True, name="settings.noPrinter"
        )
        self.printer_row = FormRow(lambda: tr("Printer"), self.printer)
        self.add(self.printer_row)
        self.add(self.none)
        self.add(FormRow(lambda: tr("Service card"), self.slip_size))
        self.none.hide()

    def show_printers(self, names: Sequence[str], chosen: str) -> None:
        """Offer these printers; the chosen one is kept in the list even when it is switched off."""
        offered = list(names)
        if chosen and chosen not in offered:
            offered.append(chosen)
        self.printer.show_choices([(name, name) for name in offered], chosen or None)
        self.printer_row.setVisible(bool(offered))
        self.none.setVisible(not offered)


class KeyboardCard(Card):
    """Shows which key was pressed and what it types, so that a wrong keyboard language is seen."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Keyboard test"), name="settings.keyboard")
        self.field = KeyField()
        self.said = Label("", muted=True, name="settings.key")
        self.said.say(lambda: tr("Press a key. Digits and letters work the same in every keyboard language."))
        self.sample = Label(SAMPLE, "section", name="settings.sample")
        self.add(FormRow(lambda: tr("Type here"), self.field))
        self.add(self.said)
        self.add(Label(lambda: tr("These words must not be cut above or below:"), "small", muted=True))
        self.add(self.sample)
        self.field.pressed.connect(self._show)

    def _show(self, key: str, types: str) -> None:
        self.said.say(lambda: tr("Key {key}, types: {types}", key=key, types=types))


class KeyField(TextField):
    """A line that also tells which physical key was pressed."""

    pressed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(name="settings.keyTest")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = physical_digit(event)
        letter = physical_letter(event)
        key = str(digit) if digit is not None else letter
        if key and event.text().strip():
            self.pressed.emit(key, event.text())
        super().keyPressEvent(event)


class AccessCard(Card):
    """The signed-in user's own passphrase and hide number."""

    passphrase_asked = Signal()
    pin_asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Your own access"), name="settings.access")
        self.pin_text = Label("", "small", muted=True, name="settings.pinText")
        self.passphrase = Button(
            lambda: tr("Change the passphrase"),
            icon="key",
            on_click=self.passphrase_asked.emit,
            name="settings.changePassphrase",
        )
        self.pin = Button(
            lambda: tr("Change the hide number"),
            icon="hide",
            on_click=self.pin_asked.emit,
            name="settings.changePin",
        )
        acts = QWidget()
        flow = Flow(theme.px(8), parent=acts)
        flow.addWidget(self.passphrase)
        flow.addWidget(self.pin)
        self.add(self.pin_text)
        self.add(acts)


class UsersCard(Card):
    """Who can open this workspace, by role number."""

    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Users of this PC"), name="settings.users")
        self.rows = RowList("settings.userRows")
        self.add_button = Button(
            lambda: tr("Add a user"), icon="add", on_click=self.add_asked.emit, name="settings.addUser"
        )
        self.why_not = Label(
            lambda: tr("A shift lead or a supervisor adds users."),
            "small",
            muted=True,
            name="settings.mayNotAdd",
        )
        self.add(self.rows)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.why_not)

    def show_state(self, state: SettingsState) -> None:
        """Show who there is."""
        self.rows.show_rows(
            [
                ActionRow("user", line.title, line.detail, name=f"settings.user.{line.id}", first=not place)
                for place, line in enumerate(state.users)
            ]
        )
        self.add_button.setVisible(bool(state.roles))
        self.why_not.setVisible(not state.roles)


class StationCard(Card):
    """What was fixed at set-up."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("This station"), name="settings.station")
        self.add(Label(lambda: tr("Set at set-up; your supervisor can change it."), "small", muted=True))
        self.lines = Label("", name="settings.stationLines")
        self.add(self.lines)

    def show_state(self, state: SettingsState) -> None:
        """Show the values."""
        self.lines.say("\n".join(f"{line.name}: {line.value}" for line in state.station))


def show_kept(idle: IdleCard, printing: PrintCard, kept: Kept) -> None:
    """Mark what this PC keeps."""
    for choice, key in (
        (idle.cover, str(kept.cover_minutes)),
        (idle.lock, str(kept.lock_minutes)),
        (printing.slip_size, kept.slip_size),
    ):
        choice.blockSignals(True)
        choice.choose(key)
        choice.blockSignals(False)


def _named(say: Say, tiles: Tiles) -> QWidget:
    return FormRow(say, tiles)


def _minutes(n: int) -> Callable[[], str]:
    return lambda: ntr("{n} minute", "{n} minutes", n)


def _scheme(name: str) -> Callable[[], str]:
    return lambda: tr(_SCHEME_TEXT[name])


def _size(size: str) -> Callable[[], str]:
    return lambda: slip_size_name(size)
