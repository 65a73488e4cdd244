"""Small screens to walk between in tests of the window: a list, and a record with a text to type."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Registry, Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, FormRow, Label, TextField

PLACES = MappingProxyType(
    {"today": "Today", "screening": "Screening", "records": "Records", "transfer": "Transfer"}
)


class Place(Screen):
    """A plain page with enough on it to scroll."""

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.log: list[str] = []
        self.text = TextField(name=f"{self.name}.text")
        self.column.add(FormRow(lambda: PLACES.get(self.name, "Note"), self.text))
        for number in range(20):
            card = Card()
            card.add(Label(f"Row {number}"))
            card.add(Button(f"Open {number}", "secondary", name=f"{self.name}.open.{number}"))
            self.column.add(card)
        self.foot.set_primary("Continue", lambda: self.log.append("continued"))

    def title(self) -> str:
        return PLACES[self.name]

    def enter(self) -> None:
        self.log.append("entered")

    def leave(self) -> None:
        self.log.append("left")

    def mode_changed(self, mode: Mode) -> None:
        self.log.append(mode.value)

    def refresh(self, changes: object) -> None:
        self.log.append(f"refreshed {changes}")


class RecordPage(Place):
    """A record: private, with a code."""

    needs_private = True

    def title(self) -> str:
        return "Interview"

    def record_code(self) -> str:
        return str(self.route.get("case", ""))

    def enter(self) -> None:
        super().enter()
        self.around.save_state.saved(datetime(2026, 3, 5, 14, 5))


def registry() -> Registry:
    """Four places and a record page."""
    made = Registry()
    for name in PLACES:
        made.register(name, type(f"Place_{name}", (Place,), {"name": name}))
    made.register("form", type("Form", (RecordPage,), {"name": "form"}))
    return made
