"""Three plain cards: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.text import tr
from borderdesk.ui.screens.going_on.state import GoingOnState
from borderdesk.ui.widgets import Card, Label
from borderdesk.ui.widgets.six_words import SixWords
from borderdesk.ui.widgets.work_line import WorkLine


class GoingOnView(Card):
    """The page; nothing in it alarms."""

    def __init__(self) -> None:
        super().__init__(name="goingon.card")
        self.headline = Label("", "section", name="goingon.headline")
        self.happened = Label("", name="goingon.happened")
        self.safe_title = Label(lambda: tr("What is safe"), strong=True)
        self.safe = Label("", name="goingon.safe")
        self.next_title = Label(lambda: tr("What to do next"), strong=True)
        self.steps = Label("", name="goingon.steps")
        self.words = SixWords(name="goingon.words")
        self.work = WorkLine("goingon.work")
        for part in (
            self.headline,
            self.happened,
            self.safe_title,
            self.safe,
            self.next_title,
            self.steps,
            self.words,
            self.work,
        ):
            self.add(part)

    def show_state(self, state: GoingOnState) -> None:
        """Show the page as it stands."""
        self.headline.say(state.title)
        self.happened.say(" ".join(state.happened))
        self.safe.say(_lines("•", state.safe))
        self.steps.say("\n".join(f"{number}. {step}" for number, step in enumerate(state.steps, 1)))
        self.words.show_words(state.words)
        self.words.setVisible(bool(state.words))


def _lines(mark: str, lines: Sequence[str]) -> str:
    return "\n".join(f"{mark} {line}" for line in lines)
