"""One row of the directory as a form: fields by their words, what is wrong at each, the check of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from borderdesk import desk
from borderdesk.desk.directory import OWN_NAMES
from borderdesk.desk.directory_fields import (
    FIELDS,
    KEY_OF,
    NUMBER_OF,
    Field,
    Holds,
    Part,
    Problem,
    told,
    words_in,
)
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import language, tr
from borderdesk.ui.screens.directory.presenter import (
    check_words,
    checked_words,
    problem_words,
    written_down,
)
from borderdesk.ui.screens.page_work import SheetWriting
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Choice, FormRow, Label, Sheet, TextField, TickTile, WrappingRow
from borderdesk.ui.widgets.fold import Fold

Save = Callable[[dict[str, Any], str | None, bool], object]
"""Writes what was changed, for whom it was checked (None: it was not), and whether the number is an
office's; runs beside the window."""


class _Ticks(WrappingRow):
    """The words of a closed list, several of them at once."""

    def __init__(self, field: Field, chosen: tuple[str, ...]) -> None:
        super().__init__(f"row.{field.name}")
        self.tiles: dict[str, TickTile] = {}
        for code in words_in(field, "en"):
            tile = TickTile(partial(field.said, code), name=f"row.{field.name}.{code}")
            tile.setChecked(code in chosen)
            self.tiles[code] = tile
            self.flow.addWidget(tile)
        self.setFocusProxy(next(iter(self.tiles.values())))

    def codes(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(code for code, tile in self.tiles.items() if tile.isChecked())


class RowSheet(Sheet):
    """All facts of a row; it stays until they are written. What is refused is said at its field and nothing
    typed is lost.
    """

    asks_before_leaving: ClassVar[bool] = True

    def __init__(
        self,
        around: Surroundings,
        part: Part,
        row: desk.DirectoryRow | None,
        *,
        organisation: str,
        save: Save | None,
        on_saved: Callable[[], object] = lambda: None,
        on_remove: Callable[[], object] | None = None,
    ) -> None:
        titles = {
            Part.SERVICES: (lambda: tr("A service"), lambda: tr("Add a service")),
            Part.HELPLINES: (lambda: tr("A help line"), lambda: tr("Add a help line")),
            Part.STATIONS: (lambda: tr("A border post"), lambda: tr("Add a border post")),
        }
        super().__init__(titles[part][row is None], name="row", width=720)
        self._part, self._row = part, row
        self._save_row, self._on_saved, self._on_remove = save, on_saved, on_remove
        self._around = around
        self._writing = SheetWriting(self, around, lambda: tr("Saving the row"))
        self.problem = Label("", strong=True, name="row.problem")
        self.problem.hide()
        self.column.add(self.problem)
        self.rows: dict[str, FormRow] = {}
        self.others: Fold | None = None
        self._fields: dict[str, tuple[Field, QWidget]] = {}
        for field in FIELDS[part]:
            if field.for_person and self.others is None:
                self.others = self._fold()
                self.column.add(self.others)
            if field.holds is not Holds.DAY and field.name != "checked_by":
                self._add_field(field)
            if field.name == NUMBER_OF.get(part):
                self.office = TickTile(
                    lambda: tr("The number is an office's, not a person's own"), name="row.office"
                )
                self.column.add(self.office)
        if row is not None:
            self.column.add(Label(lambda: checked_words(row), muted=True, name="row.checkedLast"))
        self.checked = TickTile(check_words(part), name="row.checked")
        self.organisation = TextField(name="row.organisation")
        self.organisation.setText(organisation)
        self.rows["checked_by"] = FormRow(
            lambda: tr("For which organisation"), self.organisation, lambda: written_down(around.user)
        )
        self.column.add(self.checked)
        self.column.add(self.rows["checked_by"])
        self.rows["checked_by"].hide()
        self.checked.toggled.connect(self.rows["checked_by"].setVisible)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        if save is None:
            self._only_read()
            return
        if on_remove is not None:
            self.foot.add_secondary(
                Button(lambda: tr("Remove"), icon="remove", on_click=self._remove, name="row.remove")
            )
        self.foot.set_primary(lambda: tr("Save the row"), self._save, name="row.primary")
        if row is not None:
            self.show_problems(row.problems)

    def _only_read(self) -> None:
        for _field, widget in self._fields.values():
            widget.setEnabled(False)
        self.checked.hide()
        if hasattr(self, "office"):
            self.office.hide()
        self.foot.set_note(lambda: tr("To change it, choose the folder of the next pack first."))

    def _add_field(self, field: Field) -> None:
        row = self._row
        name = f"row.{field.name}"
        widget: QWidget
        if field.holds is Holds.FLAG:
            widget = TickTile(
                partial(tr, field.label), partial(tr, field.hint) if field.hint else "", name=name
            )
            widget.setChecked(row is not None and row.flag(field.name))
            self.column.add(widget)
            self._fields[field.name] = (field, widget)
            return
        if field.holds is Holds.SOME:
            widget = _Ticks(field, row.some(field.name) if row is not None else ())
        elif field.holds is Holds.ONE:
            widget = Choice(name=name)
            known = words_in(field, language())
            choices = [(code, partial(field.said, code)) for code in known]
            blank = [] if field.needed and row is not None and row.text(field.name) in known else [("", "–")]
            widget.show_choices([*blank, *choices], row.text(field.name) if row is not None else "")
        else:
            widget = TextField(name=name)
            widget.setText(row.text(field.name) if row is not None else "")
        if field.name == KEY_OF[self._part]:
            widget.setEnabled(row is None or not row.id)
        self._fields[field.name] = (field, widget)
        hint = partial(tr, field.hint) if field.hint else ""
        self.rows[field.name] = FormRow(partial(tr, field.label), widget, hint)
        self.column.add(self.rows[field.name])
        if field.for_person and self.others is not None:
            self.rows[field.name].hide()
            self.others.flipped.connect(self.rows[field.name].setVisible)

    def _fold(self) -> Fold:
        """Before the names for who reads neither Lao nor English: most rows have none."""
        return Fold(
            lambda: tr("Names in other languages"),
            lambda: tr("Close the names in other languages"),
            lambda: tr(
                "For who reads neither Lao nor English. Left blank: the translation there is, else English. "
                "Pages say that nobody has checked these words, until they come back reviewed."
            ),
            name="row.others",
        )

    def _facts(self) -> dict[str, Any]:
        """What was changed, and the name of the row."""
        before: Mapping[str, Any] = self._row.facts if self._row is not None else {}
        found: dict[str, Any] = {}
        for name, (_, widget) in self._fields.items():
            value: Any
            if isinstance(widget, TickTile):
                value = widget.isChecked()
            elif isinstance(widget, _Ticks):
                value = widget.codes()
            elif isinstance(widget, Choice):
                value = widget.key()
            else:
                value = widget.text().strip() if isinstance(widget, TextField) else ""
            was = before.get(name, "")
            if name == KEY_OF[self._part] or value != (tuple(was) if isinstance(was, list) else was):
                found[name] = value
        return found

    def _remove(self) -> None:
        if self._on_remove is not None and not self.writing:
            self._on_remove()

    def _save(self) -> None:
        if self._save_row is None:
            return
        checked_for = self.organisation.text() if self.checked.isChecked() else None
        office = self._part in NUMBER_OF and self.office.isChecked()
        write = partial(self._save_row, self._facts(), checked_for, office)
        self._writing.start(write, self._saved, self._refused)

    def _saved(self, _written: object) -> None:
        self.close_sheet()
        self._on_saved()

    def _refused(self, error: BorderDeskError) -> None:
        wrong = error.fields.get("problems")
        if isinstance(wrong, tuple):
            self.show_problems(wrong)
        else:
            self._tell(problem_words(error, self._part, ""))

    def show_problems(self, wrong: tuple[Problem, ...]) -> None:
        """Say each problem at its field and go to the first."""
        self.problem.hide()
        by_field = {each.field: each for each in reversed(wrong)}
        name = self._row.name(language()) if self._row is not None else tr("This row")
        first: QWidget | None = None
        for field, row in self.rows.items():
            problem = by_field.pop(field, None)
            said = told(problem, self._part, name) if problem is not None else None
            row.show_problem(said.brief if said else "")
            if said and field in OWN_NAMES and self.others is not None and not self.others.open:
                self.others.flip()
            if said and first is None:
                first = row.field
        if by_field:
            self._tell(told(next(iter(by_field.values())), self._part, name).brief)
        if first is not None:
            first.setFocus()
            self.column.keep_in_view(first)

    def _tell(self, text: str) -> None:
        self.problem.say(text)
        self.problem.show()
        self.column.keep_in_view(self.problem)
        self._around.announce(self.problem.plain_text())
