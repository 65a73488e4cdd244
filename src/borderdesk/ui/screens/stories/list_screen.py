"""The list of practice stories for who writes them; reached from Practice and from the class."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.said import Say
from borderdesk.ui.screens.author_folder import AuthorFolder, ask_remove
from borderdesk.ui.screens.page_work import PageReading
from borderdesk.ui.screens.stories.presenter import StoriesPresenter
from borderdesk.ui.screens.stories.state import StoryLine
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class StoriesScreen(Screen):
    """Stories in use can be copied; those of the author's folder changed, and taken out again."""

    name: ClassVar[str] = "stories"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = StoriesPresenter(around.workspace)
        self._folder: Path | None = None
        self._reading = PageReading(self)
        self.author = AuthorFolder(self, self.use)
        self.explain = Label(
            lambda: tr("Stories reach trainees with a content pack, or at this desk with Use it here now."),
            muted=True,
        )
        self.rows = RowList("stories.rows")
        card = Card()
        for part in (self.author, self.explain, self.rows):
            card.add(part)
        self.column.add(card)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), lambda: around.navigate(Route("practice")))
        self.new_button = self.foot.set_primary(
            lambda: tr("Write a new story"),
            lambda: self._open("", copy=False),
            icon="add",
            name="stories.new",
        )

    def title(self) -> str:
        return tr("Practice stories")

    def sop(self) -> str:
        """Content is made and signed as the care of data and devices says."""
        return "S20"

    def enter(self) -> None:
        self.author.load(otherwise=self._load)
        self.new_button.setFocus()

    def refresh(self, changes: Changes) -> None:
        if "content" in changes.kinds:
            self._load()

    def retranslate(self) -> None:
        self._load()

    def use(self, folder: Path) -> None:
        """Show and change the stories of a folder from now on."""
        self._folder = folder
        self._load()

    def _load(self) -> None:
        self._reading.start(partial(self.presenter.lines, self._folder), self._show)

    def _show(self, lines: Sequence[StoryLine]) -> None:
        self.rows.show_rows(
            [
                ActionRow(
                    "edit" if line.open else "saved" if line.own else "note",
                    line.title,
                    line.detail,
                    actions=self._acts(line),
                    name=f"stories.row.{line.id}",
                    first=not place,
                )
                for place, line in enumerate(lines)
            ]
        )

    def _acts(self, line: StoryLine) -> list[Button]:
        name = f"stories.row.{line.id}"

        def button(say: Say, icon: str, act: partial[None], key: str) -> Button:
            made = Button(say, "quiet", icon=icon, on_click=act, name=f"{name}.{key}")
            made.setAccessibleName(f"{made.plain_text()}: {line.title}")
            return made

        go = partial(self._open, line.id, copy=False)
        copy = partial(self._open, line.id, copy=True)
        acts = []
        if line.open:
            acts.append(button(lambda: tr("Go on"), "forward", go, "goOn"))
        elif line.own:
            acts.append(button(lambda: tr("Change"), "edit", go, "change"))
        if line.title and line.id != "new":
            acts.append(button(lambda: tr("Edit a copy"), "add", copy, "copy"))
        if line.own:
            acts.append(button(lambda: tr("Remove"), "remove", partial(self._ask_remove, line.id), "remove"))
        return acts

    def _open(self, name: str, *, copy: bool) -> None:
        self.around.navigate(Route("story", name=name, copy=copy, folder=self._folder))

    def _ask_remove(self, name: str) -> None:
        if self._folder is not None:
            ask_remove(
                self,
                lambda: tr("Remove this story?"),
                lambda: tr("It is taken out of the folder. Desks keep it until the next pack."),
                partial(self.presenter.remove, self._folder, name),
                self._load,
            )
