"""The print preview as an officer uses it; for journeys and for the tests of the screen itself."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk


class PrintPage:
    """Speaks like an officer: ``print.paper("form")``, ``print.print_now()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("print.title")

    def paper(self, name: str) -> None:
        """Look at the ``slip`` or the referral ``form``."""
        self._desk.press(f"print.tab.{name}")

    def copy(self, number: int) -> None:
        """Tick or untick a copy."""
        self._desk.press(f"print.copy.{number}")

    def no_copy_for_the_person(self) -> None:
        self._desk.press("print.noPersonCopy")

    def size(self, name: str) -> None:
        """``a4``, ``a5`` or ``card``."""
        choice = self._desk.find("print.size")
        choice.choose(name)  # type: ignore[attr-defined]  # a closed list
        choice.activated.emit(0)  # type: ignore[attr-defined]  # as if chosen by hand

    def wait_for_pages(self, count: int) -> None:
        """Wait until so many pages are drawn and can be printed."""
        self._desk.wait_text("print.primary", f" {count} page")
        self._desk._qtbot.waitUntil(lambda: len(self.pages()) == count)

    def pages(self) -> list[str]:
        """The pages shown, as they are spoken."""
        column = self._desk.find("print.pages")
        return [picture.accessibleName() for picture in column.pictures]  # type: ignore[attr-defined]  # its own pictures

    def print_now(self) -> None:
        self._desk.press("print.primary")

    def wait_printed(self, pages: int) -> None:
        """Wait until the paper is out."""
        self._desk.wait_text("print.banner", f"Take {pages} page")

    def go_to_record(self) -> None:
        self._desk.press("print.back")

    @property
    def act(self) -> str:
        """What the primary button says."""
        return self._desk.text("print.primary")
