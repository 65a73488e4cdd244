"""The translations page at work. No text is taken before somebody has seen what changes and what does not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.text import notice, tr
from borderdesk.ui.screens.author_folder import AuthorFolder
from borderdesk.ui.screens.ending_card import EndingCard
from borderdesk.ui.screens.file_choice import TABLES
from borderdesk.ui.screens.page_work import PageReading, PageWork
from borderdesk.ui.screens.translations.presenter import TranslationsPresenter
from borderdesk.ui.screens.translations.view import LanguagesCard, LookCard
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, FolderChooser


class TranslationsScreen(Screen):
    """Languages and their review → a workbook out → the workbook back → what it changes → into the folder."""

    name: ClassVar[str] = "translations"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = TranslationsPresenter()
        self._folder: Path | None = None
        self._states: list[desk.LanguageState] = []
        self._path: Path | None = None
        self._found: desk.TranslationsTaken | None = None
        self._refused: BorderDeskError | None = None
        self._ending: desk.TranslationsTaken | desk.TranslationsWritten | None = None
        self.ending_card = EndingCard("translations")
        self.look_card = LookCard()
        self.author = AuthorFolder(self, self.use)
        place = Card()
        place.add(self.author)
        self.languages_card = LanguagesCard()
        for part in (self.ending_card, self.look_card, place, self.languages_card):
            self.column.add(part)
        self.column.add_stretch()
        progress = self.presenter.progress
        self._look_work = PageWork(self, self.look_card.work, lambda: tr("Reading the texts"), progress)
        self._work = PageWork(self, self.languages_card.work, lambda: tr("Reading the texts"), progress)
        self.later = self.foot.add_secondary(
            Button(lambda: tr("Not now"), on_click=self._put_away, name="translations.later")
        )
        self.later.hide()
        self.languages_card.export_asked.connect(self._ask_export)
        self._reading = PageReading(self)
        self._show()

    def title(self) -> str:
        return tr("Translations")

    def sop(self) -> str:
        """Content is made as the care of data and devices says."""
        return "S20"

    def enter(self) -> None:
        self._load()
        self.author.load()

    def retranslate(self) -> None:
        self._show()

    def mode_changed(self, mode: Mode) -> None:
        """Texts are quoted only where nobody else looks."""
        self._show()

    def use(self, folder: Path) -> None:
        """Work in a folder from now on."""
        self._folder = folder
        self._put_away()
        self._load()

    # What there is

    def _load(self) -> None:
        self._reading.start(partial(desk.language_states, self.around.workspace, self._folder), self._loaded)

    def _loaded(self, states: list[desk.LanguageState]) -> None:
        self._states = states
        self._show()

    def _show(self) -> None:
        self.languages_card.show_languages(self.presenter.languages(self._states))
        self._show_looked()
        self._show_ending()

    # Out to the reviewers

    def _ask_export(self, language: str) -> None:
        FolderChooser(
            lambda: tr("Choose where the workbook goes"),
            lambda place: self._export(language, place),
            self.around.jobs,
            name="translations.place",
        ).open_in(self.around.window)

    def _export(self, language: str, place: Path) -> None:
        self.languages_card.let_export(False)
        self._work.start(
            desk.write_workbook, place, language, self._folder, on_done=self._ended, on_error=self._failed
        )

    # Back from the reviewers

    def choose(self) -> None:
        """Ask for a workbook."""
        FolderChooser(
            lambda: tr("Choose the workbook"),
            self.look,
            self.around.jobs,
            files=TABLES,
            name="translations.chooser",
        ).open_in(self.around.window)

    def look(self, path: Path) -> None:
        """Say what a workbook would change."""
        self._put_away()
        self._path = path
        self.look_card.show_reading(path.name)
        self.column.keep_in_view(self.look_card)
        self._look_work.start(
            desk.look_into_workbook,
            path,
            self._folder,
            on_done=self._looked,
            on_error=self._failed,
            lane="free",
        )

    def _looked(self, found: desk.TranslationsTaken) -> None:
        self._found = found
        self._show()
        self.column.keep_in_view(self.look_card)
        if self._path is not None:
            state = self.presenter.looked(self._path, found, counter=self._counter)
            self.around.announce(" ".join((state.title, state.changes, state.left_out)))
        if self.primary is not None:
            self.primary.setFocus()

    @property
    def _counter(self) -> bool:
        return self.around.mode.current is not Mode.PRIVATE

    def _show_looked(self) -> None:
        found, path = self._found, self._path
        if self._refused is not None:
            self.look_card.show_problem(_refusal(self._refused))
        if found is None or path is None:
            self._offer_choosing()
            self.later.hide()
            return
        state = self.presenter.looked(path, found, counter=self._counter)
        self.look_card.show_state(state)
        if state.takes:
            self.foot.set_primary(
                lambda: self.presenter.looked(path, found, counter=True).act,
                self._take,
                icon="saved",
                name="translations.primary",
            )
            self.foot.show_reasons()
        else:
            self._offer_choosing()
        self.later.show()

    def _offer_choosing(self) -> None:
        primary = self.foot.set_primary(
            lambda: tr("Import a workbook"), self.choose, icon="folder", name="translations.primary"
        )
        primary.show()
        primary.set_available(
            self._folder is not None, lambda: tr("Choose the folder that the texts go into first.")
        )
        self.foot.show_reasons()

    def _take(self) -> None:
        if self._found is not None and self._path is not None:
            self._look_work.start(
                desk.take_workbook,
                self._path,
                self._folder,
                self._found.sha256,
                on_done=self._ended,
                on_error=self._failed,
            )

    # How it ended

    def _ended(self, done: desk.TranslationsTaken | desk.TranslationsWritten) -> None:
        self._put_away()
        self.languages_card.let_export(True)
        self._ending = done
        self._show()
        self.column.keep_in_view(self.ending_card)
        self.around.announce(self.ending_card.headline.plain_text())
        if self.primary is not None:
            self.primary.setFocus()
        if isinstance(done, desk.TranslationsTaken):
            self._load()

    def _show_ending(self) -> None:
        done, folder = self._ending, self._folder
        if isinstance(done, desk.TranslationsWritten):
            self.ending_card.show_ending(*self.presenter.written(done), look=False)
        elif done is not None and folder is not None:
            self.ending_card.show_ending(*self.presenter.taken(done, folder), look=False)

    def _put_away(self) -> None:
        self._look_work.cancel()
        self._path = self._found = self._refused = self._ending = None
        self.look_card.clear()
        self.ending_card.hide()
        self._show()

    def _failed(self, error: Exception) -> None:
        self.languages_card.let_export(True)
        if isinstance(error, Cancelled):
            if self._found is None:
                self.look_card.clear()
            return
        if isinstance(error, BorderDeskError) and self._path is not None:
            self._found, self._refused = None, error
            self._show()
            self.column.keep_in_view(self.look_card.problem)
            self.around.announce(self.look_card.problem.plain_text())
        else:
            self.around.notices.show(error)


def _refusal(error: BorderDeskError) -> str:
    return str(notice(error.code, None, **error.fields))
