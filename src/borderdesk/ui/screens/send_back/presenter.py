"""What waits for which desk, in words, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from borderdesk.desk.packing import Packed
from borderdesk.desk.sending import DeskToSend
from borderdesk.text import ntr, tr
from borderdesk.text.dates import short_moment


@dataclass(frozen=True)
class DeskLine:
    """One desk: what waits for it, and whether there is anything to pack."""

    device: str
    title: str
    detail: str
    act: str
    waits: bool


class SendBackPresenter:
    """The page."""

    def lines(self, desks: Sequence[DeskToSend]) -> tuple[DeskLine, ...]:
        """Every desk, those first for which something waits."""
        ordered = sorted(desks, key=lambda each: (not each.entries, each.station))
        return tuple(self._line(each) for each in ordered)

    def packed(self, packed: Packed, station: str) -> tuple[str, str]:
        """After packing: headline and what to do."""
        return (
            tr("Packed for {station} and read back ✓", station=station),
            tr("Safe to remove. Only that desk can open it."),
        )

    def _line(self, each: DeskToSend) -> DeskLine:
        waiting = (
            ntr("{n} entry waits", "{n} entries wait", each.entries)
            if each.entries
            else tr("Nothing new waits.")
        )
        last = (
            tr("packed {moment}", moment=short_moment(each.last_at.astimezone()))
            if each.last_at
            else tr("never packed")
        )
        act = tr("Pack for {station}", station=each.station)
        return DeskLine(each.device, each.station, f"{waiting} · {last}", act, bool(each.entries))
