"""Which widget answers which question, by (control, type, appearance); asked by the question card."""

from borderdesk.ui.questions.answer_bar import AnswerBar, ChoiceTiles
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.dates import DateField, TimeField
from borderdesk.ui.questions.files import FileField
from borderdesk.ui.questions.filter_list import FilterList, TickList
from borderdesk.ui.questions.numbers import NumberField, RangeField
from borderdesk.ui.questions.places import PlaceField
from borderdesk.ui.questions.plain_fields import Acknowledge, NotCollected, NoteText, NothingToChoose
from borderdesk.ui.questions.ranking import RankList
from borderdesk.ui.questions.rating import MOST_IN_A_BAR, RatingBar, StepList, steps_of
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.questions.signature import AnnotationPad, DrawingPad, SignaturePad
from borderdesk.ui.questions.text_fields import DigitsLine, MaskedLine, ScannerLine, TextBlock, TextLine
from borderdesk.ui.questions.tick_tiles import TickTiles

_SHORT = 32
"""Labels up to this long fit a segment of a bar in two lines."""

_MOST_PICTURED = 30
"""Choices with pictures stand as tiles up to here; longer lists are searched by their words."""

_MOST_TICKS = 24
"""Ticks stand as tiles up to here; longer lists are searched by their words."""

_FEW = 5
"""A list this short is never hidden behind a search, whatever the form says."""

_BY_TYPE: dict[str, type[AnswerField]] = {
    "int": NumberField,
    "integer": NumberField,
    "decimal": NumberField,
    "date": DateField,
    "dateTime": DateField,
    "time": TimeField,
    "barcode": ScannerLine,
    "geotrace": NotCollected,
    "geoshape": NotCollected,
}
_SEARCHED = {"minimal", "autocomplete", "search", "quick-search"}
_IN_A_ROW = {"likert", "horizontal", "horizontal-compact", "columns", "columns-pack", "columns-flex"}


def widget_for(question: ShownQuestion) -> type[AnswerField]:
    """The widget class for a question; unknown appearances fall back to the plain widget of its type."""
    if question.is_note:
        return NoteText
    if not question.choices and question.control in ("select", "select1", "rank"):
        return NothingToChoose
    if question.control == "select1":
        return _pick_one(question)
    simple: dict[str, type[AnswerField]] = {
        "select": _pick_any(question),
        "trigger": Acknowledge,
        "range": _range(question),
        "secret": MaskedLine,
        "rank": RankList,
        "upload": _upload(question),
    }
    if question.control in simple:
        return simple[question.control]
    if question.type == "geopoint":
        return PlaceField if question.collects == "all" else NotCollected
    if question.type in _BY_TYPE:
        return _BY_TYPE[question.type]
    if question.lines > 1:
        return TextBlock
    if "masked" in question.appearance:
        return MaskedLine
    return DigitsLine if "numbers" in question.appearance else TextLine


def _upload(question: ShownQuestion) -> type[AnswerField]:
    """Media only where the form collects it; a signature is agreed to by giving it."""
    if "signature" in question.appearance:
        return SignaturePad if question.collects else NotCollected
    if question.collects != "all":
        return NotCollected
    if "draw" in question.appearance:
        return DrawingPad
    return AnnotationPad if "annotate" in question.appearance else FileField


def _range(question: ShownQuestion) -> type[AnswerField]:
    steps = len(steps_of(question.bounds))
    if "rating" in question.appearance and 0 < steps <= MOST_IN_A_BAR:
        return RatingBar
    return StepList if "picker" in question.appearance and steps else RangeField


def _pick_any(question: ShownQuestion) -> type[AnswerField]:
    if any(choice.image for choice in question.choices) and len(question.choices) < _MOST_PICTURED:
        return TickTiles
    searched = question.appearance & _SEARCHED and len(question.choices) > _FEW
    return TickList if searched or len(question.choices) > _MOST_TICKS else TickTiles


def _pick_one(question: ShownQuestion) -> type[AnswerField]:
    count = len(question.choices)
    pictured = any(choice.image for choice in question.choices)
    if pictured and count < _MOST_PICTURED:
        return AnswerBar if count <= 5 else ChoiceTiles
    if count >= 10 or (count > _FEW and question.appearance & _SEARCHED):
        return FilterList
    asked_for_row = bool(question.appearance & _IN_A_ROW) or any(
        name.startswith("columns-") for name in question.appearance
    )
    short = all(len(choice.label) <= _SHORT for choice in question.choices)
    return AnswerBar if count <= 5 and (short or asked_for_row) else ChoiceTiles
