"""Visits to border posts in words, and their papers; no Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.domain.roles import Act, may
from borderdesk.text import language, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.posts.state import PostsState, VisitLine

if TYPE_CHECKING:
    from borderdesk.desk import CrisisPlan, PostVisit, Workspace
    from borderdesk.slips.content import PrintedDocument


class PostsPresenter:
    """Reads the visits anew whenever it is asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def load(self) -> PostsState:
        """The visits and the crisis plans, each the latest first."""
        visits = desk.post_visits(self._workspace)
        posts = {" ".join(visit.post.casefold().split()) for visit in visits}
        assess = may(self._workspace.user.role, Act.ASSESS)
        plans = tuple(_plan_line(plan) for plan in desk.crisis_plans(self._workspace))
        return PostsState(tuple(_line(visit) for visit in visits), plans, len(posts), assess)

    def paper(self, code: str, language: str, family: str) -> PrintedDocument:
        """The report of a visit; with ``code`` "" several posts on one page."""
        if code:
            return desk.assessment_report_pdf(self._workspace, code, language, family)
        return desk.posts_comparison_pdf(self._workspace, language, family)

    def save(self, code: str, language: str, folder: Path) -> Path:
        """Write the paper into a folder."""
        return desk.save_post_papers(self._workspace, folder, code=code, languages=(language,))[0]

    def plan_paper(self, code: str, language: str, family: str) -> PrintedDocument:
        """A crisis plan on paper."""
        return desk.crisis_plan_pdf(self._workspace, code, language, family)

    def save_plan(self, code: str, language: str, folder: Path) -> Path:
        """Write it into a folder."""
        return desk.save_crisis_plan(self._workspace, folder, code, languages=(language,))[0]


def _line(visit: PostVisit) -> VisitLine:
    seen = visit.points - len(visit.not_seen)
    said = [short_date(visit.day)]
    if seen or not visit.points:
        said.append(_star_gaps(len(visit.star_gaps)))
    if visit.not_seen:
        said.append(tr("{n} of {all} points were looked at.", n=seen, all=visit.points))
    return VisitLine(visit.code, desk.post_name_in(language(), visit.post), " · ".join(said))


def _plan_line(plan: CrisisPlan) -> VisitLine:
    said = [short_date(plan.day)]
    if plan.mean is not None:
        said.append(_star_gaps(len(plan.star_gaps)))
    place = desk.post_name_in(language(), plan.place)
    phase = tr(desk.PHASES[plan.phase]) if plan.phase in desk.PHASES else ""
    return VisitLine(plan.code, " · ".join(filter(None, (place, phase))), " · ".join(said))


def _star_gaps(count: int) -> str:
    return ntr("{n} gap with a star", "{n} gaps with a star", count) if count else tr("no gap with a star")
