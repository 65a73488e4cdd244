"""What a trainer sees of a class: where answers differ and why, exercises as bars, and the report."""

import re
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import refusal
from tests.desk.test_exercises import STORIES
from tests.slips.reading import words

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.roles import Role
from borderdesk.text import set_language


def did(here: Workspace, user: str, drill: str, *differences: str, noted: str | None = None) -> None:
    """An exercise in somebody's record."""
    outcome = STORIES[drill]["expected"]["outcome"] if noted is None else noted
    who = posts.as_role(here, Role.OFFICER, user)
    with here.store.write() as transaction:
        fact = facts.DrillFinished(drill, "1", "2026-03-05", f"{id(fact_of):x}"[:16], outcome, differences)
        who.record(transaction, f"training:{user}", fact)


def fact_of() -> None:
    """Only its address is asked for: an attempt's name leads nowhere."""


@pytest.fixture
def trainer(supervisor: Workspace) -> Workspace:
    """A desk with three officers' records."""
    set_language("en")
    did(supervisor, "O1", "01_adult", "adult/AD_18|no|yes", noted="O3")
    did(supervisor, "O2", "01_adult", "adult/AD_18|unsure|yes", "adult/AD_03||yes")
    did(supervisor, "O3", "01_adult")
    did(supervisor, "O1", "14_doc_number", "travel_document/DX_08||differs")
    did(supervisor, "O2", "14_doc_number")
    return supervisor


def test_differing_answers_stand_side_by_side_with_the_reason(trainer: Workspace) -> None:
    adult, document = desk.story_matrices(trainer)
    assert adult.who == ("O1 VTE", "O2 VTE", "O3 VTE")
    pay, hours = adult.rows
    assert (pay.question, pay.cells) == ("AD-03", ("Yes", "nothing noted", "Yes"))
    assert (hours.question, hours.cells) == ("AD-18", ("No", "Not sure", "Yes"))
    assert hours.why.startswith("Without the long days")
    assert [(each.noted, each.who) for each in hours.noted] == [
        ("No", ("O1 VTE",)),
        ("Not sure", ("O2 VTE",)),
        ("Yes", ("O3 VTE",)),
    ]
    assert document.rows[0].cells == ("the lines were not copied", "a check digit does not fit")


def test_an_exercise_is_drawn_once_it_was_done_eleven_times(trainer: Workspace) -> None:
    chart = desk.drills_chart(trainer)
    assert (chart.bars, chart.few) == ((), 2)
    assert desk.drills_chart_pdf(trainer) is None
    for number in range(8):
        did(trainer, f"O{number + 4}", "01_adult", *["adult/AD_18|no|yes"] * (number % 2))
    (bar,) = desk.drills_chart(trainer).bars
    assert (bar.drill, bar.matching, bar.attempts) == ("01_adult", 5, 11)
    assert desk.drills_chart(trainer).differs_most == bar
    drawn = desk.drills_chart_pdf(trainer)
    assert drawn is not None
    assert "5 of 11" in words(drawn)
    assert "O1" not in words(drawn)


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_report_is_printed_with_role_numbers_or_without(trainer: Workspace, language: str) -> None:
    with_numbers = desk.class_report_pdf(trainer, language)
    said = words(with_numbers)
    assert "O1 VTE" in said
    assert STORIES["01_adult"]["title"][language].split()[0] in said
    assert not with_numbers.unshown
    without = words(desk.class_report_pdf(trainer, language, named=False))
    assert not any(user in without for user in ("O1", "O2", "O3"))
    assert "AD-18" in without
    for line in without.splitlines():  # columns in the order of numbers would say whose letter is whose
        letters = re.findall(r"\b[A-C]\b", line)
        assert letters == sorted(letters)
    assert "%" not in said + without


def test_a_class_of_many_goes_on_over_pages(trainer: Workspace) -> None:
    for number in range(4, 30):
        for drill in ("01_adult", "02_child", "09_nothing_found"):
            did(trainer, f"O{number}", drill, *["adult/AD_18|no|yes"] * (drill == "01_adult"))
    drawn = desk.class_report_pdf(trainer, "lo", named=False)
    assert drawn.pages > 2
    again = desk.class_report_pdf(trainer, "lo", named=False)
    assert words(again) != words(drawn), "an order that is kept could be worked out from the numbers"


def test_the_report_is_saved_in_a_folder_and_an_empty_class_has_none(
    trainer: Workspace, checkpoint: Workspace, tmp_path: Path
) -> None:
    assert desk.save_class_report(trainer, tmp_path).name == "class-2026-03-05.pdf"
    (tmp_path / "taken").write_text("a file")
    assert refusal(desk.save_class_report, trainer, tmp_path / "taken") == "stick.unwritable"
    lead = posts.as_role(checkpoint, Role.SHIFT_LEAD)
    assert refusal(desk.class_report_pdf, lead) == "training.nothing_done"
    assert refusal(desk.story_matrices, posts.as_role(checkpoint, Role.OFFICER)) == "role.not_allowed"
