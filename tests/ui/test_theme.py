"""Colours that can be told apart, Lao marks that are never cut, status colours kept back in Counter mode."""

from typing import Literal

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from borderdesk.ui import theme
from borderdesk.ui.stylesheet import stylesheet
from borderdesk.ui.widgets import (
    Banner,
    Button,
    Chip,
    Choice,
    Column,
    IconMark,
    Label,
    RadioTile,
    Table,
    TextArea,
    TextField,
    TickTile,
)

GROUNDS = ("canvas", "surface", "sunken")


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication):
    theme.apply(theme.Appearance())
    theme.show_status(False)
    yield
    theme.apply(theme.Appearance())
    theme.show_status(False)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""

    def luminance(color: str) -> float:
        parts = []
        for part in QColor(color).getRgbF()[:3]:
            parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", theme.SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_kind_of_text_can_be_read_on_every_ground(scheme: str, ground: str) -> None:
    colors = theme.tokens(scheme).colors
    assert contrast(colors["text"], colors[ground]) >= 10
    assert contrast(colors["muted"], colors[ground]) >= 4.5
    assert contrast(colors["primary"], colors[ground]) >= 4.5
    assert contrast(colors["border"], colors[ground]) >= 3


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_buttons_and_chosen_answers_can_be_read(scheme: str) -> None:
    colors = theme.tokens(scheme).colors
    assert contrast(colors["on_primary"], colors["primary"]) >= 4.5
    assert contrast(colors["selected_text"], colors["selected"]) >= 4.5


@pytest.mark.parametrize("scheme", theme.SCHEMES)
@pytest.mark.parametrize("kind", ["info", "problem", "sealed"])
def test_a_strip_under_the_header_can_be_read(
    qtbot: QtBot, scheme: str, kind: Literal["info", "problem", "sealed"]
) -> None:
    strip = Banner(name="strip")
    qtbot.addWidget(strip)
    theme.apply(theme.Appearance(scheme))
    strip.show_text("Draft content, not validated", "Ask your shift lead.", kind=kind)
    strip.resize(500, 60)
    for part in (*strip.findChildren(Label), strip.findChild(IconMark)):
        if part is None or part.isHidden():
            continue
        image = strip.grab(part.geometry()).toImage()
        ground = image.pixelColor(0, 0).name()
        inks = {
            image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())
        }
        assert max(contrast(ink, ground) for ink in inks) >= 4.5, part.objectName()


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_one_of_the_two_focus_rings_stands_out_on_every_ground(scheme: str) -> None:
    colors = theme.tokens(scheme).colors
    for ground in (*GROUNDS, "primary", "selected"):
        rings = (colors["focus_outer"], colors["focus_inner"])
        assert max(contrast(ring, colors[ground]) for ring in rings) >= 3, ground


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_every_status_can_be_read_without_its_colour_meaning_anything(scheme: str) -> None:
    tokens = theme.tokens(scheme)
    assert set(tokens.status) == {
        "act_now",
        "refer",
        "more_needed",
        "nothing_noted",
        "not_completed",
        "saved",
    }
    for background, foreground in tokens.status.values():
        assert contrast(foreground, background) >= 4.5


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_the_style_sheet_holds_no_status_colour(scheme: str) -> None:
    tokens = theme.tokens(scheme)
    sheet = stylesheet(tokens.colors, theme.px, lambda kind: (16, False)).upper()
    plain = {color.upper() for color in tokens.colors.values()}
    for pair in tokens.status.values():
        for color in pair:
            assert color.upper() in plain or color.upper() not in sheet


def test_counter_mode_paints_a_status_like_any_other_tag(qtbot: QtBot) -> None:
    chip = Chip("Offer referral today", status="refer")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert not _has_color(chip.grab().toImage(), theme.tokens("light").status["refer"][0])
    theme.show_status(True)
    assert _has_color(chip.grab().toImage(), theme.tokens("light").status["refer"][0])


@pytest.mark.parametrize("family", theme.FAMILIES)
@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("kind", ["body", "page"])
def test_stacked_lao_marks_are_never_cut(qtbot: QtBot, family: str, percent: int, kind: str) -> None:
    theme.apply(theme.Appearance("light", percent, family))
    label = Label("ປີ້ ຫຼູ້ ນ້ຳ", kind)
    qtbot.addWidget(label)
    label.ensurePolished()
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    ground = image.pixelColor(0, 0)
    for row in (0, image.height() - 1):
        assert all(image.pixelColor(column, row) == ground for column in range(image.width()))
    assert any(image.pixelColor(column, image.height() // 2) != ground for column in range(image.width()))


def test_a_line_to_type_in_shows_stacked_lao_marks_whole(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    field = TextField()
    field.setParent(place)
    field.setText("ປີ້ ຫຼູ້ ນ້ຳ")
    field.ensurePolished()
    field.resize(240, field.sizeHint().height())
    reference = TextField()
    reference.setParent(place)
    reference.setText("ປີ້ ຫຼູ້ ນ້ຳ")
    reference.ensurePolished()
    reference.resize(240, field.sizeHint().height() + 40)
    assert _ink_rows(field) == _ink_rows(reference)


def test_larger_text_makes_controls_larger_at_once(qtbot: QtBot) -> None:
    button = Button("Continue", "primary")
    label = Label("Continue", "body")
    for widget in (button, label):
        qtbot.addWidget(widget)
        widget.show()
    before = (button.sizeHint().width(), label.sizeHint().height())
    theme.apply(theme.Appearance("light", 200))
    assert button.sizeHint().width() > before[0] * 1.6
    assert label.sizeHint().height() > before[1] * 1.6


FOCUSABLE = {
    "Button": lambda: Button("Continue"),
    "primary Button": lambda: Button("Continue", "primary"),
    "RadioTile": lambda: RadioTile("Yes"),
    "TickTile": lambda: TickTile("Seen"),
    "TextField": TextField,
    "TextArea": TextArea,
    "Choice": Choice,
    "Table": lambda: Table([Column("code", "Code")], "table"),
}


@pytest.mark.parametrize("scheme", theme.SCHEMES)
@pytest.mark.parametrize("kind", FOCUSABLE)
def test_the_focus_ring_is_drawn_on_every_kind_of_control(qtbot: QtBot, scheme: str, kind: str) -> None:
    theme.apply(theme.Appearance(scheme))
    place = QWidget()
    qtbot.addWidget(place)
    other = QLineEdit(place)
    control = FOCUSABLE[kind]()
    control.setParent(place)
    control.setGeometry(10, 60, 260, 60)
    place.resize(300, 200)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    colors = theme.tokens(scheme).colors
    ring = colors["focus_outer"]
    other.setFocus()
    without = _count_color(control.grab().toImage(), ring)
    control.setFocus()
    around = control.grab().toImage()
    assert _count_color(around, ring) > without + 200
    edge = [around.pixelColor(column, 30).name().upper() for column in range(4)]
    assert edge == [ring, ring, *[colors["focus_inner"]] * 2]


def _has_color(image: QImage, color: str) -> bool:
    return _count_color(image, color) > 0


def _count_color(image: QImage, color: str) -> int:
    wanted = QColor(color).rgb()
    return sum(
        image.pixel(column, row) == wanted for row in range(image.height()) for column in range(image.width())
    )


def _ink_rows(field: QWidget) -> int:
    image = field.grab().toImage()
    ground = image.pixelColor(image.width() - 20, image.height() // 2)
    inner = range(12, 150)
    return sum(
        any(image.pixelColor(column, row).lightness() < ground.lightness() - 100 for column in inner)
        for row in range(5, image.height() - 5)
    )
