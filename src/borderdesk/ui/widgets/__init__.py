"""Plain building blocks of every screen: words, buttons, frames, fields, tables, sheets.

Names are loaded when they are first used: the unlock window waits for the ones it shows, not for all.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderdesk.ui.said import Say, plain, said, shown
    from borderdesk.ui.widgets.buttons import Button, IconButton
    from borderdesk.ui.widgets.chooser import FolderChooser
    from borderdesk.ui.widgets.column import FootBar, ReasonLine, ScrollColumn
    from borderdesk.ui.widgets.fields import Choice, FormRow, SecretField, TextArea, TextField
    from borderdesk.ui.widgets.flow import Flow, WrappingRow
    from borderdesk.ui.widgets.frames import Banner, Card, Chip, SidePanel
    from borderdesk.ui.widgets.labels import (
        IconMark,
        Label,
        LandingTitle,
        PageTitle,
        SectionTitle,
        SpokenLabel,
        announce,
    )
    from borderdesk.ui.widgets.sheets import Confirm, Sheet, Tell
    from borderdesk.ui.widgets.table import Column, Row, Table
    from borderdesk.ui.widgets.tiles import RadioTile, TickTile

_HOMES = {
    "borderdesk.ui.said": (
        "Say",
        "plain",
        "said",
        "shown",
    ),
    "borderdesk.ui.widgets.buttons": (
        "Button",
        "IconButton",
    ),
    "borderdesk.ui.widgets.chooser": ("FolderChooser",),
    "borderdesk.ui.widgets.column": (
        "FootBar",
        "ReasonLine",
        "ScrollColumn",
    ),
    "borderdesk.ui.widgets.fields": (
        "Choice",
        "FormRow",
        "SecretField",
        "TextArea",
        "TextField",
    ),
    "borderdesk.ui.widgets.flow": (
        "Flow",
        "WrappingRow",
    ),
    "borderdesk.ui.widgets.frames": (
        "Banner",
        "Card",
        "Chip",
        "SidePanel",
    ),
    "borderdesk.ui.widgets.labels": (
        "IconMark",
        "Label",
        "LandingTitle",
        "PageTitle",
        "SectionTitle",
        "SpokenLabel",
        "announce",
    ),
    "borderdesk.ui.widgets.sheets": (
        "Confirm",
        "Sheet",
        "Tell",
    ),
    "borderdesk.ui.widgets.table": (
        "Column",
        "Row",
        "Table",
    ),
    "borderdesk.ui.widgets.tiles": (
        "RadioTile",
        "TickTile",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Banner",
    "Button",
    "Card",
    "Chip",
    "Choice",
    "Column",
    "Confirm",
    "Flow",
    "FolderChooser",
    "FootBar",
    "FormRow",
    "IconButton",
    "IconMark",
    "Label",
    "LandingTitle",
    "PageTitle",
    "RadioTile",
    "ReasonLine",
    "Row",
    "Say",
    "ScrollColumn",
    "SecretField",
    "SectionTitle",
    "Sheet",
    "SidePanel",
    "SpokenLabel",
    "Table",
    "Tell",
    "TextArea",
    "TextField",
    "TickTile",
    "WrappingRow",
    "announce",
    "plain",
    "said",
    "shown",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(name)
    return getattr(import_module(_HOME_OF[name]), name)
