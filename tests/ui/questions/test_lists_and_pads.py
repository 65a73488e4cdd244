"""Pick-any tiles, long lists, order, signature, notes; and which widget answers which question."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.questions.samples import asked, choices, press_lao_digit, type_text, yes_no

from borderdesk.ui.questions.answer_bar import AnswerBar, ChoiceTiles
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.dates import DateField, TimeField
from borderdesk.ui.questions.files import FileField
from borderdesk.ui.questions.filter_list import FilterList, TickList
from borderdesk.ui.questions.numbers import NumberField, RangeField
from borderdesk.ui.questions.places import PlaceField
from borderdesk.ui.questions.plain_fields import Acknowledge, NotCollected, NoteText, NothingToChoose
from borderdesk.ui.questions.ranking import RankList
from borderdesk.ui.questions.rating import RatingBar, StepList
from borderdesk.ui.questions.registry import widget_for
from borderdesk.ui.questions.shown import Bounds, ShownChoice
from borderdesk.ui.questions.signature import AnnotationPad, DrawingPad, SignaturePad
from borderdesk.ui.questions.text_fields import DigitsLine, MaskedLine, ScannerLine, TextBlock, TextLine
from borderdesk.ui.questions.tick_tiles import TickTiles

OnScreen = Callable[..., QWidget]


def test_none_of_these_stands_alone(qtbot: QtBot, on_screen: OnScreen) -> None:
    question = replace(asked("select", "string"), choices=choices("Shelter", "Doctor", "Food", "None"))
    tiles = TickTiles(replace(question, value="shelter doctor"))
    on_screen(tiles)
    with qtbot.waitSignal(tiles.answered) as given:
        qtbot.mouseClick(tiles.tiles[3], Qt.MouseButton.LeftButton)
    assert given.args[0] == "none"
    with qtbot.waitSignal(tiles.answered) as given:
        qtbot.mouseClick(tiles.tiles[1], Qt.MouseButton.LeftButton)
    assert given.args[0] == "doctor"


def test_tiles_are_ticked_by_physical_digit_and_stay_on_the_question(
    qtbot: QtBot, on_screen: OnScreen
) -> None:
    tiles = TickTiles(replace(asked("select", "string"), choices=choices("Shelter", "Doctor", "None")))
    on_screen(tiles)
    tiles.take_focus()
    with qtbot.waitSignal(tiles.answered) as given:
        press_lao_digit(tiles.tiles[0], 2)
    assert given.args == ["doctor", False]
    assert tiles.tiles[1].hasFocus()
    with qtbot.waitSignal(tiles.answered) as given:
        press_lao_digit(tiles.tiles[1], 3)
    assert given.args == ["none", True]


def test_tiles_stand_in_two_columns_where_there_is_room(on_screen: OnScreen) -> None:
    question = replace(asked("select", "string"), choices=choices("A", "B", "C", "D"))
    wide, narrow = TickTiles(question), TickTiles(question)
    on_screen(wide, width=880)
    on_screen(narrow, width=400)
    assert len({tile.x() for tile in wide.tiles}) == 2
    assert len({tile.x() for tile in narrow.tiles}) == 1


def _languages() -> tuple[ShownChoice, ...]:
    return (
        ShownChoice("lo", "ລາວ", "Lao"),
        ShownChoice("th", "ໄທ", "Thai"),
        ShownChoice("hmn", "ມົ້ງ", "Hmong"),
        *(ShownChoice(f"x{n}", f"ພາສາ {n}", f"Language {n}") for n in range(20)),
    )


@pytest.mark.parametrize("typed", ["ມົງ", "hmong", "Hmo"])
def test_a_long_list_is_searched_in_lao_and_latin(qtbot: QtBot, on_screen: OnScreen, typed: str) -> None:
    field = FilterList(replace(asked("select1", "string"), choices=_languages()))
    on_screen(field)
    field.take_focus()
    type_text(field.box, typed)
    assert [choice.value for choice in field.model.rows] == ["hmn"]
    with qtbot.waitSignal(field.answered) as given:
        qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert given.args == ["hmn", True]


def test_a_chosen_entry_of_a_long_list_can_be_changed(qtbot: QtBot, on_screen: OnScreen) -> None:
    field = FilterList(replace(asked("select1", "string", value="th"), choices=_languages()))
    on_screen(field)
    assert field.chosen.plain_text() == "ໄທ"
    assert field.view.isHidden()
    with qtbot.waitSignal(field.answered) as given:
        qtbot.mouseClick(field.clear_button, Qt.MouseButton.LeftButton)
    assert given.args[0] == ""


def test_nothing_found_is_said(qtbot: QtBot, on_screen: OnScreen) -> None:
    field = FilterList(replace(asked("select1", "string"), choices=_languages()))
    on_screen(field)
    field.take_focus()
    qtbot.keyClicks(field.box, "zzz")
    assert field.count.plain_text() == "Nothing found. Try fewer letters."


def test_an_order_is_made_with_buttons(qtbot: QtBot, on_screen: OnScreen) -> None:
    rank = RankList(replace(asked("rank", "odk:rank"), choices=choices("A", "B", "C")))
    on_screen(rank)
    with qtbot.waitSignal(rank.answered) as given:
        qtbot.mouseClick(rank._rows[2][2], Qt.MouseButton.LeftButton)
    assert given.args[0] == "a c b"
    rank.show_question(replace(rank.question, value="a c b"))
    assert [row[1].plain_text() for row in rank._rows] == ["A", "C", "B"]
    assert rank.confirm.isHidden()


def test_an_order_can_be_kept_as_it_stands(qtbot: QtBot, on_screen: OnScreen) -> None:
    rank = RankList(replace(asked("rank", "odk:rank"), choices=choices("A", "B")))
    on_screen(rank)
    with qtbot.waitSignal(rank.answered) as given:
        qtbot.mouseClick(rank.confirm, Qt.MouseButton.LeftButton)
    assert given.args[0] == "a b"


def test_a_reading_note_is_acknowledged_with_one_tick(qtbot: QtBot, on_screen: OnScreen) -> None:
    tick = Acknowledge(asked("trigger", "string"))
    on_screen(tick)
    with qtbot.waitSignal(tick.answered) as given:
        qtbot.mouseClick(tick.tiles[0], Qt.MouseButton.LeftButton)
    assert given.args[0] == "OK"


MANY = [f"Choice {n}" for n in range(30)]
_LONG = choices("A very long answer that needs more room than a segment has", "No")


@pytest.mark.parametrize(
    ("question", "widget"),
    [
        (yes_no(), AnswerBar),
        (replace(yes_no(), choices=choices(*"ABCDEF")), ChoiceTiles),
        (replace(yes_no(), choices=_LONG), ChoiceTiles),
        (replace(yes_no(), choices=_LONG, appearance=frozenset({"likert"})), AnswerBar),
        (replace(yes_no(), choices=choices(*"ABCDEFGHIJ")), FilterList),
        (replace(yes_no(), choices=choices(*"ABCDEF"), appearance=frozenset({"minimal"})), FilterList),
        (replace(yes_no(), appearance=frozenset({"minimal"})), AnswerBar),
        (replace(yes_no(), choices=()), NothingToChoose),
        (replace(asked("select", "string"), choices=choices(*"ABC")), TickTiles),
        (replace(asked("select", "string"), choices=choices(*MANY)), TickList),
        (
            replace(asked("select", "string", "Q", "", "autocomplete"), choices=choices(*MANY[:8])),
            TickList,
        ),
        (replace(asked("range", "int", "Q", "", "rating"), bounds=Bounds(1, 5)), RatingBar),
        (replace(asked("range", "int", "Q", "", "picker"), bounds=Bounds(5, 40, 5)), StepList),
        (asked("range", "int", "Q", "", "vertical"), RangeField),
        (asked("secret", "string"), MaskedLine),
        (asked("input", "string", "Q", "", "masked"), MaskedLine),
        (asked("input", "string", "Q", "", "numbers"), DigitsLine),
        (replace(asked("input", "string"), lines=4), TextBlock),
        (replace(asked("upload", "binary", "Q", "", "draw"), collects="all"), DrawingPad),
        (replace(asked("upload", "binary", "Q", "", "annotate"), collects="all"), AnnotationPad),
        (replace(asked("upload", "binary", "Q", "", "draw"), collects="signature"), NotCollected),
        (asked("input", "int"), NumberField),
        (asked("input", "decimal"), NumberField),
        (asked("input", "string"), TextLine),
        (asked("input", "string", "Q", "", "made-up"), TextLine),
        (asked("input", "barcode"), ScannerLine),
        (asked("input", "date"), DateField),
        (asked("input", "dateTime"), DateField),
        (asked("input", "time"), TimeField),
        (asked("input", "geopoint"), NotCollected),
        (asked("range", "int"), RangeField),
        (replace(asked("rank", "odk:rank"), choices=choices(*"ABC")), RankList),
        (asked("trigger", "string"), Acknowledge),
        (replace(asked("upload", "binary", "Q", "", "signature"), collects="signature"), SignaturePad),
        (asked("upload", "binary", "Q", "", "signature"), NotCollected),
        (asked("upload", "binary"), NotCollected),
        (replace(asked("upload", "binary"), collects="signature"), NotCollected),
        (replace(asked("upload", "binary"), collects="all"), FileField),
        (replace(asked("input", "geopoint"), collects="signature"), NotCollected),
        (replace(asked("input", "geopoint"), collects="all"), PlaceField),
        (asked("note", "string"), NoteText),
    ],
)
def test_each_kind_of_question_has_its_widget(question: object, widget: type[AnswerField]) -> None:
    assert widget_for(question) is widget  # type: ignore[arg-type]
