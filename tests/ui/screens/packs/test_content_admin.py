"""Who answers for content only: every place of theirs opens, and no key leads to a record."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from tests.desk import posts
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.domain.roles import Role


def test_a_content_admin_reaches_their_places_and_no_record(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace
) -> None:
    window = open_desk(posts.as_role(supervisor, Role.CONTENT_ADMIN, "C1"))
    for entry in window.desk.entries:
        window.show(entry.screen)
        window.rest()
        assert window.screen.banner.plain_text() == "", entry.screen
    window.show("packs")
    window.rest()
    window.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.place == "packs"
    window.key(Qt.Key.Key_F1)
    window.rest()
    assert window.desk.help.isVisible()
    window.key(Qt.Key.Key_F3)
    window.rest()
    assert (window.place, window.focused()) == ("library", "library.search")
