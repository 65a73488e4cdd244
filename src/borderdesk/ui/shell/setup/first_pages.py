"""The pages before there is a workspace: language, post, station, first user. Called by the wizard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from borderdesk.domain.roles import Post, Role
from borderdesk.text import language, tr
from borderdesk.text.collation import SortKey, sort_key
from borderdesk.text.role_names import role_name
from borderdesk.ui import theme
from borderdesk.ui.shell.door import StationChoice
from borderdesk.ui.shell.setup.answers import ROLES_OF_POST, Answers
from borderdesk.ui.widgets.fields import Choice, FormRow, SecretField, TextField
from borderdesk.ui.widgets.labels import Label
from borderdesk.ui.widgets.tiles import RadioTile, TickTile

OTHER_STATION = "other"


class SetupPage(QWidget):
    """One page: fills ``answers`` when it is left and says what is wrong at its own fields."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(12))
        self.rows: dict[str, FormRow] = {}

    def show_answers(self, answers: Answers) -> None:
        """Show what was given before."""

    def collect(self, answers: Answers) -> Answers:
        """``answers`` with what this page holds."""
        return answers

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say at each field what to correct, and go to the first one."""
        for name, row in self.rows.items():
            sentence = problems.get(name, "")
            row.show_problem(partial(tr, sentence))
        first = next((row for name, row in self.rows.items() if name in problems), None)
        if first is not None:
            first.field.setFocus()

    def first_field(self) -> QWidget:
        """What has the focus when the page opens."""
        return self


class LanguagePage(SetupPage):
    """Which language the program speaks; it changes at once."""

    def __init__(self, chosen: Callable[[str], object]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.tiles = {
            "lo": RadioTile("ພາສາລາວ", "Lao", name="setup.language.lo"),
            "en": RadioTile("English", "ພາສາອັງກິດ", name="setup.language.en"),
        }
        for code, tile in self.tiles.items():
            self._group.addButton(tile)
            self.body.addWidget(tile)
            tile.clicked.connect(lambda _checked=False, picked=code: chosen(picked))

    def show_answers(self, answers: Answers) -> None:
        self.tiles[language()].setChecked(True)

    def collect(self, answers: Answers) -> Answers:
        return replace(answers, language=language())

    def first_field(self) -> QWidget:
        return self.tiles[language()]


class PostPage(SetupPage):
    """What this PC is for."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._message = Label("", strong=True, name="setup.post.message")
        self.tiles = {
            Post.CHECKPOINT: RadioTile(
                lambda: tr("A checkpoint desk"),
                lambda: tr("Officers talk with travellers here and carry the records to a supervisor."),
                name="setup.post.checkpoint",
            ),
            Post.SUPERVISOR: RadioTile(
                lambda: tr("A supervisor's desk"),
                lambda: tr("Records of several checkpoints arrive here on sticks."),
                name="setup.post.supervisor",
            ),
        }
        for tile in self.tiles.values():
            self._group.addButton(tile)
            self.body.addWidget(tile)
        self.body.addWidget(self._message)
        self._message.hide()

    def show_answers(self, answers: Answers) -> None:
        if answers.post is not None:
            self.tiles[answers.post].setChecked(True)

    def collect(self, answers: Answers) -> Answers:
        chosen = next((post for post, tile in self.tiles.items() if tile.isChecked()), None)
        roles = ROLES_OF_POST[chosen] if chosen is not None else (answers.role,)
        return replace(answers, post=chosen, role=answers.role if answers.role in roles else roles[0])

    def show_problems(self, problems: dict[str, str]) -> None:
        sentence = problems.get("post", "")
        self._message.say((lambda: tr(sentence)) if sentence else "")
        self._message.setVisible(bool(sentence))
        if sentence:
            self.first_field().setFocus()

    def first_field(self) -> QWidget:
        return next((tile for tile in self.tiles.values() if tile.isChecked()), self.tiles[Post.CHECKPOINT])


