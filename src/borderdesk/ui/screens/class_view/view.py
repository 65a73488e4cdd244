"""The cards of a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui.screens.class_view.state import BarLine, ClassState, StoryLines, TraineeLine
from borderdesk.ui.screens.print.view import PagePicture
from borderdesk.ui.widgets import Button, Card, Column, Label, Row, Table
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class DrillsCard(Card):
    """Exercises as bars with their finding; the same numbers as a table, and how they are counted."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Exercises"), name="class.drills")
        self.finding = Label("", strong=True, name="class.finding")
        self._picture = QWidget()
        self._picture_column = QVBoxLayout(self._picture)
        self._picture_column.setContentsMargins(0, 0, 0, 0)
        self.table = Table(
            [
                Column("title", lambda: tr("Exercise"), stretch=True),
                Column("matching", lambda: tr("As in the story")),
                Column("attempts", lambda: tr("Attempts")),
            ],
            "class.table",
        )
        self.table.setAccessibleName(tr("Exercises"))
        self.table.hide()
        self.show_table = Button("", "quiet", icon="down", on_click=self.flip, name="class.showTable")
        self.counted = Label("", "small", muted=True, name="class.counted")
        for part in (self.finding, self._picture, self.table):
            self.add(part)
        self.body.addWidget(self.show_table, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.counted)
        self._name_button()

    def show_state(self, state: ClassState) -> None:
        """Show the numbers."""
        self.finding.say(state.finding)
        self.counted.say(state.counted)
        self.counted.setVisible(bool(state.bars))
        self.show_table.setVisible(bool(state.bars))
        self._picture.setVisible(bool(state.bars))
        self.table.show_rows([_row(line) for line in state.bars])

    def show_picture(self, picture: QImage | None) -> None:
        """Show the bars as they print."""
        while (item := self._picture_column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if picture is not None:
            page = PagePicture(picture, self.finding.plain_text())
            page.setObjectName("class.chart")
            self._picture_column.addWidget(page)

    def flip(self) -> None:
        """Show or hide the table."""
        self.table.setVisible(self.table.isHidden())
        self._name_button()

    def _name_button(self) -> None:
        opened = not self.table.isHidden()
        self.show_table.say((lambda: tr("Hide the table")) if opened else (lambda: tr("Show the table")))
        self.show_table.set_icon("up" if opened else "down")


def _row(line: BarLine) -> Row:
    return Row(line.id, {"title": line.title, "matching": line.matching, "attempts": line.attempts})


class PeopleCard(Card):
    """Who did which exercise, by module."""

    def __init__(self, on_certificate: Callable[[str, str], object]) -> None:
        super().__init__(lambda: tr("The class"), name="class.people")
        self.empty = Label(
            lambda: tr("No training record has reached this desk yet."), muted=True, name="class.empty"
        )
        self.rows = RowList("class.trainees")
        self.add(self.empty)
        self.add(self.rows)
        self._on_certificate = on_certificate

    def show_trainees(self, trainees: tuple[TraineeLine, ...]) -> None:
        """Show everybody, in the order of stations and role numbers."""
        self.empty.setVisible(not trainees)
        self.rows.show_rows([self._row(place, line) for place, line in enumerate(trainees)])

    def _row(self, place: int, line: TraineeLine) -> ActionRow:
        name = f"class.trainee.{place}"
        button = Button(
            lambda: tr("Certificate"),
            icon="print",
            on_click=partial(self._on_certificate, line.user, line.device),
            name=f"{name}.certificate",
        )
        button.setAccessibleName(f"{tr('Certificate')}: {line.title}")
        return ActionRow("user", line.title, line.detail, actions=[button], name=name, first=not place)


class DifferCard(Card):
    """Where answers of the class differ, story by story, with who noted what and why it matters."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Where answers differ from the story"), name="class.different")
        self.about = Label(
            lambda: tr("For talking about together. It says nothing about how good anybody is."),
            "small",
            muted=True,
        )
        self.private = Label(
            lambda: tr("Answers and reasons are shown in Private mode."), muted=True, name="class.private"
        )
        self._stories = QWidget()
        self._column = QVBoxLayout(self._stories)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.about, self.private, self._stories):
            self.add(part)

    def show_stories(self, stories: tuple[StoryLines, ...], *, private: bool) -> None:
        """Show the questions."""
        self.setVisible(bool(stories))
        self.private.setVisible(not private)
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for story in stories:
            rows = RowList(f"class.story.{story.id}")
            self._column.addWidget(Label(story.title, "question"))
            self._column.addWidget(rows)
            rows.show_rows(
                [
                    ActionRow(
                        "note", line.title, line.detail, name=f"class.differs.{line.id}", first=not place
                    )
                    for place, line in enumerate(story.lines)
                ]
            )
