"""The screen as the person has it on every step, as it looked when somebody last looked; see ``test_looks``."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PIN
from tests.journeys.pages.tour import toured
from tests.journeys.test_looks import KEPT, otherwise, whole

TURNED = ("sight", "pre", "needs", "form", "refer", "consent")


@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_page_looks_as_it_looked_and_nothing_is_cut(
    start: Callable[..., Post], posts: Path, stick: Path, language: str
) -> None:
    folder, user, routes = next(toured(posts, stick))
    post = start(posts / folder, language=language)
    post.unlock(user=user)
    found = []
    for screen, params in routes:
        if screen not in TURNED:
            continue
        post.show(screen, **params)
        post.rest()
        post.keys.function(Qt.Key.Key_F8)
        post.rest()
        if screen == "consent":
            post.keys.space()  # past what is read aloud, to the agreements and the list
            post.keys.enter()
        found += [f"{screen}: {fault}" for fault in whole(post)]
        found += otherwise(post, KEPT / language / f"person_{screen}.png")
        post.keys.move(Qt.Key.Key_Escape)
        for digit in PIN:
            post.keys.digit(int(digit))
        post.keys.enter()
        post.wait(lambda: not post.sees("personForm"))
    assert not found, "\n".join(found)
