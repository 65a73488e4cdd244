"""The recordings page: what a form says to a person, in one language, with what can be heard of it.

Opened from the forms page with ``Route("recordings", form="adult")``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.workspace import Changes
from borderdesk.domain.roles import Act, Role, may
from borderdesk.text import language as program_language
from borderdesk.text import tr
from borderdesk.text.spoken import language_name
from borderdesk.ui.questions.sound import PlayButton, can_play
from borderdesk.ui.screens.author_folder import AuthorFolder
from borderdesk.ui.screens.page_work import PageReading
from borderdesk.ui.screens.recordings.presenter import RecordingsPresenter
from borderdesk.ui.screens.recordings.sheet import RecordingSheet
from borderdesk.ui.screens.recordings.state import RecordingLine
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, Choice, FormRow, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class HearButton(PlayButton):
    """Reads a recording when it is played: a list has many."""

    def __init__(self, name: str, fetch: Callable[[], bytes]) -> None:
        super().__init__(name, lambda: tr("Listen"))
        self._fetch = fetch

    def play(self) -> None:
        """From the beginning."""
        self._content = self._fetch()
        if self._content:
            super().play()


class RecordingsScreen(Screen):
    """A language, and a line for each question: hear it, add it, take it out of the folder."""

    name: ClassVar[str] = "recordings"

    def __init__(self, around: Surroundings, route: Route) -> None:
        self.presenter = RecordingsPresenter(str(route["form"]))
        self._form = desk.form(around.workspace, self.presenter.form)
        super().__init__(around, route)
        self._folder: Path | None = None
        self._reading = PageReading(self)
        self._may_add = may(Role(around.role), Act.EDIT_CONTENT)
        self.spoken = Choice(name="recordings.language")
        self.spoken.show_choices(self.presenter.languages(), self.presenter.language)
        self.spoken.activated.connect(lambda _at: self._speak(self.spoken.key()))
        self.summary = Label("", "section", name="recordings.summary")
        self.waiting = Label("", muted=True, name="recordings.waiting")
        self.rows = RowList("recordings.rows")
        self.author = AuthorFolder(self, self.use)
        card = Card()
        if self._may_add:
            card.add(self.author)
        for part in (FormRow(lambda: tr("Language"), self.spoken), self.summary, self.waiting, self.rows):
            card.add(part)
        self.column.add(card)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), around.back)

    def title(self) -> str:
        in_lao = self._form.extra.get("title_lo", "") if program_language() == "lo" else ""
        return tr("Recordings: {form}", form=in_lao or self._form.title)

    def sop(self) -> str:
        """Who may interpret, and how."""
        return "S04"

    def enter(self) -> None:
        self._load()
        if self._may_add:
            self.author.load()

    def refresh(self, changes: Changes) -> None:
        """A pack came into use."""
        self._load()

    def retranslate(self) -> None:
        self.spoken.show_choices(self.presenter.languages(), self.presenter.language)
        self._show()
        self._load()

    def use(self, folder: Path) -> None:
        """Show and change what lies in a folder from now on."""
        self._folder = folder
        self._load()

    def _speak(self, code: str) -> None:
        self.presenter.language = code
        self._load()

    def _load(self) -> None:
        presenter = self.presenter
        read = partial(
            desk.recordings, self.around.workspace, presenter.form, presenter.language, self._folder
        )
        self._reading.start(read, self._loaded)

    def _loaded(self, rows: list[desk.Recording]) -> None:
        self.presenter.keep(rows)
        self._show()

    def _show(self) -> None:
        self.summary.say(self.presenter.summary)
        self.waiting.say(self.presenter.waiting)
        self.waiting.setVisible(bool(self.presenter.waiting()))
        lines = self.presenter.lines(may_add=self._may_add)
        self.rows.show_rows([self._row(line, first=not place) for place, line in enumerate(lines)])

    def _row(self, line: RecordingLine, *, first: bool) -> ActionRow:
        name = f"recordings.{line.recording.question}"
        acts: list[Button] = []
        if line.recording.there and can_play():
            fetch = partial(desk.recording_sound, self.around.workspace, line.recording)
            acts.append(HearButton(f"{name}.play", fetch))
        if self._may_add:
            acts.append(
                Button(
                    (lambda: tr("Replace")) if line.recording.there else (lambda: tr("Add")),
                    "quiet",
                    icon="microphone",
                    on_click=partial(self._add, line),
                    name=f"{name}.add",
                )
            )
        if line.can_remove:
            acts.append(
                Button(
                    lambda: tr("Take out"),
                    "quiet",
                    icon="remove",
                    on_click=partial(self._remove, line.recording),
                    name=f"{name}.remove",
                )
            )
        for act in acts:
            act.setAccessibleDescription(line.words)
        return ActionRow(line.icon, line.words, line.detail, actions=acts, name=name, first=first)

    def _add(self, line: RecordingLine) -> None:
        if self._folder is None:
            self.author.choose()
            return
        RecordingSheet(
            self.around,
            self._folder,
            line.recording,
            line.words,
            language_name(self.presenter.language, program_language()),
            self._load,
        ).open_in(self.around.window)

    def _remove(self, recording: desk.Recording) -> None:
        if self._folder is None:
            return
        self.around.jobs.run(
            desk.remove_recording,
            self.around.workspace,
            self._folder,
            recording.form,
            recording.question,
            recording.language,
            owner=self,
            on_done=lambda _none: self._load(),
            on_error=self.around.notices.show,
        )
