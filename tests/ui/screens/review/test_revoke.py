"""Trust taken back in the window: why is asked, and the next package is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk.posts import refusal
from tests.ui.screens.desk_window import DeskWindow, seen_traveller
from tests.ui.screens.review.test_screen import look

from borderdesk import desk


@pytest.mark.parametrize("language", ["lo", "en"])
def test_a_desk_is_no_longer_trusted(
    open_desk: Callable[..., DeskWindow],
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    introduced: None,
    stick: Path,
    language: str,
) -> None:
    seen_traveller(checkpoint)
    package = desk.pack(checkpoint, stick).value.path
    window = open_desk(supervisor, language=language)
    window.show("keys")
    window.rest()
    row = f"keys.cards.revoke.{checkpoint.device}"
    window.press(row)
    window.rest()
    look(window, f"revoke_{language}")
    window.press("revoke.primary")
    window.rest()
    assert desk.peers(supervisor), "without a reason nothing happens"
    window.type("revoke.reason", "stolen")
    window.press("revoke.primary")
    window.rest()
    assert desk.peers(supervisor) == []
    assert refusal(desk.apply_import, supervisor, package) == "package.revoked_sender"
