"""A class in words; no Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.desk.stories import MODULES
from borderdesk.text import ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.class_view.state import BarLine, ClassState, DifferLine, StoryLines, TraineeLine

if TYPE_CHECKING:
    from borderdesk.desk import AskedOfAll, DrillsChart, Trainee, Workspace
    from borderdesk.slips.content import PrintedDocument


class ClassPresenter:
    """Reads anew whenever it is asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def load(self, *, private: bool) -> ClassState:
        """The page; the words of questions only where nobody else reads along."""
        chart = desk.drills_chart(self._workspace)
        trainees = desk.training_class(self._workspace).trainees
        return ClassState(
            _finding(chart),
            tr(
                "Counted are attempts in every record that reached this desk. An attempt is as in the story "
                "when no answer and no step differs. Exercises done fewer than 11 times are left out."
            ),
            tuple(BarLine(bar.drill, bar.title, str(bar.matching), str(bar.attempts)) for bar in chart.bars),
            tuple(
                TraineeLine(
                    each.user, each.device, f"{each.user} · {each.station}", _did(each, private=private)
                )
                for each in trainees
            ),
            tuple(
                StoryLines(
                    matrix.drill,
                    matrix.title,
                    tuple(_differ(matrix.drill, row, private=private) for row in matrix.rows),
                )
                for matrix in desk.story_matrices(self._workspace)
            ),
        )

    def chart(self, family: str) -> PrintedDocument | None:
        """The bars as they print."""
        return desk.drills_chart_pdf(self._workspace, family)

    def report(self, language: str, family: str, *, named: bool) -> PrintedDocument:
        """The class on paper."""
        return desk.class_report_pdf(self._workspace, language, named=named, font=family)

    def save_report(self, language: str, folder: Path, *, named: bool) -> Path:
        """Write the class report into a folder."""
        return desk.save_class_report(self._workspace, folder, language, named=named)


def _finding(chart: DrillsChart) -> str:
    most = chart.differs_most
    if not chart.bars:
        return tr("No exercise was done 11 times yet, so no bar is drawn.")
    if most is None:
        return tr("In all exercises drawn here, every attempt was as in the story.")
    return tr(
        "Answers differ most in “{title}”: {n} of {all} attempts were as in the story.",
        title=most.title,
        n=most.matching,
        all=most.attempts,
    )


def _did(each: Trainee, *, private: bool) -> str:
    """What somebody did, module by module; the modules have names that no counter shows."""
    if not private:
        return ", ".join(f"{done.title} {short_date(done.day)}" for done in each.done)
    parts = []
    for module, title in MODULES.items():
        done = [done for done in each.done if done.modules[:1] == (module,)]
        said = ", ".join(f"{done.title} {short_date(done.day)}" for done in done)
        if said:
            parts.append(tr("{module}: {stories}", module=tr(title), stories=said))
    other = [done for done in each.done if not done.modules]
    if other:
        parts.append(ntr("{n} exercise not on this PC", "{n} exercises not on this PC", len(other)))
    return "\n".join(parts)


def _differ(drill: str, row: AskedOfAll, *, private: bool) -> DifferLine:
    noted = [
        tr("{noted}: {who}", noted=each.noted, who=", ".join(each.who))
        for each in row.noted
        if each.noted != row.reference
    ]
    same = [", ".join(each.who) for each in row.noted if each.noted == row.reference]
    as_told = tr("In the story: {reference}", reference=row.reference)
    parts = [" · ".join([*noted, as_told + (f" ({same[0]})" if same else "")]), row.why]
    title = f"{row.question}  {row.text}" if private else row.question
    return DifferLine(f"{drill}.{row.question}", title, "\n".join(filter(None, parts)) if private else "")
