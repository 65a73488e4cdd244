"""Who explained something to the person: a list that asks when nobody is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt

from borderdesk.text import tr
from borderdesk.ui.said import Say
from borderdesk.ui.widgets import Choice, FormRow


class WhoExplained(FormRow):
    """``question`` above the list; ``missing`` is said where nobody is chosen. ``explained`` is the list."""

    def __init__(self, user: str, question: Say, missing: Say, *, name: str) -> None:
        self.explained = Choice(name=name)
        super().__init__(question, self.explained)
        self._missing = missing
        self.explained.show_choices(
            [
                ("", lambda: tr("Choose")),
                (user, lambda: tr("I did ({user})", user=user)),
                ("officer", lambda: tr("Another officer")),
                ("interpreter", lambda: tr("An interpreter")),
                ("helper", lambda: tr("Somebody of the helping service")),
            ]
        )

    def who(self) -> str:
        """Whose explanation it was; blank until chosen, and then the row asks for it."""
        chosen = self.explained.key()
        self.show_problem("" if chosen else self._missing)
        if not chosen:
            self.explained.setFocus(Qt.FocusReason.OtherFocusReason)
        return chosen
