"""A place on earth typed in by hand: latitude and longitude, altitude and accuracy where they are known."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from borderdesk.text import tr
from borderdesk.text.lao import ascii_digits
from borderdesk.ui import theme
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.questions.typed_field import TypedField
from borderdesk.ui.widgets import Flow, FormRow, Say, TextField

_PARTS: tuple[tuple[str, Say, float, float], ...] = (
    ("latitude", lambda: tr("Latitude (−90 to 90)"), -90.0, 90.0),
    ("longitude", lambda: tr("Longitude (−180 to 180)"), -180.0, 180.0),
    ("altitude", lambda: tr("Altitude in metres"), -500.0, 9000.0),
    ("accuracy", lambda: tr("Accuracy in metres"), 0.0, 100_000.0),
)


class PlaceField(TypedField):
    """Four boxes, stored as ODK writes a geopoint: ``latitude longitude altitude accuracy``."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.boxes: list[TextField] = []
        flow = Flow(theme.px(12), parent=self)
        for name, say, _, _ in _PARTS:
            box = TextField(name=f"answer.{question.key}.{name}")
            box.setMinimumWidth(theme.px(228))
            box.setMaximumWidth(theme.px(228))
            self.boxes.append(box)
            row = FormRow(say, box)
            row.label.set_wrapped(False)
            flow.addWidget(row)
            self.watch(box)
        self._put(question.value)
        self.show_question(question)

    def typed_value(self) -> tuple[str, str]:
        """The point, or what is still wrong with it; altitude and accuracy are 0 where nobody knows."""
        texts = [ascii_digits(box.text()).replace(",", ".").strip() for box in self.boxes]
        if not any(texts):
            return "", ""
        if not texts[0] or not texts[1]:
            return "", tr("Latitude and longitude belong together.")
        values: list[str] = []
        for text, (_, say, least, most) in zip(texts, _PARTS, strict=True):
            number = _number(text or "0")
            if number is None or not least <= number <= most:
                words = say() if callable(say) else say
                return "", tr("{part}: this is not in range.", part=words)
            values.append(text or "0")
        return " ".join(values), ""

    def put_value(self, value: str) -> None:
        """Show the stored point."""
        parts = value.split()
        for place, box in enumerate(self.boxes):
            text = parts[place] if place < len(parts) else ""
            # An altitude or accuracy of 0 stands for "not known".
            box.setText("" if place > 1 and _number(text) == 0 else text)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number == number and abs(number) != float("inf") else None
