"""The settings page at work: the look changes at once, everything else is kept in the workspace."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import BorderDeskError, RuleBroken
from borderdesk.domain.people import User
from borderdesk.domain.roles import Role
from borderdesk.text import language, tr
from borderdesk.ui import preferences, theme
from borderdesk.ui.paper import SystemPrinters
from borderdesk.ui.preferences import Preferences
from borderdesk.ui.said import Say, said
from borderdesk.ui.screens.page_work import PageReading, SheetWriting
from borderdesk.ui.screens.settings.presenter import SettingsPresenter
from borderdesk.ui.screens.settings.sheets import PassphraseSheet, PinSheet, UserSheet
from borderdesk.ui.screens.settings.state import Kept, NewUser
from borderdesk.ui.screens.settings.view import (
    AccessCard,
    IdleCard,
    KeyboardCard,
    LookCard,
    PrintCard,
    StationCard,
    UsersCard,
    show_kept,
)
from borderdesk.ui.shell.idle import IdleTimes
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.shell.window import Window
from borderdesk.ui.soon import soon

COVER, LOCK, PRINTER, SLIP_SIZE = "cover_minutes", "lock_minutes", "printer", "slip_size"
"""Preferences of this PC; ``app`` reads the idle times, the print page the other two."""


class SettingsScreen(Screen):
    """One column of cards. Autosave, audit and cover cannot be turned off, so they are not here."""

    name: ClassVar[str] = "settings"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        workspace = around.workspace
        self.presenter = SettingsPresenter(workspace.user, workspace.post, around.station)
        self._kept: Kept | None = None
        self._reading = PageReading(self)
        self._users: list[User] = []
        self.look = LookCard()
        self.idle = IdleCard()
        self.printing = PrintCard()
        self.keyboard = KeyboardCard()
        self.access = AccessCard()
        self.users = UsersCard()
        self.station = StationCard()
        for card in (
            self.look,
            self.idle,
            self.printing,
            self.access,
            self.users,
            self.keyboard,
            self.station,
        ):
            self.column.add(card)
        self.column.add_stretch()
        self.look.languages.chosen.connect(self._speak)
        self.look.schemes.chosen.connect(lambda scheme: self._look(scheme=scheme))
        self.look.families.chosen.connect(lambda family: self._look(family=family))
        self.look.text_size.activated.connect(
            lambda _place: self._look(percent=int(self.look.text_size.key()))
        )
        self.idle.cover.activated.connect(lambda _place: self._keep_idle())
        self.idle.lock.activated.connect(lambda _place: self._keep_idle())
        self.printing.printer.activated.connect(
            lambda _place: self._keep(PRINTER, self.printing.printer.key())
        )
        self.printing.slip_size.activated.connect(
            lambda _place: self._keep(SLIP_SIZE, self.printing.slip_size.key())
        )
        self.access.passphrase_asked.connect(self._ask_passphrase)
        self.access.pin_asked.connect(self._ask_pin)
        self.users.add_asked.connect(self._ask_user)

    def title(self) -> str:
        return tr("Settings")

    def sop(self) -> str:
        """The card about the care of data and devices."""
        return "S20"

    def enter(self) -> None:
        self.look.show_now()
        self._load()

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self.look.show_now()
        self._show()
        self._load()

    # What is kept

    def _load(self) -> None:
        workspace = self.around.workspace
        spoken = language()

        def read() -> tuple[Kept, list[User]]:
            station = next((each for each in desk.stations() if each.code == workspace.station), None)
            name = "" if station is None else station.name_lo if spoken == "lo" else station.name_en
            kept = Kept(
                int(desk.preference(workspace, COVER, 3)),
                int(desk.preference(workspace, LOCK, 10)),
                str(desk.preference(workspace, SLIP_SIZE, "a4")),
                str(desk.preference(workspace, PRINTER, "")),
                workspace.private_desk,
                name,
                desk.has_hide_pin(workspace),
            )
            return kept, desk.list_users(workspace)

        self._reading.start(read, self._loaded)

    def _loaded(self, found: tuple[Kept, list[User]]) -> None:
        self._kept, self._users = found
        self._show()
        # Asking the system for printers can take a moment: the page is painted first.
        soon(self, self._show_printers)

    def _show_printers(self) -> None:
        if self._kept is not None:
            self.printing.show_printers(SystemPrinters().names(), self._kept.printer)

    def _show(self) -> None:
        if self._kept is None:
            return
        state = self.presenter.state(self._kept, self._users)
        show_kept(self.idle, self.printing, self._kept)
        self.access.pin_text.say(state.pin_text)
        self.users.show_state(state)
        self.station.show_state(state)

    def _keep(self, name: str, value: object) -> None:
        again = self._reading.running  # what is being read shows the choice of before
        self.around.jobs.run(
            desk.set_preference,
            self.around.workspace,
            name,
            value,
            owner=self,
            on_done=lambda _none: self._load() if again else None,
        )

    def _keep_idle(self) -> None:
        cover, lock = int(self.idle.cover.key()), int(self.idle.lock.key())
        self.around.idle.times = IdleTimes.minutes(cover, lock)
        self._keep(COVER, cover)
        self._keep(LOCK, lock)

    # Look

    def _speak(self, code: str) -> None:
        window = self.around.window
        if isinstance(window, Window):
            window.speak(code)

    def _look(self, *, scheme: str = "", family: str = "", percent: int = 0) -> None:
        now = theme.appearance()
        chosen = theme.Appearance(scheme or now.scheme, percent or now.text_percent, family or now.family)
        theme.apply(chosen)
        preferences.save(self.around.workspace.folder, Preferences(language(), chosen))

    # Access

    def _ask_passphrase(self) -> None:
        sheet = PassphraseSheet(lambda old, new, again: self._change_passphrase(sheet, old, new, again))
        sheet.open_in(self.around.window)

    def _change_passphrase(self, sheet: PassphraseSheet, old: str, new: str, again: str) -> None:
        sheet.clear_problems()
        problem = self.presenter.check_again(new, again)
        if problem:
            sheet.rows["again"].show_problem(problem)
            return
        SheetWriting(sheet, self.around, lambda: tr("Checking the passphrase")).start(
            partial(desk.change_passphrase, self.around.workspace, old, new),
            lambda _nothing: self._close(sheet, lambda: tr("The passphrase is changed.")),
            lambda error: self._passphrase_refused(sheet, error),
        )

    def _passphrase_refused(self, sheet: PassphraseSheet, error: BorderDeskError) -> None:
        if isinstance(error, RuleBroken):
            row = sheet.rows["old" if error.code == "passphrase.wrong" else "new"]
            row.show_problem(self._problem(error))
            return
        self._close(sheet, "")
        self.around.notices.show(error)

    def _ask_pin(self) -> None:
        sheet = PinSheet(lambda new, again: self._change_pin(sheet, new, again))
        sheet.open_in(self.around.window)

    def _change_pin(self, sheet: PinSheet, new: str, again: str) -> None:
        sheet.clear_problems()
        problem = self.presenter.check_again(new, again)
        if problem:
            sheet.rows["again"].show_problem(problem)
            return
        SheetWriting(sheet, self.around, "").start(
            partial(desk.set_hide_pin, self.around.workspace, new),
            lambda _nothing: self._close(sheet, lambda: tr("The hide number is changed.")),
            lambda error: self._pin_refused(sheet, error),
        )

    def _pin_refused(self, sheet: PinSheet, error: BorderDeskError) -> None:
        if isinstance(error, RuleBroken):
            sheet.rows["new"].show_problem(self._problem(error))
            return
        self._close(sheet, "")
        self.around.notices.show(error)

    # Users

    def _ask_user(self) -> None:
        if self._kept is None:
            return
        roles = self.presenter.state(self._kept, self._users).roles
        taken = {str(user.id) for user in self._users}
        letter = str(self.around.user)[:1] or "O"
        free = next(f"{letter}{number}" for number in range(1, 1000) if f"{letter}{number}" not in taken)
        sheet = UserSheet(roles, free, lambda new: self._add_user(sheet, new))
        sheet.open_in(self.around.window)

    def _add_user(self, sheet: UserSheet, new: NewUser) -> None:
        sheet.clear_problems()
        problem = self.presenter.check_new_user(new)
        if problem is not None:
            sheet.rows[problem[0]].show_problem(problem[1])
            return
        workspace = self.around.workspace

        def add() -> desk.Done[User]:
            return desk.add_user(
                workspace,
                new.id,
                Role(new.role),
                new.passphrase,
                own_passphrase=new.own_passphrase,
                hide_pin=new.pin,
                trained_child=new.trained_child,
            )

        SheetWriting(sheet, self.around, lambda: tr("Checking the passphrase")).start(
            add, lambda done: self._user_added(sheet, done), lambda error: self._user_refused(sheet, error)
        )

    def _user_added(self, sheet: UserSheet, done: desk.Done[User]) -> None:
        self._close(sheet, lambda: tr("User {id} can open this PC now.", id=done.value.id))
        self.around.changed(done.changes)

    def _user_refused(self, sheet: UserSheet, error: BorderDeskError) -> None:
        if isinstance(error, RuleBroken):
            sheet.rows[self.presenter.field_of(error.code)].show_problem(self._problem(error))
            return
        self._close(sheet, "")
        self.around.notices.show(error)

    def _problem(self, error: BorderDeskError) -> str:
        return self.presenter.problem(error.code, dict(error.fields))

    def _close(self, sheet: PassphraseSheet | PinSheet | UserSheet, told: Say) -> None:
        sheet.close_sheet()
        if told:
            self.around.notices.tell(told)
            self.around.announce(said(told))
            self._load()
