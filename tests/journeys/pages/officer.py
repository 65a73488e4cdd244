"""An officer who screens a traveller by keyboard alone, in the order of the day (ux §4)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

from tests.journeys.pages.form import FormPage
from tests.journeys.pages.post import Post

SEEN = ("FS-01", "FS-03", "FS-10")
SAID = {"AD-02": 1, "AD-03": 1, "AD-18": 1, "AD-19": 1, "AD-22": 1}
"""Acceptance story 1: these are yes, every other question of the short set is no."""
NEEDED = ("IR-10", "IR-11.shelter")
YES, NO = 1, 2


class Officer:
    """``officer.look_at(SEEN)``, ``officer.prepare()``, ``officer.ask(SAID)`` … each ends on the next screen."""

    def __init__(self, post: Post) -> None:
        self.post, self.keys = post, post.keys

    def begin(self) -> None:
        """Ctrl+N on Today: somebody arrives, an adult."""
        self.keys.control("N")
        self.post.wait_place("screening")
        self.keys.digit(1)
        self.keys.digit(1)
        self._press_primary("sight")

    def look_at(self, seen: tuple[str, ...] = SEEN) -> None:
        """Mark what is seen; the rest was looked at and not seen."""
        for code in seen:
            self.keys.arrow_to(f"sight.row.{code}")
            self.keys.space()
        self.keys.primary()
        self.post.wait_place("pre")

    def prepare(self) -> None:
        """Everything is in place; the person agrees to talk."""
        self.keys.digit(YES)
        while self.post.focused().startswith("answer.PRE") and "PRE-7" not in self.post.focused():
            self.keys.digit(YES)
        self.keys.digit(1)
        self.post.wait_place("needs")

    def no_danger(self) -> None:
        """None of these."""
        self.keys.primary()
        self.post.wait_place("form")

    def ask(self, said: Mapping[str, int] = SAID, *, until: str = "") -> FormPage:
        """The short set by digit keys; stops after ``until`` where that is given."""
        form = FormPage(self.post.window)
        asked = ""
        while (question := form.at) and question != asked:
            self.keys.digit(said.get(question, NO))
            asked = question
            if question == until:
                return form
        return form

    def finish_asking(self) -> None:
        """Finish asking; the needs follow."""
        self._press_primary("needs")

    def note_needs(self, needed: tuple[str, ...] = NEEDED) -> None:
        """Two tiles; the rest was asked and is not needed."""
        for key in needed:
            self.keys.arrow_to(f"needs.row.{key}")
            self.keys.space()
        self.keys.primary()
        self.post.wait_place("outcome")

    def confirm(self) -> None:
        """Agree with the outcome."""
        self._press_primary("refer")

    def refer(self) -> None:
        """Help is accepted; the first receiver; accompanied."""
        self.keys.digit(YES)
        first = next(iter(self.post.screen.receivers.receivers.values())).objectName()  # type: ignore[attr-defined]  # the composer
        self.keys.tab_to(first)
        self.keys.space()
        self.keys.tab_to("answer.R6 c.accompanied") if "R6 c" in self.post.focused() else None

    def _press_primary(self, then: str) -> None:
        self.keys.primary()
        self.post.wait_place(then)


def down() -> Qt.Key:
    return Qt.Key.Key_Down
