"""Exercises about a document: what stands on it, what can be found, and what is said afterwards."""

from collections.abc import Iterator

import pytest
from tests.desk import posts
from tests.desk.test_exercises import STORIES, play
from tests.slips.reading import words

from borderdesk import desk
from borderdesk.desk.stories import reference_answers, specimen_of
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import Unavailable
from borderdesk.text import set_language

WITH_DOCUMENT = [name for name, story in STORIES.items() if "specimen" in story]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    set_language("en")
    folder = tmp_path_factory.mktemp("beside") / "real"
    here = desk.open_practice(folder, "O3", "HXY", language="en", clock=posts.Watch())
    yield here
    here.close()


def test_every_size_of_document_is_there_and_the_module_has_a_document_in_each_story() -> None:
    kinds = {STORIES[name]["specimen"]["kind"] for name in WITH_DOCUMENT}
    assert kinds == {"TD1", "TD2", "TD3", "MRV-A", "MRV-B"}
    taught = {name for name, story in STORIES.items() if "documents" in story["modules"]}
    assert set(WITH_DOCUMENT) == taught
    assert len(taught) >= 6


@pytest.mark.parametrize("name", WITH_DOCUMENT)
def test_a_document_is_drawn_by_us_as_a_specimen_of_no_country(practice: Workspace, name: str) -> None:
    drawn = desk.specimen_pdf(practice, name, "lo")
    said = words(drawn)
    assert drawn.pages == 1
    assert not drawn.unshown
    assert "SPECIMEN" in said
    assert "PRACTICE" in said
    assert "UTOPIA" in said
    specimen = specimen_of(STORIES[name])
    assert specimen is not None
    assert specimen.number in said


def test_a_story_without_a_document_has_none_to_print(practice: Workspace) -> None:
    with pytest.raises(Unavailable) as missing:
        desk.specimen_pdf(practice, "01_adult")
    assert missing.value.code == "drill.missing"


@pytest.mark.parametrize("language", ["en", "lo"])
def test_who_read_nothing_off_is_told_which_field_and_which_digit(practice: Workspace, language: str) -> None:
    set_language(language)
    code = play(practice, "14_doc_number", {"travel_document": {"DX_08": "", "DX_03": "ok"}})
    found = desk.finish_drill(practice, code).value
    set_language("en")
    assert [each.question for each in found.differences] == ["DX-08", "DX-03"]
    zone, page = found.differences
    assert zone.values == ("", "differs")
    (number, whole) = found.on_document[:2]
    assert "UC6188047" in number
    assert " 5" in number  # the digit that stands there
    assert "4" in whole
    assert found.sop == "S14"
    assert zone.alone is not None
    assert page.alone is not None
    if language == "en":
        assert "check digit reads 5; these signs give 0" in number
        assert zone.noted == "the lines were not copied"
        assert found.reference_document.startswith("Ask a document examiner")


def test_a_sign_copied_otherwise_shows_where_the_document_is_sound(practice: Workspace) -> None:
    zone = reference_answers(STORIES["13_doc_sound"])["travel_document"]["DX_08"]
    misread = zone.replace("UB2075318", "UB2O75318")
    code = play(practice, "13_doc_sound", {"travel_document": {"DX_08": misread}})
    found = desk.finish_drill(practice, code).value
    assert [each.values for each in found.differences] == [("differs", "fits"), ("differs", "")]
    assert all(each.alone is None for each in found.differences)  # what was typed is not kept
    assert found.noted_document != found.reference_document
    assert misread not in str(desk.case(practice, code).screenings)


def test_a_printed_date_that_was_not_compared_is_named_with_what_it_changes(practice: Workspace) -> None:
    code = play(practice, "15_doc_older", {"travel_document": {"DX_09_birth": "2010-05-17", "DX_17": "ok"}})
    found = desk.finish_drill(practice, code).value
    birth, _ = found.differences
    assert (birth.question, birth.values) == ("DX-09 d", ("", "differs"))
    assert birth.alone is not None
    assert birth.alone.document.startswith("Ask a second officer")
    assert any("the zone reads 100517, printed is 000517" in each for each in found.on_document)


def test_years_of_the_buddhist_era_are_no_difference(practice: Workspace) -> None:
    found = desk.finish_drill(practice, play(practice, "16_doc_thai_year")).value
    assert found.differences == ()
    assert found.noted_document == "Nothing of concern was found."


def test_what_a_wrong_answer_changes_is_told_by_itself(practice: Workspace) -> None:
    code = play(practice, "08_official_involved", {"risk_needs": {"IR_09": "no"}, "adult": {"AD_03": "no"}})
    found = {each.name: each for each in desk.drill_feedback(practice, code).differences}
    pay, apart = found["AD_03"].alone, found["IR_09"].alone
    assert pay is not None and apart is not None
    assert not (pay.changes_step or pay.not_marked or pay.marked_too)
    assert not apart.changes_step
    assert apart.not_marked == ("OFFICIAL-INVOLVED",)


def test_each_of_many_differences_is_told_by_itself(practice: Workspace) -> None:
    """Answers are tried one after the other on the story's form, which is then as the story has it again."""
    many = {"AD_18": "no", "AD_02": "no", "AD_22": "no", "AD_17": "yes"}
    alone = {}
    for name, value in many.items():
        code = play(practice, "01_adult", {"adult": {name: value}})
        (only,) = desk.drill_feedback(practice, code).differences
        alone[name] = only.alone
    code = play(practice, "01_adult", {"adult": many})
    together = {each.name: each.alone for each in desk.drill_feedback(practice, code).differences}
    assert together == alone
