"""SOP at the step: every screen and every question of every shipped form leads to its card with F1."""

from __future__ import annotations

import re

import pytest
from tests.content.tables import survey

from borderdesk import desk
from borderdesk.resources import resource
from borderdesk.ui.screens import register_screens
from borderdesk.ui.shell.screen import Factory, Registry, Screen

FORMS = sorted(path.stem for path in resource("forms").glob("*.md"))
NOT_ASKED = ("note", "calculate", "begin", "end", "start", "today", "hidden", "")
OF_NO_STEP = {"library", "document", "practice", "drill"}
"""The cards themselves, and practising: no card of the list is about either."""


class _Seen(Registry):
    def __init__(self) -> None:
        super().__init__()
        self.factories: dict[str, Factory] = {}
        register_screens(self)

    def register(self, name: str, factory: Factory) -> None:
        self.factories[name] = factory


def test_every_screen_names_a_card() -> None:
    without = {name for name, made in _Seen().factories.items() if getattr(made, "sop", None) is Screen.sop}
    assert without <= OF_NO_STEP


@pytest.mark.parametrize("form_id", FORMS)
def test_every_question_names_a_card_that_is_there(form_id: str) -> None:
    asked = [row for row in survey(form_id) if re.split("[ _]", row["type"])[0] not in NOT_ASKED]
    assert asked
    for row in asked:
        card = row["bind::bd:sop"]
        assert all(desk.sop_card(card, language) for language in ("en", "lo")), row["name"]
