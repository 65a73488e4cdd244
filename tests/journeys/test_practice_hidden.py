"""Hiding and locking in practice, and turning the screen: as at the real desk, with the same PIN."""

from PySide6.QtCore import Qt
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PIN

from borderdesk import desk
from borderdesk.desk.practice_opening import practice_folder


def begins_a_story(post: Post) -> None:
    """From the real desk into practice, to the first sight of a story."""
    post.show("practice")
    post.press("practice.enter")
    post.wait(lambda: post.window.desk is not None and post.workspace.practice)
    post.rest()
    post.press("practice.open.01_adult")
    post.press("drill.primary")
    post.wait_place("sight")


def test_hide_in_practice_comes_back_to_the_story_by_the_officers_pin(checkpoint: Post) -> None:
    begins_a_story(checkpoint)
    checkpoint.hide()
    assert checkpoint.window.covered
    checkpoint.come_back("1357")
    assert checkpoint.window.covered, "a wrong PIN does not take it off"
    for digit in PIN:
        checkpoint.physical_digit(int(digit))
    checkpoint.key(Qt.Key.Key_Return)
    checkpoint.wait(lambda: not checkpoint.window.covered)
    assert checkpoint.place == "sight" and checkpoint.workspace.practice


def test_who_reads_the_turned_screen_in_practice_needs_the_pin_to_come_back(checkpoint: Post) -> None:
    begins_a_story(checkpoint)
    checkpoint.keys.function(Qt.Key.Key_F8)
    checkpoint.keys.move(Qt.Key.Key_Escape)
    assert checkpoint.sees("personForm")
    for digit in PIN:
        checkpoint.keys.digit(int(digit))
    checkpoint.keys.enter()
    checkpoint.wait(lambda: not checkpoint.sees("personForm"))


def test_the_pin_is_not_kept_in_practice_which_anybody_can_open(checkpoint: Post) -> None:
    begins_a_story(checkpoint)
    folder = checkpoint.folder
    checkpoint.close()
    opened = desk.open_practice(folder, "O1", "HXY")
    assert opened.folder == practice_folder(folder, "O1")
    assert not desk.has_hide_pin(opened) and not desk.check_hide_pin(opened, PIN)
    opened.close()


def test_who_was_locked_out_of_practice_is_told_that_this_is_real_work_and_can_go_on(
    checkpoint: Post,
) -> None:
    begins_a_story(checkpoint)
    checkpoint.window.lock()
    checkpoint.unlock()
    assert not checkpoint.workspace.practice
    assert "real work" in checkpoint.text("askPractice.text")
    checkpoint.press("askPractice.primary")
    checkpoint.wait(lambda: checkpoint.window.desk is not None and checkpoint.workspace.practice)
    checkpoint.rest()
    assert checkpoint.place == "practice" and checkpoint.sees("shell.practice")
    checkpoint.window.lock()
    checkpoint.unlock()
    checkpoint.press("askPractice.back")
    assert not checkpoint.workspace.practice and checkpoint.place == "today"


def test_who_left_practice_by_its_button_or_was_at_real_work_is_asked_nothing(
    checkpoint: Post,
) -> None:
    begins_a_story(checkpoint)
    checkpoint.press("shell.leavePractice")
    checkpoint.unlock()
    assert not checkpoint.sees("askPractice")
    checkpoint.window.lock()
    checkpoint.unlock()
    assert not checkpoint.sees("askPractice")
