"""Unlock: who, passphrase, Open. The first thing on screen, and all there is while the desk is locked.

The presenter knows no Qt. It never says which part was wrong, and shows nothing of what is inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.text import notice, ntr, tr
from borderdesk.text.role_names import role_name
from borderdesk.ui import theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.shell.door import Door, UserChoice
from borderdesk.ui.shell.rail import LanguageSwitch
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.column import ScrollColumn
from borderdesk.ui.widgets.fields import Choice, FormRow, SecretField, keyboard_language
from borderdesk.ui.widgets.frames import Card
from borderdesk.ui.widgets.labels import Label, PageTitle

if TYPE_CHECKING:
    from borderdesk.desk import Workspace

READ_USERS_AFTER_MS = 20
"""The page is painted first; nobody has typed a passphrase by then."""


@dataclass(frozen=True)
class UnlockState:
    """What the page shows. ``code`` is the error to put in words, ``wait`` the seconds until another try."""

    users: tuple[UserChoice, ...] = ()
    busy: bool = False
    code: str = ""
    fields: tuple[tuple[str, object], ...] = ()
    wait: int = 0


class UnlockPresenter:
    """Turns tries and their outcomes into states. ``show`` is called with each new one."""

    def __init__(self, show: Callable[[UnlockState], None]) -> None:
        self._show = show
        self.state = UnlockState()

    def users_known(self, users: Sequence[UserChoice]) -> None:
        """The list was read."""
        self._set(replace(self.state, users=tuple(users)))

    def may_try(self, user: str, secret: str) -> bool:
        """Whether Open does anything now."""
        return bool(user and secret) and not self.state.busy and self.state.wait == 0

    def trying(self) -> None:
        """A try is under way."""
        self._set(replace(self.state, busy=True, code=""))

    def failed(self, error: Exception) -> None:
        """A try, or reading the list, failed with a coded error."""
        code = getattr(error, "code", "unexpected")
        fields = getattr(error, "fields", {})
        wait = int(fields.get("seconds", 0)) if code == "passphrase.wait" else 0
        self._set(replace(self.state, busy=False, code=code, fields=tuple(fields.items()), wait=wait))

    def second_passed(self) -> None:
        """One second of waiting is over."""
        if self.state.wait:
            left = self.state.wait - 1
            self._set(replace(self.state, wait=left, code=self.state.code if left else ""))

    def message(self, keyboard: str) -> str:
        """What to say below the field; ``keyboard`` is the keyboard's language."""
        state = self.state
        if state.busy:
            return tr("Opening…")
        if state.wait:
            return ntr("Not opened. Wait {n} second.", "Not opened. Wait {n} seconds.", state.wait)
        if state.code == "passphrase.wrong":
            return tr("Not opened. Check keyboard language (now: {name}).", name=keyboard)
        if state.code:
            return str(notice(state.code, None, **dict(state.fields)))
        return ""

    def _set(self, state: UnlockState) -> None:
        self.state = state
        self._show(state)


class UnlockView(QWidget):
    """The page: a plain card "BorderDesk"."""

    opened = Signal(object)
    """The open workspace."""
    language_chosen = Signal(str)
    recovery_asked = Signal()

    def __init__(self, door: Door, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("unlock")
        self._door, self._jobs = door, jobs
        self._presenter = UnlockPresenter(self._show)
        self._shown_users: tuple[UserChoice, ...] = ()
        card = Card(name="unlock.card")
        self.user = Choice(name="unlock.user")
        self.secret = SecretField(name="unlock.secret")
        self._message = Label("", strong=True, name="unlock.message")
        self.primary = Button(lambda: tr("Open"), "primary", on_click=self.open_now, name="unlock.primary")
        self.primary.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        card.add(PageTitle("BorderDesk", name="unlock.title"))
        card.add(FormRow(lambda: tr("User"), self.user))
        card.add(FormRow(lambda: tr("Passphrase"), self.secret))
        card.add(self._message)
        row = QHBoxLayout()
        self._recover = Button(
            lambda: tr("I cannot open it"), "quiet", on_click=self.recovery_asked.emit, name="unlock.recover"
        )
        row.addWidget(self._recover)
        row.addStretch(1)
        row.addWidget(self.primary)
        card.body.addLayout(row)
        self.languages = LanguageSwitch("unlock.language")
        self.languages.chosen.connect(self.language_chosen)
        self.secret.entered.connect(self.open_now)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._presenter.second_passed)
        self._lay_out(card)
        self.setFocusProxy(self.secret.line)
        self._show(self._presenter.state)
        soon(self, self._read_users, after_ms=READ_USERS_AFTER_MS)

    def _read_users(self) -> None:
        self._jobs.run(
            self._door.users,
            owner=self,
            lane="free",
            on_done=self._presenter.users_known,
            on_error=self._presenter.failed,
        )

    def open_now(self) -> None:
        """Try what is typed."""
        user, secret = self.user.key(), self.secret.text()
        if not self._presenter.may_try(user, secret):
            return
        self._presenter.trying()
        self._jobs.run(self._door.open, user, secret, owner=self, on_done=self._done, on_error=self._failed)

    def second_passed(self) -> None:
        """One second of waiting is over; called by the page's own clock."""
        self._presenter.second_passed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.languages.show_current()
            self._show(self._presenter.state)

    def _done(self, workspace: Workspace) -> None:
        self.secret.clear()
        self.opened.emit(workspace)

    def _failed(self, error: Exception) -> None:
        self.secret.clear()
        self._presenter.failed(error)
        if self._presenter.state.wait:
            self._seconds.start()
        self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, state: UnlockState) -> None:
        if state.users != self._shown_users:
            self._shown_users = state.users
            self.user.show_choices([(user.id, _named(user)) for user in state.users], self.user.key() or None)
        self._message.say(lambda: self._presenter.message(keyboard_language()))
        self._message.setVisible(bool(self._message.plain_text()))
        # The field stays editable while waiting: only Open waits.
        self.primary.setEnabled(not state.busy and state.wait == 0)
        self._recover.setEnabled(not state.busy)  # what opens meanwhile would stay open with nobody in it
        if not state.wait:
            self._seconds.stop()

    def _lay_out(self, card: QWidget) -> None:
        column = ScrollColumn(480)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.languages)
        column.body.addLayout(top)
        column.body.addStretch(1)
        column.add(card)
        column.body.addStretch(2)
        column.centre()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(0))
        whole.addWidget(column)


def _named(user: UserChoice) -> Callable[[], str]:
    return lambda: f"{user.id} · {role_name(user.role)}"
