"""Border posts: visits in order, the report of one, several on one page, saved without anybody's name."""

from pathlib import Path

import pytest
from tests.desk import posts as desks
from tests.desk.posts import fill, refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace

FIRST = {"PA_04": "0", "PA_07": "1", "PA_11": "0", "PA_30": "1", "PA_44": "3", "PA_45": "2"}
SECOND = {"PA_04": "3", "PA_07": "1", "PA_11": "2", "PA_30": "3", "PA_39": "0", "PA_44": "3"}


def visit(here: Workspace, post: str, day: str, **answers: str) -> str:
    draft = desk.start_assessment(here, "poe_assessment").value
    fill(here, draft.id, {"post_name": post, "post_type": "international", "visit_day": day, **answers})
    return desk.complete_apart(here, draft.id).value.code


@pytest.fixture
def two_visits(checkpoint: Workspace) -> tuple[str, str]:
    first = visit(checkpoint, "Friendship Bridge 4", "2025-09-01", **FIRST)
    second = visit(checkpoint, " friendship  bridge 4 ", "2026-03-01", **SECOND)
    return first, second


def test_visits_stand_in_order_and_know_the_one_before(
    checkpoint: Workspace, two_visits: tuple[str, str]
) -> None:
    first, second = two_visits
    found = desk.post_visits(checkpoint)
    assert [each.code for each in found] == [second, first]
    assert [each.before for each in found] == [first, ""]
    assert found[1].means[0] == pytest.approx(0.3)
    assert found[1].star_gaps == ("PA_04", "PA_07", "PA_30")


def test_a_report_names_gaps_requests_and_what_changed(
    checkpoint: Workspace, two_visits: tuple[str, str], qapp: object
) -> None:
    from tests.slips.reading import pages

    text = " ".join(pages(desk.assessment_report_pdf(checkpoint, two_visits[1], "en"))).replace("\n", " ")
    assert "Closed: PA-04, PA-30, PA-11" in text
    assert "New: PA-39" in text
    assert "Still open: PA-07" in text
    assert text.index("PA-07") < text.index("Equipment to ask for")
    assert "Hand-washing stations with soap" in text


def test_each_side_of_a_report_calls_the_post_by_its_name_in_that_language(
    checkpoint: Workspace, qapp: object
) -> None:
    from tests.slips.reading import words

    here = next(each for each in desk.stations() if each.code == checkpoint.station)
    draft = desk.start_assessment(checkpoint, "poe_assessment").value
    fill(checkpoint, draft.id, {"PA_04": "0"})
    code = desk.complete_apart(checkpoint, draft.id).value.code
    (listed,) = desk.post_visits(checkpoint)
    assert listed.post == f"{here.name_lo} ({here.name_en})", "its visits find each other in either language"
    lao, english = (words(desk.assessment_report_pdf(checkpoint, code, each)) for each in ("lo", "en"))
    assert here.name_en in english.replace("\n", " ") and here.name_lo not in english
    assert here.name_en not in lao.replace("\n", " ")


def test_what_nobody_looked_at_is_neither_closed_nor_in_place(checkpoint: Workspace, qapp: object) -> None:
    from tests.slips.reading import words

    visit(checkpoint, "River landing", "2025-09-01", **FIRST)
    short = visit(checkpoint, "River landing", "2026-03-01", PA_04="3", PA_01="2")
    said = words(desk.assessment_report_pdf(checkpoint, short, "en")).replace("\n", " ")
    assert "2 of 47 points were looked at." in said
    assert "Closed: PA-04 New: None" in said
    assert "Not looked at this time: PA-07, PA-30, PA-11" in said
    assert "No gap was found in what was looked at." in said
    visit(checkpoint, "Airport", "2026-03-01")
    said = words(desk.posts_comparison_pdf(checkpoint, "en")).replace("\n", " ")
    assert "0 of 47 points were looked at." in said
    assert "2 of 47 points were looked at." in said


def test_a_report_is_there_in_both_languages_and_draws_every_letter(
    checkpoint: Workspace, two_visits: tuple[str, str]
) -> None:
    for language in ("lo", "en"):
        paper = desk.assessment_report_pdf(checkpoint, two_visits[0], language)
        assert paper.pages >= 1
        assert not paper.unshown
    assert refusal(desk.assessment_report_pdf, checkpoint, "BD-HXY-26-7K3QD-M") == "assessment.missing"


def test_posts_are_compared_on_one_page(checkpoint: Workspace, two_visits: tuple[str, str]) -> None:
    assert refusal(desk.posts_comparison_pdf, checkpoint) == "assessment.one_post"
    for number in range(16):
        visit(checkpoint, f"Post {number:02d}", "2026-02-01", PA_04="0", PA_16="1", PA_40="0")
    for language in ("lo", "en"):
        assert desk.posts_comparison_pdf(checkpoint, language).pages == 1


def test_papers_are_saved_under_the_number_alone(
    checkpoint: Workspace, two_visits: tuple[str, str], tmp_path: Path
) -> None:
    written = desk.save_post_papers(checkpoint, tmp_path / "out", code=two_visits[0])
    assert [path.name for path in written] == [
        f"post-{two_visits[0]}-lo.pdf",
        f"post-{two_visits[0]}-en.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF") for path in written)
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert refusal(desk.save_post_papers, checkpoint, blocked, code=two_visits[0]) == "stick.unwritable"


def test_an_imported_mean_beyond_the_scale_stays_on_the_paper(checkpoint: Workspace) -> None:
    from borderdesk.desk.assessed import mean

    assert (mean("7"), mean("-1"), mean("x"), mean("")) == (3.0, 0.0, None, None)
    assert desks.entries_of(checkpoint) > 0
