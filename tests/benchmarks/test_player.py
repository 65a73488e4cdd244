"""How fast the form player opens a form and shows an answer; reported, not asserted.

Aims: a 60-question form open in 100 ms, one answer to repaint in 5 ms, on a page of 2,000 in 16 ms.
Run with ``pytest tests/benchmarks/test_player.py --benchmark-enable``; without it, long pages are shorter.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.questions.samples import press_lao_digit
from tests.ui.questions.tables import FileKeeper, long_form, session_on

from borderdesk.forms import import_form, load_form
from borderdesk.resources import resource
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.notices import Notices
from borderdesk.ui.questions.blocks import question_blocks
from borderdesk.ui.questions.card import QuestionCard
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.question_stack import QuestionStack
from borderdesk.ui.screens.form.opened import OpenedForm
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.shell.idle import IdleWatch
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import ModeControl
from borderdesk.ui.shell.save_state import SaveState
from borderdesk.ui.shell.screen import Registry, Route, Surroundings
from borderdesk.ui.widgets import ScrollColumn

if TYPE_CHECKING:
    from borderdesk.desk import Workspace

SIXTY = "".join(
    f"| | begin group | part_{part} | Part {part} | ພາກ {part} | | | |\n"
    + "".join(
        f"| | select_one yn | Q_{part}_{n} | Was question {n} of part {part} answered? "
        f"| ຄຳຖາມທີ {n} ຂອງພາກ {part} ຕອບແລ້ວບໍ່? | ${{depth}} != 'quick' | likert | Q-{part}-{n} |\n"
        for n in range(5)
    )
    + "| | end group | | | | | | |\n"
    for part in range(12)
)
FORM = (
    "| survey |\n| | type | name | label::English (en) | label::Lao (lo) | relevant | appearance "
    f"| bind::bd:code |\n| | hidden | depth | | | | | |\n{SIXTY}\n| choices |\n"
    "| | list_name | name | label::English (en) | label::Lao (lo) |\n| | yn | yes | Yes | ແມ່ນ |\n"
    "| | yn | no | No | ບໍ່ |\n| | yn | unsure | Not sure | ບໍ່ແນ່ໃຈ |\n"
    "| | yn | declined | Did not want to answer | ບໍ່ຢາກຕອບ |\n| | yn | not_asked | Not asked | ບໍ່ໄດ້ຖາມ |\n"
    "\n| settings |\n| | form_title | form_id | version | namespaces |\n"
    '| | Sixty | sixty | 1 | bd="https://borderdesk.example/ns" |\n'
)


MANY, FEW = 2000, 200
MOST_CARDS = 60
"""Cards that may exist at once, however long the page is: what is near the viewport."""


@pytest.fixture
def questions(request: pytest.FixtureRequest) -> int:
    """On a long page."""
    return MANY if request.config.getoption("benchmark_enable") else FEW


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    set_language("lo")
    theme.apply(theme.Appearance())
    shown = QWidget()
    QVBoxLayout(shown).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(shown)
    shown.resize(1182, 640)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    set_language("en")


@pytest.fixture
def opener(window: QWidget, tmp_path: Path) -> Iterator[Callable[[str], FormScreen]]:
    jobs, keeper = Jobs(), FileKeeper(tmp_path)
    around = Surroundings(
        workspace=cast("Workspace", None),
        jobs=jobs,
        notices=Notices(window, lambda: None),
        mode=ModeControl(True),
        save_state=SaveState(),
        idle=IdleWatch(),
        window=window,
        navigate=lambda route: None,
        back=lambda: None,
        changed=lambda changes: None,
        place_changed=lambda: None,
        announce=lambda text, assertive=False: None,
        registry=Registry(),
    )
    shown: list[FormScreen] = []

    def open_form(xform: str) -> FormScreen:
        layout = window.layout()
        assert layout is not None
        for old in shown:
            layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        shown.clear()
        screen = FormScreen(
            around, Route("form"), OpenedForm(session_on(load_form(xform)), keeper, short_set_first=False)
        )
        shown.append(screen)
        layout.addWidget(screen)
        screen.show()
        screen.enter()
        QApplication.processEvents()
        return screen

    yield open_form
    jobs.stop()


def test_open_a_60_question_form(benchmark: Any, opener: Callable[[str], FormScreen]) -> None:
    xform = import_form(FORM.encode(), "md").xform
    screen = benchmark.pedantic(opener, args=(xform,), rounds=15, warmup_rounds=2)
    assert len(screen.controller.questions) == 60
    assert len(screen.stack.shown_keys()) == 5


def test_open_the_adult_form(benchmark: Any, opener: Callable[[str], FormScreen]) -> None:
    xform = import_form(resource("forms", "adult.md").read_bytes(), "md").xform
    screen = benchmark.pedantic(opener, args=(xform,), rounds=15, warmup_rounds=2)
    assert screen.stack.shown_keys()


def test_one_answer_saved_and_repainted(benchmark: Any, opener: Callable[[str], FormScreen]) -> None:
    screen = opener(import_form(resource("forms", "adult.md").read_bytes(), "md").xform)
    screen.go_to_question("AD-06")
    QApplication.processEvents()
    turns = iter(range(10_000))

    def stand_at_the_question() -> None:
        screen.stack.focus_question("AD-07")
        QApplication.processEvents()

    def answer() -> None:
        held = screen.window().focusWidget()
        assert held is not None
        press_lao_digit(held, 1 + next(turns) % 2)
        QApplication.processEvents()

    benchmark.pedantic(answer, setup=stand_at_the_question, rounds=60, warmup_rounds=5)
    assert screen.controller.value("AD-07") in ("yes", "no")


@cache
def one_long_page(questions: int) -> str:
    """A group in a group is never cut into pages: every question stands on one. A third decide on others."""
    rows = "".join(
        f"| | select_one yn | Q_{n} | Was {n} so? | {n} ແມ່ນແບບນີ້ບໍ່? | likert "
        + (f"| ${{Q_{n - 1}}} != 'no' |\n" if n % 3 == 1 else "| |\n")
        for n in range(questions)
    )
    return import_form(
        (
            "| survey |\n| | type | name | label::English (en) | label::Lao (lo) | appearance | relevant |\n"
            "| | begin group | outer | Outer | ນອກ | | |\n| | begin group | inner | Inner | ໃນ | | |\n"
            f"{rows}| | end group | | | | | |\n| | end group | | | | | |\n\n| choices |\n"
            "| | list_name | name | label::English (en) | label::Lao (lo) |\n| | yn | yes | Yes | ແມ່ນ |\n"
            "| | yn | no | No | ບໍ່ |\n| | yn | unsure | Not sure | ບໍ່ແນ່ໃຈ |\n\n| settings |\n"
            "| | form_title | form_id | version |\n| | Long | long | 1 |\n"
        ).encode(),
        "md",
    ).xform


def _as_the_loop_does() -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_one_answer_on_a_page_of_2000_saved_and_repainted(
    benchmark: Any, opener: Callable[[str], FormScreen], questions: int
) -> None:
    screen = opener(one_long_page(questions))
    turns = iter(range(10_000))

    def answer() -> None:
        held = screen.window().focusWidget()
        assert held is not None
        press_lao_digit(held, 1 + next(turns) % 3)
        _as_the_loop_does()

    benchmark.pedantic(answer, rounds=100, warmup_rounds=10)
    assert len(screen.stack.findChildren(QuestionCard)) < MOST_CARDS


def test_a_scrolling_step_on_a_page_of_2000(
    benchmark: Any, opener: Callable[[str], FormScreen], questions: int
) -> None:
    screen = opener(one_long_page(questions))
    bar = screen.column.verticalScrollBar()
    places = [bar.value()]

    def scroll() -> None:
        bar.setValue(bar.value() + 120)
        _as_the_loop_does()
        places.append(bar.value())

    benchmark.pedantic(scroll, rounds=150, warmup_rounds=5)
    assert len(set(places)) == len(places), "it stands still"
    assert len(screen.stack.findChildren(QuestionCard)) < MOST_CARDS


def test_the_section_list_of_2000_open_questions(
    benchmark: Any, opener: Callable[[str], FormScreen], questions: int
) -> None:
    screen = opener(one_long_page(questions))

    def open_and_close() -> None:
        for _press in range(2):
            screen.on_key(GlobalKey.UNANSWERED)
            QApplication.processEvents()

    benchmark.pedantic(open_and_close, rounds=5, warmup_rounds=1)


def test_open_a_page_of_2000_questions(benchmark: Any, window: QWidget, questions: int) -> None:
    form = long_form(questions)

    def open_page() -> QuestionStack:
        column = ScrollColumn()
        layout = window.layout()
        assert layout is not None
        layout.addWidget(column)
        stack = QuestionStack(FormController(session_on(form), parent=column))
        stack.follow(column)
        column.add(stack)
        stack.show_blocks(question_blocks(list(stack.controller.questions)))
        QApplication.processEvents()
        column.hide()
        layout.removeWidget(column)
        column.deleteLater()
        return stack

    benchmark.pedantic(open_page, rounds=3)
