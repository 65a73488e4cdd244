"""A group in words, and what can be done for each of its people; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.text import tr
from borderdesk.ui.screens.group.state import GroupPage, MemberLine
from borderdesk.ui.screens.screening.presenter import DIRECTIONS

if TYPE_CHECKING:
    from borderdesk.desk import Changes, Group, GroupMember, Workspace
    from borderdesk.store.drafts import Draft


class GroupPresenter:
    """Reads one group anew whenever it is asked."""

    def __init__(self, workspace: Workspace, code: str) -> None:
        self._workspace = workspace
        self._code = code
        self.group: Group = desk.group(workspace, code)

    def load(self) -> GroupPage:
        """The page in the language of the moment.

        :raises Unavailable: ``group.missing``.
        """
        self.group = desk.group(self._workspace, self._code)
        lines = tuple(_line(member) for member in self.group.members)
        return GroupPage(self.group.short, tr(DIRECTIONS[self.group.direction]), lines, self.group.waiting)

    def member(self, code: str) -> GroupMember:
        """One of the people on the page."""
        return next(each for each in self.group.members if each.code == code)

    def begin(self, code: str, age_group: str) -> Draft:
        """A first sight of one person.

        :raises RuleBroken: ``group.begun``.
        """
        return desk.start_member(self._workspace, self._code, code, age_group=age_group).value

    def keep_apart(self, code: str, apart: bool) -> Changes:
        """Mark who seems to lead the group, or take the mark away."""
        return desk.keep_apart(self._workspace, self._code, code, apart).changes


def _line(member: GroupMember) -> MemberLine:
    if member.draft:
        stage, act = tr("Unfinished"), tr("Continue")
    elif member.opened:
        stage, act = tr("Record opened"), tr("Open the record")
    else:
        stage, act = tr("Not looked at yet"), tr("First sight")
    return MemberLine(member.code, member.short, member.apart, member.begun, stage, act)
