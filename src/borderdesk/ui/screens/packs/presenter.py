"""Content packs of this desk in words, without Qt: keys, what a new pack would change, who has which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import language, notice, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.pack.presenter import kind_lines, kind_name, language_name, review_line
from borderdesk.ui.screens.packs.state import ComposeState, KeyLine, KeysState, PlaceLine, SignedLine


class PacksPresenter:
    """The content packs page."""

    def keys(self, keys: Sequence[desk.ContentKey]) -> KeysState:
        """The key that signs, and all others that are known here."""
        signing = next((key for key in keys if key.signs), None)
        explain = (
            tr("Checkpoints compare these six words once, before they take packs of this desk.")
            if signing
            else tr("Packs are signed with a content key. Make one, and give its card to the checkpoints.")
        )
        return KeysState(explain, signing.words if signing else (), tuple(self._key(key) for key in keys))

    def _key(self, key: desk.ContentKey) -> KeyLine:
        if key.withdrawn:
            state = tr("withdrawn, no pack of it is taken any more")
        elif key.signs:
            state = tr("signs the packs of this desk")
        elif key.own:
            state = tr("made here, signs no more")
        else:
            state = tr("accepted on {day}", day=_day(key.since))
        return KeyLine(
            key.fingerprint,
            key.device,
            tr("Content key of {station}", station=key.station),
            f"{state} · {' '.join(key.words)}",
            not key.withdrawn,
        )

    def composed(self, found: desk.Composition) -> ComposeState:
        """A pack that could be signed, or why it cannot."""
        count = ntr("{n} file", "{n} files", found.files)
        if found.draft:
            count = ntr("{n} file · draft", "{n} files · draft", found.files)
        return ComposeState(
            summary=tr("Pack {number}: {what}", number=found.number, what=count),
            kinds=kind_lines(found.changes),
            reviews=self._reviews(found.reviews),
            review_lines=tuple(review_line(each) for each in found.reviews),
            blocked=self._blocked(found),
            act=tr("Sign pack {number}", number=found.number),
        )

    def _reviews(self, reviews: Sequence[desk.Review]) -> str:
        """How many texts of each language somebody has read: ``Lao 3 of 9 reviewed``."""
        codes = sorted({each.language for each in reviews}, key=lambda code: (code != "lo", code))
        parts = []
        for code in codes:
            those = [each for each in reviews if each.language == code]
            done = sum(bool(each.by) for each in those)
            name = language_name(code)
            parts.append(tr("{language}: {done} of {n} reviewed", language=name, done=done, n=len(those)))
        return " · ".join(parts)

    def _blocked(self, found: desk.Composition) -> str:
        if found.missing:
            return notice(found.missing).brief
        if not found.blocking:
            return ""
        first = found.blocking[0].file
        code = "pack.not_marked" if found.draft else "pack.unreviewed"
        return notice(code, None, count=len(found.blocking), file=first).brief

    def refused(self, error: BorderDeskError) -> str:
        """Why these files make no pack, with the file."""
        return notice(error.code, None, **error.fields).brief

    def signed(self, packs: Sequence[desk.SignedPack]) -> tuple[SignedLine, ...]:
        """The packs that can be written to sticks."""
        return tuple(
            SignedLine(
                each.number,
                self._titled(each),
                " · ".join(
                    part
                    for part in (
                        tr("signed on {day}", day=_day(each.created)),
                        tr("from another desk") if each.received else "",
                        ", ".join(kind_name(kind) for kind in each.kinds),
                        tr("draft") if each.draft else "",
                        tr("its key is withdrawn, no desk should take it") if each.withdrawn else "",
                    )
                    if part
                ),
                not each.withdrawn,
            )
            for each in packs
        )

    def _titled(self, each: desk.SignedPack) -> str:
        number = tr("Content pack {number}", number=each.number)
        title = each.title(language())
        return number if title == number else f"{number} · {title}"

    def places(self, places: Sequence[desk.PackPlace]) -> tuple[PlaceLine, ...]:
        """Who has which pack, behind first."""
        ordered = sorted(places, key=lambda place: (place.newest, place.station))
        return tuple(self._place(each) for each in ordered)

    def _place(self, place: desk.PackPlace) -> PlaceLine:
        if not place.number or place.installed_at is None:
            return PlaceLine(place.device, "look", place.station, tr("has not told of any pack yet"))
        parts = [
            tr("pack {number} since {day}", number=place.number, day=_day(place.installed_at)),
            tr("draft") if place.draft else "",
            tr("went back to an older pack") if place.older else "",
            "" if place.newest else tr("not the newest"),
        ]
        icon = "saved" if place.newest else "look"
        return PlaceLine(place.device, icon, place.station, " · ".join(part for part in parts if part))

    def behind(self, places: Sequence[desk.PackPlace]) -> str:
        """One look: how many desks wait for the newest pack."""
        late = sum(not place.newest for place in places)
        if not any(place.number for place in places):
            return tr("No desk has told of a pack yet.")
        if not late:
            return tr("Every desk that has told uses the newest pack.")
        return ntr(
            "{n} desk does not have the newest pack yet.", "{n} desks do not have the newest pack yet.", late
        )

    def written(self, path: Path) -> str:
        """The pack is on the stick."""
        return tr("{file} is on the stick, read back ✓. Safe to remove.", file=path.name)

    def progress(self, step: str, done: int, total: int) -> str:
        """Where reading the files is."""
        if step in ("sources", "content") and total:
            return tr("Checking file {done} of {total}", done=done + 1, total=total)
        if step == "pages" and total:
            return tr("Reading page {done} of {total} of a PDF", done=done + 1, total=total)
        return tr("Reading the files")


def _day(moment: datetime) -> str:
    return short_date(moment.astimezone())
