"""Acceptance story 5: the power goes right after an answer; nothing given is lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.journeys.pages.form import FormPage
from tests.journeys.pages.post import Post
from tests.journeys.pages.today import TodayPage

from borderdesk import desk
from borderdesk.domain.facts import ScreeningResumed
from borderdesk.ui.widgets.sheets import Sheet


def test_after_a_power_cut_the_form_goes_on_at_the_next_question(
    start: Callable[..., Post], posts: Path, tmp_path: Path
) -> None:
    work = [
        sys.executable,
        "-m",
        "tests.journeys.power_cut",
        str(posts / "checkpoint"),
        str(tmp_path),
        "AD-18",
    ]
    with subprocess.Popen(work, stdout=subprocess.PIPE, text=True, env=os.environ) as running:
        assert running.stdout is not None
        said = next((line for line in running.stdout if line.startswith("answered")), "")
        running.kill()
    assert said, "the desk did not get as far as AD-18"

    post = start(posts / "checkpoint")
    post.unlock()
    today = TodayPage(post)
    assert "continue at AD-19" in today.unfinished()[0]
    assert [sheet for sheet in post.window.findChildren(Sheet) if sheet.isVisible()] == []
    today.go_on(0)
    post.wait_place("form")
    form = FormPage(post.window)
    assert form.at == "AD-19"
    assert form.chosen("AD-18") == ["yes"]
    assert sum(isinstance(entry.fact, ScreeningResumed) for entry in story_of(post, said.split()[1])) == 1


def story_of(post: Post, code: str) -> list[desk.TimelineItem]:
    """Everything the journal holds about a record."""
    return desk.timeline(post.workspace, code)
