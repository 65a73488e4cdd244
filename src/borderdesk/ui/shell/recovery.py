"""A lost passphrase: recovery shares typed from paper, and a new passphrase. Reached from unlock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.notices import Notices
from borderdesk.ui.shell.door import RECOVERY_SHARES, Door, UserChoice
from borderdesk.ui.widgets.column import FootBar, ScrollColumn
from borderdesk.ui.widgets.fields import Choice, FormRow, SecretField, TextArea
from borderdesk.ui.widgets.frames import Banner
from borderdesk.ui.widgets.labels import Label, PageTitle

if TYPE_CHECKING:
    from borderdesk.desk import Workspace


class RecoveryView(QWidget):
    """As many shares as are needed, who, and the new passphrase twice."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, door: Door, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("recovery")
        self._door, self._jobs = door, jobs
        self.banner = Banner(name="recovery.banner")
        self.notices = Notices(self, lambda: self.banner)
        column = ScrollColumn(640)
        column.centre()
        needed, _count = RECOVERY_SHARES
        column.add(PageTitle(lambda: tr("Open with recovery shares"), name="recovery.title"))
        column.add(
            Label(
                lambda: tr(
                    "Ask the people who keep the papers to come. Or ask your supervisor to open this desk."
                )
            )
        )
        self.shares = [TextArea(name=f"recovery.share.{number}", lines=2) for number in range(1, needed + 1)]
        for number, field in enumerate(self.shares, 1):
            column.add(FormRow(_paper(number), field))
        self.user = Choice(name="recovery.user")
        self.passphrase = SecretField(name="recovery.passphrase")
        self.again = SecretField(name="recovery.passphraseAgain")
        self.passphrase_row = FormRow(lambda: tr("New passphrase"), self.passphrase)
        self.again_row = FormRow(lambda: tr("The same passphrase again"), self.again)
        column.add(FormRow(lambda: tr("User"), self.user))
        column.add(self.passphrase_row)
        column.add(self.again_row)
        column.add_stretch()
        self.foot = FootBar("recovery")
        self._back = self.foot.set_back(lambda: tr("Back"), self.left.emit)
        self.primary = self.foot.set_primary(lambda: tr("Open with a new passphrase"), self.open_now)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(column, 1)
        whole.addWidget(self.foot)
        self.setFocusProxy(self.shares[0])
        jobs.run(door.users, owner=self, lane="free", on_done=self._show_users, on_error=self.notices.show)

    def open_now(self) -> None:
        """Try the shares."""
        self.passphrase_row.show_problem("")
        self.again_row.show_problem("")
        if self.passphrase.text() != self.again.text():
            self.again_row.show_problem(lambda: tr("The two passphrases are not the same."))
            self.again.setFocus()
            return
        shares = [" ".join(field.toPlainText().lower().split()) for field in self.shares]
        self._let(False)
        self._jobs.run(
            self._door.recover,
            shares,
            self.user.key(),
            self.passphrase.text(),
            owner=self,
            on_done=self._done,
            on_error=self._failed,
        )

    def _let(self, act: bool) -> None:
        """Not back while it opens: what opened then would stay open with nobody in it."""
        self.primary.setEnabled(act)
        self._back.setEnabled(act)

    def _done(self, workspace: Workspace) -> None:
        self.passphrase.clear()
        self.again.clear()
        self.opened.emit(workspace)

    def _failed(self, error: Exception) -> None:
        self._let(True)
        row = self.passphrase_row if getattr(error, "code", "") == "passphrase.short" else None
        self.notices.show(error, row=row)

    def _show_users(self, users: Sequence[UserChoice]) -> None:
        self.user.show_choices([(user.id, user.id) for user in users])


def _paper(number: int) -> Callable[[], str]:
    return lambda: tr("Words of paper {number}", number=number)
