"""Every screen as it looked when somebody last looked at it closely, in both languages.

After a wanted change of a screen, run this file once with ``BORDERDESK_WRITE_GOLDENS=1``, look at the
pictures in ``tests/golden/screens`` and commit them with the change. Dates, keys and QR codes differ from run
to run, so a few cells may; a part that moved, is missing or has another colour changes more.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.pages.fitness import blank, cut, settled, sideways
from tests.journeys.pages.post import Post
from tests.journeys.pages.tour import Walk

from borderdesk import desk
from borderdesk.ui.screens import register_screens
from borderdesk.ui.shell.screen import Registry
from borderdesk.ui.shell.setup.wizard import SetupWizard
from borderdesk.ui.widgets import Button, Choice, Label

KEPT = Path(__file__).parents[1] / "golden" / "screens"
WRITING = os.environ.get("BORDERDESK_WRITE_GOLDENS") == "1"

CELL = 16
"""Pictures are compared in cells of this many pixels."""
NOTICED = 64
"""Grey levels (of 255) by which a pixel differs for good; a cell does by one in twenty of its pixels."""
ALLOWED = 0.035
"""The share of cells that may differ: keys, the pattern of a QR code, and dates, which are two digits shorter
early in a year, are no larger."""


@pytest.fixture
def stick() -> Iterator[Path]:
    """A stick whose path is as long in every run, since pages show it."""
    with TemporaryDirectory(prefix="stick") as folder:
        yield Path(folder)


def picture(post: Post) -> Image.Image:
    """The window as it is painted, in grey."""
    painted = post.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (painted.width(), painted.height())
    raw = painted.constBits().tobytes()
    return Image.frombytes("RGB", size, raw, "raw", "RGB", painted.bytesPerLine()).convert("L")


def differing(now: Image.Image, before: Image.Image) -> float:
    """The share of cells that differ."""
    pixels = ImageChops.difference(now, before).point(lambda grey: 255 if grey > NOTICED else 0)
    cells = pixels.reduce(CELL).tobytes()
    return sum(cell > 255 / 20 for cell in cells) / len(cells)


def named(screen: str, params: dict[str, object]) -> str:
    """What the picture of a screen is called, whatever is looked at before it."""
    return "_".join([screen, *(str(params[each]) for each in ("id", "form") if each in params)])


def otherwise(post: Post, kept: Path) -> list[str]:
    """How much the window differs from the picture that is kept; nothing where it is within what may."""
    now = picture(post)
    if WRITING:
        kept.parent.mkdir(parents=True, exist_ok=True)
        now.quantize(16).save(kept, optimize=True)
    with Image.open(kept) as before:
        share = differing(now, before.convert("L"))
    return [f"{kept.stem}: {share:.1%}"] if share > ALLOWED else []


def whole(post: Post) -> list[str]:
    """What is cut, too wide or followed by a blank once the layout has come to rest."""

    def faults() -> list[str]:
        return [*sideways(post), *cut(post), *blank(post)]

    settled(lambda: not faults())
    return faults()


@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_screen_looks_as_it_looked_before_and_nothing_is_cut(
    start: Callable[..., Post], walk: Walk, tmp_path: Path, language: str
) -> None:
    changed = []
    for folder, user, routes in walk():
        post = start(tmp_path / folder, language=language)
        post.unlock(user=user)
        for screen, params in routes:
            post.show(screen, **params)
            post.rest()
            changed += [f"{screen}: {fault}" for fault in whole(post)]
            changed += otherwise(post, KEPT / language / f"{folder}_{named(screen, params)}.png")
        post.close()
    assert not changed, "\n".join(changed)


@pytest.mark.parametrize("language", ["lo", "en"])
def test_set_up_unlock_and_cover_look_as_they_looked_before(
    start: Callable[..., Post], tmp_path: Path, language: str
) -> None:
    post = start(tmp_path / "new", language=language)
    looked: dict[str, list[str]] = {}
    press = post.press

    def look_first(name: str) -> None:
        wizard = post.window.findChild(SetupWizard)
        page = wizard.page.value if wizard is not None else ""
        if name == "setup.primary" and page not in looked:
            looked[page] = whole(post)
            if page != "shares":  # other words each time
                looked[page] += otherwise(post, KEPT / language / f"setup_{page}.png")
        press(name)

    post.press = look_first  # type: ignore[method-assign]  # the wizard is walked as ever
    post.set_up()
    post.hide()
    looked["cover"] = otherwise(post, KEPT / language / "cover.png")
    post.close()
    again = start(tmp_path / "new", language=language)
    again.choose("unlock.user", "O1")
    looked["unlock"] = [*whole(again), *otherwise(again, KEPT / language / "unlock.png")]
    assert not any(looked.values()), looked


def test_no_screen_is_left_out_of_the_walk(walk: Walk, tmp_path: Path) -> None:
    walked = {screen for _, _, routes in walk() for screen, _ in routes}
    built = Registry()
    register_screens(built)
    assert set(built) - walked == set()


@pytest.mark.parametrize("language", ["lo", "en"])
def test_no_large_words_are_cut_on_any_screen(
    start: Callable[..., Post], walk: Walk, tmp_path: Path, language: str
) -> None:
    found = []
    for folder, user, routes in walk():
        post = start(tmp_path / folder, language=language)
        post.unlock(user=user)
        post.look(text_percent=150)
        for screen, params in routes:
            post.show(screen, **params)
            post.rest()
            found += [f"{screen}: {fault}" for fault in whole(post)]
            if screen not in ("library", "document") and not desk.sop_card(post.screen.sop(), language):
                found.append(f"{screen}: F1 opens no card")
        post.close()
    assert not found, "\n".join(found)


def test_a_part_that_moved_would_be_noticed() -> None:
    with Image.open(KEPT / "en" / "checkpoint_today.png") as kept:
        before = kept.convert("L")
    assert differing(before, before) == 0
    assert differing(ImageChops.offset(before, 0, 8), before) > ALLOWED


def test_a_part_that_is_missing_would_be_noticed() -> None:
    with Image.open(KEPT / "en" / "checkpoint_screening.png") as kept:
        before = kept.convert("L")
    without = before.copy()
    without.paste("white", (208, 172, 1070, 340))
    assert differing(without, before) > ALLOWED


def filled_choice(words: str) -> Choice:
    choice = Choice()
    choice.show_choices([("one", words)])
    return choice


def faint_field(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(words)
    return field


@pytest.mark.parametrize(
    ("make", "room"),
    [
        (lambda: Label("Words that need room", wrap=False), 40),
        (lambda: Label("Words that need room for more than a line of them"), 90),
        (lambda: Button("Words that need room", "secondary"), 60),
        (lambda: filled_choice("Words that need room"), 80),
        (lambda: faint_field("Words that need room"), 60),
    ],
)
def test_words_without_room_would_be_noticed(qtbot: QtBot, make: Callable[[], QWidget], room: int) -> None:
    window, words = QWidget(), make()
    qtbot.addWidget(window)
    words.setParent(window)
    window.resize(800, 400)
    window.show()
    words.setGeometry(10, 10, 600, 200)
    assert list(cut(window)) == []
    words.setGeometry(10, 10, room, 24)
    assert list(cut(window)) != []
