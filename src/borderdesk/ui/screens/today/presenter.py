"""What Today holds, read from the desk; no Qt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.desk.directory import directory
from borderdesk.domain.codes import short_code
from borderdesk.domain.roles import Act, may
from borderdesk.domain.values import CaseCode
from borderdesk.text import language, ntr, tr
from borderdesk.text.dates import clock_time, short_date, short_moment
from borderdesk.ui.screens.file.words import FORMS, form_words
from borderdesk.ui.screens.today.state import DueLine, TodayState, UnfinishedLine, WaitingGroup

if TYPE_CHECKING:
    from borderdesk.desk import Workspace

FRESH = timedelta(days=90)
"""A directory entry checked longer ago than this is called first (ux §3.1, Referral composer)."""


class TodayPresenter:
    """Reads the page anew whenever it is asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.screens = may(workspace.user.role, Act.SCREEN)
        """Else records and notes to the next shift are not their work."""

    def load(self, *, private: bool = False) -> TodayState:
        """What stands on the page now, moments in the desk's own time.

        That a record waits for a supervisor tells what was noted in it, so the counter does not hear it.
        """
        found = desk.today(self._workspace)
        now = self._workspace.clock()
        return TodayState(
            unfinished=tuple(
                UnfinishedLine(
                    draft.code,
                    draft.form,
                    draft.title_en,
                    draft.title_lo,
                    draft.id,
                    short_code(CaseCode(draft.code)),
                    draft.position_code,
                    draft.updated_at.astimezone(now.tzinfo),
                )
                for draft in found.unfinished
            ),
            groups=tuple(
                WaitingGroup(each.code, each.short, each.waiting)
                for each in (desk.groups(self._workspace) if self.screens else ())
                if each.waiting
            ),
            due=tuple(
                DueLine(item.code, item.short, item.due.astimezone(now.tzinfo), item.late, item.reply)
                for item in found.due
            ),
            waiting=tuple(short_code(CaseCode(code)) for code in found.pending_answers if private),
            old_rows=sum(1 for row in directory() if row.checked_on and now.date() - row.checked_on > FRESH),
            hand_over_note=found.hand_over_note,
            pack=desk.pack_news(self._workspace),
            directory=desk.directory_age(self._workspace),
        )

    def today(self) -> date:
        """The day at the desk."""
        return self._workspace.clock().date()

    def write_note(self, text: str) -> desk.Changes:
        """Keep the note for the next shift."""
        return desk.set_hand_over_note(self._workspace, text).changes

    def day_words(self, moment: datetime) -> str:
        """``14:05`` today, ``5/3/2026 14:05`` on another day."""
        same_day = moment.date() == self._workspace.clock().date()
        return clock_time(moment) if same_day else short_moment(moment)

    def line_words(self, line: UnfinishedLine) -> str:
        """What the line reads after the record's code: one record may have several forms open."""
        own = line.title_lo if language() == "lo" else line.title_en
        name = form_words(line.form) if line.form in FORMS else own
        return f"{name} · {self.continue_words(line)}"

    def continue_words(self, line: UnfinishedLine) -> str:
        """Where the form goes on, for a page that names the form."""
        if line.question:
            return tr("continue at {question}", question=line.question)
        return tr("continue at the beginning")

    def group_words(self, line: WaitingGroup) -> str:
        """What the line reads after the group's code."""
        return ntr("{n} person still waits", "{n} people still wait", line.people)

    def due_words(self, line: DueLine) -> str:
        """What is waited for and by when; the counter does not hear what the next step is."""
        if not line.reply:
            if line.late:
                return tr("The next step is late, it was due {moment}", moment=self.day_words(line.due))
            return tr("The next step is due by {moment}", moment=self.day_words(line.due))
        if line.late:
            return tr("Reply is late, it was due {day}", day=short_date(line.due))
        return tr("Reply is due by {moment}", moment=self.day_words(line.due))
