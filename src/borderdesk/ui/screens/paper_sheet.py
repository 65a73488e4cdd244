"""A paper about no person before it is printed or saved: reports on border posts, papers of practice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from borderdesk.slips.content import PrintedDocument
from borderdesk.text import language, tr
from borderdesk.ui import theme
from borderdesk.ui.paper import Printers
from borderdesk.ui.said import Say
from borderdesk.ui.screens.preview_sheet import PreviewSheet
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Choice, FolderChooser, Label

Draw = Callable[..., PrintedDocument]
"""Draws the paper in a language with a font family, and with what is chosen; runs beside the window."""
Save = Callable[..., Path]
"""Writes it, drawn in a language, into a folder, with what is chosen; says which file it is."""


class PaperSheet(PreviewSheet):
    """Shows a paper as it will be printed; prints it, and saves it where there is a ``save``.

    ``on_stick`` where it is saved to leave this PC. ``options`` stand above its language and ``chosen`` gives
    what they say; whoever made them calls :meth:`draw` when one of them is chosen anew.
    """

    def __init__(
        self,
        around: Surroundings,
        title: Say,
        name: str,
        printers: Printers,
        draw: Draw,
        save: Save | None = None,
        *,
        on_stick: bool = False,
        languages: bool = True,
        options: tuple[QWidget, ...] = (),
        chosen: Callable[[], dict[str, object]] = dict,
    ) -> None:
        super().__init__(title, around, printers, name=name)
        self._draw_paper, self._save_paper, self._chosen = draw, save, chosen
        for place, option in enumerate(options):
            self.choices.insertWidget(place, option)
        self.language = Choice(name=f"{name}.language")
        self.language.show_choices([("lo", lambda: tr("Lao")), ("en", lambda: tr("English"))], language())
        if languages:
            self.offer(lambda: tr("Language"), self.language)
        self.written = Label("", muted=True, name=f"{name}.written")
        self.written.hide()
        self.choices.addWidget(self.written)
        self._on_stick = on_stick
        self.save_button = Button(
            (lambda: tr("Save to a stick")) if on_stick else (lambda: tr("Save in a folder")),
            icon="stick" if on_stick else "folder",
            on_click=self._ask_folder,
            name=f"{name}.save",
        )
        if save is not None:
            self.foot.add_secondary(self.save_button)

    def paper(self) -> Callable[[], PrintedDocument]:
        return partial(self._draw_paper, self.language.key(), theme.appearance().family, **self._chosen())

    def show_acts(self) -> None:
        """Saving needs the pages too."""
        super().show_acts()
        self.save_button.set_available(self.drawn is not None)

    def _ask_folder(self) -> None:
        FolderChooser(
            (lambda: tr("Choose the stick for the paper"))
            if self._on_stick
            else (lambda: tr("Choose the folder for the paper")),
            self.save_to,
            self._around.jobs,
            name=f"{self._name}Folder",
        ).open_in(self._around.window)

    def save_to(self, folder: Path) -> None:
        """Write the paper into the chosen folder."""
        if self._save_paper is None:
            return
        self._around.jobs.run(
            partial(self._save_paper, **self._chosen()),
            self.language.key(),
            folder,
            owner=self,
            lane="free",
            on_done=self._saved,
            on_error=self._around.notices.show,
        )

    def _saved(self, path: Path) -> None:
        self.written.say(partial(_saved_words, path.name, on_stick=self._on_stick))
        self.written.show()
        self._around.announce(self.written.plain_text())


def _saved_words(name: str, *, on_stick: bool) -> str:
    if on_stick:
        return tr("{file} is on the stick. Safe to remove.", file=name)
    return tr("{file} is in the folder.", file=name)
