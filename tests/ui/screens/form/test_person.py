"""The screen turned to the person: their language, one question, big answers, nothing else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from tests.journeys.pages.form import FormPage
from tests.ui.questions.tables import form_of, shipped_form, showcase, showcase_files
from tests.ui.screens.form.wanderer import rest

from borderdesk.forms.inlining import clip_address
from borderdesk.ui import theme
from borderdesk.ui.questions.media import MemoryMedia
from borderdesk.ui.questions.recorder import wav_of
from borderdesk.ui.screens.person.asked import OFFICERS
from borderdesk.ui.screens.person.question import PersonQuestion
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.person.windows import PersonWindow, TurnedPage
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode

Opened = Callable[..., FormPage]


def _turned(page: FormPage) -> TurnedPage:
    page.screen.on_key(GlobalKey.PERSON)
    rest()
    return next(each for each in page.screen.window().findChildren(TurnedPage) if not each.isHidden())


def _said(top: QWidget) -> list[str]:
    """Every visible and spoken word."""
    found: list[str] = []
    for widget in [top, *top.findChildren(QWidget)]:
        if widget.isVisible():
            found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, QLabel | QAbstractButton):
                found.append(widget.text().replace("\u200b", ""))
    return [words for words in found if words]


def _press(sheet: TurnedPage, name: str) -> None:
    button = sheet.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    rest()


def test_the_person_reads_one_question_in_their_language_and_big_answers(opened: Opened) -> None:
    page = opened(showcase(), position="C-01", media=MemoryMedia(True, showcase_files()))
    sheet = _turned(page)
    assert sheet.size() == page.screen.window().size()
    assert page.screen.around.mode.current is Mode.PERSON
    person = sheet.person
    assert person.choice.currentText() == "ລາວ"
    assert person.question.plain_text() == "ທ່ານອອກໄປໄດ້ບໍ່ ເມື່ອທ່ານຕ້ອງການ?"
    assert person.question.font().pixelSize() >= 30
    options = person._field.options  # type: ignore[union-attr]
    assert [option.face.choice.label for option in options] == ["ແມ່ນ", "ບໍ່", "ບໍ່ແນ່ໃຈ", "ບໍ່ຢາກຕອບ"]
    assert all(theme.font(option.face.kind).pixelSize() >= 30 for option in options)
    assert all(option.height() >= 44 for option in options)
    _press(sheet, "answer.C-01.no")
    assert page.screen.controller.value("C-01") == "no"
    _press(sheet, "person.next")
    assert person.key == "C-02"  # the answer brought it up
    assert person.told.plain_text() == "ກະລຸນາບອກຄຳຕອບໃຫ້ເຈົ້າໜ້າທີ່."


def test_no_code_no_earlier_answer_and_nothing_of_the_program_is_there(opened: Opened) -> None:
    page = opened(shipped_form("adult"), position="AD-02", prefilled={"/data/promise/AD_02": "yes"})
    sheet = _turned(page)
    said = " ".join(_said(sheet))
    assert not any(option.isChecked() for option in sheet.person._field.options)  # type: ignore[union-attr]
    for hidden in ("AD-02", "7K3QD", "F2", "Continue", "Noted", "Saved"):
        assert hidden not in said
    assert sheet.person.stop.isVisible()


def test_the_way_back_asks_the_pin_and_the_neutral_page_is_one_key(opened: Opened) -> None:
    page = opened(showcase(), position="C-01", check_pin=lambda pin: pin == "2468")
    sheet = _turned(page)
    QTest.keyClick(sheet, Qt.Key.Key_F8)
    rest()
    assert sheet.person.question.plain_text() == "ກະລຸນາລໍຖ້າບຶດໜຶ່ງ."
    assert not sheet.person.stop.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_F8)
    rest()
    assert sheet.person.stop.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    rest()
    assert not sheet.pad.isHidden()
    for digit in "2468":
        _press(sheet, f"cover.key.{digit}")
    _press(sheet, "cover.enter")
    assert not [each for each in page.screen.window().findChildren(TurnedPage) if each.isVisible()]
    assert page.screen.around.mode.current is Mode.PRIVATE


def test_stop_shows_thanks_and_tells_the_officer(opened: Opened) -> None:
    page = opened(showcase(), position="C-01")
    sheet = _turned(page)
    _press(sheet, "person.stop")
    assert "ຂອບໃຈ" in sheet.person.question.plain_text()
    sheet.dismiss()
    rest()
    assert "wants to stop" in page.screen.banner.plain_text()


THAI = form_of(
    """
