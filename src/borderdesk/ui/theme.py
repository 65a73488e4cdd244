"""Colours, sizes and type of every window, from the token files in ``resources/theme``.

``app`` and the settings screen call ``apply``; painters ask ``color``, ``status``, ``px`` and ``font``.
Applying sets a palette, a font and one small style sheet on the application; Qt then tells every
widget, so nothing is styled widget by widget and nobody caches a colour.

There is one theme in a process, as there is one ``QApplication``: it is kept beside it here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QApplication

from borderdesk.resources import resource
from borderdesk.ui.stylesheet import stylesheet

STYLED: Final = "borderdesk.styled"
"""Property of an application that already wears Fusion."""
SCHEMES: Final = ("light", "dark", "high_contrast")
TEXT_PERCENT: Final = (100, 125, 150, 175, 200)
FAMILIES: Final = {
    "noto": ("Noto Sans Lao", "Noto Sans"),
    "phetsarath": ("Phetsarath OT", "Noto Sans"),
}
FONT_FILES: Final = {
    "noto": ("NotoSansLao-Regular.ttf", "NotoSansLao-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    "phetsarath": (
        "Phetsarath-Regular.ttf",
        "Phetsarath-Bold.ttf",
        "NotoSans-Regular.ttf",
        "NotoSans-Bold.ttf",
    ),
}
SCRIPTS: Final = {
    "Noto Sans Thai": ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    "Noto Sans Myanmar": ("NotoSansMyanmar-Regular.ttf", "NotoSansMyanmar-Bold.ttf"),
    "Noto Sans Khmer": ("NotoSansKhmer-Regular.ttf", "NotoSansKhmer-Bold.ttf"),
    "Noto Sans SC": ("NotoSansSC-Regular.ttf",),
}
"""Families of the neighbours' scripts, for words that the person reads."""

TYPE_SCALE: Final = {
    "caption": (13, False),
    "small": (14, False),
    "body": (16, False),
    "question": (18, True),
    "section": (20, True),
    "page": (24, True),
    "person": (30, False),
    "person_large": (36, True),
}
"""Pixel size at 100 % and whether bold, for each kind of text."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a person may choose about how the program looks."""

    scheme: str = "light"
    text_percent: int = 100
    family: str = "noto"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme: roles, and (background, foreground) pairs of each status."""

    colors: dict[str, str]
    status: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Current:
    appearance: Appearance = Appearance()
    status_shown: bool = False


_now = {"theme": _Current()}


@cache
def tokens(scheme: str) -> Tokens:
    """The token file of ``scheme``, one of ``SCHEMES``."""
    import tomllib

    with resource("theme", f"{scheme}.toml").open("rb") as stream:
        read = tomllib.load(stream)
    return Tokens(read["colors"], {name: (pair[0], pair[1]) for name, pair in read["status"].items()})


def appearance() -> Appearance:
    """What is applied now."""
    return _now["theme"].appearance


def apply(chosen: Appearance) -> None:
    """Show every window in ``chosen``, now and from now on; needs a running ``QApplication``."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a theme needs a QApplication")
    percent = min(200, max(100, chosen.text_percent))
    chosen = replace(chosen, text_percent=percent)
    if chosen == _now["theme"].appearance and app.styleSheet():
        return  # restyling every widget takes a tenth of a second
    _now["theme"] = replace(_now["theme"], appearance=chosen)
    _load_fonts(chosen.family)
    if app.property(STYLED) is None:
        app.setStyle("Fusion")
        app.setProperty(STYLED, True)
    app.setPalette(_palette(tokens(chosen.scheme).colors))
    app.setFont(font("body"))
    # The sheet comes last: it makes every widget take its colours and sizes anew.
    app.setStyleSheet(stylesheet(tokens(chosen.scheme).colors, px, _size_of))


def system_scheme() -> str:
    """The scheme that fits what the person chose for the whole computer."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and _asks_for_contrast(accessibility()):
        return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _asks_for_contrast(hints: object) -> bool:
    preference = getattr(hints, "contrastPreference", None)
    high = getattr(getattr(Qt, "ContrastPreference", None), "HighContrast", None)
    return preference is not None and high is not None and preference() == high


def show_status(shown: bool) -> None:
    """Let status colours through (Private mode, supervisor) or hold them back (Counter, covered)."""
    if shown == _now["theme"].status_shown:
        return
    _now["theme"] = replace(_now["theme"], status_shown=shown)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        for window in app.topLevelWidgets():
            window.update()


def status_shown() -> bool:
    """Whether status colours may be seen now."""
    return _now["theme"].status_shown


def color(role: str) -> QColor:
    """The colour of ``role``, e.g. ``"muted"``; ``KeyError`` for a role that is not a token."""
    return QColor(tokens(appearance().scheme).colors[role])


def status(name: str) -> tuple[QColor, QColor]:
    """(background, foreground) of a status; plain sunken and text while status is not shown."""
    pair = tokens(appearance().scheme).status[name]
    if not status_shown():
        return color("sunken"), color("text")
    return QColor(pair[0]), QColor(pair[1])


def px(length: int) -> int:
    """A length drawn for 100 % text, in logical pixels at the text size of the moment."""
    return round(length * appearance().text_percent / 100)


def effective_width(width: int) -> int:
    """``width`` in the pixels it offers at 100 % text; layouts change by this."""
    return round(width * 100 / appearance().text_percent)


def font(kind: str = "body") -> QFont:
    """The font of one kind of text of ``TYPE_SCALE``."""
    size, bold = TYPE_SCALE[kind]
    face = QFont([*FAMILIES[appearance().family], *SCRIPTS])
    face.setPixelSize(px(size))
    face.setBold(bold)
    return face


def leading(face: QFont) -> int:
    """Padding above and below a line so that stacked Lao marks are never cut, in pixels.

    0.1 em for Noto; Phetsarath's marks reach further above its stated ascent.
    """
    size = face.pixelSize() if face.pixelSize() > 0 else QFontMetrics(face).height()
    return max(1, round(size * (0.1 if appearance().family == "noto" else 0.17) + 0.5))


def paint_focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Draw the two-tone focus ring just inside ``rect``; visible on every surface."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, role in ((1.0, "focus_outer"), (3.0, "focus_inner")):
        painter.setPen(QPen(color(role), 2))
        around = rect.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(around, max(radius - inset + 1, 1), max(radius - inset + 1, 1))
    painter.restore()


def _size_of(kind: str) -> tuple[int, bool]:
    size, bold = TYPE_SCALE[kind]
    return px(size), bold


@cache
def _load_fonts(family: str) -> None:
    for name in (*FONT_FILES[family], *(file for files in SCRIPTS.values() for file in files)):
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            raise RuntimeError(f"font {name} does not load")


def _palette(colors: dict[str, str]) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: "canvas",
        roles.WindowText: "text",
        roles.Base: "surface",
        roles.AlternateBase: "sunken",
        roles.Text: "text",
        roles.PlaceholderText: "muted",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.BrightText: "on_primary",
        roles.Highlight: "selected",
        roles.HighlightedText: "selected_text",
        roles.Accent: "primary",
        roles.Link: "primary",
        roles.LinkVisited: "primary",
        roles.ToolTipBase: "surface",
        roles.ToolTipText: "text",
        roles.Light: "surface",
        roles.Midlight: "sunken",
        roles.Mid: "hairline",
        roles.Dark: "border",
        roles.Shadow: "border",
    }
    for role, token in pairs.items():
        palette.setColor(role, QColor(colors[token]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors["muted"]))
    return palette
