"""Every package of a folder: dry run, then import, with cancel between and within packages."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import Done, FolderImport, FolderPreview
from borderdesk.domain.errors import Cancelled
from borderdesk.text import tr
from borderdesk.ui.screens.import_all.presenter import ImportAllPresenter
from borderdesk.ui.screens.import_all.view import PackagesCard
from borderdesk.ui.screens.page_work import PageWork
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
        self._work = PageWork(self, self.card.work, lambda: tr("Reading the packages"), self._told)
        self.foot.set_back(lambda: tr("Back"), self._leave_for_inbox)

    def title(self) -> str:
        return tr("Import all packages")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        self.card.show_lines(tr("Reading the packages"), "", ())
        self._work.start(
            desk.preview_folder,
            [self.folder],
            on_done=self._previewed,
            on_error=self._failed,
            lane="free",
        )

    def retranslate(self) -> None:
        self._show()

    def _told(self, step: str, done: int, total: int) -> str:
        return self.presenter.progress(done, total) if step == "package" else ""

    def _previewed(self, previews: list[FolderPreview]) -> None:
        self._previews = previews
        self._show()
        if any(not each.problem for each in previews):
            self.foot.set_primary(
                lambda: tr("Import all packages"), self._import, icon="inbox", name="importAll.primary"
            ).setFocus()

    def _import(self) -> None:
        self._work.start(desk.import_folder, [self.folder], on_done=self._imported, on_error=self._failed)

    def _imported(self, done: Done[FolderImport]) -> None:
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
        elif not self._work.running:
            intro, lines = self.presenter.before(self._previews)
            self.card.show_lines(intro, "", lines)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._leave_for_inbox()
            return
        self.around.notices.show(error)

    def _leave_for_inbox(self) -> None:
        self._work.cancel()
        self.around.navigate(Route("inbox", folder=self.folder))
