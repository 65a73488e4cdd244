"""Other records that are, or may be, of the same person, in words; without Qt."""

from __future__ import annotations

from borderdesk import desk
from borderdesk.desk import LinkedRecord, Lookalike, Workspace
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.duplicates.words import said_words
from borderdesk.ui.screens.file.state import OtherRecord


def other_records(workspace: Workspace, code: str) -> tuple[OtherRecord, ...]:
    """What the card shows of one record: those linked to it first, then those that look alike."""
    if not may(workspace.user.role, Act.MATCH_PERSONS):
        return ()
    known = tuple(_linked(each) for each in desk.linked_records(workspace, code))
    codes = {each.code for each in known}
    alike = (_alike(each) for each in desk.lookalikes(workspace, code) if each.code not in codes)
    return (*known, *alike)


def _linked(each: LinkedRecord) -> OtherRecord:
    title = tr("Also recorded: {record}", record=_place(each))
    said = said_words(each.decision)
    if not each.direct:
        said = tr("through another record · {said}", said=said)
    return OtherRecord(each.code, title, said, True, each.direct)


def _alike(each: Lookalike) -> OtherRecord:
    title = tr("Perhaps the same person: {record}", record=_place(each))
    return OtherRecord(each.code, title, "; ".join(each.because), False, False)


def _place(each: LinkedRecord | Lookalike) -> str:
    return f"{each.short} · {each.station} · {short_date(each.opened_at.astimezone())}"
