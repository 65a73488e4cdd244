"""The review page at work."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from borderdesk import desk
from borderdesk.desk import Contradiction, Done, ImportLine, ShelfItem, TriedAgain, UndoPreview
from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.screens.review.presenter import ReviewPresenter
from borderdesk.ui.screens.review.view import aside_card, decide_card, directory_card, imports_card
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Label
from borderdesk.ui.widgets.sheets import Confirm, Tell

_Found = tuple[list[Contradiction], list[ShelfItem], list[ImportLine], desk.DirectoryAge]


class ReviewScreen(Screen):
    """What needs a supervisor's look."""

    name: ClassVar[str] = "review"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = ReviewPresenter()
        self._decide: list[Contradiction] = []
        self._aside: list[ShelfItem] = []
        self._imports: list[ImportLine] = []
        self._age: desk.DirectoryAge | None = None
        self._wanted: str = str(route.get("undo", ""))
        self.intro = Label("", name="review.intro")
        self.decide, self.aside, self.imports = decide_card(), aside_card(), imports_card()
        self.again = Button(
            lambda: tr("Try again"), icon="retry", on_click=self._try_again, name="review.again"
        )
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        self.aside.body.addLayout(row)
        self.directory = directory_card()
        for part in (self.intro, self.decide, self.aside, self.imports, self.directory):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.hide()
        self.decide.asked.connect(lambda code: around.navigate(Route("conflict", case=code)))
        self.imports.asked.connect(self._look_at_undo)
        self.directory.asked.connect(lambda show: around.navigate(Route("directory", show=show)))

    def title(self) -> str:
        return tr("Review")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        self._load()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._look_at_undo(wanted)

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self._show()

    def _load(self) -> None:
        workspace = self.around.workspace

        def read() -> _Found:
            return (
                desk.contradictions(workspace),
                desk.set_aside(workspace),
                desk.imports(workspace),
                desk.directory_age(workspace),
            )

        self.around.jobs.run(read, owner=self, lane="free", on_done=self._loaded)

    def _loaded(self, found: _Found) -> None:
        self._decide, self._aside, self._imports, self._age = found
        self._show()

    def _show(self) -> None:
        state = self.presenter.state(self._decide, self._aside, self._imports)
        self.intro.say(state.intro)
        self.decide.show_lines(state.decide)
        self.aside.show_lines(state.aside)
        self.imports.show_lines(state.imports)
        self.directory.show_lines(self.presenter.directory(self._age, self.around.clock().date()))
        self.again.setVisible(bool(state.aside))

    def _try_again(self) -> None:
        self.again.setEnabled(False)
        self.around.jobs.run(
            desk.try_again,
            self.around.workspace,
            owner=self,
            on_done=self._tried,
            on_error=self._failed,
        )

    def _tried(self, done: Done[TriedAgain]) -> None:
        self.again.setEnabled(True)
        self.around.notices.tell(
            lambda: self.presenter.tried(done.value)[0], lambda: self.presenter.tried(done.value)[1]
        )
        self.around.announce(self.presenter.tried(done.value)[0])
        self.around.changed(done.changes)

    def _failed(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self.around.notices.show(error)

    def _look_at_undo(self, sha256: str) -> None:
        self.around.jobs.run(
            desk.preview_undo,
            self.around.workspace,
            sha256,
            owner=self,
            lane="free",
            on_done=self._ask,
            on_error=self.around.notices.show,
        )

    def _ask(self, preview: UndoPreview) -> None:
        words = self.presenter.undo(preview)
        if not words.possible:
            Tell(
                lambda: self.presenter.undo(preview).title,
                lambda: self.presenter.undo(preview).text,
                detail=lambda: self.presenter.undo(preview).detail,
                name="review.cannotUndo",
            ).open_in(self.window())
            return
        Confirm(
            lambda: self.presenter.undo(preview).title,
            lambda: "\n".join(filter(None, (self.presenter.undo(preview).text, words.detail))),
            lambda: tr("Undo this import"),
            lambda: self._undo(preview.line.sha256),
            name="review.undo",
        ).open_in(self.window())

    def _undo(self, sha256: str) -> None:
        self.around.jobs.run(
            desk.undo_import,
            self.around.workspace,
            sha256,
            owner=self,
            on_done=self._undone,
            on_error=self.around.notices.show,
        )

    def _undone(self, done: Done[UndoPreview]) -> None:
        self.around.notices.tell(
            lambda: self.presenter.undone(done.value)[0], lambda: self.presenter.undone(done.value)[1]
        )
        self.around.announce(self.presenter.undone(done.value)[0])
        self.around.changed(done.changes)
