"""Finished health checks in calm words; no Qt. No answer of a check is in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.text import language, tr
from borderdesk.text.dates import short_moment
from borderdesk.ui.screens.checks.state import CheckLine, ChecksState

if TYPE_CHECKING:
    from borderdesk.desk import FinishedApart, Workspace

_ICONS = {"second_check": "retry", "none": "saved"}
STEP = 50
"""So many are shown at first, and so many more each time."""


class ChecksPresenter:
    """The checks as they were read, those of a code only where one is typed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._found: Sequence[FinishedApart] = ()
        self._endings: Mapping[str, str] = {}
        self.most = STEP
        self.code = ""

    def read(self) -> tuple[list[FinishedApart], dict[str, str]]:
        """Everything the page needs; may take a moment."""
        return desk.health_checks(self._workspace), desk.check_words(self._workspace, "HS_15")

    def keep(self, found: Sequence[FinishedApart], endings: Mapping[str, str]) -> None:
        """Show these from now on."""
        self._found, self._endings = found, endings

    def state(self, *, private: bool) -> ChecksState:
        """The page, the latest check first; codes and times alone where others may see the screen."""
        wanted = self.code.strip().upper()
        fitting = [each for each in self._found if wanted in each.code]
        lines = tuple(self._line(each, private=private) for each in fitting[: self.most])
        empty = tr("No finished check has this code.") if wanted else tr("No health check was finished yet.")
        return ChecksState(lines, len(fitting) - len(lines), "" if lines else empty)

    def _line(self, each: FinishedApart, *, private: bool) -> CheckLine:
        result = each.results.get("health_result", "")
        headline, _how = desk.after_check(result)
        ended = self._endings.get(each.results.get("HS_15", ""), "")
        away = f"{each.station} " if each.station != self._workspace.station else ""
        parts = (
            headline,
            tr("ended: {how}", how=ended) if ended else "",
            self._limits(each.results),
        )
        return CheckLine(
            each.code,
            f"{away}{each.short} · {short_moment(each.at.astimezone())}",
            " · ".join(filter(None, parts)) if private else "",
            _ICONS.get(result, "look") if private else "note",
        )

    def _limits(self, results: Mapping[str, str]) -> str:
        """With which limits it was made; the first checks did not say their version."""
        if not results.get("pack_id"):
            return ""
        title = results.get(f"pack_title_{language()}") or results["pack_id"]
        if not results.get("pack_version"):
            return tr("limits: {disease}", disease=title)
        return tr("limits: {disease}, version {version}", disease=title, version=results["pack_version"])
