"""The cards of a story's page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from borderdesk.text import tr
from borderdesk.ui.screens.drill.state import DrillState, FeedbackState, StepLine
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class StoryCard(Card):
    """The story, and its document for a class where it holds one."""

    def __init__(self, on_print: Callable[[], object]) -> None:
        super().__init__(name="drill.card")
        self.story = Label("", name="drill.story")
        self.draft = Label(
            lambda: tr("Draft content, not validated"), "small", muted=True, name="drill.draft"
        )
        for part in (self.story, self.draft):
            self.add(part)
        self.print = Button(
            lambda: tr("Print the document for a class"), icon="print", on_click=on_print, name="drill.print"
        )
        self.body.addWidget(self.print, 0, Qt.AlignmentFlag.AlignLeft)


class StepsCard(Card):
    """The forms of the story in their order, each with the way to it."""

    def __init__(self, on_open: Callable[[str], object]) -> None:
        super().__init__(lambda: tr("Steps of this story"), name="drill.steps")
        self.rows = RowList("drill.rows")
        self.add(self.rows)
        self._on_open = on_open

    def show_state(self, state: DrillState) -> None:
        """Show which steps are done; the next can be opened once the story is begun."""
        self.rows.show_rows(
            [self._row(place, line, begun=bool(state.case)) for place, line in enumerate(state.steps)]
        )

    def _row(self, place: int, line: StepLine, *, begun: bool) -> ActionRow:
        actions = []
        if begun and not line.done:
            button = Button(
                lambda: tr("Open"), on_click=partial(self._on_open, line.form), name=f"drill.open.{line.form}"
            )
            button.setAccessibleName(f"{tr('Open')}: {line.title}")
            actions.append(button)
        return ActionRow(
            "saved" if line.done else "note",
            line.title,
            tr("Finished") if line.done else "",
            actions=actions,
            name=f"drill.step.{line.form}",
            first=not place,
        )


class FeedbackCard(Card):
    """How the answers compare with the story: sentences, no mark."""

    def __init__(self, on_read: Callable[[], object]) -> None:
        super().__init__(lambda: tr("What was noted, and what the story has"), name="drill.feedback")
        self.noted = Label("", strong=True, name="drill.noted")
        self.reference = Label("", strong=True, name="drill.reference")
        self.summary = Label("", name="drill.summary")
        self.rows = RowList("drill.differences")
        self.not_filled = Label("", muted=True, name="drill.notFilled")
        self.because = Label("", name="drill.because")
        self.on_document = Label("", name="drill.onDocument")
        self.lesson = Label("", name="drill.lesson")
        self.read = Button("", "quiet", icon="library", on_click=on_read, name="drill.read")
        for part in (
            self.noted,
            self.reference,
            self.summary,
            self.rows,
            self.not_filled,
            self.on_document,
            self.because,
            self.lesson,
        ):
            self.add(part)
        self.body.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_state(self, state: FeedbackState) -> None:
        """Show the comparison."""
        self.noted.say(tr("You came to: {step}", step=state.noted))
        self.noted.setVisible(bool(state.noted))
        self.reference.say(tr("The story leads to: {step}", step=state.reference) if state.reference else "")
        self.reference.setVisible(bool(state.reference))
        self.summary.say(state.summary)
        self.rows.show_rows(
            [
                ActionRow(
                    "note", line.title, line.detail, name=f"drill.difference.{line.name}", first=not place
                )
                for place, line in enumerate(state.differences)
            ]
        )
        self.not_filled.say(state.not_filled)
        self.not_filled.setVisible(bool(state.not_filled))
        self.because.say(state.because)
        self.because.setVisible(bool(state.because))
        self.on_document.say(tr("On the document: {found}", found=" ".join(state.on_document)))
        self.on_document.setVisible(bool(state.on_document))
        self.lesson.say(state.lesson)
        self.read.say(tr("Read card {card}: {title}", card=state.card, title=state.card_title))
        self.read.setVisible(bool(state.card))
        self.show()
