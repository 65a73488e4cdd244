"""The directory knows its age, and says it."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.text import set_language
from borderdesk.ui.screens.directory.age import age_words


def test_the_directory_says_how_old_it_is_and_what_is_not_printed() -> None:
    set_language("en")
    today = date(2026, 11, 26)
    assert "none is printed" in age_words(desk.DirectoryAge(24, 24, 0, 0, None), today)
    old = desk.DirectoryAge(24, 3, 2, 10, today - timedelta(days=40))
    said = age_words(old, today)
    assert "17/10/2026, 40 days ago" in said and "5 rows are unchecked" in said
    fresh = desk.DirectoryAge(4, 0, 0, 4, today)
    assert age_words(fresh, today) == "The directory was last checked today."


def test_review_leads_to_the_rows_that_nobody_called(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace
) -> None:
    window = open_desk(supervisor)
    window.show("review")
    window.rest()
    assert "never checked" in window.text("review.directory.row.never.text")
    window.press("review.directory.open.never")
    window.rest()
    assert (window.place, window.find("directory.show").key()) == ("directory", "never")
    assert window.sideways() == [] and window.cut() == []
