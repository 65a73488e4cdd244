"""A certificate before it is printed or saved: its real page, and whose name stands on it."""

from __future__ import annotations

from pathlib import Path

from borderdesk import desk
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import tr
from borderdesk.ui.screens.print.paper import Printers
from borderdesk.ui.screens.print.paper_sheet import PagesSheet
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import FormRow, Label, TextField


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
    sheet = PagesSheet(
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
    field.editingFinished.connect(sheet.draw)
    sheet.open_in(around.window)
    sheet.draw()
