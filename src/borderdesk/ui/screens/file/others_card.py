"""Other records that are, or may be, of the same person: a quiet card in the case file; Private mode only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal

from borderdesk.domain.values import Verdict
from borderdesk.text import tr
from borderdesk.ui.said import Say
from borderdesk.ui.screens.file.state import OtherRecord
from borderdesk.ui.widgets import Button, Card
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class OtherRecords(Card):
    """A line for each record; nothing is decided by itself, and everything can be taken back."""

    opened = Signal(str)
    decided = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Other records"), name="file.others")
        self.rows = RowList("file.others.rows")
        self.add(self.rows)
        self.hide()

    def show_records(self, records: tuple[OtherRecord, ...]) -> None:
        """Show them; whether the card is seen is the screen's business."""
        self.rows.show_rows(
            [
                ActionRow(
                    "team",
                    each.title,
                    each.detail,
                    actions=list(self._acts(each)),
                    name=f"file.other.{each.code}",
                    first=not place,
                )
                for place, each in enumerate(records)
            ]
        )

    def _acts(self, each: OtherRecord) -> Iterator[Button]:
        yield Button(
            lambda: tr("Open"),
            on_click=partial(self.opened.emit, each.code),
            name=f"file.other.open.{each.code}",
        )
        if not each.linked:
            yield self._says(each, lambda: tr("Same person"), Verdict.SAME)
            yield self._says(each, lambda: tr("Not the same"), Verdict.DIFFERENT)
        elif each.direct:
            yield self._says(each, lambda: tr("Take back"), Verdict.UNDECIDED)

    def _says(self, each: OtherRecord, say: Say, verdict: Verdict) -> Button:
        return Button(
            say,
            on_click=partial(self.decided.emit, each.code, verdict),
            name=f"file.other.{verdict.value}.{each.code}",
        )
