"""Errors become words by what the person can do about them; faults of the program leave no personal data."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from borderdesk.domain.errors import Cancelled, Damaged, NotAllowed, RuleBroken, Unavailable
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.notices import CrashReport, Notices, notice_of
from borderdesk.ui.widgets import Banner, Button, FormRow, Label, Sheet, TextField


class Place:
    """A window with a banner and a field, and the notices that go to it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.banner = Banner()
        self.row = FormRow("Station", TextField(name="station"))
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.banner)
        layout.addWidget(self.row)
        self.window.resize(700, 500)
        self.window.show()
        self.notices = Notices(self.window, lambda: self.banner, lambda: "14:05")

    def sheet(self) -> Sheet | None:
        sheets = [sheet for sheet in self.window.findChildren(Sheet) if not sheet.isHidden()]
        return sheets[-1] if sheets else None

    def said(self) -> str:
        return "\n".join(label.plain_text() for label in self.window.findChildren(Label) if label.isVisible())


@pytest.fixture
def place(qtbot: QtBot, qapp: object) -> Iterator[Place]:
    theme.apply(theme.Appearance())
    set_language("en")
    yield Place(qtbot)
    set_language("en")


def test_a_broken_rule_is_said_at_its_field(place: Place) -> None:
    place.notices.show(RuleBroken("station.malformed"), row=place.row)
    assert place.row.problem() != ""
    assert place.banner.isHidden()


def test_something_missing_is_said_in_the_banner_with_a_second_try(place: Place) -> None:
    tries: list[str] = []
    place.notices.show(Unavailable("printer.missing"), retry=lambda: tries.append("again"))
    assert place.banner.plain_text().startswith("No printer is ready on this PC.")
    retry = next(button for button in place.banner.findChildren(Button) if button.plain_text() == "Try again")
    retry.click()
    assert tries == ["again"]
    assert place.banner.isHidden()


def test_a_refusal_is_said_in_the_banner(place: Place) -> None:
    place.notices.show(NotAllowed("role.not_allowed", act="pack", role="auditor", who="officer"))
    assert not place.banner.isHidden()
    assert place.sheet() is None


def test_damage_must_be_read(place: Place) -> None:
    place.notices.show(Damaged("workspace.damaged"))
    sheet = place.sheet()
    assert sheet is not None
    assert sheet.objectName() == "damaged"


def test_a_cancelled_act_says_nothing(place: Place) -> None:
    place.notices.show(Cancelled())
    assert place.banner.isHidden()
    assert place.sheet() is None


def test_the_words_follow_the_language(place: Place) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    place.notices.show(Unavailable("printer.missing"))
    set_language("lo")
    QCoreApplication.sendEvent(place.window, QEvent(QEvent.Type.LanguageChange))
    assert place.banner.plain_text().startswith("ບໍ່ມີເຄື່ອງພິມ")


def test_a_fault_of_the_program_says_what_is_saved_and_gives_a_code(place: Place) -> None:
    place.notices.show(_fault())
    sheet = place.sheet()
    assert sheet is not None
    assert sheet.objectName() == "crash"
    assert "Your last answer was saved at 14:05." in place.said()
    assert CrashReport.of(_fault()).code.startswith("X")


def test_a_crash_report_holds_no_message_and_no_value(place: Place) -> None:
    report = CrashReport.of(_fault())
    text = "\n".join(report.lines)
    assert "Souksavanh" not in text
    assert "ValueError" in text
    assert "_fault" in text


def test_the_same_fault_has_the_same_code() -> None:
    assert CrashReport.of(_fault()).code == CrashReport.of(_fault()).code


def test_an_error_with_a_code_of_another_room_is_put_in_words() -> None:
    class Odd(Exception):
        code = "printer.missing"
        fields: dict[str, object] = {}  # noqa: RUF012  as another room's own error class has it

    found = notice_of(Odd())
    assert found is not None
    assert found.kind == "unavailable"
    assert notice_of(ValueError()) is None


def _fault() -> Exception:
    name = "Souksavanh"
    try:
        raise ValueError(f"cannot read {name}")
    except ValueError as error:
        return error