class StationPage(SetupPage):
    """Which border crossing, and whether travellers can see the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._stations: Sequence[StationChoice] = ()
        self.station = Choice(name="setup.station")
        self.code = TextField(name="setup.stationCode")
        self.code.setMaxLength(3)
        self.private = TickTile(
            lambda: tr("This desk is in a closed room"),
            lambda: tr("Nobody but the officer can see the screen. If in doubt, leave it empty."),
            name="setup.privateDesk",
        )
        self.rows["station"] = FormRow(lambda: tr("Station"), self.station)
        self._other = FormRow(
            lambda: tr("Three letters of the station"),
            self.code,
            lambda: tr("Example: HXY. They stand in every record code."),
        )
        self.body.addWidget(self.rows["station"])
        self.body.addWidget(self._other)
        self.body.addWidget(self.private)
        self.station.currentIndexChanged.connect(lambda _index: self._show_other())
        self.show_stations(())

    def show_stations(self, stations: Sequence[StationChoice]) -> None:
        """Offer ``stations`` by name and, last, another one."""
        self._stations = stations
        choices = [(found.code, _station_text(found)) for found in sorted(stations, key=_station_place)]
        chosen = self.station.key()
        self.station.show_choices(
            [("", lambda: tr("Choose")), *choices, (OTHER_STATION, lambda: tr("Another station"))], chosen
        )
        self._show_other()

    def show_answers(self, answers: Answers) -> None:
        self.private.setChecked(answers.private_desk)
        if answers.station:
            known = any(found.code == answers.station for found in self._stations)
            self.station.choose(answers.station if known else OTHER_STATION)
            self.code.setText(answers.station)

    def collect(self, answers: Answers) -> Answers:
        picked = self.station.key()
        code = self.code.text().strip().upper() if picked == OTHER_STATION else picked
        return replace(answers, station=code, private_desk=self.private.isChecked())

    def show_problems(self, problems: dict[str, str]) -> None:
        super().show_problems(problems)
        if problems and self.station.key() == OTHER_STATION:
            self.code.setFocus()

    def first_field(self) -> QWidget:
        return self.station

    def _show_other(self) -> None:
        self._other.setVisible(self.station.key() == OTHER_STATION)


class UserPage(SetupPage):
    """The first user: a role number, a passphrase twice, and the short hide-PIN."""

    def __init__(self) -> None:
        super().__init__()
        self.role = Choice(name="setup.role")
        self.user = TextField(name="setup.user")
        self.passphrase = SecretField(name="setup.passphrase")
        self.again = SecretField(name="setup.passphraseAgain")
        self.pin = SecretField(name="setup.pin")
        self.pin.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhDigitsOnly
        )
        self.pin.line.setMaxLength(8)
        self.rows = {
            "role": FormRow(lambda: tr("Role"), self.role),
            "user": FormRow(
                lambda: tr("Role number"),
                self.user,
                lambda: tr("A letter and a number, such as O1. Never a name."),
            ),
            "passphrase": FormRow(
                lambda: tr("Passphrase"),
                self.passphrase,
                lambda: tr("At least 10 letters. A short sentence is good."),
            ),
            "passphrase_again": FormRow(lambda: tr("The same passphrase again"), self.again),
            "hide_pin": FormRow(
                lambda: tr("Hide number, 4 to 8 digits"),
                self.pin,
                lambda: tr("It brings the screen back after Hide. It does not unlock."),
            ),
        }
        for row in self.rows.values():
            self.body.addWidget(row)

    def show_answers(self, answers: Answers) -> None:
        roles: tuple[Role, ...] = ROLES_OF_POST[answers.post] if answers.post is not None else (Role.OFFICER,)
        self.role.show_choices(
            [(role.value, partial(role_name, role.value)) for role in roles], answers.role.value
        )
        self.rows["role"].setVisible(len(roles) > 1)
        self.user.setText(answers.user_number())
        self.passphrase.line.setText(answers.passphrase)
        self.again.line.setText(answers.passphrase_again)
        self.pin.line.setText(answers.hide_pin)

    def collect(self, answers: Answers) -> Answers:
        from borderdesk.text.lao import ascii_digits  # late: ICU is not needed before this page

        return replace(
            answers,
            role=Role(self.role.key()),
            user=self.user.text(),
            passphrase=self.passphrase.text(),
            passphrase_again=self.again.text(),
            hide_pin=ascii_digits(self.pin.text()),
        )

    def first_field(self) -> QWidget:
        return self.user


def _station_place(found: StationChoice) -> SortKey:
    return sort_key(found.name_lo if language() == "lo" else found.name_en)


def _station_text(found: StationChoice) -> Callable[[], str]:
    return lambda: f"{found.code} · {found.name_lo if language() == 'lo' else found.name_en}"
