"""The print preview without a window: pages, copies, sizes, languages, and what is written down."""

from __future__ import annotations

import pytest
from tests.desk.content import sentences
from tests.ui.screens.referred import issued_case, new_case

from borderdesk import desk
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.resources import Content, ContentInUse, at_work
from borderdesk.text import noted_sentences, tr_in
from borderdesk.ui.screens.print.presenter import PrintPresenter
from borderdesk.ui.screens.print.state import Paper, Size

pytestmark = pytest.mark.usefixtures("said_in_english")


def test_one_a4_sheet_holds_all_three_copies(referral_desk: desk.Workspace) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk))

    drawn = presenter.draw(presenter.wishes)

    assert drawn.pages == (0,)
    assert drawn.documents == ("slip.1", "slip.2", "slip.3")


def test_a_person_who_wants_no_copy_gets_none(referral_desk: desk.Workspace) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk))

    presenter.person_wants_none(True)

    state, drawn = presenter.state(), presenter.draw(presenter.wishes)
    assert state.no_person_copy
    assert "each copy is a page of its own" in state.note
    assert drawn.pages == (0, 1)
    assert drawn.documents == ("slip.1", "slip.2")


def test_the_last_copy_cannot_be_left_out(referral_desk: desk.Workspace) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk))

    for copy in (1, 2, 3):
        presenter.tick_copy(copy, False)

    assert presenter.wishes.copies == (3,)


def test_the_card_alone_is_the_persons_copy(referral_desk: desk.Workspace) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk))

    presenter.wish(size=Size.CARD)

    assert presenter.draw(presenter.wishes).documents == ("slip.3",)


def test_the_referral_form_is_printed_in_the_chosen_copies(referral_desk: desk.Workspace) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk))
    presenter.wish(paper=Paper.FORM)
    presenter.tick_copy(1, False)

    drawn = presenter.draw(presenter.wishes)

    assert drawn.documents == ("form.2", "form.3")
    assert len(drawn.pages) >= 2


def test_after_the_agreement_was_taken_back_no_form_is_drawn(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    desk.withdraw_consent(referral_desk, code, "lwu-bokeo")
    presenter = PrintPresenter(referral_desk, code)
    presenter.wish(paper=Paper.FORM)

    assert presenter.state().form_refused
    with pytest.raises(NotAllowed) as refused:
        presenter.draw(presenter.wishes)
    assert refused.value.code == "slip.no_consent"


def test_the_latest_referral_is_shown_when_none_is_named(referral_desk: desk.Workspace) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk))

    assert presenter.number == "R1"


def test_a_record_without_a_referral_has_nothing_to_print(referral_desk: desk.Workspace) -> None:
    with pytest.raises(RuleBroken) as refused:
        PrintPresenter(referral_desk, new_case(referral_desk))

    assert refused.value.code == "referral.unknown"


def test_what_was_printed_is_written_down_and_the_next_time_is_again(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    presenter = PrintPresenter(referral_desk, code)
    assert not presenter.state().printed

    presenter.mark(presenter.draw(presenter.wishes), "printer")

    assert presenter.state().printed
    written = desk.timeline(referral_desk, code)[0].fact
    assert written == facts.SlipPrinted("R1", ("slip.1", "slip.2", "slip.3"), 1, "printer")
    presenter.wish(paper=Paper.FORM)
    assert not presenter.state().printed


def test_the_code_to_copy_by_hand_is_genuine(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)

    case, number, check = PrintPresenter(referral_desk, code).state().reference

    read = desk.check_slip(referral_desk, f"BD1:{case}:{number}:{check.replace('-', '')}")
    assert (read.code, read.referral, read.genuine) == (code, "R1", True)


def test_copying_the_code_by_hand_ends_the_wait_for_printing(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)

    PrintPresenter(referral_desk, code).mark_copied()

    assert desk.next_step(referral_desk, code) == "wait"


def test_a_file_name_holds_codes_only(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    presenter = PrintPresenter(referral_desk, code)

    name = presenter.file_name(presenter.draw(presenter.wishes))

    assert name == f"BorderDesk-{code.split('-')[3]}-R1-slip.pdf"


def test_a_language_the_paper_does_not_speak_is_named(referral_desk: desk.Workspace) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk, language="kjg"))

    assert presenter.state().unspoken == "Khmu"


def test_the_card_is_in_the_language_of_the_person_and_said_to_be_unchecked(
    referral_desk: desk.Workspace,
) -> None:
    presenter = PrintPresenter(referral_desk, issued_case(referral_desk, language="th"))
    state = presenter.state()
    assert state.wishes.second_language == "th"
    assert ("th", "Thai") in state.languages
    drawn = presenter.draw(presenter.wishes)
    assert (state.unspoken, presenter.state(drawn).unchecked) == ("", "Thai")
    with noted_sentences() as said:
        presenter.draw(presenter.wishes)
    words = {english: tr_in("th", english) for code, english in said if code == "th"}
    in_use = ContentInUse()
    in_use.replace(Content({"i18n/th/translations.po": sentences(words, "th").encode()}))
    with at_work(in_use):
        assert presenter.state(presenter.draw(presenter.wishes)).unchecked == ""
