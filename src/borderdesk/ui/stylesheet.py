"""The one style sheet of the program, generated from the tokens; called by ``theme`` only.

It holds type, spacing, borders and a ``:focus`` rule for each class that Qt itself draws. It never
holds a status colour: those are painted, so that Counter mode has none to find.
"""

from __future__ import annotations

from collections.abc import Callable

FOCUSABLE = (
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "QTextBrowser",
    "QComboBox",
    "QAbstractSpinBox",
    "QAbstractItemView",
    "QScrollArea",
    "QSlider",
    'QFrame[surface="card"]',
)
"""Classes whose focus frame is drawn by the style sheet; all other focusable classes paint their own."""


def stylesheet(
    colors: dict[str, str], px: Callable[[int], int], size_of: Callable[[str], tuple[int, bool]]
) -> str:
    """The sheet for one set of colours; ``px`` scales lengths, ``size_of`` gives (pixels, bold)."""
    rules = [
        _rule(
            "QToolTip", color=colors["text"], background=colors["surface"], border=_line(1, colors["border"])
        ),
    ]
    for kind in ("caption", "small", "body", "question", "section", "page", "person", "person_large"):
        size, bold = size_of(kind)
        weight = "bold" if bold else "normal"
        rules.append(_rule(f'*[type="{kind}"]', font_size=f"{size}px", font_weight=weight))
    rules += [
        _rule('QLabel[muted="true"]', color=colors["muted"]),
        _rule('QLabel[primary="true"]', color=colors["primary"]),
        _rule('QLabel[ground="selected"]', color=colors["selected_text"]),
        _rule('QLabel[ground="sunken"]', color=colors["text"]),
        _rule('QLabel[strong="true"]', font_weight="bold"),
        _rule("QScrollArea", border="none", background="transparent"),
        _rule("QScrollArea > QWidget > QWidget#column", background="transparent"),
        *_fields(colors, px),
        *_tables(colors, px),
        *_scroll_bars(colors, px),
        *_places(colors, px),
    ]
    focus = ", ".join(f"{name}:focus" for name in FOCUSABLE)
    rules.append(_rule(focus, border=_line(2, colors["focus_outer"])))
    return "\n".join(rules)


def _fields(colors: dict[str, str], px: Callable[[int], int]) -> list[str]:
    boxes = "QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QComboBox, QAbstractSpinBox"
    return [
        _rule(
            boxes,
            background=colors["surface"],
            color=colors["text"],
            border=_line(1, colors["border"]),
            border_radius=f"{px(6)}px",
            padding=f"{px(4)}px {px(10)}px",
            margin="1px",
            selection_background_color=colors["selected"],
            selection_color=colors["selected_text"],
        ),
        _rule(boxes.replace(",", ":focus,") + ":focus", margin="0px"),
        _rule("QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled", background=colors["sunken"]),
        _rule("QComboBox::drop-down", border="none", width=f"{px(32)}px"),
        _rule(
            "QComboBox QAbstractItemView",
            background=colors["surface"],
            color=colors["text"],
            border=_line(1, colors["border"]),
            selection_background_color=colors["selected"],
            selection_color=colors["selected_text"],
        ),
    ]


def _tables(colors: dict[str, str], px: Callable[[int], int]) -> list[str]:
    return [
        _rule(
            "QAbstractItemView",
            background=colors["surface"],
            color=colors["text"],
            border=_line(1, colors["hairline"]),
            border_radius=f"{px(6)}px",
            gridline_color=colors["hairline"],
            selection_background_color=colors["selected"],
            selection_color=colors["selected_text"],
            outline="none",
        ),
        _rule("QTableView::item", padding=f"0px {px(8)}px", border_bottom=_line(1, colors["hairline"])),
        _rule("QTableView::item:selected", background=colors["selected"], color=colors["selected_text"]),
        _rule(
            "QHeaderView::section",
            background=colors["surface"],
            color=colors["muted"],
            border="none",
            border_bottom=_line(1, colors["border"]),
            padding=f"{px(6)}px {px(8)}px",
            font_size=f"{px(14)}px",
        ),
        _rule("QHeaderView, QTableCornerButton::section", background=colors["surface"], border="none"),
    ]


def _scroll_bars(colors: dict[str, str], px: Callable[[int], int]) -> list[str]:
    return [
        _rule("QScrollBar", background="transparent", border="none"),
        _rule("QScrollBar:vertical", width=f"{px(14)}px"),
        _rule("QScrollBar:horizontal", height=f"{px(14)}px"),
        _rule(
            "QScrollBar::handle",
            background=colors["border"],
            border_radius="3px",
            margin=f"{px(4)}px",
            min_height=f"{px(32)}px",
            min_width=f"{px(32)}px",
        ),
        _rule("QScrollBar::add-line, QScrollBar::sub-line", width="0px", height="0px"),
        _rule("QScrollBar::add-page, QScrollBar::sub-page", background="transparent"),
    ]


def _places(colors: dict[str, str], px: Callable[[int], int]) -> list[str]:
    """Named parts of the window that differ from their surroundings."""
    return [
        _rule('QFrame[surface="rail"]', background=colors["sunken"], border="none"),
        _rule(
            'QFrame[surface="header"]',
            background=colors["surface"],
            border_bottom=_line(1, colors["hairline"]),
        ),
        _rule('QFrame[surface="foot"]', background=colors["canvas"], border_top=_line(1, colors["hairline"])),
        _rule(
            'QFrame[surface="side"]', background=colors["surface"], border_left=_line(1, colors["hairline"])
        ),
        _rule(
            'QFrame[surface="card"]',
            background=colors["surface"],
            border=_line(1, colors["hairline"]),
            border_radius=f"{px(8)}px",
        ),
        _rule(
            'QFrame[surface="sheet"]',
            background=colors["surface"],
            border=_line(1, colors["border"]),
            border_radius=f"{px(8)}px",
        ),
    ]


def _line(width: int, color: str) -> str:
    return f"{width}px solid {color}"


def _rule(selector: str, **properties: str) -> str:
    body = "; ".join(f"{name.replace('_', '-')}: {value}" for name, value in properties.items())
    return f"{selector} {{ {body} }}"
