"""Why a question is hidden or an answer refused, told in the player; repeat items; pages to read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.journeys.pages.form import FormPage
from tests.ui.questions.tables import form_of, session_on
from tests.ui.screens.form.wanderer import rest

from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.repeat_parts import RepeatFoot, RepeatHead
from borderdesk.ui.screens.form.presenter import FormPresenter
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.widgets import Label

Opened = Callable[..., FormPage]

FORM = form_of(
    """
| survey |
| | type | name | label::English (en) | label::Lao (lo) | relevant | constraint | required |
| | begin group | start | Begin | ເລີ່ມ | | | |
| | note | read | Read this first. | ອ່ານກ່ອນ. | | | |
| | end group | | | | | | |
| | begin group | work | Work | ວຽກ | | | |
| | select_one yn | paid | Were you paid? | ໄດ້ຮັບຄ່າຈ້າງບໍ່? | | | |
| | integer | pay | How much? | ເທົ່າໃດ? | ${paid} = 'yes' | . >= 0 and . <= ${most} | |
| | integer | most | At most? | ຫຼາຍສຸດ? | | | ${paid} = 'yes' |
| | end group | | | | | | |
| | begin repeat | person | Companion: ${name} | ຜູ້ຮ່ວມທາງ: ${name} | ${paid} != 'no' | | |
| | text | name | Name | ຊື່ | | | |
| | begin repeat | paper | Paper | ເອກະສານ | | | |
| | text | number | Number | ເລກ | | | |
| | end repeat | | | | | | |
| | end repeat | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Lao (lo) |
| | yn | yes | Yes | ແມ່ນ |
| | yn | no | No | ບໍ່ |
| settings |
| | form_title | form_id | version |
| | Reasons | reasons | 1 |
"""
)


def _lines(page: FormPage, key: str) -> list[str]:
    card = page.screen.stack.card(key)
    assert card is not None
    QTest.mouseClick(card.why, Qt.MouseButton.LeftButton)
    return [line.plain_text() for line in card._why_lines]


def test_a_page_of_words_is_read_before_the_questions(opened: Opened) -> None:
    page = opened(FORM)
    assert page.progress == "1 / 3 Begin"
    assert page.screen.stack.shown_keys() == ["read"]
    page.go_on()
    assert page.progress == "2 / 3 Work"


def test_why_an_answer_is_refused_names_the_rule_and_the_other_answer(opened: Opened) -> None:
    page = opened(FORM, position="paid")
    page.answer("paid", "yes")
    page.screen.controller.answer("most", "10")
    page.screen.controller.answer("pay", "-5")
    assert page.screen.controller.message("pay") == "This answer does not fit. Please check it."
    assert _lines(page, "pay") == [
        "Shown because: Were you paid? = Yes",
        "The answer must be at least 0.",
    ]
    page.screen.controller.answer("pay", "12")
    assert [r.text for r in page.screen.controller.reasons.refused("pay")] == ["Compared with: At most? = 10"]
    page.screen.controller.answer("pay", "7")
    assert page.screen.controller.reasons.refused("pay") == []


def test_why_an_answer_is_needed_is_told(opened: Opened) -> None:
    page = opened(FORM, position="paid")
    page.answer("paid", "yes")
    page.screen.controller.tell_issues(["most"])
    assert _lines(page, "most") == ["Needed because: Were you paid? = Yes"]


def test_why_a_question_is_not_asked_stands_in_the_section_list(opened: Opened) -> None:
    page = opened(FORM, position="paid")
    page.answer("paid", "no")
    page.screen.on_key(GlobalKey.UNANSWERED)
    fold = next(
        button
        for button in page.screen.open_list.findChildren(QWidget)
        if button.objectName().startswith("form.hidden.")
    )
    assert fold.accessibleName() == "1 question not asked"
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    rest()
    assert page.lines("form.whynot.") == ["How much?: not asked because Were you paid? = No"]
    page.press_line("form.whynot.pay")
    assert page.at == "paid"


def _titles(page: FormPage) -> list[str]:
    heads = [head for head in page.screen.stack.findChildren(RepeatHead) if head.isVisible()]
    return [head.title.plain_text() for head in sorted(heads, key=lambda head: head.y())]


def test_items_are_named_by_their_answers_and_come_back_where_they_were(opened: Opened) -> None:
    page = opened(FORM, position="name")
    ask = page.screen.controller
    ask.answer("name", "Noy")
    ask.answer("number", "P 17")
    assert _titles(page) == ["1. Companion: Noy", "Paper 1"]
    repeat = next(each for key, each in ask._repeats.items() if key.endswith("person#"))
    ask.add_item(repeat)
    assert page.at == "name.2"  # the keyboard goes on in the new item
    ask.answer("name.2", "Kham")
    ask.remove_item(ask.repeat(repeat.key), 0)  # type: ignore[arg-type]
    assert _titles(page)[0] == "1. Companion: Kham"
    ask.undo_remove()
    assert (ask.value("name"), ask.value("number"), ask.value("name.2")) == ("Noy", "P 17", "Kham")


def test_a_repeat_that_is_not_asked_offers_nothing_to_add(opened: Opened) -> None:
    page = opened(FORM, position="name")
    assert any(foot.add.isVisible() for foot in page.screen.stack.findChildren(RepeatFoot))
    page.screen.controller.answer("paid", "no")
    assert not any(foot.add.isVisible() for foot in page.screen.stack.findChildren(RepeatFoot))
    assert not any(
        label.isVisible() for label in page.screen.stack.findChildren(Label) if "Companion" in label.text()
    )


@pytest.mark.usefixtures("qapp")
def test_one_question_a_page_gives_a_repeat_a_page_of_its_items() -> None:
    controller = FormController(session_on(FORM))
    presenter = FormPresenter(controller, one_by_one=True)
    keys = [presenter.keys_at(place) for place in range(len(presenter.pages))]
    assert keys == [["read", "paid"], ["pay"], ["most"], ["name"], ["number"], [], []]
    assert [page.overview for page in presenter.pages[-2:]] == [True, True]
    presenter.go_to(6)
    repeat = next(each for key, each in controller._repeats.items() if key.endswith("person#"))
    controller.session.add_repeat(repeat)
    controller._index()
    presenter.replan("name")
    assert presenter.page.overview
    assert presenter.place == len(presenter.pages) - 1
