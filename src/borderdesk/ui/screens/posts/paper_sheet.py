"""A border post's paper before it is printed or saved: its language, and a stick to save it to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from borderdesk.slips.content import PrintedDocument
from borderdesk.text import language, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.posts.presenter import PostsPresenter
from borderdesk.ui.screens.print.paper import Printers
from borderdesk.ui.screens.print.preview_sheet import PreviewSheet
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Choice, FolderChooser, Label


class PaperSheet(PreviewSheet):
    """Shows the report of one visit, or the comparison without ``code``; prints it, or saves it."""

    def __init__(
        self, around: Surroundings, presenter: PostsPresenter, code: str, printers: Printers
    ) -> None:
        title = (lambda: tr("Report of the visit")) if code else (lambda: tr("Border posts side by side"))
        super().__init__(title, around, printers, name="postPaper")
        self._presenter, self._code = presenter, code
        self.language = Choice(name="postPaper.language")
        self.language.show_choices([("lo", lambda: tr("Lao")), ("en", lambda: tr("English"))], language())
        self.offer(lambda: tr("Language"), self.language)
        self.written = Label("", muted=True, name="postPaper.written")
        self.written.hide()
        self.choices.addWidget(self.written)
        self.save_button = self.foot.add_secondary(
            Button(lambda: tr("Save to a stick"), icon="stick", on_click=self._save, name="postPaper.save")
        )

    def paper(self) -> Callable[[], PrintedDocument]:
        """The paper in the chosen language."""
        return partial(self._presenter.paper, self._code, self.language.key(), theme.appearance().family)

    def show_acts(self) -> None:
        """Saving needs the pages too."""
        super().show_acts()
        self.save_button.set_available(self.drawn is not None)

    def _save(self) -> None:
        FolderChooser(
            lambda: tr("Choose the stick for the paper"),
            self._save_to,
            self._around.jobs,
            name="postFolder",
        ).open_in(self._around.window)

    def _save_to(self, folder: Path) -> None:
        self._around.jobs.run(
            self._presenter.save,
            self._code,
            self.language.key(),
            folder,
            owner=self,
            lane="free",
            on_done=self._saved,
            on_error=self._around.notices.show,
        )

    def _saved(self, paths: list[Path]) -> None:
        self.written.say(partial(_saved_words, paths[0].name))
        self.written.show()
        self._around.announce(self.written.plain_text())


def _saved_words(name: str) -> str:
    return tr("{file} is on the stick. Safe to remove.", file=name)
