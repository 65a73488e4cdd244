"""What Today holds, without a window."""

import pytest

from borderdesk import desk
from borderdesk.text import set_language
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
    assert presenter.line_words(line) == "First sight · continue at AD-19"
    assert line.short in draft.case_code
    set_language("lo")
    assert "AD-19" in presenter.line_words(line)


@pytest.mark.parametrize("language", ["en", "lo"])
def test_two_forms_of_one_record_are_told_apart(checkpoint: desk.Workspace, language: str) -> None:
    set_language(language)
    code = desk.start_case(checkpoint, direction="arriving", age_group="adult").value.case_code
    desk.start_form(checkpoint, code, "risk_needs")
    presenter = TodayPresenter(checkpoint)
    lines = presenter.load().unfinished
    assert len({line.short for line in lines}) == 1
    assert len({presenter.line_words(line) for line in lines}) == len(lines) == 2


def test_a_form_without_an_answer_continues_at_the_beginning(checkpoint: desk.Workspace) -> None:
    desk.start_case(checkpoint, direction="arriving", age_group="adult")
    presenter = TodayPresenter(checkpoint)
    assert presenter.line_words(presenter.load().unfinished[0]) == "First sight · continue at the beginning"


def test_the_hand_over_note_is_kept(checkpoint: desk.Workspace) -> None:
    presenter = TodayPresenter(checkpoint)
    presenter.write_note("7K3QD: reply due tomorrow")
    assert presenter.load().hand_over_note == "7K3QD: reply due tomorrow"
