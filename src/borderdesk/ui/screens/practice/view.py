"""The cards of the practice page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.practice.state import DoneLine, ModuleCard
from borderdesk.ui.widgets import Button, Card, Flow, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class StoriesCard(Card):
    """The stories of one module."""

    def __init__(self, module: ModuleCard, on_open: Callable[[str], object]) -> None:
        super().__init__(module.title, name=f"practice.module.{module.id}")
        self.rows = RowList(f"practice.stories.{module.id}")
        self.add(self.rows)
        self._on_open = on_open
        self.show_module(module)

    def show_module(self, module: ModuleCard) -> None:
        """Show the stories as they stand."""
        if self.title is not None:
            self.title.say(module.title)
        self.rows.show_rows([self._row(place, line.id, line.title, line.detail, begun=line.begun)
                             for place, line in enumerate(module.stories)])  # fmt: skip

    def _row(self, place: int, story: str, title: str, detail: str, *, begun: bool) -> ActionRow:
        button = Button(
            (lambda: tr("Go on")) if begun else (lambda: tr("Read the story")),
            on_click=partial(self._on_open, story),
            name=f"practice.open.{story}",
        )
        button.setAccessibleName(f"{button.text()}: {title}")
        return ActionRow(
            "saved" if detail and begun else "note",
            title,
            detail,
            actions=[button],
            name=f"practice.story.{story}",
            first=not place,
        )


class RecordCard(Card):
    """The user's own training record, and what waits to be added to it."""

    def __init__(self, on_add: Callable[[], object], on_certificate: Callable[[], object]) -> None:
        super().__init__(lambda: tr("My training record"), name="practice.record")
        self.empty = Label(
            lambda: tr("No exercise is in your record yet."), muted=True, name="practice.empty"
        )
        self.rows = RowList("practice.done")
        self.waiting = RowList("practice.waiting")
        self.add_button = Button(
            lambda: tr("Add to my record"), icon="add", on_click=on_add, name="practice.add"
        )
        self.about = Label(
            lambda: tr("Exercise, day and which answers differed are written, and reach your supervisor."),
            "small",
            muted=True,
            name="practice.addAbout",
        )
        self.certificate = Button(
            lambda: tr("Certificate"), icon="print", on_click=on_certificate, name="practice.certificate"
        )
        for part in (self.empty, self.rows, self.waiting, self.about):
            self.add(part)
        for button in (self.add_button, self.certificate):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_waiting(())

    def show_done(self, done: tuple[DoneLine, ...]) -> None:
        """Show the record."""
        self.empty.setVisible(not done)
        self.certificate.setVisible(bool(done))
        self.rows.show_rows(_rows(done, "practice.did", "saved"))

    def show_waiting(self, waiting: tuple[DoneLine, ...]) -> None:
        """Show what was finished in practice and is not in the record."""
        lines = tuple(
            DoneLine(line.id, line.title, tr("Finished on {day}, not in your record yet", day=line.detail))
            for line in waiting
        )
        self.waiting.show_rows(_rows(lines, "practice.waits", "note"))
        self.add_button.setVisible(bool(waiting))
        self.about.setVisible(bool(waiting))


class TrainerCard(Card):
    """What a trainer does from here."""

    def __init__(self, on_class: Callable[[], object], on_stories: Callable[[], object]) -> None:
        super().__init__(lambda: tr("For trainers"), name="practice.trainer")
        self.see_class = Button(
            lambda: tr("See the class"), icon="team", on_click=on_class, name="practice.class"
        )
        self.stories = Button(
            lambda: tr("Write stories"), icon="edit", on_click=on_stories, name="practice.writeStories"
        )
        acts = QWidget()
        flow = Flow(theme.px(8), parent=acts)
        for button in (self.see_class, self.stories):
            flow.addWidget(button)
        self.add(acts)

    def show_acts(self, *, leads_class: bool, writes: bool) -> None:
        """Offer what the role may do."""
        self.see_class.setVisible(leads_class)
        self.stories.setVisible(writes)
        self.setVisible(leads_class or writes)


def _rows(lines: tuple[DoneLine, ...], name: str, icon: str) -> list[ActionRow]:
    return [
        ActionRow(icon, line.title, line.detail, name=f"{name}.{place}", first=not place)
        for place, line in enumerate(lines)
    ]
