"""The assessment's paper: starred gaps first, bars as long as the means, as many pages as it takes."""

from dataclasses import replace

import pytest
from tests.slips.border_posts import comparison, report
from tests.slips.reading import pages, picture, words

from borderdesk.slips.assessment import FieldMean, Gap, draw_assessment_report, draw_posts_comparison

pytestmark = pytest.mark.usefixtures("qapp")


def ink(means: tuple[float, ...]) -> int:
    """Dark pixels of a report with these means and nothing else."""
    fields = tuple(FieldMean("x", mean) for mean in means)
    drawn = report(
        "en", fields=fields, gaps=(), equipment=(), training=(), since=None, agreed="", next_visit=""
    )
    return sum(picture(draw_assessment_report(drawn)).histogram()[:100])


def test_a_bar_is_as_long_as_its_mean() -> None:
    nothing, half, full = ink((0.0,)), ink((1.5,)), ink((3.0,))
    assert full - nothing == pytest.approx(2 * (half - nothing), rel=0.1)


def test_the_starred_gap_stands_before_the_others() -> None:
    said = words(draw_assessment_report(report("en")))
    assert said.index("PA-04") < said.index("PA-40") < said.index("PA-11")


def test_many_gaps_take_more_pages_and_each_is_numbered() -> None:
    gap = Gap("PA-01", "Marked ways in and out apart", "Nothing yet", "Mark ways", "", star=False)
    drawn = draw_assessment_report(report("en", gaps=(gap,) * 47))
    assert drawn.pages > 2
    for number, text in enumerate(pages(drawn), start=1):
        assert f"Page {number} of {drawn.pages}" in text


def test_a_post_without_gaps_says_so() -> None:
    assert "No gap was found." in words(draw_assessment_report(report("en", gaps=())))


def test_a_first_visit_has_nothing_to_compare_with() -> None:
    fields = tuple(replace(field, before=None) for field in report("en").fields)
    said = words(draw_assessment_report(report("en", since=None, fields=fields)))
    assert "Since the visit" not in said
    assert "Outline" not in said


@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_letter_is_drawn(language: str) -> None:
    assert not draw_assessment_report(report(language)).unshown
    assert not draw_posts_comparison(comparison(language)).unshown


@pytest.mark.parametrize("posts", [2, 10, 30])
def test_posts_side_by_side_take_one_page(posts: int) -> None:
    drawn = draw_posts_comparison(comparison("lo", posts))
    assert drawn.pages == 1
    said = words(draw_posts_comparison(comparison("en", posts)))
    assert ("more posts are not on this page" in said) is (posts == 30)


def test_the_draft_strip_stands_on_both() -> None:
    for drawn in (draw_assessment_report(report("en")), draw_posts_comparison(comparison("en"))):
        assert "Draft content, not validated" in pages(drawn)[0]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert draw_assessment_report(report()).pdf == draw_assessment_report(report()).pdf
