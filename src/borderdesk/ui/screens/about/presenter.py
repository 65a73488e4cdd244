"""The health of this PC in words, without Qt; and the report, which holds codes and counts, never a case."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from borderdesk import __version__
from borderdesk.desk.forms import FormInfo
from borderdesk.desk.rehearsal import Check
from borderdesk.desk.upkeep import HealthLine, Verification
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.values import moment
from borderdesk.text import language, ntr, tr
from borderdesk.text.dates import short_date, short_moment
from borderdesk.ui.screens.about.state import AboutState, CheckLine, FormLine

REPORT = "borderdesk-report-{station}.txt"


class AboutPresenter:
    """The About page of one PC."""

    def __init__(self, station: str, practice: bool) -> None:
        self._station = station
        self._practice = practice

    def state(
        self, health: Sequence[HealthLine], forms: Sequence[FormInfo], words: Sequence[str]
    ) -> AboutState:
        """The page as things stand."""
        return AboutState(
            version=f"BorderDesk {__version__}",
            checks=tuple(self._check(line) for line in health),
            forms=tuple(self._form(form) for form in forms),
            words=tuple(words),
        )

    def self_test(self, checks: Sequence[Check]) -> tuple[CheckLine, ...]:
        """What the self-test found, a line a part."""
        names = {
            "main job": tr("Screening, referral, paper and transfer"),
            "forms": tr("Forms"),
            "receipt": tr("Receipt"),
            "history": tr("History"),
            "projections": tr("Lists"),
            "import": tr("Import"),
            "papers": tr("Paper"),
        }
        return tuple(
            CheckLine(
                check.name,
                check.ok,
                names.get(check.name, check.name),
                tr("OK") if check.ok else tr("Look at this: make a report and give it to your supervisor."),
            )
            for check in checks
        )

    def report(
        self,
        health: Sequence[HealthLine],
        forms: Sequence[FormInfo],
        verification: Verification,
        checks: Sequence[Check],
        now: str,
    ) -> str:
        """The report, in English for whoever looks after the program: versions, codes and counts only."""
        lines = [
            f"BorderDesk {__version__}",
            f"made {now}",
            f"station {self._station}{' practice' if self._practice else ''}",
            f"python {platform.python_version()} on {platform.system()} {platform.release()}",
            f"language {language()}",
            *(f"health {line.code}: {'ok' if line.ok else 'look'} {line.value}" for line in health),
            *(f"form {form.id} {form.version} {form.status}" for form in forms),
            *(
                f"chain {chain.device}: {chain.entries} entries {chain.problem or 'unbroken'}"
                for chain in verification.chains
            ),
            *(f"self-test {check.name}: {'ok' if check.ok else 'look'}" for check in checks),
        ]
        return "\n".join(lines) + "\n"

    def report_name(self) -> str:
        """What the report is called on a stick."""
        return REPORT.format(station=self._station)

    def _check(self, line: HealthLine) -> CheckLine:
        titles = {"chain": self._chain, "space": self._space, "clock": self._clock}
        title, detail = titles[line.code](line)
        return CheckLine(line.code, line.ok, title, detail)

    def _chain(self, line: HealthLine) -> tuple[str, str]:
        if line.ok:
            return tr("History is unbroken"), ntr("{n} entry checked", "{n} entries checked", int(line.value))
        return (
            tr("Look at this: the history does not hold together"),
            tr("Stop and call your supervisor. Keep this PC as it is."),
        )

    def _space(self, line: HealthLine) -> tuple[str, str]:
        free = tr("{size} MB free", size=line.value)
        if int(line.value) >= 1000:
            free = tr("{size} GB free", size=f"{int(line.value) / 1000:.1f}")
        if line.ok:
            return tr("There is room on this PC"), free
        return (
            tr("Look at this: this PC is nearly full"),
            tr("{free}. Remove other files, never those of BorderDesk.", free=free),
        )

    def _clock(self, line: HealthLine) -> tuple[str, str]:
        now = short_moment(moment(line.value).astimezone())
        if line.ok:
            return tr("The clock looks right"), now
        return (
            tr("Look at this: the clock is behind the last entry"),
            tr("It shows {now}. Set date and time of this PC before you go on.", now=now),
        )

    def _form(self, form: FormInfo) -> FormLine:
        title = form.title_lo if language() == "lo" else form.title_en
        draft = form.status.startswith("draft")
        day = version_day(form.version)
        made = tr("of {day}", day=short_date(day)) if day else tr("version {version}", version=form.version)
        state = tr("draft content, not validated") if draft else tr("validated")
        return FormLine(form.id, title or form.id, f"{made} · {state}", draft)


def version_day(version: str) -> date | None:
    """The day in a version such as ``2026112101``; ``None`` for other numberings."""
    digits = version[:8]
    if len(version) < 8 or not digits.isdecimal():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def write_report(folder: Path, name: str, text: str) -> Path:
    """Put the report on a stick. :raises Unavailable: ``stick.unwritable``."""
    place = folder / name
    try:
        place.write_text(text, encoding="utf-8")
    except OSError as refusal:
        raise Unavailable("stick.unwritable") from refusal
    return place
