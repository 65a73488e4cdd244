"""One service of the directory to fill in or change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from borderdesk import desk
from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import NEEDS
from borderdesk.text import notice, tr, translatable
from borderdesk.ui.widgets import Choice, FormRow, Label, Sheet, TextField, TickTile

FIELDS = {
    "id": translatable("Short name, in small letters"),
    "name_lo": translatable("Name in Lao"),
    "name_en": translatable("Name in English"),
    "card_name_lo": translatable("Neutral name on the card, in Lao"),
    "card_name_en": translatable("Neutral name on the card, in English"),
    "province": translatable("Province code, such as LA-BK"),
    "address_lo": translatable("Address in Lao"),
    "address_en": translatable("Address in English"),
    "hours_lo": translatable("Hours in Lao"),
    "hours_en": translatable("Hours in English"),
    "languages": translatable("Languages, such as lo, en"),
    "phone": translatable("Phone of the office"),
    "source": translatable("Where this is from"),
}
_TAKES = {
    "sexes": {"woman": translatable("Takes women"), "man": translatable("Takes men")},
    "ages": {"adult": translatable("Takes adults"), "child": translatable("Takes children")},
}

Save = Callable[[dict[str, object], str, bool], object]
"""Called with the facts, who checked them ("" for nobody), and whether the number is an office's."""


class ServiceSheet(Sheet):
    """All facts of a service; what is refused is said here and nothing typed is lost."""

    def __init__(self, each: desk.Receiver | None, on_save: Save) -> None:
        title = (lambda: tr("Change a service")) if each is not None else (lambda: tr("Add a service"))
        super().__init__(title, name="service", width=640)
        self._on_save = on_save
        self.problem = Label("", strong=True, name="service.problem")
        self.problem.hide()
        self.column.add(self.problem)
        self.fields: dict[str, TextField] = {}
        for name, words in FIELDS.items():
            field = self.fields[name] = TextField(name=f"service.{name}")
            value = getattr(each, name, "") if each is not None else ""
            field.setText(", ".join(value) if isinstance(value, tuple) else value)
            field.setEnabled(name != "id" or each is None)
            self.column.add(FormRow(partial(tr, words), field))
        self.kind = Choice(name="service.kind")
        chosen = each.kind.value if each is not None else None
        self.kind.show_choices([(kind.value, kind.value) for kind in ReceiverKind], chosen)
        self.column.add(FormRow(lambda: tr("Kind"), self.kind))
        self.needs = {name: self._tick(name, partial(desk.need_name, name)) for name in NEEDS}
        for name, tile in self.needs.items():
            tile.setChecked(each is not None and name in each.needs)
        self.takes: dict[str, dict[str, TickTile]] = {}
        for group, words_of in _TAKES.items():
            self.takes[group] = {
                code: self._tick(code, partial(tr, words)) for code, words in words_of.items()
            }
            for code, tile in self.takes[group].items():
                tile.setChecked(each is not None and code in getattr(each, group))
        self.day_and_night = self._tick("open24", lambda: tr("Open day and night"))
        self.day_and_night.setChecked(each is not None and each.open_24h)
        self.confidential = self._tick("confidential", lambda: tr("The address is kept private"))
        self.confidential.setChecked(each is not None and each.confidential)
        self.office = self._tick("office", lambda: tr("The number is an office's, not a person's own"))
        self.checked_by = TextField(name="service.checkedBy")
        self.column.add(
            FormRow(
                lambda: tr("Checked today by"),
                self.checked_by,
                lambda: tr("Who called or visited the service today. Empty: it was not checked."),
            )
        )
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Save the service"), self._save, name="service.primary")

    def _tick(self, name: str, say: Callable[[], str]) -> TickTile:
        tile = TickTile(say, name=f"service.tick.{name}")
        self.column.add(tile)
        return tile

    def _save(self) -> None:
        facts: dict[str, object] = {name: field.text().strip() for name, field in self.fields.items()}
        spoken = self.fields["languages"].text().replace(",", " ").split()
        facts |= {
            "kind": self.kind.key(),
            "languages": spoken,
            "needs": [name for name, tile in self.needs.items() if tile.isChecked()],
            "open_24h": self.day_and_night.isChecked(),
            "confidential": self.confidential.isChecked(),
        }
        for group, tiles in self.takes.items():
            facts[group] = [code for code, tile in tiles.items() if tile.isChecked()]
        try:
            self._on_save(facts, self.checked_by.text().strip(), self.office.isChecked())
        except BorderDeskError as error:
            fields = {name: value for name, value in error.fields.items() if name != "code"}
            said = notice(error.code, None, **fields)
            self.problem.say(f"{said.happened} {said.next}")
            self.problem.show()
            self.column.keep_in_view(self.problem)
            return
        self.close_sheet()
