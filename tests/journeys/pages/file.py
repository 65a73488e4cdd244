"""The case file as an officer uses it; for journeys and for the tests of the screen itself."""

from __future__ import annotations

from tests.journeys.pages.shell import Desk


class FilePage:
    """Speaks like an officer: ``file.happened()``, ``file.reply("4F7Q9KTX", "acknowledged")``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("file.title")

    def happened(self) -> list[str]:
        """The sentences of the timeline, the newest first."""
        card = self._desk.find("file.timeline")
        return [row.text.plain_text() for row in card.rows]  # type: ignore[attr-defined]  # its own rows

    @property
    def outcome(self) -> str:
        """The step in force, in words."""
        return self._desk.text("file.outcome")

    @property
    def next(self) -> str:
        """What the primary button says."""
        return self._desk.text("file.primary")

    def go_on(self) -> None:
        self._desk.press("file.primary")

    def reply(self, code: str, step: str, detail: str = "") -> None:
        """Note what the receiver answered, by the code of the part that came back."""
        self._desk.press("file.act.reply")
        self._desk.type("file.reply.code", code)
        self._desk.press(f"file.reply.step.{step}")
        if detail:
            self._desk.type("file.reply.detail", detail)
        self._desk.press("file.reply.primary")

    def take_back(self, reason: str = "") -> None:
        """The person takes the agreement back."""
        self._desk.press("file.act.takeBack")
        self._desk.type("file.takeBack.reason", reason)
        self._desk.press("file.takeBack.primary")

    def note_name(self, name: str) -> None:
        self._desk.press("file.act.person")
        self._desk.type("file.person.name_as_used", name)
        self._desk.press("file.person.primary")

    def note_contact(self, who: str) -> None:
        self._desk.press("file.act.contact")
        self._desk.type("file.contact.who", who)
        self._desk.press("file.contact.primary")

    def show_answers(self, place: int) -> None:
        """Open the answers of the sealed form at this line of the timeline."""
        button = self._desk.find(f"file.answers.{place}")
        self._desk._qtbot.waitUntil(lambda: button.height() > 0)
        self._desk.press(f"file.answers.{place}")
