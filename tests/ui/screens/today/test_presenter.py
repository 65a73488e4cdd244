"""What Today holds, without a window."""

from datetime import timedelta

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.today.presenter import TodayPresenter


def test_an_empty_day_says_so(checkpoint: desk.Workspace) -> None:
    state = TodayPresenter(checkpoint).load()
    assert (state.unfinished, state.due, state.waiting, state.hand_over_note) == ((), (), (), "")


def test_a_form_left_open_is_listed_with_the_question_to_continue_at(checkpoint: desk.Workspace) -> None:
    draft = desk.start_case(checkpoint, direction="arriving", age_group="adult").value
    opened = desk.open_draft(checkpoint, draft.id)
    opened.keeper.save(opened.session.draft_xml(), "AD-19")
    presenter = TodayPresenter(checkpoint)
    (line,) = presenter.load().unfinished
    assert presenter.continue_words(line) == "continue at AD-19"
    assert line.short in draft.case_code
    set_language("lo")
    assert "AD-19" in presenter.continue_words(line)


def test_a_form_without_an_answer_continues_at_the_beginning(checkpoint: desk.Workspace) -> None:
    desk.start_case(checkpoint, direction="arriving", age_group="adult")
    presenter = TodayPresenter(checkpoint)
    assert presenter.continue_words(presenter.load().unfinished[0]) == "continue at the beginning"


def test_the_hand_over_note_is_kept(checkpoint: desk.Workspace) -> None:
    presenter = TodayPresenter(checkpoint)
    presenter.write_note("7K3QD: reply due tomorrow")
    assert presenter.load().hand_over_note == "7K3QD: reply due tomorrow"


def test_the_directory_says_how_old_it_is_and_what_is_not_printed(checkpoint: desk.Workspace) -> None:
    today = checkpoint.clock().date()
    say = TodayPresenter(checkpoint).directory_words
    assert "none is printed" in say(desk.DirectoryAge(24, 24, 0, 0, None, None))
    day = today - timedelta(days=40)
    old = say(desk.DirectoryAge(24, 3, 2, 10, day, today - timedelta(days=300)))
    assert short_date(day) in old and "40 days" in old and "5 rows are unchecked" in old
    assert say(desk.DirectoryAge(4, 0, 0, 4, today, today)) == "The directory was last checked today."
