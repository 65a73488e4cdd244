"""The forms page at work. Nothing is taken in before its author has seen what was found."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.workspace import Changes
from borderdesk.domain.roles import Act, Role, may
from borderdesk.text import tr
from borderdesk.ui.screens.author_folder import remembered_folder
from borderdesk.ui.screens.forms.presenter import FILES, FormsPresenter
from borderdesk.ui.screens.forms.view import FileCard, FormsCard
from borderdesk.ui.screens.page_work import PageReading
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets.chooser import FolderChooser


class FormsScreen(Screen):
    """Import form file → what was found → preview, use."""

    name: ClassVar[str] = "forms"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = FormsPresenter()
        self._versions: list[desk.FormVersionInfo] | None = None
        self._path: Path | None = None
        self._findings: list[desk.FormFinding] | None = None
        self._start: Path | None = None
        self._reading = PageReading(self)
        self._may_add = may(Role(around.role), Act.EDIT_CONTENT)
        self.file_card = FileCard()
        self.forms_card = FormsCard()
        for part in (self.file_card, self.forms_card):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_primary(
            lambda: tr("Import form file"), self.choose, icon="folder", name="forms.primary"
        )
        self.file_card.preview_asked.connect(self._preview_file)
        self.file_card.again_asked.connect(self._read)
        self.file_card.add_asked.connect(self._add)
        self.forms_card.recordings_asked.connect(lambda form: around.navigate(Route("recordings", form=form)))
        self.forms_card.preview_asked.connect(lambda sha256: around.navigate(Route("preview", sha256=sha256)))

    def sop(self) -> str:
        """Forms are part of the care of data and devices."""
        return "S20"

    def title(self) -> str:
        return tr("Forms")

    def enter(self) -> None:
        self._load()
        if self._may_add:
            remembered_folder(self, self._start_in)
        kept = self.route.get("path")
        if kept and self._path is None:
            self.use(Path(kept))

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self._show()
        self._show_file()

    def choose(self) -> None:
        """Ask for a form file."""
        FolderChooser(
            lambda: tr("Choose a form file"),
            self.use,
            self.around.jobs,
            files=FILES,
            start=self._start,
            name="forms.chooser",
        ).open_in(self.around.window)

    def _start_in(self, folder: Path) -> None:
        self._start = folder

    def use(self, path: Path) -> None:
        """Read a form file and show what was found."""
        self._path = path
        self._read()

    def _load(self) -> None:
        self.around.jobs.run(
            desk.form_versions, self.around.workspace, owner=self, lane="free", on_done=self._loaded
        )

    def _loaded(self, versions: list[desk.FormVersionInfo]) -> None:
        self._versions = versions
        self._show()

    def _show(self) -> None:
        if self._versions is not None:
            self.forms_card.show_forms(self.presenter.lines(self._versions))

    def _read(self) -> None:
        if self._path is not None:
            self._reading.start(
                partial(desk.check_forms, [self._path]),
                self._checked,
                lambda error: self.around.notices.show(error, retry=self._read),
            )

    def _checked(self, findings: list[desk.FormFinding]) -> None:
        self._findings = findings
        self._show_file()
        self.column.verticalScrollBar().setValue(0)
        stop = self.file_card.preview if self.file_card.preview.isVisible() else self.file_card.again
        stop.setFocus()

    def _show_file(self) -> None:
        if self._path is not None and self._findings is not None:
            self.file_card.show_file(self.presenter.file(self._path, self._findings), may_add=self._may_add)

    def _preview_file(self) -> None:
        if self._path is not None:
            self.around.navigate(Route("preview", path=str(self._path)))

    def _add(self) -> None:
        if self._path is None:
            return
        self.file_card.take.setEnabled(False)
        self.around.jobs.run(
            desk.add_form_file,
            self.around.workspace,
            self._path,
            owner=self,
            on_done=self._added,
            on_error=self._refused,
        )

    def _added(self, done: desk.Done[desk.FormVersionInfo]) -> None:
        self.file_card.take.setEnabled(True)
        self.file_card.hide()
        self._path = self._findings = None
        added = partial(self.presenter.added, done.value)
        self.around.notices.tell(lambda: added()[0], lambda: added()[1])
        self.around.announce(added()[0])
        self.around.changed(done.changes)

    def _refused(self, error: Exception) -> None:
        self.file_card.take.setEnabled(True)
        self.around.notices.show(error)
