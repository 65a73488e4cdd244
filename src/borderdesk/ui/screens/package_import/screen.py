"""The import page at work: dry run, import with cancel until it is committed, receipt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import ImportPreview, ImportResult
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.domain.roles import Act, Post, may
from borderdesk.text import tr
from borderdesk.ui.screens.ending_card import EndingCard
from borderdesk.ui.screens.package_import.presenter import ImportPresenter
from borderdesk.ui.screens.package_import.state import Ending
from borderdesk.ui.screens.package_import.view import PreviewCard
from borderdesk.ui.screens.page_work import PageWork
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button


class ImportScreen(Screen):
    """``Route("import", path=…)``: one package from a stick."""

    name: ClassVar[str] = "import"

    def __init__(self, around: Surroundings, route: Route) -> None:
        self._ending: Callable[[], Ending] | None = None
        super().__init__(around, route)
        self.path: Path = route["path"]
        self._undo: Button | None = None
        self.receipt_folder = self.path.parent
        """Where the receipt goes: back on the stick the package came on."""
        self.presenter = ImportPresenter(self.path)
        self._preview: ImportPreview | None = None
        self.ending_card = EndingCard("import")
        self.preview_card = PreviewCard()
        self._work = PageWork(
            self, self.preview_card.work, lambda: tr("Reading the package"), self.presenter.progress
        )
        self.column.add(self.ending_card)
        self.column.add(self.preview_card)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), self._leave_for_inbox)

    def title(self) -> str:
        return tr("Import preview")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        self.preview_card.show_state(self.presenter.reading())
        self._work.start(
            desk.preview_import, self.path, on_done=self._previewed, on_error=self._failed, lane="free"
        )

    def retranslate(self) -> None:
        self._show()

    def _previewed(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._show()
        if self.primary is not None:
            self.primary.setFocus()

    def _show(self) -> None:
        if self._ending is not None:
            self._show_ending(self._ending())
        if self._preview is None:
            return
        preview = self._preview
        self.preview_card.show_state(self.presenter.preview(preview))
        if self._ending is None and self.primary is None:
            self.foot.set_primary(lambda: self.presenter.preview(preview).act, self._import, icon="inbox")

    def _import(self) -> None:
        self._work.start(
            partial(desk.apply_import, receipt_to=self.receipt_folder),
            self.path,
            on_done=self._imported,
            on_error=self._failed,
        )

    def _imported(self, done: desk.Done[ImportResult]) -> None:
        result = done.value
        self._end(lambda: self.presenter.done(result))
        if result.new or result.waiting:
            self._offer_undo(result.sha256)
        self.around.changed(done.changes)

    def _offer_undo(self, sha256: str) -> None:
        """What was imported can be taken out again, after a look at what would go."""
        if self._undo is None and may(self.around.workspace.user.role, Act.UNDO_IMPORT):
            self._undo = self.foot.add_secondary(
                Button(
                    lambda: tr("Undo this import…"),
                    on_click=lambda: self.around.navigate(Route("review", undo=sha256)),
                    name="import.undo",
                )
            )

    def _end(self, outcome: Callable[[], Ending]) -> None:
        self._ending = outcome
        self.preview_card.note.hide()
        shown = outcome()
        self._show_ending(shown)
        self.column.keep_in_view(self.ending_card)
        self.around.announce(shown.headline)
        if shown.retry_receipt:
            self.foot.set_primary(lambda: tr("Write the receipt again"), self._import, icon="retry")
        else:
            self.foot.set_primary(self._back_words, self._leave_for_inbox)
            if shown.refused:
                self.preview_card.hide()
        if self.primary is not None:
            self.primary.show()
            self.primary.setFocus()

    def _show_ending(self, ending: Ending) -> None:
        look = ending.refused or ending.retry_receipt
        self.ending_card.show_ending(ending.headline, ending.detail, look=look)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            if self._preview is None:
                self._leave_for_inbox()
            else:
                self._show()
            return
        if not isinstance(error, BorderDeskError):
            self.around.notices.show(error)
            return
        refusal = error
        self._end(lambda: self.presenter.refused(refusal))

    def _back_words(self) -> str:
        at_office = self.around.workspace.post is Post.SUPERVISOR
        return tr("Back to the inbox") if at_office else tr("Back to Transfer")

    def _leave_for_inbox(self) -> None:
        self._work.cancel()
        # A checkpoint has no inbox: what comes back to it lies under Transfer.
        home = "inbox" if self.around.workspace.post is Post.SUPERVISOR else "transfer"
        self.around.navigate(Route(home, folder=self.path.parent))
