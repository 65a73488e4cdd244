"""Kinds of questions that few forms use, and what all typed answers have in common: nobody's answer changes
by looking at it.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.questions.samples import asked, choices, press_lao_digit, type_text

from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.dates import DateField, TimeField
from borderdesk.ui.questions.filter_list import TickList
from borderdesk.ui.questions.media import MemoryMedia, QuestionMedia
from borderdesk.ui.questions.numbers import NumberField, RangeField
from borderdesk.ui.questions.plain_words import plain_words
from borderdesk.ui.questions.rating import RatingBar, StepList
from borderdesk.ui.questions.recorder import Recorder
from borderdesk.ui.questions.shown import Bounds, ShownChoice, ShownQuestion
from borderdesk.ui.questions.signature import AnnotationPad, DrawingPad
from borderdesk.ui.questions.text_fields import DigitsLine, MaskedLine, TextLine
from borderdesk.ui.questions.tick_tiles import TickTiles

OnScreen = Callable[..., QWidget]


def _given(field: AnswerField) -> list[str]:
    """Answers as they come, taken over as the controller does."""
    answers: list[str] = []

    def take(value: str, _by_key: bool) -> None:
        answers.append(value)
        field.show_question(replace(field.question, value=value))

    field.answered.connect(take)
    return answers


# ------------------------------------------------------------------ typed answers
@pytest.mark.parametrize(
    ("kind", "type_", "stored"),
    [
        (NumberField, "decimal", "1.50"),
        (NumberField, "decimal", "0.33333333333333333333"),
        (TimeField, "time", "10:20:30.000+07:00"),
        (DateField, "dateTime", "2026-03-05T10:20:30.000+07:00"),
        (TextLine, "string", "x" * 900),
    ],
)
def test_passing_through_a_field_changes_no_answer(
    qtbot: QtBot, on_screen: OnScreen, kind: type[AnswerField], type_: str, stored: str
) -> None:
    field = kind(asked("input", type_, "Q", stored))
    given = _given(field)
    other = QLineEdit()
    on_screen(field, other)
    for stop in field.stops():
        stop.setFocus()
    other.setFocus()
    field.commit()
    assert given == []


def test_what_was_typed_can_be_put_back_as_it_was(qtbot: QtBot, on_screen: OnScreen) -> None:
    line = TextLine(asked("input", "string", "Q", "Noy"))
    given = _given(line)
    on_screen(line)
    line.box.setFocus()
    line.box.end(False)
    type_text(line.box, "!")
    line.commit()
    qtbot.keyClick(line.box, Qt.Key.Key_Backspace)
    line.commit()
    assert given == ["Noy!", "Noy"]


def test_typing_goes_on_behind_what_stands_there(on_screen: OnScreen) -> None:
    line = TextLine(asked("input", "string", "Q", "Noy"))
    born = DateField(asked("input", "date", "D", "2001-04-03"))
    given = _given(line), _given(born)
    on_screen(line, born)
    line.take_focus()
    type_text(line.box, " K.")
    line.commit()
    born.take_focus()
    type_text(born.boxes["day"], "17")
    born.commit()
    assert given == (["Noy K."], ["2001-04-17"])


def test_a_phone_number_keeps_its_zero_and_is_typed_on_the_lao_layout(
    qtbot: QtBot, on_screen: OnScreen
) -> None:
    line = DigitsLine(asked("input", "string", "Q", "", "numbers"))
    given = _given(line)
    on_screen(line)
    line.box.setFocus()
    type_text(line.box, "໐20 ")
    press_lao_digit(line.box, 5)
    line.commit()
    assert given == ["020 5"]


def test_masked_words_are_shown_only_while_wanted(qtbot: QtBot, on_screen: OnScreen) -> None:
    line = MaskedLine(asked("input", "string", "Q", "", "masked"))
    on_screen(line)
    assert line.box.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(line.eye, Qt.MouseButton.LeftButton)
    assert line.box.echoMode() is QLineEdit.EchoMode.Normal
    assert line.eye.plain_text() == "Hide what I typed"


# ------------------------------------------------------------------ ranges
def _range(appearance: str, bounds: Bounds, value: str = "") -> ShownQuestion:
    return replace(asked("range", "int", "Q", value, appearance), bounds=bounds, unit="kg")


def test_a_rating_is_one_press(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = RatingBar(_range("rating", Bounds(1, 5)))
    given = _given(bar)
    on_screen(bar)
    qtbot.mouseClick(bar.options[3], Qt.MouseButton.LeftButton)
    assert given == ["4"]
    assert bar.options[3].isChecked()


def test_a_range_to_be_picked_is_a_list_of_its_steps(qtbot: QtBot, on_screen: OnScreen) -> None:
    steps = StepList(_range("picker", Bounds(5, 40, 5), "10.0"))
    on_screen(steps)
    assert steps.chosen.plain_text() == "10 kg"
    assert [choice.value for choice in steps.model.rows] == ["5", "10", "15", "20", "25", "30", "35", "40"]


def test_a_range_nobody_touched_shows_no_handle_and_a_press_chooses_the_step_there(
    qtbot: QtBot, on_screen: OnScreen
) -> None:
    field = RangeField(_range("", Bounds(0, 10)))
    given = _given(field)
    on_screen(field)
    qtbot.mouseClick(field.slider, Qt.MouseButton.LeftButton, pos=QPoint(1, 20))
    assert given == ["0"]
    qtbot.mouseClick(field.slider, Qt.MouseButton.LeftButton, pos=QPoint(field.slider.width() - 2, 20))
    assert given == ["0", "10"]
    assert field.reading.plain_text() == "10 kg"


# ------------------------------------------------------------------ lists
def test_any_of_many_are_ticked_and_found_by_typing(qtbot: QtBot, on_screen: OnScreen) -> None:
    provinces = (*choices("Vientiane", "Bokeo", "Attapeu"), ShownChoice("nowhere", "Nowhere", exclusive=True))
    ticks = TickList(replace(asked("select", "string"), choices=provinces))
    given = _given(ticks)
    on_screen(ticks)
    ticks.take_focus()
    type_text(ticks.box, "bok")
    qtbot.keyClick(ticks.box, Qt.Key.Key_Down)
    qtbot.keyClick(ticks.view, Qt.Key.Key_Space)
    assert given == ["bokeo"]
    ticks.box.clear()
    ticks._seek("")
    ticks._pick(0, by_key=True)
    assert given[-1] == "vientiane bokeo"
    assert ticks.chosen.plain_text() == "Vientiane, Bokeo"
    ticks._pick(3, by_key=True)
    assert given[-1] == "nowhere"
    qtbot.mouseClick(ticks.clear_button, Qt.MouseButton.LeftButton)
    assert given[-1] == ""


def test_what_the_form_calls_exclusive_stands_alone(qtbot: QtBot, on_screen: OnScreen) -> None:
    offered = (*choices("Shelter", "Doctor"), ShownChoice("later", "Not now", exclusive=True))
    tiles = TickTiles(replace(asked("select", "string"), choices=offered, value="shelter doctor"))
    given = _given(tiles)
    on_screen(tiles)
    qtbot.mouseClick(tiles.tiles[2], Qt.MouseButton.LeftButton)
    assert given == ["later"]


def test_options_stand_in_the_columns_the_form_asks_for_and_break_no_word(on_screen: OnScreen) -> None:
    tiles = TickTiles(
        replace(asked("select", "string", "Q", "", "columns-3"), choices=choices(*"ABCDEF")), None
    )
    on_screen(tiles)
    assert len({tile.x() for tile in tiles.tiles}) == 3
    wide = choices("Unbreakable" * 4, *"BCDEF")
    tiles.show_question(replace(tiles.question, choices=wide))
    tiles.rearrange()
    assert len({tile.x() for tile in tiles.tiles}) == 1


# ------------------------------------------------------------------ drawings and sounds
def _drawing(pad: DrawingPad, media: MemoryMedia, on_screen: OnScreen) -> list[str]:
    pad.use(QuestionMedia(media))
    given = _given(pad)
    on_screen(pad)
    return given


def _stroke(qtbot: QtBot, pad: DrawingPad, y: int) -> None:
    qtbot.mousePress(pad.pad, Qt.MouseButton.LeftButton, pos=QPoint(20, y))
    qtbot.mouseMove(pad.pad, QPoint(200, y))
    qtbot.mouseRelease(pad.pad, Qt.MouseButton.LeftButton, pos=QPoint(200, y))


def test_the_last_line_of_a_sketch_can_be_taken_back(qtbot: QtBot, on_screen: OnScreen) -> None:
    media = MemoryMedia()
    pad = DrawingPad(replace(asked("upload", "binary", "D", "", "draw"), collects="all"))
    given = _drawing(pad, media, on_screen)
    _stroke(qtbot, pad, 40)
    first = given[-1]
    _stroke(qtbot, pad, 90)
    qtbot.mouseClick(pad.undo_button, Qt.MouseButton.LeftButton)
    assert given[-1] == first
    qtbot.mouseClick(pad.undo_button, Qt.MouseButton.LeftButton)
    assert (given[-1], media.kept) == ("", {})


def test_a_pasted_picture_is_marked_and_both_are_kept(qtbot: QtBot, on_screen: OnScreen) -> None:
    media = MemoryMedia()
    pad = AnnotationPad(replace(asked("upload", "binary", "D", "", "annotate"), collects="all"))
    given = _drawing(pad, media, on_screen)
    red = QImage(640, 360, QImage.Format.Format_RGB32)
    red.fill(QColor("#c02020"))
    QApplication.clipboard().setImage(red)
    qtbot.mouseClick(pad.paste_button, Qt.MouseButton.LeftButton)
    _stroke(qtbot, pad, 100)
    kept = QImage.fromData(media.kept[given[-1]])
    assert kept.pixelColor(300, 300).red() > 150
    assert kept.pixelColor(100, 100).red() < 100
    assert len(media.kept) == 1


class _Microphone:
    """Speaks into what it is given, as a sound card does."""

    def __init__(self, into: QIODevice) -> None:
        into.write(b"\x01\x00" * 16_000)

    def stop(self) -> None:
        """Nothing more comes."""


def test_a_recording_is_a_wav_in_memory(qtbot: QtBot, on_screen: OnScreen) -> None:
    recorder = Recorder("answer.Q", _Microphone)  # type: ignore[arg-type]
    on_screen(recorder)
    qtbot.mouseClick(recorder.button, Qt.MouseButton.LeftButton)
    assert recorder.button.plain_text() == "Stop recording"
    assert recorder.seconds.plain_text() == "0:01"
    with qtbot.waitSignal(recorder.recorded) as said:
        qtbot.mouseClick(recorder.button, Qt.MouseButton.LeftButton)
    sound = bytes(said.args[0])
    assert sound.startswith(b"RIFF")
    assert len(sound) == 44 + 32_000
    assert not recorder.recording


# ------------------------------------------------------------------ words
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Now** and *then*", "Now and then"),
        ("__Now__ and _then_", "Now and then"),
        ("# Welcome\nto us", "Welcome\nto us"),
        ("See [the card](https://a.example/b)", "See the card (https://a.example/b)"),
        ('<span style="color:red">Red</span><br>line', "Red\nline"),
        ("* one\n* two", "• one\n• two"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        (r"\*as it is\*", "*as it is*"),
        ("x < 5 and y > 3", "x < 5 and y > 3"),
        ("____", "____"),
        ("-", ""),
        ("&nbsp;&nbsp;two &amp; three", "two & three"),
        ("ຊື່ **ທີ່ໃຊ້**", "ຊື່ ທີ່ໃຊ້"),
    ],
)
def test_marks_of_an_author_are_not_read_aloud(written: str, read: str) -> None:
    assert plain_words(written) == read
