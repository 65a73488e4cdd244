"""The document of a practice story, kept above the page that is being filled: larger and smaller by keys.

Drawn from the story by ``slips``, so that the window shows what is printed for a class.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.paper import OpenedPdf, page_picture
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.labels import Label

_STEPS = (72, 96, 120, 150, 190, 240)
"""Dots an inch; the second shows a passport whole in a common window."""
_FIRST = 1
_SHARE, _SMALL_SHARE, _SMALL = 0.55, 0.38, 500
"""How much of a window's height it takes at most, and of one that is lower than that many pixels."""


class SpecimenPane(QWidget):
    """The document with its own scroll bars; + and − while it has the focus, and two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shell.specimen")
        self._drawn: PrintedDocument | None = None
        self._step = _FIRST
        self.picture = QLabel()
        self.picture.setObjectName("shell.specimen.page")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.area = _Moved(self.picture)
        self.area.zoomed.connect(self.zoom)
        self.larger = Button(
            lambda: tr("Larger"),
            "quiet",
            icon="add",
            on_click=lambda: self.zoom(1),
            name="shell.specimen.larger",
        )
        self.smaller = Button(
            lambda: tr("Smaller"),
            "quiet",
            icon="remove",
            on_click=lambda: self.zoom(-1),
            name="shell.specimen.smaller",
        )
        self.about = Label(
            lambda: tr("For practice only, issued by nobody. Keys + and −: larger, smaller. Arrows move it."),
            "small",
            muted=True,
        )
        acts = QVBoxLayout()
        acts.setSpacing(theme.px(2))
        for button in (self.larger, self.smaller):
            acts.addWidget(button)
        acts.addWidget(self.about, 1, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.area, 4)
        row.addLayout(acts, 1)
        self.hide()

    def show_story(self, workspace: desk.Workspace, drill: str) -> None:
        """Show the document of a story.

        :raises Unavailable: ``drill.missing``.
        """
        self._drawn = desk.specimen_pdf(workspace, drill, font=theme.appearance().family)
        self.area.setAccessibleName(tr("Document for practice"))
        self.area.setAccessibleDescription(_in_words(desk.drill(drill)))
        self._paint()
        self.show()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def zoom(self, by: int) -> None:
        """One step larger or smaller; 0 as it was at first."""
        self._step = min(max(self._step + by, 0), len(_STEPS) - 1) if by else _FIRST
        self._paint()

    def fit_in(self, height: int) -> None:
        """Take a part of a window of this height, and no more than the document needs."""
        share = _SMALL_SHARE if height < theme.px(_SMALL) else _SHARE
        self.setFixedHeight(max(theme.px(110), min(round(height * share), self._wanted())))
        self.about.setVisible(height >= theme.px(_SMALL))

    def _wanted(self) -> int:
        picture = self.picture.pixmap().height() if not self.picture.pixmap().isNull() else 0
        return picture + theme.px(4)

    def _paint(self) -> None:
        if self._drawn is None:
            return
        with OpenedPdf(self._drawn.pdf) as document:
            self.picture.setPixmap(QPixmap.fromImage(page_picture(document, 0, theme.px(_STEPS[self._step]))))
        self.picture.setMinimumSize(self.picture.pixmap().size())
        self.smaller.set_available(self._step > 0)
        self.larger.set_available(self._step < len(_STEPS) - 1)
        self.fit_in(self.window().height())


class _Moved(QScrollArea):
    """Moved by the arrows like every scroll area, and made larger or smaller by keys."""

    zoomed = Signal(int)

    def __init__(self, picture: QLabel) -> None:
        super().__init__()
        self.setObjectName("shell.specimen.area")
        self.setWidget(picture)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        if event.key() in by:
            self.zoomed.emit(by[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _in_words(drill: desk.Drill) -> str:
    """Everything that stands on the document, for who cannot see it."""
    said = drill.specimen
    if said is None:
        return ""
    fields = (
        said.family,
        said.given,
        said.number,
        said.nationality,
        said.birth,
        said.sex,
        said.expiry,
        said.child,
    )
    return "; ".join([*(field for field in fields if field), *said.zone])
