"""The limits of one disease to write down or change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.ui.screens.limits.presenter import refused
from borderdesk.ui.screens.page_work import SheetWriting
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import FormRow, Label, Say, SectionTitle, Sheet, TextField, TickTile

Save = Callable[[desk.LimitsFacts], object]
_NEEDED = ("title_lo", "title_en", "fever", "days", "source")
_FIELD_OF = {"fever_from": "fever", "days_back": "days"}
"""The field of this sheet that a refusal is about."""


class LimitsSheet(Sheet):
    """All a disease pack says; what is refused is said here and nothing typed is lost. ``save`` runs beside
    the window; ``on_saved`` is told once it is written.
    """

    asks_before_leaving: ClassVar[bool] = True

    def __init__(
        self,
        around: Surroundings,
        pack: desk.DiseasePack | None,
        signs: Mapping[str, str],
        *,
        save: Save,
        on_saved: Save,
    ) -> None:
        title = (lambda: tr("Change limits")) if pack is not None else (lambda: tr("Write limits"))
        super().__init__(title, name="limitsSheet", width=640)
        self._id = pack.id if pack is not None else ""
        self._save_limits, self._on_saved = save, on_saved
        self._writing = SheetWriting(self, around, lambda: tr("Saving the limits"))
        self.problem = Label("", strong=True, name="limitsSheet.problem")
        self.problem.hide()
        self.column.add(self.problem)
        said = (
            {
                "title_lo": pack.title_lo,
                "title_en": pack.title_en,
                "fever": str(pack.fever_from),
                "days": str(pack.days_back),
                "source": "; ".join(pack.sources),
            }
            if pack is not None
            else {}
        )
        self.fields: dict[str, TextField] = {}
        self.rows: dict[str, FormRow] = {}
        self._field("title_lo", lambda: tr("Disease, in Lao"))
        self._field("title_en", lambda: tr("Disease, in English"))
        self._field("fever", lambda: tr("Fever from, in °C"))
        self._field("days", lambda: tr("Days to look back"))
        self.column.add(SectionTitle(lambda: tr("Signs to watch")))
        self.signs: dict[str, TickTile] = {}
        for sign, words in signs.items():
            tile = self.signs[sign] = TickTile(words, name=f"limitsSheet.sign.{sign}")
            tile.setChecked(pack is not None and sign in pack.watch)
            self.column.add(tile)
        self._field("source", lambda: tr("Where this is from"))
        self._field(
            "confirmedBy",
            lambda: tr("Confirmed by"),
            lambda: tr("Who at the health ministry stands for it. Empty: it stays a draft."),
        )
        for name, value in said.items():
            self.fields[name].setText(value)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Save the limits"), self._save, name="limitsSheet.primary")

    def _field(self, name: str, say: Callable[[], str], hint: Say = "") -> None:
        field = self.fields[name] = TextField(name=f"limitsSheet.{name}")
        self.rows[name] = FormRow(say, field, hint)
        self.column.add(self.rows[name])

    def _save(self) -> None:
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        missing = [name for name in _NEEDED if not typed[name]]
        for name, row in self.rows.items():
            row.show_problem((lambda: tr("Write this.")) if name in missing else "")
        if missing:
            self._go_to(missing[0])
            return
        said = desk.LimitsFacts(
            typed["title_lo"],
            typed["title_en"],
            typed["fever"],
            typed["days"],
            tuple(sign for sign, tile in self.signs.items() if tile.isChecked()),
            typed["source"],
            typed["confirmedBy"],
            self._id,
        )
        self.problem.hide()
        self._writing.start(partial(self._save_limits, said), partial(self._saved, said), self._show_refusal)

    def _saved(self, said: desk.LimitsFacts, _written: object) -> None:
        self.close_sheet()
        self._on_saved(said)

    def _show_refusal(self, error: BorderDeskError) -> None:
        name = _FIELD_OF.get(str(error.fields.get("field", "")), "")
        if error.code == "disease.number" and name:
            least, most = error.fields["least"], error.fields["most"]
            self.rows[name].show_problem(
                lambda: tr("A number from {least} to {most}.", least=least, most=most)
            )
            self._go_to(name)
            return
        self.problem.say(refused(error))
        self.problem.show()
        self.column.keep_in_view(self.problem)

    def _go_to(self, name: str) -> None:
        self.column.keep_in_view(self.rows[name])
        self.fields[name].setFocus()
