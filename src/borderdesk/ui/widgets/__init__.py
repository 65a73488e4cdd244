"""Plain building blocks of every screen: words, buttons, frames, fields, tables, sheets."""

from borderdesk.ui.said import Say, plain, said, shown
from borderdesk.ui.widgets.buttons import Button, IconButton
from borderdesk.ui.widgets.chooser import FolderChooser
from borderdesk.ui.widgets.column import FootBar, ReasonLine, ScrollColumn
from borderdesk.ui.widgets.fields import Choice, FormRow, SecretField, TextArea, TextField
from borderdesk.ui.widgets.frames import Banner, Card, Chip, Flow, SidePanel
from borderdesk.ui.widgets.labels import IconMark, Label, PageTitle, SectionTitle, announce
from borderdesk.ui.widgets.sheets import Confirm, Sheet, Tell
from borderdesk.ui.widgets.table import Column, Row, Table
from borderdesk.ui.widgets.tiles import RadioTile, TickTile

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
    "Table",
    "Tell",
    "TextArea",
    "TextField",
    "TickTile",
    "announce",
    "plain",
    "said",
    "shown",
]
