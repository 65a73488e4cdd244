"""The screen as the person has it on every step, as somebody last saw it; see ``test_looks``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PIN
from tests.journeys.pages.tour import Walk
from tests.journeys.test_looks import KEPT, otherwise, whole

from borderdesk import desk
from borderdesk.desk.directory import directory
from borderdesk.forms import Layout
from borderdesk.ui.widgets import Choice

TURNED = ("sight", "pre", "needs", "form", "refer", "consent", "rights_card", "document")


def choose_receiver(workspace: desk.Workspace, case: str) -> None:
    """The agency that is agreed to."""
    opened = desk.open_draft(workspace, desk.start_form(workspace, case, "referral").value.id)
    asked = (q for screen in opened.session.screens(Layout.SECTIONS) for q in screen.questions)
    chosen = next(question for question in asked if question.name == "receiver")
    opened.session.set_value(chosen.node, directory()[0].id)
    opened.keeper.save(opened.session.draft_xml(), "")


@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_page_looks_as_it_looked_and_nothing_is_cut(
    start: Callable[..., Post], walk: Walk, tmp_path: Path, language: str
) -> None:
    folder, user, routes = next(walk())
    post = start(tmp_path / folder, language=language)
    post.unlock(user=user)
    found = []
    for screen, params in routes:
        if screen not in TURNED or params.get("id") == "S01":
            continue
        if screen == "consent":
            choose_receiver(post.workspace, str(params["case"]))
        post.show(screen, **params)
        post.rest()
        post.keys.function(Qt.Key.Key_F8)
        post.rest()
        if screen == "consent":
            post.keys.space()  # past what is read aloud, to the agreements and the list
            post.keys.enter()
        found += [f"{screen}: {fault}" for fault in whole(post)]
        found += otherwise(post, KEPT / language / f"person_{screen}.png")
        if screen == "document":
            choice = post.find("personText.language", Choice)
            choice.choose("kjg")
            choice.activated.emit(choice.currentIndex())
            found += [f"unwritten: {fault}" for fault in whole(post)]
            found += otherwise(post, KEPT / language / "person_unwritten.png")
        post.keys.move(Qt.Key.Key_Escape)
        for digit in PIN:
            post.keys.digit(int(digit))
        post.keys.enter()
        post.wait(lambda: not post.sees("cover.pad"))
    assert not found, "\n".join(found)
