"""Recordings of a form in words, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk import desk
from borderdesk.text import language as program_language
from borderdesk.text import ntr, tr
from borderdesk.text.spoken import SPOKEN, language_name
from borderdesk.ui.screens.person.asked import ASKED, OFFICERS, SENTENCES
from borderdesk.ui.screens.recordings.state import RecordingLine

FILES = "*.[mowa34][pg4a][3gvap]*"
"""Sounds by their usual endings; what a file holds is looked at, not its name."""
_SAID = {name: sentence for sentence, name in SENTENCES.items()}


class RecordingsPresenter:
    """The recordings of one form in one language."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.language = "kjg"
        self.rows: Sequence[desk.Recording] = ()

    def keep(self, rows: Sequence[desk.Recording]) -> None:
        """Show these from now on; what only the officer answers is said to nobody."""
        self.rows = [row for row in rows if row.question not in OFFICERS.get(self.form, ())]

    def languages(self) -> list[tuple[str, str]]:
        """Every language that can be spoken on a recording, as it calls itself and as the program does."""
        return [(code, f"{own} ({tr(name)})") for code, (own, name) in SPOKEN.items()]

    def summary(self) -> str:
        """How many there are."""
        there = sum(row.there for row in self.rows)
        return tr(
            "{language}: {there} of {n} recorded",
            language=language_name(self.language, program_language()),
            there=there,
            n=len(self.rows),
        )

    def waiting(self) -> str:
        """How many no checkpoint has yet."""
        waiting = sum(row.added is not None and not row.in_use for row in self.rows)
        if not waiting:
            return ""
        return ntr(
            "{n} recording waits for the next content pack.",
            "{n} recordings wait for the next content pack.",
            waiting,
        )

    def lines(self, *, may_add: bool) -> list[RecordingLine]:
        """A line for each question."""
        return [self._line(row, may_add=may_add) for row in self.rows]

    def words(self, row: desk.Recording) -> str:
        """What is read aloud: the sentence for the person, where the form's own speaks to the officer."""
        asked = _SAID.get(row.question) or ASKED.get(row.form, {}).get(row.question)
        return tr(asked) if asked else row.words

    def _line(self, row: desk.Recording, *, may_add: bool) -> RecordingLine:
        states = [tr("In use here")] if row.in_use else []
        if row.added is not None:
            states.append(tr("In the folder"))
        detail = " · ".join(part for part in (row.code, *(states or [tr("No recording yet")])) if part)
        icon = "saved" if row.in_use else "note" if row.added is not None else "remove"
        return RecordingLine(row, self.words(row), detail, icon, may_add and row.added is not None)
