"""Forms and form files in words, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from borderdesk import desk
from borderdesk.text import language, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.forms.state import FileState, FormLine

FILES = "*.[cmx][dlms]*"
"""File names that may be forms: .xlsx .xls .xml .md .csv."""


class FormsPresenter:
    """The forms page."""

    def lines(self, versions: Sequence[desk.FormVersionInfo]) -> tuple[FormLine, ...]:
        """One line a form, its older versions under it."""
        return tuple(
            FormLine(
                newest.sha256,
                newest.form,
                self._title(newest),
                self._detail(newest, [each for each in versions if each.form == newest.form]),
                tuple(self._older(each) for each in versions if each.form == newest.form and not each.newest),
            )
            for newest in versions
            if newest.newest
        )

    def _title(self, newest: desk.FormVersionInfo) -> str:
        in_lao = newest.title_lo if language() == "lo" else ""
        return in_lao or newest.title or newest.form

    def _detail(self, newest: desk.FormVersionInfo, versions: Sequence[desk.FormVersionInfo]) -> str:
        status = tr("draft, not validated") if newest.status == "draft-unvalidated" else newest.status
        parts = [
            newest.form,
            tr("version {version}", version=newest.version),
            tr("since {day}", day=short_date(newest.added_at.astimezone().date())),
            status,
        ]
        if len(versions) > 1:
            parts.append(ntr("{n} older version", "{n} older versions", len(versions) - 1))
        return " · ".join(parts)

    def _older(self, version: desk.FormVersionInfo) -> str:
        said = tr("version {version}", version=version.version)
        if not version.drafts:
            return said
        unfinished = ntr("{n} unfinished", "{n} unfinished", version.drafts)
        return f"{said} · {unfinished}"

    def file(self, path: Path, findings: Sequence[desk.FormFinding]) -> FileState:
        """A form file and what was found in it; errors first, each with its row."""
        errors = tuple(f"{each.where}{each.what}" for each in findings if each.severity == "error")
        others = tuple(f"{each.where}{each.what}" for each in findings if each.severity != "error")
        if errors:
            summary = tr("This form cannot be used yet. Mend what is listed, then read it again.")
        elif others:
            summary = tr("The form works. Please look at these points.")
        else:
            summary = tr("The form works. Nothing was found.")
        return FileState(path, path.name, summary, errors, others, usable=not errors)

    def added(self, done: desk.FormVersionInfo) -> tuple[str, str]:
        """What was taken in, and what it means."""
        headline = tr("{title}, version {version}: taken in.", title=done.title, version=done.version)
        if done.newest:
            return headline, tr("New records use it. Drafts and records keep the version they have.")
        return headline, tr("A higher version is there already; new records go on using that one.")
