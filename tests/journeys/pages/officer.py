"""An officer who screens a traveller by keyboard alone, in the order of the day (ux §4)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.post import Post

SEEN = ("FS-01", "FS-03", "FS-10")
SAID = {"AD-02": 1, "AD-03": 1, "AD-18": 1, "AD-19": 1, "AD-22": 1}
"""Acceptance story 1: these are yes, every other question of the short set is no."""
NEEDED = ("IR-03", "IR-10")
YES, NO = 1, 2


class Officer:
    """``officer.look_at(SEEN)``, ``officer.prepare()``, ``officer.ask(SAID)``: each ends one screen on."""

    def __init__(self, post: Post) -> None:
        self.post, self.keys = post, post.keys

    def begin(self) -> None:
        """Ctrl+N on Today: somebody arrives, an adult. Inputs are counted from here."""
        self.keys.inputs = 0
        self.keys.control("N")
        self.post.wait_place("screening")
        self.keys.digit(1)
        self.keys.digit(1)
        self._turn("sight")

    def look_at(self, seen: tuple[str, ...] = SEEN) -> None:
        """Mark what is seen; the rest was looked at and not seen."""
        for code in seen:
            self.keys.arrow_to(f"sight.row.{code}")
            self.keys.space()
        self.keys.primary()
        self.post.wait_place("pre")

    def prepare(self) -> None:
        """Everything is in place; the person agrees to talk."""
        while self.post.place == "pre":
            assert self.post.focused().startswith("answer.PRE"), self.post.focused()
            if "PRE-4a" in self.post.focused():
                self.keys.move(Qt.Key.Key_Down)  # whom the person prefers may be left open
            else:
                self.keys.digit(YES)
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
        """Help is accepted; the first receiver; accompanied. Asks for agreement."""
        self.keys.digit(YES)
        assert self.post.focused().startswith("refer.receiver."), self.post.focused()
        self.keys.space()
        self.keys.tab_to("answer.R6c.accompanied")
        self.keys.digit(1)
        self._turn("consent")

    def agree(self) -> None:
        """The person agrees to this agency and to the list, and signs. Seals the referral."""
        for answer in ("answer.R5(ii).yes", "answer.R5(iii).yes", "answer.R5c.signature"):
            self.keys.tab_to(answer)
            self.keys.digit(1)
        self._press_primary("print")

    def print_all(self) -> None:
        """Issue and print."""
        self.post.wait(lambda: self.post.find("print.primary").isEnabled())
        self.keys.primary()
        self.post.wait(lambda: self.post.sees("print.banner") and bool(self.post.printers.papers()))
        self.post.rest()

    def screen_to(self, place: str) -> None:
        """The whole way of story 1 until ``place`` is shown."""
        steps = {
            "sight": self.begin,
            "pre": self.look_at,
            "needs": self.prepare,
            "form": self.no_danger,
            "form.end": self.ask,
            "needs.tiles": self.finish_asking,
            "outcome": self.note_needs,
            "refer": self.confirm,
            "consent": self.refer,
            "print": self.agree,
            "paper": self.print_all,
        }
        for reached, step in steps.items():
            step()
            if reached == place:
                return
        raise AssertionError(f"no such place: {place}")

    def _press_primary(self, then: str) -> None:
        self.keys.primary()
        self.post.wait_place(then)

    def _turn(self, then: str) -> None:
        """Go on from a page on which everything is said: nothing is entered by that (ux §4)."""
        before = self.keys.inputs
        self._press_primary(then)
        self.keys.inputs = before
