"""The page of an incoming content pack at work: look inside, install, with cancel until it is committed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.text import tr
from borderdesk.ui.screens.ending_card import EndingCard
from borderdesk.ui.screens.pack.presenter import PackPresenter
from borderdesk.ui.screens.pack.state import PackEnding
from borderdesk.ui.screens.pack.view import PackCard
from borderdesk.ui.screens.page_work import PageWork
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Confirm


class PackScreen(Screen):
    """``Route("pack", path=…)``: one content pack from a stick."""

    name: ClassVar[str] = "pack"

    def __init__(self, around: Surroundings, route: Route) -> None:
        self._ending: Callable[[], PackEnding] | None = None
        super().__init__(around, route)
        self.path: Path = route["path"]
        self.presenter = PackPresenter(self.path)
        self._seen: desk.PackPreview | None = None
        self.ending_card = EndingCard("pack")
        self.pack_card = PackCard()
        self._work = PageWork(
            self, self.pack_card.work, lambda: tr("Reading the pack"), self.presenter.progress
        )
        self.column.add(self.ending_card)
        self.column.add(self.pack_card)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), self._leave)

    def title(self) -> str:
        return tr("Content pack")

    def sop(self) -> str:
        """The card about taking records to the supervisor, and what comes back."""
        return "S21"

    def enter(self) -> None:
        self._work.start(
            desk.preview_pack, self.path, on_done=self._previewed, on_error=self._failed, lane="free"
        )

    def retranslate(self) -> None:
        self._show()

    def mode_changed(self, mode: Mode) -> None:
        self._show()

    def _previewed(self, seen: desk.PackPreview) -> None:
        self._seen = seen
        self._show()
        if self.primary is not None:
            self.primary.setFocus()

    def _show(self) -> None:
        if self._ending is not None:
            self._show_ending(self._ending())
        seen = self._seen
        if seen is None:
            return
        state = self.presenter.preview(seen, counter=self.around.mode.current is Mode.COUNTER)
        self.pack_card.show_state(state)
        if self._ending is None and self.primary is None and state.act:
            self.foot.set_primary(lambda: self.presenter.preview(seen).act, self._ask, icon="packs")

    def _ask(self) -> None:
        if self._seen is None or not self._seen.older:
            self._ask_withdrawal()
            return
        seen = self._seen
        Confirm(
            lambda: tr("Install an older pack?"),
            lambda: self.presenter.preview(seen).note,
            lambda: tr("Install the older pack"),
            self._ask_withdrawal,
            detail=lambda: tr("Documents, directory and wording go back to what this pack says."),
            name="askOlder",
        ).open_in(self.around.window)

    def _ask_withdrawal(self) -> None:
        seen = self._seen
        if seen is None or not seen.withdraws:
            self._install()
            return
        Confirm(
            lambda: tr("Withdraw these content keys?"),
            lambda: "\n".join(self.presenter.preview(seen).withdraws),
            lambda: tr("Install and withdraw"),
            self._install,
            detail=lambda: tr(
                "No pack of theirs is taken here again. Ask your supervisor by telephone first."
            ),
            name="askWithdraw",
        ).open_in(self.around.window)

    def _install(self) -> None:
        seen = self._seen
        older = seen is not None and seen.older
        agreed = [key.fingerprint for key in seen.withdraws] if seen else []
        self._work.start(
            partial(desk.install_pack, older=older, withdrawing=agreed),
            self.path,
            on_done=self._installed,
            on_error=self._failed,
        )

    def _installed(self, done: desk.Done[desk.PackResult]) -> None:
        result = done.value
        self.pack_card.note.hide()
        self._end(lambda: self.presenter.installed(result))
        self.around.changed(done.changes)
        if result.changed:
            # Sentences may be said otherwise now: everything on screen reads its words again.
            QCoreApplication.sendEvent(self.around.window, QEvent(QEvent.Type.LanguageChange))

    def _end(self, ending: Callable[[], PackEnding]) -> None:
        self._ending = ending
        shown = ending()
        self._show_ending(shown)
        self.column.keep_in_view(self.ending_card)
        self.around.announce(shown.headline)
        self.foot.set_primary(lambda: tr("Done"), self._leave)
        if shown.refused:
            self.pack_card.hide()
        if self.primary is not None:
            self.primary.setFocus()

    def _show_ending(self, ending: PackEnding) -> None:
        self.ending_card.show_ending(ending.headline, ending.detail, look=ending.refused)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            if self._seen is None:
                self._leave()
            else:
                self._show()
        elif isinstance(error, BorderDeskError):
            refusal = error
            self._end(lambda: self.presenter.refused(refusal))
        else:
            self.around.notices.show(error)

    def _leave(self) -> None:
        self._work.cancel()
        self.around.back()
