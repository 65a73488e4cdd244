"""Building blocks: words wrap in every language, reasons are visible, lists speak whole rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from borderdesk.text import set_language, tr
from borderdesk.ui import icons, theme
from borderdesk.ui.widgets import (
    Button,
    Card,
    Chip,
    Choice,
    Column,
    Confirm,
    Flow,
    FootBar,
    FormRow,
    IconButton,
    Label,
    RadioTile,
    Row,
    ScrollColumn,
    SpokenLabel,
    Table,
    TextField,
    TickTile,
)

LAO = "ຄຳຕອບທີ່ບັນທຶກໄວ້ແລ້ວຍັງຢູ່ໃນຄອມພິວເຕີນີ້ປິດແລ້ວເປີດໃໝ່ຖ້າເກີດຂຶ້ນອີກໃຫ້ແຈ້ງລະຫັດນີ້ຕໍ່ຫົວໜ້າ"


@pytest.fixture(autouse=True)
def plain_look(qapp: object) -> Iterator[None]:
    theme.apply(theme.Appearance())
    set_language("en")
    yield
    KEPT.clear()
    set_language("en")
    theme.apply(theme.Appearance())


KEPT: list[QWidget] = []
"""Windows of the test that runs now: Qt forgets a window nobody holds."""


def in_column(qtbot: QtBot, *widgets: QWidget, width: int = 400, height: int = 600) -> QWidget:
    place = QWidget()
    KEPT.append(place)
    qtbot.addWidget(place)
    layout = QVBoxLayout(place)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    place.resize(width, height)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    return place


@pytest.mark.parametrize("make", [Label, Button, RadioTile, TickTile])
def test_lao_without_spaces_wraps_at_word_ends_and_grows_in_height(qtbot: QtBot, make: type[Label]) -> None:
    narrow, wide = make(LAO), make(LAO)
    in_column(qtbot, narrow, width=260)
    in_column(qtbot, wide, width=1200)
    assert narrow.height() > wide.height() * 1.5
    assert narrow.width() <= 260
    assert narrow.plain_text() == LAO


def test_burmese_lines_end_between_words_and_the_label_grows(qtbot: QtBot) -> None:
    words = "အချိန်မရွေး ရပ်နိုင်သည်။ အကူအညီသည် သင့်အဖြေပေါ် မူမတည်ပါ။"
    label = SpokenLabel(words, "person")
    qtbot.addWidget(label)
    label.show()
    heights = []
    for width in (700, 260):
        heights.append(label.heightForWidth(width))
        label.resize(width, heights[-1])
        lines = label.text().split("\n")
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        assert not [line for line in lines if re.match("[\u1000-\u1021]\u103a", line)]
        assert all(label.fontMetrics().horizontalAdvance(line) <= width for line in lines)
        assert heights[-1] >= QLabel.heightForWidth(label, width)
    assert heights[1] > heights[0]
    assert label.plain_text() == label.accessibleName() == words


def test_speech_and_tests_read_text_without_break_points() -> None:
    label = Label(LAO)
    assert "\u200b" in label.text()
    assert label.accessibleName() == LAO


def test_words_given_as_functions_follow_the_language_at_once(qtbot: QtBot) -> None:
    label, button = Label(lambda: tr("Hide")), Button(lambda: tr("Lock"))
    place = in_column(qtbot, label, button)
    set_language("lo")
    QCoreApplication.sendEvent(place, QEvent(QEvent.Type.LanguageChange))
    assert (label.plain_text(), button.plain_text()) == ("ເຊື່ອງ", "ລັອກ")
    assert button.accessibleName() == "ລັອກ"


def test_a_button_that_is_not_available_says_why_beside_it(qtbot: QtBot) -> None:
    foot = FootBar("page")
    primary = foot.set_primary("Pack to stick", lambda: None)
    in_column(qtbot, foot)
    primary.set_available(False, "Put a stick in first.")
    said = [label.plain_text() for label in foot.findChildren(Label) if label.isVisible()]
    assert said == ["Put a stick in first."]
    assert primary.accessibleDescription() == "Put a stick in first."
    primary.set_available(True)
    assert not [label for label in foot.findChildren(Label) if label.isVisible()]


def test_the_keyboard_stays_on_the_main_act_when_the_page_goes_on_to_the_next(qtbot: QtBot) -> None:
    foot = FootBar("page")
    back = foot.set_back("Back", lambda: None)
    foot.set_primary("Import", lambda: None)
    in_column(qtbot, foot)
    back.setFocus()
    first = foot.set_primary("Import 2", lambda: None)
    assert back.hasFocus()
    first.show()
    first.setFocus()
    assert foot.set_primary("Done", lambda: None).hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_pressed_by_space_and_by_enter_once_however_long_it_is_held(
    qtbot: QtBot, key: Qt.Key
) -> None:
    pressed: list[bool] = []
    button = Button("Print 3 pages", on_click=lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    qtbot.keyPress(button, key)
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(button, held)
    qtbot.keyRelease(button, key)
    assert pressed == [True]


def test_a_tile_is_pressed_anywhere_and_chosen_by_space(qtbot: QtBot) -> None:
    tiles = [RadioTile("Yes", name="yes"), RadioTile("No", name="no")]
    place = in_column(qtbot, *tiles)
    group = QButtonGroup(place)
    for tile in tiles:
        group.addButton(tile)
    QTest.mouseClick(tiles[1], Qt.MouseButton.LeftButton, pos=QPoint(tiles[1].width() - 5, 5))
    assert tiles[1].isChecked()
    tiles[0].setFocus()
    QTest.keyClick(tiles[0], Qt.Key.Key_Space)
    assert tiles[0].isChecked()
    assert not tiles[1].isChecked()


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_to_press_is_at_least_44_pixels_high(qtbot: QtBot, percent: int) -> None:
    theme.apply(theme.Appearance("light", percent))
    controls = [
        Button("Go"),
        Button("Go", "quiet"),
        IconButton("help", "Help"),
        RadioTile("Yes"),
        TickTile("Seen"),
        TextField(),
        Choice(),
    ]
    in_column(qtbot, *controls, height=1200)
    assert [type(control).__name__ for control in controls if control.height() < 44] == []


def test_roles_and_names_reach_the_screen_reader(qtbot: QtBot) -> None:
    controls = {
        RadioTile("Yes"): QAccessible.Role.RadioButton,
        TickTile("Seen"): QAccessible.Role.CheckBox,
        Button("Continue"): QAccessible.Role.PushButton,
        IconButton("help", "Help"): QAccessible.Role.PushButton,
    }
    in_column(qtbot, *controls)
    for control, role in controls.items():
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface is not None
        assert interface.role() == role
        assert interface.text(QAccessible.Text.Name)


def test_an_icon_button_repeats_its_name_as_tooltip() -> None:
    button = IconButton("help", "Help")
    assert (button.text(), button.accessibleName(), button.toolTip()) == ("", "Help", "Help")


def test_a_field_is_named_by_its_row_and_told_what_is_wrong(qtbot: QtBot) -> None:
    field = TextField(name="station")
    row = FormRow("Station", field, "Three letters")
    in_column(qtbot, row)
    assert field.accessibleName() == "Station"
    assert field.accessibleDescription() == "Three letters"
    row.show_problem("Choose a station.")
    assert row.problem() == "Choose a station."
    assert field.accessibleDescription() == "Choose a station."
    assert row.label.buddy() is field


def test_scrolling_over_a_closed_list_does_not_change_it(qtbot: QtBot) -> None:
    choice = Choice(name="station")
    choice.show_choices([("a", "First"), ("b", "Second")], "a")
    place = in_column(qtbot, choice)
    choice.setFocus()
    centre = choice.mapTo(place, choice.rect().center())
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    wheel = QWheelEvent(
        QPointF(centre),
        place.mapToGlobal(QPointF(centre)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    assert choice.key() == "a"


COLUMNS = [Column("code", "Code"), Column("step", "Step", stretch=True)]
ROWS = [
    Row("1", {"code": "7K3QD", "step": "Reply awaited"}, "7K3QD, reply due 14:00"),
    Row("2", {"code": "9M2WE", "step": "Unfinished"}),
]


def test_the_first_cell_of_a_row_speaks_the_whole_row() -> None:
    table = Table(COLUMNS, "list")
    table.show_rows(ROWS)
    spoken = [table.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["7K3QD, reply due 14:00", "9M2WE, Unfinished"]
    headers = [table.model().headerData(column, Qt.Orientation.Horizontal) for column in range(2)]
    assert headers == ["Code", "Step"]


def test_a_column_of_dates_stays_as_wide_whatever_days_are_listed(qtbot: QtBot) -> None:
    table = Table([Column("day", "Date", widest="28/12/2000"), Column("step", "Step", stretch=True)], "list")
    in_column(qtbot, table)
    widths = []
    for day in ("26/11/2026", "5/1/2027", "28/12/2000"):
        table.show_rows([Row("1", {"day": day})])
        QApplication.processEvents()
        widths.append(table.columnWidth(0))
    assert len(set(widths)) == 1


def test_words_that_look_like_tags_stay_words() -> None:
    """Names come from other desks, sentences from packs: nothing in them may load, lead out or hide."""
    table, chip = Table(COLUMNS, "list"), Chip("<b>7K3QD</b>")
    table.show_rows([Row("1", {"code": "<img src='//host/x'>", "step": "a & b"})])
    tips = [table.model().index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in range(2)]
    assert tips == ["<span>&lt;img src=&#x27;//host/x&#x27;&gt;</span>", "a & b"]
    assert chip.textFormat() is Qt.TextFormat.PlainText


def test_a_row_is_opened_by_enter_and_by_one_click(qtbot: QtBot) -> None:
    table = Table(COLUMNS, "list")
    table.show_rows(ROWS)
    in_column(qtbot, table)
    opened: list[str] = []
    table.row_opened.connect(opened.append)
    table.setFocus()
    table.choose("2")
    QTest.keyClick(table, Qt.Key.Key_Return)
    where = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == ["2", "1"]


def test_tab_leaves_a_table_and_its_choice_survives_new_rows(qtbot: QtBot) -> None:
    table, after = Table(COLUMNS, "list"), TextField(name="after")
    table.show_rows(ROWS)
    place = in_column(qtbot, table, after)
    table.setFocus()
    table.choose("2")
    table.show_rows([Row("0", {"code": "AAAAA"}), *ROWS])
    assert table.chosen() == "2"
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert place.focusWidget() is after


def test_the_focused_card_is_brought_fully_into_view(qtbot: QtBot) -> None:
    column = ScrollColumn()
    fields = []
    for number in range(12):
        card = Card(f"Card {number}")
        field = TextField(name=f"field.{number}")
        card.add(field)
        card.add(Label("A line below the field"))
        column.add(card)
        fields.append(field)
    place = QWidget()
    qtbot.addWidget(place)
    QVBoxLayout(place).addWidget(column)
    place.resize(600, 400)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    fields[9].setFocus()
    card = fields[9].parentWidget()
    view = column.viewport()

    def whole() -> bool:
        top = card.mapTo(view, QPoint(0, 0)).y()
        return top >= 0 and top + card.height() <= view.height()

    qtbot.waitUntil(whole)


def test_a_flow_goes_on_below_when_the_line_is_full(qtbot: QtBot) -> None:
    place = QWidget()
    flow = Flow(8, parent=place)
    chips = [Chip("Interpreter needed") for _number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    in_column(qtbot, place, width=420)
    assert len({chip.y() for chip in chips}) > 1
    assert all(chip.geometry().right() <= place.width() for chip in chips)


def test_a_question_runs_its_act_once_and_gives_the_focus_back(qtbot: QtBot) -> None:
    field = TextField(name="field")
    place = in_column(qtbot, field)
    field.setFocus()
    done: list[str] = []
    sheet = Confirm("Pack?", "6 records leave this PC.", "Pack 6 records", lambda: done.append("packed"))
    sheet.open_in(place)
    assert sheet.geometry() == place.rect()
    sheet.foot.primary.click()
    assert done == ["packed"]
    assert place.focusWidget() is field


def test_esc_in_a_question_changes_nothing(qtbot: QtBot) -> None:
    place = in_column(qtbot, TextField(name="field"))
    done: list[str] = []
    sheet = Confirm("Pack?", "6 records leave this PC.", "Pack 6 records", lambda: done.append("packed"))
    sheet.open_in(place)
    QTest.keyClick(place.focusWidget(), Qt.Key.Key_Escape)
    assert done == []
    assert sheet.isHidden()


def test_every_icon_can_be_drawn_in_any_colour(qapp: object) -> None:
    assert {"hide", "lock", "saved", "help", "app", "outcome_hexagon", "outcome_dashed_circle"} <= set(
        icons.names()
    )
    for name in icons.names():
        drawn = icons.pixmap(name, 24, "primary").toImage()
        inks = {
            drawn.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if drawn.pixelColor(x, y).alpha() == 255
        }
        assert inks <= {theme.color("primary").name()}, name
        assert any(drawn.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24)), name


def test_long_content_never_scrolls_sideways(qtbot: QtBot) -> None:
    column = ScrollColumn()
    for text in (LAO, "word " * 60, "7K3QD"):
        card = Card(text)
        card.add(RadioTile(text, text))
        card.add(Button(text))
        column.add(card)
    place = QWidget()
    qtbot.addWidget(place)
    QVBoxLayout(place).addWidget(column)
    place.resize(400, 300)
    place.show()
    qtbot.waitExposed(place)
    area: QScrollArea = column
    inner = area.widget()
    assert inner is not None
    qtbot.waitUntil(lambda: inner.width() <= area.viewport().width())
