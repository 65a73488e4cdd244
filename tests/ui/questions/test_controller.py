"""The controller saves each answer as it is given and tells the screens what changed."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.questions.tables import MOMENT, TALK, FileKeeper, form_of, session_on, shipped_form

from borderdesk.forms import RepeatRange
from borderdesk.text import set_language
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.form_reading import TextMode
from borderdesk.ui.questions.reading import language_of

pytestmark = pytest.mark.usefixtures("qapp")


def _talk(keeper: FileKeeper | None = None) -> FormController:
    return FormController(session_on(form_of(TALK)), keeper=keeper)


def _companions(controller: FormController) -> RepeatRange:
    found = controller.repeat("/data/people/person#")
    assert found is not None
    return found


def test_questions_are_known_by_their_code() -> None:
    keys = list(_talk().questions)
    assert keys[:4] == ["tip", "AD-02", "AD-03", "AD_02_note"]
    assert "AD-18a" in keys


def test_every_answer_is_saved_before_the_next_line_runs(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = FileKeeper(tmp_path)
    controller = _talk(keeper)
    with qtbot.waitSignal(controller.saved) as told:
        assert controller.answer("AD-02", "yes")
    assert told.args == [MOMENT]
    assert keeper.reopened(form_of(TALK)).value("/data/promise/AD_02") == "yes"


def test_the_draft_continues_at_the_next_open_question(tmp_path: Path) -> None:
    keeper = FileKeeper(tmp_path)
    controller = _talk(keeper)
    controller.stand_at("AD-02")
    controller.answer("AD-02", "yes")
    assert keeper.positions[-1] == "AD-03"
    controller.stand_at("AD-18")
    controller.answer("AD-18", "yes")
    assert keeper.positions[-1] == "AD-18a"


def test_the_same_answer_again_is_not_saved_again(tmp_path: Path) -> None:
    keeper = FileKeeper(tmp_path)
    controller = _talk(keeper)
    controller.answer("AD-02", "yes")
    assert not controller.answer("AD-02", "yes")
    assert len(keeper.positions) == 1


def test_a_full_disk_is_told_and_the_answer_is_saved_when_it_works_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    keeper = FileKeeper(tmp_path / "gone")
    controller = _talk(keeper)
    with qtbot.waitSignal(controller.save_failed) as told:
        controller.answer("AD-02", "no")
    assert told.args[0].code == "store.full"
    assert controller.unsaved
    assert controller.value("AD-02") == "no"
    (tmp_path / "gone").mkdir()
    assert controller.save()
    assert not controller.unsaved
    assert keeper.reopened(form_of(TALK)).value("/data/promise/AD_02") == "no"


def test_nothing_is_stored_in_a_read_only_form(tmp_path: Path) -> None:
    keeper = FileKeeper(tmp_path)
    controller = FormController(session_on(form_of(TALK)), keeper=keeper, readonly=True)
    assert not controller.answer("AD-02", "yes")
    assert controller.shown("AD-02").readonly
    assert keeper.positions == []


def test_officer_and_person_lines_go_round_with_f4() -> None:
    controller = _talk()
    both = controller.shown("AD-02")
    assert (both.label, both.person_label) == ("Was the work different?", "ວຽກແຕກຕ່າງບໍ່?")
    assert controller.next_text_mode() is TextMode.PERSON
    person = controller.shown("AD-02")
    assert (person.label, person.person_label) == ("ວຽກແຕກຕ່າງບໍ່?", "")
    assert person.choices[0].label == "ແມ່ນ"
    assert controller.next_text_mode() is TextMode.OFFICER
    assert controller.shown("AD-02").person_label == ""


def test_the_officer_line_follows_the_program_language() -> None:
    controller = _talk()
    set_language("lo")
    controller.follow_program_language()
    shown = controller.shown("AD-02")
    assert (shown.label, shown.person_label) == ("ວຽກແຕກຕ່າງບໍ່?", "Was the work different?")
    assert shown.choices[1].label == "ບໍ່"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("Lao (lo)", "ບ່ອນທີ່ໄດ້ໄປ ໃນ 14 ມື້ຜ່ານມາ"),
        ("th", "ใน 14 วันที่ผ่านมา คุณไปที่ไหนมาบ้าง"),
        ("zh", "过去 14 天，您去过哪些地方？"),
    ],
)
def test_a_question_that_repeats_a_number_is_asked_in_the_persons_language(language: str, words: str) -> None:
    controller = FormController(session_on(shipped_form("health")), person_language=language)
    assert controller.spoken(controller.questions["HS-06"].label, language) == words
    assert controller.shown("HS-06").person_label == words


@pytest.mark.parametrize(("code", "found"), [("lo", "Lao (lo)"), ("en", "English (en)"), ("th", None)])
def test_a_form_language_is_found_by_its_code(code: str, found: str | None) -> None:
    assert language_of(("English (en)", "Lao (lo)"), code) == found


def test_a_message_comes_only_after_answering() -> None:
    controller = _talk()
    controller.answer("AD-18", "yes")
    assert controller.message("AD-18a") == ""
    controller.answer("AD-18a", "30")
    assert controller.message("AD-18a") == "A day has 0 to 24 hours"
    controller.answer("AD-18a", "14")
    assert controller.message("AD-18a") == ""


def test_a_missing_required_answer_is_told_when_the_page_is_left() -> None:
    controller = _talk()
    assert controller.message("AD-20") == ""
    assert controller.tell_issues(["AD-18", "AD-20"]) == ["AD-20"]
    assert controller.message("AD-20") == "This question still needs an answer."


def test_a_question_says_which_answer_brought_it_up() -> None:
    controller = _talk()
    controller.answer("AD-18", "yes")
    assert [(r.key, r.text) for r in controller.reasons.shown("AD-18a")] == [("AD-18", "AD-18 = Yes")]
    assert controller.reasons.shown("AD-02") == []
    # The hidden field "depth" is no answer anybody gave.
    assert controller.reasons.shown("AD-04") == []


def test_a_label_that_repeats_an_answer_follows_it() -> None:
    controller = _talk()
    controller.answer("AD-18", "yes")
    controller.answer("AD-18a", "14")
    assert controller.shown("AD-20").label == "What happened at 14 hours?"


def test_a_removed_item_comes_back_with_its_answers(qtbot: QtBot) -> None:
    controller = _talk()
    repeat = _companions(controller)
    controller.answer("P-1", "leader")
    controller.add_item(repeat)
    controller.answer("P-1.2", "driver")
    repeat = _companions(controller)
    with qtbot.waitSignals([controller.structure_changed, controller.undo_changed]):
        controller.remove_item(repeat, 0)
    assert controller.value("P-1") == "driver"
    assert "P-1.2" not in controller.questions
    controller.undo_remove()
    assert controller.value("P-1") == "leader"
    assert controller.value("P-1.2") == "driver"
    assert controller.removed is None


def test_hidden_and_calculated_fields_are_read_by_name() -> None:
    controller = _talk()
    controller.answer("AD-02", "yes")
    assert controller.named_value("signs") == "AD_02"
    controller.set_named("depth", "quick")
    assert not controller.relevant("AD-04")
    assert controller.named_value("no_such_field") == ""


def test_the_heading_of_a_table_of_questions_is_not_counted_as_a_question() -> None:
    table = (
        "| survey |\n| | type | name | label | appearance |\n| | begin_group | rooms | Rooms | table-list |\n"
        "| | select_one yn | bed | Is there a bed? | |\n| | end_group | | | |\n| choices |\n"
        "| | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |\n"
    )
    controller = FormController(session_on(form_of(table)))
    assert [key for key in controller.questions if controller.takes_answer(key)] == ["bed"]
