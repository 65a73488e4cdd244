"""Adding a document from a file: what its author says of it, asked once, then written into the folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.library.document import Kind
from borderdesk.text import language, tr
from borderdesk.text.spoken import SPOKEN, language_name
from borderdesk.ui.screens.page_work import SheetWriting
from borderdesk.ui.screens.refusal_line import RefusalLine
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Choice, FormRow, Label, Sheet, TextField, TickTile

FILES = "*.[pmjowt][dnpgia34x]*"
"""Documents, pictures and sounds by their usual endings; what a file holds is looked at, not its name."""
_MONTHS = (6, 12, 24)


class DocumentSheet(Sheet):
    """Title, language, readers, source and the day of review of a document that is being added.

    A file that cannot be taken is refused at once, before anything is typed.
    """

    asks_before_leaving: ClassVar[bool] = True

    def __init__(
        self, around: Surroundings, folder: Path, file: Path, on_added: Callable[[desk.AddedDocument], object]
    ) -> None:
        super().__init__(lambda: tr("Add a document"), name="addDocument", width=640)
        self._around, self._folder, self._file, self._on_added = around, folder, file, on_added
        self.problem = RefusalLine(around, self, "addDocument.problem")
        self.heading = FormRow(lambda: tr("Title"), TextField(name="addDocument.heading"))
        self.neutral = FormRow(
            lambda: tr("Title for the counter"),
            TextField(name="addDocument.neutral"),
            lambda: tr("Neutral words that anybody may see. Without it, only the number is shown there."),
        )
        self.spoken = Choice(name="addDocument.language")
        self.spoken.show_choices(
            [(code, partial(lambda code: language_name(code, language()), code)) for code in SPOKEN]
        )
        self.readers = Choice(name="addDocument.for")
        self.readers.show_choices(
            [
                (Kind.SOP.value, lambda: tr("Steps for officers")),
                (Kind.IEC.value, lambda: tr("For travellers")),
            ]
        )
        self.source = FormRow(
            lambda: tr("Source"),
            TextField(name="addDocument.source"),
            lambda: tr("Who wrote it, and where it is from."),
        )
        self.review = Choice(name="addDocument.review")
        self.review.show_choices(
            [(str(n), partial(lambda n: tr("in {n} months", n=n), n)) for n in _MONTHS], "12"
        )
        self.summary = FormRow(
            lambda: tr("A few words about it"),
            TextField(name="addDocument.summary"),
            lambda: tr("Shown above a PDF, picture or sound."),
        )
        self.open = TickTile(
            lambda: tr("May be shown at the counter"),
            lambda: tr("Nothing in it gives away why somebody reads it."),
            name="addDocument.open",
        )
        for part in (
            Label(lambda: tr("File: {name}", name=file.name), muted=True),
            Label(lambda: tr("It is added as a draft and reaches nobody before a pack is signed.")),
            self.problem,
            self.heading,
            self.neutral,
            FormRow(lambda: tr("Language"), self.spoken),
            FormRow(lambda: tr("For whom"), self.readers),
            self.source,
            FormRow(lambda: tr("Look at it again"), self.review),
            self.summary,
            self.open,
        ):
            self.column.add(part)
        self.column.add_stretch()
        self.back_button = self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.primary_button: Button = self.foot.set_primary(
            lambda: tr("Add it"), self._add, icon="add", name="addDocument.primary"
        )
        around.jobs.run(
            desk.check_document_file,
            around.workspace,
            folder,
            file,
            owner=self,
            lane="free",
            title=lambda: tr("Looking the file through"),
            on_error=self._not_this_file,
        )

    def _not_this_file(self, error: Exception) -> None:
        self.problem.show_error(error)
        if isinstance(error, BorderDeskError):
            self.primary_button.set_available(False)
            self.back_button.setFocus()

    def _add(self) -> None:
        for row, ask in (
            (self.heading, lambda: tr("Write a title.")),
            (self.source, lambda: tr("Write where it is from.")),
        ):
            missing = not _typed(row)
            row.show_problem(ask if missing else "")
            if missing:
                row.field.setFocus()
                return
        days = timedelta(days=round(int(self.review.key()) * 30.44))
        said = desk.DocumentFacts(
            title=_typed(self.heading),
            language=self.spoken.key(),
            sources=(_typed(self.source),),
            review_date=self._around.workspace.clock().date() + days,
            kind=Kind(self.readers.key()),
            neutral_title=_typed(self.neutral),
            sensitive=not self.open.isChecked(),
            summary=_typed(self.summary),
        )
        add = partial(desk.add_document, self._around.workspace, self._folder, self._file, said)
        SheetWriting(self, self._around, lambda: tr("Looking the file through")).start(
            add, self._added, self.problem.show_error
        )

    def _added(self, added: desk.AddedDocument) -> None:
        self.close_sheet()
        self._on_added(added)


def _typed(row: FormRow) -> str:
    return row.field.text().strip() if isinstance(row.field, TextField) else ""
