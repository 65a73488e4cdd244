"""The import page at work: dry run, import with cancel until it is committed, receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import ImportPreview, ImportResult
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.domain.roles import Act, Post, may
from borderdesk.text import tr
from borderdesk.ui.jobs import Job, Progress
from borderdesk.ui.screens.package_import.presenter import ImportPresenter
from borderdesk.ui.screens.package_import.state import Ending
from borderdesk.ui.screens.package_import.view import OutcomeCard, PreviewCard
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
        self._job: Job | None = None
        self.outcome_card = OutcomeCard()
        self.preview_card = PreviewCard()
        self.column.add(self.outcome_card)
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
        self._run(desk.preview_import, self._previewed, "free", self.path)

    def retranslate(self) -> None:
        self._show()

    def _run(
        self, verb: Callable[..., object], on_done: Callable[..., object], lane: str, *arguments: object
    ) -> None:
        self._job = self.around.jobs.run(
            verb,
            self.around.workspace,
            *arguments,
            owner=self,
            lane="write" if lane == "write" else "free",
            title=lambda: tr("Reading the package"),
            on_done=on_done,
            on_error=self._failed,
            on_progress=self._moved,
        )
        self.preview_card.work.start(lambda: tr("Reading the package"), self._job.cancel)
        if self.primary is not None:
            self.primary.set_available(False)

    def _moved(self, progress: Progress) -> None:
        self.preview_card.work.move_on(
            lambda: self.presenter.progress(progress.step, progress.done, progress.total),
            progress.done,
            progress.total,
        )

    def _previewed(self, preview: ImportPreview) -> None:
        self._over()
        self._preview = preview
        self._show()
        if self.primary is not None:
            self.primary.setFocus()

    def _show(self) -> None:
        if self._ending is not None:
            self.outcome_card.show_outcome(self._ending())
        if self._preview is None:
            return
        preview = self._preview
        self.preview_card.show_state(self.presenter.preview(preview))
        if self._ending is None and self.primary is None:
            self.foot.set_primary(lambda: self.presenter.preview(preview).act, self._import, icon="inbox")

    def _import(self) -> None:
        workspace, path, back = self.around.workspace, self.path, self.receipt_folder

        def work(_workspace: object, progress: desk.Progress) -> desk.Done[ImportResult]:
            return desk.apply_import(workspace, path, progress, receipt_to=back)

        self._run(work, self._imported, "write")

    def _imported(self, done: desk.Done[ImportResult]) -> None:
        self._over()
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
        self.outcome_card.show_outcome(shown)
        self.column.keep_in_view(self.outcome_card)
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

    def _failed(self, error: Exception) -> None:
        self._over()
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

    def _over(self) -> None:
        self._job = None
        self.preview_card.work.end()
        if self.primary is not None:
            self.primary.set_available(True)

    def _back_words(self) -> str:
        at_office = self.around.workspace.post is Post.SUPERVISOR
        return tr("Back to the inbox") if at_office else tr("Back to Transfer")

    def _leave_for_inbox(self) -> None:
        if self._job is not None:
            self._job.cancel()
        # A checkpoint has no inbox: what comes back to it lies under Transfer.
        home = "inbox" if self.around.workspace.post is Post.SUPERVISOR else "transfer"
        self.around.navigate(Route(home, folder=self.path.parent))
