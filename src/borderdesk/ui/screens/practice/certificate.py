"""A certificate before it is printed or saved: its real page, and whose name stands on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer

from borderdesk import desk
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import tr
from borderdesk.ui.paper import Printers
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import FormRow, Label, TextField

_PAUSE_MS = 300
"""A pause in typing after which the page is drawn anew."""


def open_certificate(around: Surroundings, printers: Printers, user: str = "", device: str = "") -> None:
    """Show the certificate of somebody of the class, or one's own without ``user``."""
    workspace = around.workspace

    def drawn(_language: str, family: str, *, name: str) -> PrintedDocument:
        return desk.training_certificate_pdf(workspace, user, device, name, family)

    def saved(_language: str, folder: Path, *, name: str) -> Path:
        return desk.save_certificate(workspace, folder, user, device, name)

    about = Label(lambda: tr("It says what was practised, in Lao and English, without any mark."), muted=True)
    field = TextField(name="certificate.name")
    row = FormRow(
        lambda: tr("Name to print"),
        field,
        lambda: tr("Printed and kept nowhere. Empty: {user}", user=user or around.user),
    )
    sheet = PaperSheet(
        around,
        lambda: tr("Certificate"),
        "certificate",
        printers,
        drawn,
        saved,
        languages=False,
        options=(about, row),
        chosen=lambda: {"name": field.text()},
    )
    # Not at each letter, and not when the focus leaves: that would take the button away that is pressed.
    pause = QTimer(sheet, singleShot=True, interval=_PAUSE_MS)
    pause.timeout.connect(sheet.draw)
    field.textEdited.connect(lambda _text: pause.start())
    sheet.open_in(around.window)
    sheet.draw()
