"""Border posts in the window: visits, the report as it will be printed, several posts on one page."""

from pathlib import Path

from tests.ui.screens.counter import Counter

from borderdesk import desk


def visit(workspace: desk.Workspace, post: str, day: str, **answers: str) -> None:
    desk.assess(
        workspace,
        "poe_assessment",
        {"post_name": post, "post_type": "international", "visit_day": day, **answers},
    )


def test_without_a_visit_the_page_says_so_and_offers_to_begin(counter: Counter) -> None:
    counter.show("posts")
    assert counter.sees("posts.empty")
    assert not counter.sees("posts.compare")
    counter.press("posts.primary")
    assert desk.drafts(counter.workspace)[0].form == "poe_assessment"


def test_the_report_is_shown_as_it_will_be_printed_and_saved(counter: Counter, tmp_path: Path) -> None:
    visit(counter.workspace, "Friendship Bridge 4", "2026-03-01", PA_04="0", PA_07="1")
    counter.show("posts")
    assert "2 gaps with a star" in counter.everything_said()
    counter.press("posts.visit.0.report")
    counter.find("postPaper.page.1")
    sheet = counter.window.findChild(object, "postPaper")
    sheet.save_to(tmp_path / "stick")  # the folder chooser has tests of its own
    counter._qtbot.waitUntil(lambda: counter.sees("postPaper.written"))
    assert [path.suffix for path in (tmp_path / "stick").iterdir()] == [".pdf"]


def test_two_posts_can_be_compared(counter: Counter) -> None:
    visit(counter.workspace, "Friendship Bridge 4", "2026-03-01", PA_04="0")
    counter.show("posts")
    assert not counter.sees("posts.compare")
    visit(counter.workspace, "Boten", "2026-02-01", PA_04="3")
    counter.show("today")
    counter.show("posts")
    counter.press("posts.compare")
    counter.find("postPaper.page.1")


def test_an_assessment_that_was_begun_is_gone_on_with(counter: Counter) -> None:
    counter.show("posts")
    counter.press("posts.primary")
    counter.find("form")
    assert not counter.sees("askPrivate"), "a post is nobody's details"
    counter.press("answer.PA-B.international")
    counter.show("posts")
    counter.press("posts.primary")
    counter.press("begun.primary")
    counter.find("form")
    assert len(desk.drafts(counter.workspace)) == 1
    counter.show("posts")
    counter.press("posts.primary")
    counter.press("begun.another")
    counter.find("form")
    assert len(desk.drafts(counter.workspace)) == 2
    counter.press("form.back")
    counter.find("posts")
    assert len(desk.drafts(counter.workspace)) == 1, "begun by mistake leaves nothing behind"


def test_a_finished_crisis_plan_is_found_read_and_printed(counter: Counter) -> None:
    counter.show("posts")
    assert counter.sees("posts.noPlan")
    answers = {"phase": "before", "place": "River landing", "CC_01": "0"}
    desk.assess(counter.workspace, "crisis", answers)
    counter.show("today")
    counter.show("posts")
    assert "River landing · Getting ready" in counter.everything_said()
    counter.press("posts.plan.0.report")
    counter.find("planPaper.page.1")
    counter.window.findChild(object, "planPaper").dismiss()
    counter.press("posts.plan.0.read")
    counter.find("form")
    assert counter.find("answer.CC-00.before").isChecked()
