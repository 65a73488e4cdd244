"""Errors as words: what happened, what is safe, what to do next; called by screens, jobs and the crash hook.

By kind: a broken rule is said at its field, a refusal and something missing in the banner under the
header, damage in a sheet that must be read, a fault of the program in the crash sheet. A cancelled act
needs no words.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtWidgets import QWidget

from borderdesk import __version__
from borderdesk.text import Notice, notice, tr
from borderdesk.ui.said import Say
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.fields import FormRow
from borderdesk.ui.widgets.frames import Banner
from borderdesk.ui.widgets.sheets import Tell


def notice_of(error: BaseException) -> Notice | None:
    """The words for a coded error; ``None`` when it has no code, which makes it a fault of the program."""
    code = getattr(error, "code", None)
    if not isinstance(code, str):
        return None
    fields = getattr(error, "fields", {})
    return notice(code, **fields) if isinstance(fields, dict) else notice(code)


class Notices:
    """Shows errors in one window. ``place`` gives the banner of the screen shown now."""

    def __init__(
        self, window: QWidget, place: Callable[[], Banner | None], last_saved: Callable[[], str] = str
    ) -> None:
        self._window = window
        self._place = place
        self._last_saved = last_saved

    def show(
        self, error: BaseException, *, retry: Callable[[], object] | None = None, row: FormRow | None = None
    ) -> None:
        """Say what ``error`` means; ``retry`` is offered when it may work later, ``row`` is its field."""
        found = notice_of(error)
        if found is None:
            self.crashed(error)
            return
        if found.kind == "cancelled":
            return

        def part(name: str) -> Callable[[], str]:
            # Asked again on a language switch.
            return lambda: str(getattr(notice_of(error), name))

        def rest() -> str:
            return " ".join(text for text in (part("safe")(), part("next")()) if text)

        if found.kind == "rule" and row is not None:
            row.show_problem(lambda: " ".join(text for text in (part("happened")(), part("next")()) if text))
            return
        if found.kind == "damaged":
            Tell(
                part("happened"), part("safe"), detail=part("next"), on=lambda: tr("Close"), name="damaged"
            ).open_in(self._window)
            return
        banner = self._place()
        if banner is None:
            Tell(part("happened"), rest, on=lambda: tr("Close"), name="problem").open_in(self._window)
            return
        action = ((lambda: tr("Try again")), _once(banner, retry)) if retry is not None else None
        banner.show_text(part("happened"), rest, kind="problem", action=action)

    def tell(self, headline: Say, detail: Say = "") -> None:
        """Say something good or neutral in the banner."""
        banner = self._place()
        if banner is not None:
            banner.show_text(headline, detail, kind="info")

    def clear(self) -> None:
        """Take the banner away."""
        banner = self._place()
        if banner is not None:
            banner.clear()

    def crashed(self, error: BaseException) -> None:
        """Say that the program itself failed, with a report that holds no personal data."""
        report = CrashReport.of(error)
        saved = self._last_saved()

        def text() -> str:
            if saved:
                return tr("Your last answer was saved at {time}.", time=saved)
            return tr("Everything you saved is safe on this PC.")

        sheet = Tell(
            lambda: tr("Something went wrong in BorderDesk"),
            text,
            detail=lambda: tr(
                "You can go on. If it happens again, give your supervisor this code: {code}",
                code=report.code,
            ),
            name="crash",
        )
        lines = "\n".join(report.lines)
        shown = Button(lambda: tr("Show the report"), "quiet", name="crash.report")
        shown.clicked.connect(lambda: sheet.detail.say(lines))
        sheet.foot.add_secondary(shown)
        sheet.open_in(self._window)


@dataclass(frozen=True)
class CrashReport:
    """Where the program failed: kinds of errors, files and lines, never a message or a value."""

    code: str
    lines: tuple[str, ...]

    @staticmethod
    def of(error: BaseException) -> CrashReport:
        """The report of ``error``; the code is the same whenever the same place fails the same way."""
        lines = [f"BorderDesk {__version__}"]
        place = ""
        for frame in traceback.extract_tb(error.__traceback__):
            file = frame.filename.replace("\\", "/").rsplit("/src/", 1)[-1].rsplit("/site-packages/", 1)[-1]
            place = f"{file.rsplit('/', 1)[-1]}:{frame.lineno}"
            lines.append(f"{file}:{frame.lineno} {frame.name}")
        lines.append(type(error).__name__)
        number = 0
        for character in f"{type(error).__name__} {place}":
            number = (number * 131 + ord(character)) % 0xFFFFFF
        return CrashReport(f"X{number:06X}", tuple(lines))


def install_crash_hook(notices: Notices) -> None:
    """Show faults of the program in a sheet instead of losing them; logs only their report."""
    import logging  # late: only needed once the window is there

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger("borderdesk").error("crash %s", CrashReport.of(error).code)
        notices.show(error)

    sys.excepthook = hook


def _once(banner: Banner, act: Callable[[], object]) -> Callable[[], object]:
    def run() -> None:
        banner.clear()
        act()

    return run
