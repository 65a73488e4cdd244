"""Who has read what, in words; document by document, never officer against officer."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk import desk
from borderdesk.text import ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.readers.state import ReadersLine


class ReadersPresenter:
    """The lines of the page; at a ``counter`` only neutral titles are said."""

    def lines(self, found: Sequence[desk.Readers], *, counter: bool) -> tuple[ReadersLine, ...]:
        """Every document: first those read in an older version only, then those that somebody has to read."""
        ordered = sorted(found, key=lambda each: (not each.before, not each.missing, not each.now))
        return tuple(self._line(each, counter=counter) for each in ordered)

    def _line(self, each: desk.Readers, *, counter: bool) -> ReadersLine:
        title = each.neutral_title if counter else each.title
        now = tr("Read by {readers}", readers=_names(each.now)) if each.now else ""
        if not (each.now or each.before or each.missing):
            now = tr("Nobody has read it yet")
        before = tr("Only an older version: {readers}", readers=_names(each.before)) if each.before else ""
        missing = (
            tr(
                "Not read yet: {readers}",
                readers=", ".join(f"{user} ({device})" for user, device in each.missing),
            )
            if each.missing
            else ""
        )
        asked = len(each.now) + len(each.before) + len(each.missing)
        count = (
            tr(
                "Version {version}: {done} of {n} have read it",
                version=each.version,
                done=len(each.now),
                n=asked,
            )
            if asked
            else ""
        )
        return ReadersLine(each.id, f"{each.id} {title}", now, before, missing, count)

    def summary(self, found: Sequence[desk.Readers]) -> str:
        """One look: how many documents wait for a reader."""
        waiting = sum(not each.now for each in found)
        partly = sum(bool(each.now) and bool(each.before or each.missing) for each in found)
        said = ntr("Nobody has read {n} document yet.", "Nobody has read {n} documents yet.", waiting)
        if not partly:
            return said
        some = ntr("{n} more was not read by everybody.", "{n} more were not read by everybody.", partly)
        return f"{said} {some}"


def _names(those: Sequence[desk.ReadBy]) -> str:
    """A role number counts on one PC only, so the PC stands with it."""
    return ", ".join(f"{each.user} ({each.device}) {short_date(each.at.date())}" for each in those)