| survey |
| | type | name | label::Lao (lo) | label::Thai (th) |
| | text | where | ມາຈາກໃສ? | มาจากไหน |
| | text | why | ຍ້ອນຫຍັງ? | |
| settings |
| | form_title | form_id | version | default_language |
| | Two | two | 1 | Lao (lo) |
"""
)


def test_a_missing_translation_is_said_and_a_clip_is_offered(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("borderdesk.ui.questions.sound.can_play", lambda: True)
    clips = {clip_address("why", "th"): wav_of(bytes(1600))}
    page = opened(THAI, position="where", media=MemoryMedia(True, clips))
    sheet = _turned(page)
    person = sheet.person
    person._speak("Thai (th)")
    rest()
    assert person.question.plain_text() == "มาจากไหน"
    assert not person.missing.isVisible()
    assert not person.play.isVisible()
    assert person.stop.plain_text() == "หยุด"
    _press(sheet, "person.next")
    assert person.question.plain_text() == "ຍ້ອນຫຍັງ?"
    assert person.missing.isVisible()
    assert person.play.isVisible()


def test_a_window_on_a_second_monitor_follows_the_officer(opened: Opened) -> None:
    page = opened(showcase(), position="C-01")
    asked: list[int] = []
    question = PersonQuestion(PersonTalk(page.screen.controller), "C-01")
    window = PersonWindow(question, lambda event: asked.append(event.key()) is None, page.screen)
    page.screen.turning._window = window
    window.resize(1024, 600)
    window.show()
    page.screen.window().activateWindow()
    rest()
    page.screen.go_to_question("C-03")
    assert question.key == "C-03"
    assert window.windowTitle() == "BorderDesk"
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert asked == [Qt.Key.Key_F9]
    page.screen.on_key(GlobalKey.PERSON)
    assert question.neutral
    page.screen.on_key(GlobalKey.PERSON)
    rest()
    assert window not in [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def test_a_form_without_a_column_for_it_speaks_the_language_of_the_person(opened: Opened) -> None:
    page = opened(shipped_form("adult"), position="AD-22", person_language="th")
    sheet = _turned(page)
    person = sheet.person
    assert person.choice.currentText() == "ไทย"
    assert person.question.plain_text().startswith("คุณออกไปข้างนอกคนเดียว")
    assert not person.missing.isVisible()
    labels = [option.face.choice.label for option in person._field.options]  # type: ignore[union-attr]
    assert labels == ["ใช่", "ไม่", "ไม่แน่ใจ", "ไม่อยากตอบ"]
    assert person.stop.plain_text() == "หยุด"
    assert person.next.plain_text() == "ต่อไป"


@pytest.mark.parametrize(
    ("form", "position", "shown"),
    [("adult", "AD-44", "AD-43"), ("adult", "AD-46", "AD-43"), ("child", "CH-02", "CH-03")],
)
def test_what_the_officer_answers_is_never_asked_of_the_person(
    opened: Opened, form: str, position: str, shown: str
) -> None:
    page = opened(shipped_form(form), position=position, person_language="vi")
    person = _turned(page).person
    assert person.key == shown
    pages = PersonTalk(page.screen.controller).pages()
    names = {page.screen.controller.questions[key].name for key in pages}
    assert len(names) > 10
    assert not names & {*OFFICERS[form], "CH_04", "CH_05", "CH_06"}
    assert all(PersonTalk(page.screen.controller).said(key, "vi").written for key in pages)


@pytest.mark.parametrize("language", ["hmn", "kjg"])
def test_where_nobody_has_written_it_the_person_sees_lao_and_english_and_that_it_is_so(
    opened: Opened, language: str
) -> None:
    page = opened(shipped_form("adult"), position="AD-22", person_language=language)
    person = _turned(page).person
    assert person.language == language
    assert person.stop.plain_text() == "ຢຸດ · Stop"
    assert person.missing.isVisible()
    lao, english = person.question.plain_text().split("\n")
    assert "\u0e80" < lao[0] < "\u0eff"
    assert english == "Could you go out alone or leave the job when you wanted?"
    labels = [option.face.choice.label for option in person._field.options]  # type: ignore[union-attr]
    assert labels[:2] == ["ແມ່ນ · Yes", "ບໍ່ · No"]


def test_rights_are_said_in_the_language_as_soon_as_it_is_known(opened: Opened) -> None:
    page = opened(shipped_form("preconditions"))
    reading = page.screen.controller
    rights = reading.key_for_name("rights_text")
    assert "ข้ามคำถาม" not in reading.shown(rights).person_label
    reading.answer(reading.key_for_name("language"), "th")
    assert "ข้ามคำถาม" in reading.shown(rights).person_label
    reading.answer(reading.key_for_name("language"), "kjg")
    assert "ข้ามคำถาม" not in reading.shown(rights).person_label


URGENT = form_of(
    """
| survey |
| | type | name | label::Lao (lo) | calculation |
| | select_one yn | danger | ດຽວນີ້ມີອັນຕະລາຍບໍ່? | |
| | select_one yn | more | ມີອີກບໍ່? | |
| | calculate | priority | | if(${danger} = 'yes', 'yes', 'no') |
| choices |
| | list_name | name | label::Lao (lo) |
| | yn | yes | ແມ່ນ |
| | yn | no | ບໍ່ |
| settings |
| | form_title | form_id | version | default_language |
| | Urgent | urgent | 1 | Lao (lo) |
"""
)


def test_what_means_danger_waits_until_the_officer_has_the_screen_again(opened: Opened) -> None:
    page = opened(URGENT, position="danger")
    told: list[str] = []
    page.screen.priority_requested.connect(lambda: told.append("priority"))
    sheet = _turned(page)
    _press(sheet, "answer.danger.yes")
    assert sheet.person.question.plain_text() == "ກະລຸນາລໍຖ້າບຶດໜຶ່ງ."  # type: ignore[attr-defined]  # it asks
    assert told == []
    sheet.dismiss()
    rest()
    assert told == ["priority"]


def test_after_the_last_page_the_person_is_thanked(opened: Opened) -> None:
    page = opened(URGENT, position="more")
    sheet = _turned(page)
    _press(sheet, "answer.more.no")
    _press(sheet, "person.next")
    person = sheet.person
    assert person.question.plain_text() == "ຂອບໃຈ. ກະລຸນາຫັນໄປຫາເຈົ້າໜ້າທີ່."  # type: ignore[attr-defined]  # as above
    QTest.keyClick(sheet, Qt.Key.Key_F8)
    rest()
    assert person.key == "more" and person.stop.isVisible()  # type: ignore[attr-defined]  # as above
