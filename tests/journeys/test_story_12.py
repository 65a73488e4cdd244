"""Acceptance story 12: every screen in the smallest window with large text, both languages, all colours."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from tests.journeys.pages.fitness import cut, disordered, overtaken, settled, sideways, stuck, unreachable
from tests.journeys.pages.post import Post
from tests.journeys.pages.sheets import (
    OPENINGS,
    faults_of,
    prepared,
    sheets_of_the_program,
    strays,
)
from tests.journeys.pages.tour import Walk

SMALLEST = (683, 345)
"""A 1366x768 PC at 200 %, less the task bar, in logical pixels."""
LOOKS = (("lo", (1366, 697), 100), ("en", SMALLEST, 150))
"""The language in which sheets are opened (they say the other one too), the window, the size of text."""
DESKS_WITH_SHEETS = 4
"""The walk comes to a checkpoint, a supervisor, a restored desk and practice, before it is the ward's."""


@pytest.fixture
def faults(start: Callable[..., Post], walk: Walk, tmp_path: Path) -> Callable[..., list[str]]:
    """Looks at every screen in one language, colour scheme and text size; what is wrong, screen by screen."""

    def look(language: str, scheme: str, percent: int) -> list[str]:
        found: list[str] = []
        for folder, user, shown in walk():
            post = start(tmp_path / folder, language=language, size=SMALLEST)
            post.unlock(user=user)
            post.look(text_percent=percent, scheme=scheme)
            for screen, params in shown:
                found += [f"{screen}: {fault}" for fault in wrong_with(post, screen, params)]
            post.close()
        return found

    return look


def wrong_with(post: Post, screen: str, params: dict[str, object]) -> Iterator[str]:
    """What is wrong with a screen as it opens, and while Tab walks over it."""
    post.show(screen, **params)
    post.rest()
    yield from overtaken(post)
    settled(lambda: not [*sideways(post), *cut(post)])
    yield from sideways(post)
    yield from cut(post)
    yield from disordered(post)
    yield from unreachable(post)
    yield from stuck(post)


def test_large_lao_text_fits_the_smallest_window(faults: Callable[..., list[str]]) -> None:
    found = faults("lo", "light", 200)
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("percent", [150, 200])
def test_every_look_fits_the_smallest_window(
    faults: Callable[..., list[str]], language: str, scheme: str, percent: int
) -> None:
    found = faults(language, scheme, percent)
    assert not found, "\n".join(found)


def test_no_sheet_is_cut_and_the_keyboard_stays_in_it_until_esc(
    start: Callable[..., Post], walk: Walk, tmp_path: Path
) -> None:
    found: list[str] = []
    for folder, user, routes in islice(walk(), DESKS_WITH_SHEETS):
        if folder not in OPENINGS:
            continue
        post = start(tmp_path / folder, language="lo")
        post.unlock(user=user)
        prepared(post)
        for spoken, size, percent in LOOKS:
            post.window.speak(spoken)
            post.window.resize(*size)
            post.look(text_percent=percent)
            for opening in OPENINGS[folder]:
                sheet = opening.open(post, routes)
                wrong = [*faults_of(sheet), *strays(post, sheet, opening)]
                found += [f"{opening.name} at {percent} %, {fault}" for fault in wrong]
        post.close()
    assert not found, "\n".join(found)


def test_no_sheet_is_left_out_of_the_table() -> None:
    listed = {opening.kind for openings in OPENINGS.values() for opening in openings}
    assert sheets_of_the_program() == listed
