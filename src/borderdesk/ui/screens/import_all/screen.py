"""Every package of a folder: dry run, then import, with cancel between and within packages."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import Done, FolderImport, FolderPreview
from borderdesk.domain.errors import Cancelled
from borderdesk.text import tr
from borderdesk.ui.jobs import Job, Progress
from borderdesk.ui.screens.import_all.presenter import ImportAllPresenter
from borderdesk.ui.screens.import_all.view import PackagesCard
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


class ImportAllScreen(Screen):
    """``Route("import_all", folder=…)``."""

    name: ClassVar[str] = "import_all"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.folder: Path = route["folder"]
        self.presenter = ImportAllPresenter()
        self.card = PackagesCard()
        self.column.add(self.card)
        self.column.add_stretch()
        self._previews: list[FolderPreview] = []
        self._result: FolderImport | None = None
        self._job: Job | None = None
        self.foot.set_back(lambda: tr("Back"), self._leave_for_inbox)

    def title(self) -> str:
        return tr("Import all packages")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        self.card.show_lines(tr("Reading the packages"), "", ())
        self._start(
            self.around.jobs.run(
                desk.preview_folder,
                self.around.workspace,
                [self.folder],
                owner=self,
                lane="free",
                title=lambda: tr("Reading the packages"),
                on_done=self._previewed,
                on_error=self._failed,
                on_progress=self._moved,
            )
        )

    def retranslate(self) -> None:
        self._show()

    def _start(self, job: Job) -> None:
        self._job = job
        self.card.work.start(lambda: tr("Reading the packages"), job.cancel)
        if self.primary is not None:
            self.primary.set_available(False)

    def _moved(self, progress: Progress) -> None:
        if progress.step == "package":
            done, total = progress.done, progress.total
            self.card.work.move_on(lambda: self.presenter.progress(done, total), done, total)

    def _over(self) -> None:
        self._job = None
        self.card.work.end()
        if self.primary is not None:
            self.primary.set_available(True)

    def _previewed(self, previews: list[FolderPreview]) -> None:
        self._over()
        self._previews = previews
        self._show()
        if any(not each.problem for each in previews):
            self.foot.set_primary(
                lambda: tr("Import all packages"), self._import, icon="inbox", name="importAll.primary"
            ).setFocus()

    def _import(self) -> None:
        self._start(
            self.around.jobs.run(
                desk.import_folder,
                self.around.workspace,
                [self.folder],
                owner=self,
                title=lambda: tr("Reading the packages"),
                on_done=self._imported,
                on_error=self._failed,
                on_progress=self._moved,
            )
        )

    def _imported(self, done: Done[FolderImport]) -> None:
        self._over()
        self._result = done.value
        self._show()
        self.around.announce(self.presenter.after(done.value)[0])
        self.foot.set_primary(
            lambda: tr("Back to the inbox"), self._leave_for_inbox, name="importAll.primary"
        ).setFocus()
        self.around.changed(done.changes)

    def _show(self) -> None:
        if self._result is not None:
            self.card.show_lines(*self.presenter.after(self._result))
        elif self._job is None:
            intro, lines = self.presenter.before(self._previews)
            self.card.show_lines(intro, "", lines)

    def _failed(self, error: Exception) -> None:
        self._over()
        if isinstance(error, Cancelled):
            self._leave_for_inbox()
            return
        self.around.notices.show(error)

    def _leave_for_inbox(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.around.navigate(Route("inbox", folder=self.folder))
