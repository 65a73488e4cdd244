"""Rows of the directory in words, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk import desk
from borderdesk.text import language, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.directory.state import ServiceLine


class DirectoryPresenter:
    """The lines of the page."""

    def lines(self, rows: Sequence[desk.DirectoryRow], *, counter: bool) -> tuple[ServiceLine, ...]:
        """One line for each service; at a ``counter`` by the neutral name that its cards carry, no more."""
        if counter:
            return tuple(
                ServiceLine(row.receiver.id, _neutral(row.receiver), self._checked(row), row.stale)
                for row in rows
            )
        return tuple(
            ServiceLine(row.receiver.id, row.receiver.name(language()), self._detail(row), row.stale)
            for row in rows
        )

    def _detail(self, row: desk.DirectoryRow) -> str:
        each = row.receiver
        parts = [
            each.id,
            each.province,
            tr("Offers: {needs}", needs=", ".join(desk.need_name(name) for name in each.needs)),
            each.hours(language()),
            each.phone if row.number_prints else "",
            tr("{phone}: does not print", phone=each.phone) if each.phone and not row.number_prints else "",
            self._checked(row),
        ]
        return " · ".join(part for part in parts if part)

    def _checked(self, row: desk.DirectoryRow) -> str:
        each = row.receiver
        if each.checked_on is None:
            return tr("never checked")
        day = short_date(each.checked_on)
        if each.checked_by:
            return tr("checked {day} by {who}", day=day, who=each.checked_by)
        return tr("checked {day}", day=day)

    def summary(self, rows: Sequence[desk.DirectoryRow]) -> str:
        """How many rows need a look."""
        stale = sum(row.stale for row in rows)
        return ntr(
            "{n} service was not checked in the last six months.",
            "{n} services were not checked in the last six months.",
            stale,
        )


def _neutral(each: desk.Receiver) -> str:
    return each.card_name_lo if language() == "lo" else each.card_name_en
