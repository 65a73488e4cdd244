"""A whole talk with somebody who reads Thai: every step is turned to them, and all of it goes by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PIN

from borderdesk import desk
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.widgets import Choice, Label, ScrollColumn

NEVER = ("AD-", "IR-", "PRE-", "R5", "Today", "Saved", "Offer referral", "O2", "Bounmy")


class Turned:
    """The screen as the person has it: ``answer(1)`` picks the first answer, ``on()`` turns the page."""

    def __init__(self, post: Post) -> None:
        self.post, self.keys = post, post.keys

    def turn(self) -> None:
        """F8: the officer turns the screen."""
        self.keys.function(Qt.Key.Key_F8)
        assert self.post.find("personForm").size() == self.post.window.size()
        assert self.post.screen.around.mode.current is Mode.PERSON

    def back(self) -> None:
        """Escape and the hide-PIN: the officer has it again."""
        self.keys.move(Qt.Key.Key_Escape)
        for digit in PIN:
            self.keys.digit(int(digit))
        self.keys.enter()
        self.post.wait(lambda: not self.post.sees("personForm"))

    @property
    def words(self) -> str:
        """What the page says."""
        return self.post.find("person.question", Label).plain_text()

    def answer(self, *digits: int) -> None:
        """Answers by digit key, then on."""
        for digit in digits:
            self.keys.digit(digit)
        self.on()

    def on(self) -> None:
        """Enter: the next page."""
        said = " ".join(widget.accessibleName() for widget in self._seen())
        assert not [word for word in NEVER if word in said], said
        self.keys.space() if self.post.focused() == "person.next" else self.keys.enter()

    def _seen(self) -> list[QWidget]:
        return [each for each in self.post.find("personForm").findChildren(QWidget) if each.isVisible()]


def begin_in_thai(post: Post) -> None:
    """An adult arrives who speaks Thai."""
    keys = post.keys
    keys.control("N")
    post.wait_place("screening")
    keys.digit(1)
    keys.digit(1)
    keys.tab_to("screening.language")
    choice = post.find("screening.language", Choice)
    while choice.key() != "th":
        keys.move(Qt.Key.Key_Down)
    keys.primary()
    post.wait_place("sight")


def test_a_talk_in_thai_from_first_sight_to_agreement(checkpoint: Post) -> None:
    officer, person = Officer(checkpoint), Turned(checkpoint)
    begin_in_thai(checkpoint)
    person.turn()
    assert person.words == "ผู้เดินทางทุกคนกรอกแบบฟอร์มคนเดียว เชิญมาทางนี้"
    person.back()
    officer.look_at()

    for _row in ("PRE-1", "PRE-2", "PRE-3"):
        checkpoint.keys.digit(1)
    person.turn()
    assert "ข้ามคำถาม" in person.words  # rights, in Thai
    person.on()
    person.answer(1)  # understood
    person.on()  # water, toilet, rest
    assert person.words == "คุณอยากคุยกับใครมากกว่า"
    person.answer(1)
    person.answer(1)  # may be written down
    assert person.words == "คุณยินดีคุยกับเราไหม"
    checkpoint.keys.digit(1)
    person.back()
    case = checkpoint.case_code()
    answers = checkpoint.screen.controller  # type: ignore[attr-defined]  # the preconditions have one
    names = ("PRE_4", "PRE_4_choice", "PRE_6", "PRE_8", "PRE_7")
    said = [answers.value(answers.key_for_name(name)) for name in names]
    assert said == ["yes", "woman", "yes", "yes", "given"]
    officer.prepare()

    person.turn()
    assert person.words.startswith("ตอนนี้ชีวิตคุณ")
    for _question in range(4):
        person.answer(2)
    assert person.words == "ขอบคุณ กรุณาหันไปหาเจ้าหน้าที่"
    person.back()
    officer.no_danger()

    form = officer.ask({}, until="AD-02")
    person.turn()
    assert person.words == "ค่าจ้างต่างจากที่เขาบอกคุณไหม"
    person.answer(1)
    person.back()
    assert form.screen.controller.value("AD-03") == "yes"
    officer.ask()
    officer.finish_asking()

    person.turn()
    person.answer(1)  # pregnant: a doctor within a day
    person.answer(1, 2)  # injury, fever
    person.back()
    needs = checkpoint.screen.controller  # type: ignore[attr-defined]  # so do the needs
    assert (needs.value("IR-03"), needs.value("IR-05")) == ("yes", "injury fever")
    assert "IR-04, IR-09" in checkpoint.screen.banner.plain_text()
    officer.note_needs(())
    officer.confirm()

    person.turn()
    assert person.words == "คุณต้องการความช่วยเหลือนี้ไหม"
    person.answer(1)
    person.back()
    checkpoint.keys.tab_to(next(iter(_receivers(checkpoint))))
    checkpoint.keys.space()
    checkpoint.keys.tab_to("answer.R6c.accompanied")
    checkpoint.keys.digit(1)
    checkpoint.keys.primary()
    checkpoint.wait_place("consent")

    person.turn()
    assert "ปฏิเสธได้" in person.words  # read-aloud text
    person.on()
    person.answer(1)
    person.answer(1)
    person.answer(1)  # the languages are not passed on
    assert _struck(checkpoint) == ["• ภาษาที่คุณพูด"]
    person.answer(1)
    checkpoint.keys.digit(2)
    person.back()
    consent = checkpoint.screen.controller  # type: ignore[attr-defined]  # and consent
    named = ("consent_record", "consent_refer", "consent_share", "consent_statistics", "withheld")
    said = [consent.value(consent.key_for_name(name)) for name in named]
    assert said == ["yes", "yes", "yes", "no", "languages"]
    assert desk.case(checkpoint.workspace, case).language == "th"


def _receivers(post: Post) -> list[str]:
    names = (widget.objectName() for widget in post.stops())
    return [name for name in names if name.startswith("refer.receiver.")]


def _struck(post: Post) -> list[str]:
    lines = post.find("personForm").findChildren(Label)
    return [line.plain_text() for line in lines if line.isVisible() and getattr(line, "struck", False)]


def test_an_answer_that_means_danger_asks_to_wait_and_the_officer_gets_the_priority_step(
    checkpoint: Post,
) -> None:
    officer, person = Officer(checkpoint), Turned(checkpoint)
    officer.screen_to("needs")
    person.turn()
    checkpoint.keys.digit(1)
    assert person.words == "ກະລຸນາລໍຖ້າບຶດໜຶ່ງ."
    assert checkpoint.place == "needs"
    assert not checkpoint.sees("person.stop")
    person.back()
    checkpoint.wait_place("priority")


def test_who_chooses_a_language_on_the_screen_is_spoken_to_in_it_from_then_on(checkpoint: Post) -> None:
    officer, person = Officer(checkpoint), Turned(checkpoint)
    officer.screen_to("pre")
    checkpoint.keys.digit(1)
    person.turn()
    choice = checkpoint.find("person.language", Choice)
    while choice.key() != "kjg":
        checkpoint.keys.tab_to("person.language")
        checkpoint.keys.move(Qt.Key.Key_Down)
    assert " · " in checkpoint.find("person.stop").accessibleName()
    lao, english = person.words.split("\n")
    assert lao.startswith("ພວກເຮົາ") and english.startswith("We tell you")
    person.back()
    officer.prepare()
    person.turn()
    assert checkpoint.find("person.language", Choice).key() == "kjg"


def test_in_the_smallest_window_a_turned_page_begins_at_its_question(
    start: Callable[..., Post], posts: Path
) -> None:
    post = start(posts / "checkpoint", size=(683, 345))
    post.unlock()
    begin_in_thai(post)
    officer, person = Officer(post), Turned(post)
    officer.look_at()
    officer.prepare()
    officer.no_danger()
    person.turn()
    question = post.find("person.question", Label)
    area = post.find("personForm").findChild(ScrollColumn)
    assert area is not None and area.verticalScrollBar().maximum() > 0
    post.wait(lambda: question.mapTo(area.viewport(), QPoint(0, 0)).y() == 0)
