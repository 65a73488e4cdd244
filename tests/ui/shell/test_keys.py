"""Keys are known by where they lie, whatever the keyboard types."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from borderdesk.ui.shell.keys import GlobalKey, global_key, is_enter, physical_digit, physical_letter

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
by_place = pytest.mark.skipif(sys.platform == "win32", reason="Windows names keys, not their places")


def press(
    key: int, modifiers: Qt.KeyboardModifier = PLAIN, *, scan: int = 0, virtual: int = 0, text: str = ""
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text, False, 1)


def test_the_1_key_of_a_lao_keyboard_is_1_on_windows() -> None:
    assert physical_digit(press(0x0EA2, virtual=0x31, text="ຢ")) == 1


@by_place
def test_the_1_key_of_a_lao_keyboard_is_1_on_linux() -> None:
    assert physical_digit(press(0x0EA2, scan=10, virtual=0x1000EA2, text="ຢ")) == 1


@by_place
@pytest.mark.parametrize(("scan", "digit"), [(10, 1), (11, 2), (18, 9), (19, 0)])
def test_the_top_row_counts_from_1_to_9_and_then_0(scan: int, digit: int) -> None:
    assert physical_digit(press(0x0EA2, scan=scan)) == digit


def test_the_number_pad_types_digits_on_every_layout() -> None:
    assert physical_digit(press(Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier, scan=79)) == 7


def test_an_on_screen_keyboard_without_key_codes_still_types_digits() -> None:
    assert physical_digit(press(Qt.Key.Key_3, text="3")) == 3


def test_other_keys_are_no_digits() -> None:
    assert physical_digit(press(Qt.Key.Key_A, scan=38, virtual=0x61)) is None
    assert physical_digit(press(Qt.Key.Key_Space, scan=65)) is None


@by_place
def test_control_n_works_on_a_lao_keyboard() -> None:
    assert global_key(press(0x0EB7, CONTROL, scan=57, virtual=0x1000EB7)) is GlobalKey.NEW


def test_control_letters_work_on_a_lao_keyboard_on_windows() -> None:
    assert global_key(press(0x0EB7, CONTROL, virtual=0x4E)) is GlobalKey.NEW
    assert global_key(press(0x0EA7, CONTROL, virtual=0x4C)) is GlobalKey.LOCK


@by_place
def test_control_l_locks_on_a_lao_keyboard() -> None:
    assert global_key(press(0x0EA7, CONTROL, scan=46)) is GlobalKey.LOCK


def test_function_keys_do_not_depend_on_the_layout() -> None:
    assert global_key(press(Qt.Key.Key_F9, scan=75)) is GlobalKey.HIDE
    assert global_key(press(Qt.Key.Key_F1, scan=67)) is GlobalKey.HELP


def test_a_plain_letter_or_another_modifier_means_nothing_everywhere() -> None:
    assert global_key(press(Qt.Key.Key_N, scan=57)) is None
    assert global_key(press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier, scan=57)) is None
    assert global_key(press(Qt.Key.Key_F9, Qt.KeyboardModifier.AltModifier, scan=75)) is None


def test_control_enter_presses_the_main_button_with_either_enter_key() -> None:
    assert global_key(press(Qt.Key.Key_Return, CONTROL)) is GlobalKey.PRIMARY
    assert (
        global_key(press(Qt.Key.Key_Enter, CONTROL | Qt.KeyboardModifier.KeypadModifier)) is GlobalKey.PRIMARY
    )
    assert is_enter(press(Qt.Key.Key_Enter))


def test_letters_are_read_from_their_place() -> None:
    assert sys.platform == "win32" or physical_letter(press(0x0EB1, scan=24)) == "Q"
    assert physical_letter(press(0x0EB1, virtual=0x5A)) == "Z"
    assert physical_letter(press(Qt.Key.Key_1, scan=10)) is None
