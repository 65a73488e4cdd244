"""Pages, progress, what is open and what was noted: worked out without a window."""

import pytest
from tests.ui.questions.tables import TALK, form_of, long_form, session_on, shipped_form

from borderdesk.forms import FormDefinition
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.screens.form.presenter import MOST_PER_PAGE, FormPresenter
from borderdesk.ui.screens.form.state import Standing

pytestmark = pytest.mark.usefixtures("qapp")


def _presenter(form: FormDefinition, **fields: str) -> FormPresenter:
    session = session_on(form)
    for name, value in fields.items():
        session.set_path(f"/data/{name}", value)
    presenter = FormPresenter(FormController(session))
    presenter.start("")
    return presenter


def _asked(presenter: FormPresenter) -> list[str]:
    relevant = presenter.controller.relevant
    return [key for key in presenter.keys_at(presenter.place) if relevant(key)]


def test_each_section_is_a_page() -> None:
    presenter = _presenter(form_of(TALK))
    assert [page.title for page in presenter.pages] == ["Promise", "Work", "People"]
    assert presenter.page_state().progress == "1 / 3 Promise"


@pytest.mark.parametrize("questions", [6, 7, 12, 23, 60])
def test_a_long_section_is_cut_into_even_pages(questions: int) -> None:
    presenter = _presenter(long_form(questions))
    sizes = [len(page.items) for page in presenter.pages]
    assert sum(sizes) == questions
    assert max(sizes) <= MOST_PER_PAGE
    assert max(sizes) - min(sizes) <= 1


def test_pages_do_not_shift_while_answering() -> None:
    presenter = _presenter(form_of(TALK))
    presenter.go_on()
    before = [page.items for page in presenter.pages]
    presenter.controller.answer("AD-18", "yes")
    assert _asked(presenter) == ["AD-18", "AD-18a", "AD-20"]
    assert [page.items for page in presenter.pages] == before


def test_a_section_with_nothing_to_ask_is_passed_over() -> None:
    presenter = _presenter(form_of(TALK))
    presenter.controller.set_named("depth", "quick")
    presenter.go_to(0)
    assert presenter.visitable() == [0, 1]
    assert presenter.go_on()
    assert not presenter.go_on()
    assert presenter.go_back()
    assert not presenter.go_back()


@pytest.mark.parametrize(
    ("direction", "asked"),
    [
        ("arriving", "AD-02 AD-03 AD-06 AD-10 AD-17 AD-18 AD-19 AD-22 AD-23 AD-25 AD-44"),
        ("departing", "AD-05 AD-07 AD-09 AD-10 AD-12 AD-13 AD-14 AD-39 AD-40 AD-41 AD-44"),
    ],
)
def test_the_short_set_of_the_adult_form_is_eleven_questions_on_one_page(direction: str, asked: str) -> None:
    presenter = _presenter(shipped_form("adult"), depth="quick", direction=direction)
    assert len(presenter.pages) == 1
    shown = [key for key in _asked(presenter) if presenter.controller.takes_answer(key)]
    assert shown == asked.split()
    state = presenter.page_state()
    assert (state.progress, state.first, state.last, state.quick) == ("Short set", True, True, True)


def test_single_questions_keep_their_section_and_the_note_above_them() -> None:
    presenter = _presenter(form_of(TALK))
    presenter.switch_layout(True, "AD-18")
    assert presenter.page_state().progress == "2 / 3 Work"
    presenter.go_to(0)
    assert presenter.keys_at(presenter.place) == ["tip", "AD-02"]


def test_a_kept_position_opens_its_page_and_an_unknown_one_the_first() -> None:
    presenter = _presenter(form_of(TALK))
    presenter.start("AD-20")
    assert presenter.page.title == "Work"
    presenter.start("AD-99")
    assert presenter.page.title == "Promise"


def test_open_questions_are_sorted_by_what_is_missing() -> None:
    presenter = _presenter(form_of(TALK))
    presenter.go_on()
    presenter.controller.answer("AD-02", "declined")
    presenter.controller.answer("AD-18", "yes")
    presenter.controller.answer("AD-18a", "99")
    lines = presenter.sections()
    standing = {question.key: question.standing for line in lines for question in line.open}
    assert standing == {
        "AD-02": Standing.NOT_KNOWN,
        "AD-03": Standing.NOT_ANSWERED,
        "AD-04": Standing.NOT_ANSWERED,
        "AD-18a": Standing.NEEDS_A_LOOK,
        "AD-20": Standing.NOT_ANSWERED,
    }
    assert [line.later for line in lines] == [False, False, True]


def test_what_is_noted_keeps_the_order_of_the_form_and_says_no_number() -> None:
    presenter = _presenter(shipped_form("adult"))
    for key in ("AD-25", "AD-18", "AD-02"):
        presenter.controller.answer(key, "yes")
    noted = presenter.noted()
    assert [statement.code for statement in noted.said] == ["AD-02", "AD-18", "AD-25"]
    assert noted.seen == ()
    assert noted.enough
    assert not any(sign.isdigit() for statement in noted.said for sign in statement.text)


def test_a_question_whose_no_is_the_sign_is_noted_on_no() -> None:
    presenter = _presenter(shipped_form("adult"))
    presenter.controller.answer("AD-22", "yes")
    assert presenter.noted().said == ()
    presenter.controller.answer("AD-22", "no")
    assert [statement.code for statement in presenter.noted().said] == ["AD-22"]


def test_what_was_seen_is_kept_apart_from_what_was_said() -> None:
    presenter = _presenter(shipped_form("first_sight"))
    presenter.controller.answer("FS-01", "seen")
    noted = presenter.noted()
    assert [statement.code for statement in noted.seen] == ["FS-01"]
    assert noted.said == ()
