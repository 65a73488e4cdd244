"""Questions as forms hand them to widgets, and keys as keyboards send them; for the tests of this folder."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion

YN = tuple(
    ShownChoice(value, label)
    for value, label in (
        ("yes", "Yes"),
        ("no", "No"),
        ("unsure", "Not sure"),
        ("declined", "Did not want to answer"),
        ("not_asked", "Not asked"),
    )
)
YN_LAO = tuple(
    ShownChoice(value, label)
    for value, label in (
        ("yes", "ແມ່ນ"),
        ("no", "ບໍ່"),
        ("unsure", "ບໍ່ແນ່ໃຈ"),
        ("declined", "ບໍ່ຢາກຕອບ"),
        ("not_asked", "ບໍ່ໄດ້ຖາມ"),
    )
)


def choices(*labels: str) -> tuple[ShownChoice, ...]:
    return tuple(ShownChoice(label.lower().replace(" ", "_"), label) for label in labels)


def yes_no(key: str = "AD-02", value: str = "") -> ShownQuestion:
    return ShownQuestion(key, key, "select1", "string", "Was the work different?", choices=YN, value=value)


def asked(control: str, type_: str, key: str = "Q-1", value: str = "", *appearance: str) -> ShownQuestion:
    return ShownQuestion(
        key, key, control, type_, "A question", appearance=frozenset(appearance), value=value
    )


_LAO_DIGIT_ROW = {1: 0x0EA2, 2: 0x0E9F, 3: 0x0EC2, 4: 0x0E96, 5: 0x0EB8}


def press_lao_digit(widget: QWidget, digit: int) -> None:
    """The key of ``digit`` pressed and let go on the Lao layout, with its Linux scan code."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(
            kind,
            _LAO_DIGIT_ROW[digit],
            Qt.KeyboardModifier.NoModifier,
            digit + 9,
            0x30 + digit,
            0,
            chr(_LAO_DIGIT_ROW[digit]),
        )
        QCoreApplication.sendEvent(widget, event)


def type_text(widget: QWidget, text: str) -> None:
    """Text of any script, letter by letter (QTest types Latin only)."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(widget, event)
