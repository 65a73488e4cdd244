"""Visits to border posts in words, and their papers; no Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.domain.roles import Act, may
from borderdesk.text import ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.posts.state import PostsState, VisitLine

if TYPE_CHECKING:
    from borderdesk.desk import PostVisit, Workspace
    from borderdesk.slips.content import PrintedDocument
    from borderdesk.store.drafts import Draft


class PostsPresenter:
    """Reads the visits anew whenever it is asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def load(self) -> PostsState:
        """The visits, the latest first."""
        visits = desk.post_visits(self._workspace)
        posts = {" ".join(visit.post.casefold().split()) for visit in visits}
        assess = may(self._workspace.user.role, Act.ASSESS)
        return PostsState(tuple(_line(visit) for visit in visits), len(posts), assess)

    def begin(self) -> Draft:
        """A new assessment."""
        return desk.start_assessment(self._workspace, "poe_assessment").value

    def paper(self, code: str, language: str, family: str) -> PrintedDocument:
        """The report of a visit; with ``code`` "" several posts on one page."""
        if code:
            return desk.assessment_report_pdf(self._workspace, code, language, family)
        return desk.posts_comparison_pdf(self._workspace, language, family)

    def save(self, code: str, language: str, folder: Path) -> Path:
        """Write the paper into a folder."""
        return desk.save_post_papers(self._workspace, folder, code=code, languages=(language,))[0]


def _line(visit: PostVisit) -> VisitLine:
    count, seen = len(visit.star_gaps), visit.points - len(visit.not_seen)
    said = [short_date(visit.day)]
    if seen or not visit.points:
        said.append(
            ntr("{n} gap with a star", "{n} gaps with a star", count) if count else tr("no gap with a star")
        )
    if visit.not_seen:
        said.append(tr("{n} of {all} points were looked at.", n=seen, all=visit.points))
    return VisitLine(visit.code, visit.post, " · ".join(said))
