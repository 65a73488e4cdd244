"""Acceptance story 4: what others near the counter can see or hear says nothing about anybody."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PASSPHRASE
from tests.journeys.pages.traveller import NAME, NAME_LAO, NATIONALITY, referred

from borderdesk import desk
from borderdesk.domain.values import Outcome
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.screens.outcome.presenter import OutcomePresenter, headline
from borderdesk.ui.shell.mode import Mode

WORDS = (
    "victim", "traffick", "suspect", "asylum", "smuggl", "slave", "exploit", "illegal",
    "ຄ້າມະນຸດ", "ຜູ້ຖືກເຄາະຮ້າຍ", "ຜູ້ຕ້ອງສົງໄສ",
)  # fmt: skip
"""Never at a counter, in either language (ux §7)."""


def banned(workspace: desk.Workspace, code: str) -> list[str]:
    """The words above, every outcome by name, and the flags and the name of the one record on file."""
    words = [*WORDS, NAME, NAME_LAO, NATIONALITY]
    for each in ("en", "lo"):
        set_language(each)
        words += [headline(outcome) for outcome in Outcome]
        words += [chip.words for chip in OutcomePresenter(workspace, code).load().flags]
    return [word.lower() for word in words]


@pytest.mark.parametrize("language", ["en", "lo"])
def test_nothing_at_the_counter_tells_about_anybody(
    start: Callable[..., Post], posts: Path, language: str
) -> None:
    workspace = desk.open_workspace(posts / "checkpoint", "O1", PASSPHRASE)
    never = banned(workspace, referred(workspace))
    workspace.close()
    post = start(posts / "checkpoint", language=language)
    post.unlock()
    officer = Officer(post)
    looked_at = []
    for place in ("today", "records", "library", "transfer", "screening"):
        post.go(place)
        post.rest()
        looked_at.append(see(post))
    post.go("today")
    officer.begin()
    looked_at.append(see(post))

    assert len(looked_at) == 6
    for place, said, colours in looked_at:
        assert [word for word in never if word in said.lower()] == [], place
        assert re.findall(r"\bO[2345]\b", said) == [], place
        assert colours & status_colours() == set(), place


def see(post: Post) -> tuple[str, str, set[int]]:
    """Where we are, every word that can be seen or heard, and every colour on screen."""
    assert post.window.desk is not None
    assert post.window.desk.mode.current is Mode.COUNTER
    picture = post.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    return post.place, post.everything_said(), {pixel & 0xFFFFFF for pixel in set(pixels)}


def status_colours() -> set[int]:
    """Colours that only a status has."""
    tokens = theme.tokens("light")
    plain = set(tokens.colors.values())
    return {int(each[1:], 16) for pair in tokens.status.values() for each in pair if each not in plain}
