"""The review pages as a supervisor uses them: compare and choose, set aside, undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.screens.desk_window import DeskWindow

from borderdesk.ui.screens.conflict.view import FieldCard
from borderdesk.ui.widgets.action_row import RowList


class ReviewPage:
    """``review.to_decide``, ``review.compare(code)``, ``review.set_aside``, ``review.undo_last()``."""

    def __init__(self, desk: DeskWindow) -> None:
        self._desk = desk
        desk.show("review")
        desk.rest()

    @property
    def to_decide(self) -> list[str]:
        """The lines of records that contradict."""
        return self._lines("review.decide.rows")

    @property
    def set_aside(self) -> list[str]:
        """The lines on the shelf."""
        return self._lines("review.aside.rows")

    @property
    def imported(self) -> list[str]:
        """The imports that stand, the latest first."""
        return self._lines("review.imports.rows")

    def compare(self, code: str) -> ConflictPage:
        """Open a record to decide."""
        self._desk.press(f"review.decide.open.{code}")
        self._desk.rest()
        return ConflictPage(self._desk)

    def look_at_undo(self, sha256: str) -> str:
        """Ask to undo an import; what the preview says."""
        self._desk.press(f"review.imports.open.{sha256[:40]}")
        self._desk.rest()
        return self._desk.text("review.undo.text")

    def undo(self) -> None:
        """Go through with it."""
        self._desk.press("review.undo.primary")
        self._desk.rest()

    def _lines(self, name: str) -> list[str]:
        found = self._desk.window.findChild(RowList, name)
        assert found is not None
        return [row.plain_text() for row in found.rows] if found.isVisible() else []


class ConflictPage:
    """``page.values("referral.R1")``, ``page.pick("referral.R1", 2)``, ``page.apply()``."""

    def __init__(self, desk: DeskWindow) -> None:
        self._desk = desk
        desk.find("conflict.intro")

    @property
    def fields(self) -> list[str]:
        """What is contested."""
        cards = self._desk.window.findChildren(FieldCard)
        return [card.field.name for card in cards if card.isVisible()]

    def values(self, field: str) -> list[str]:
        """The values side by side, each with its source."""
        card = self._desk.find(f"conflict.field.{field}", FieldCard)
        return [f"{choice.value} ({choice.source})" for choice in card.field.choices]

    def press_key(self, key: Qt.Key) -> None:
        """A key, to whatever has the focus."""
        focused = self._desk.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        self._desk.rest()

    @property
    def can_apply(self) -> bool:
        """Whether everything is chosen."""
        return self._desk.find("conflict.apply").isEnabled()

    def apply(self) -> None:
        """Settle it."""
        self._desk.press("conflict.apply")
        self._desk.rest()
