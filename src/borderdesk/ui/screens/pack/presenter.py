"""A content pack in words, without Qt: what is new, changed and removed, what waits for review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import language, notice, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.pack.state import KindLine, PackEnding, PackState

ICONS = {
    "form": "screening",
    "document": "library",
    "directory": "records",
    "disease": "thermometer",
    "story": "practice",
    "recording": "play",
    "wording": "print",
}


_QUOTED = ("wording", "translation")
"""Kinds whose parts are sentences; some are not for others' eyes."""


def kind_name(kind: str) -> str:
    """A kind of content in a word or two."""
    return {
        "form": tr("Forms"),
        "document": tr("Documents"),
        "directory": tr("Directory"),
        "disease": tr("Limits of health checks"),
        "story": tr("Practice stories"),
        "recording": tr("Recordings"),
        "wording": tr("Wording of papers"),
        "translation": tr("Translations"),
    }[kind]


def language_name(code: str) -> str:
    """A language by its name."""
    return {"lo": tr("Lao"), "en": tr("English")}.get(code, code)


def kind_lines(changes: Sequence[desk.KindChanges], *, counter: bool = False) -> tuple[KindLine, ...]:
    """Every kind in a pack with its counts and what is behind them; at a counter no sentence is quoted."""
    return tuple(_kind(each, counter) for each in changes)


def _kind(kind: desk.KindChanges, counter: bool) -> KindLine:
    counted = (
        (len(kind.new), tr("{n} new", n=len(kind.new))),
        (len(kind.changed), tr("{n} changed", n=len(kind.changed))),
        (len(kind.removed), tr("{n} removed", n=len(kind.removed))),
        (kind.same, tr("{n} the same", n=kind.same)),
    )
    parts = [said for n, said in counted if n]
    if kind.unused:
        parts.append(ntr("{n} sentence unknown here", "{n} sentences unknown here", kind.unused))
    return KindLine(
        kind.kind.value,
        ICONS.get(kind.kind.value, "edit"),
        kind_name(kind.kind.value),
        " · ".join(parts),
        () if counter and kind.kind.value in _QUOTED else tuple(_lines(kind)),
    )


def _lines(kind: desk.KindChanges) -> Iterator[str]:
    for each in kind.new:
        yield tr("New: {name}", name=_named(each))
    for each in kind.changed:
        yield tr("Changed: {name}", name=_named(each))
        if kind.kind == desk.PackKind.DOCUMENT and each.before and each.before == each.after:
            yield tr("With the same version, whoever has read it is not asked to read it again.")
        if each.name in kind.lower:
            yield tr("A higher version is there already; new records go on using that one.")
    for each in kind.removed:
        yield tr("Removed: {name}", name=_named(each))


def _named(each: desk.PackChange) -> str:
    named = " · ".join(part for part in (each.name, each.title) if part)
    if each.before and each.before == each.after:
        return f"{named} · {tr('{after} (the same as before)', after=each.after)}"
    if each.before and each.after:
        return f"{named} · {each.before} → {each.after}"
    return f"{named} · {each.after}" if each.after else named


def review_line(review: desk.Review) -> str:
    """One text and who has read it."""
    who = tr("reviewed by {who}", who=review.by) if review.by else tr("not reviewed")
    draft = f" · {tr('marked as a draft')}" if review.draft else ""
    return f"{review.file} · {language_name(review.language)} · {who}{draft}"


def _key(key: desk.WithdrawnKey) -> str:
    """A content key by its label and the six words that were compared."""
    return f"{key.label or tr('A key not accepted here')} · {' '.join(key.words)}"


class PackPresenter:
    """One pack, from its preview to its installing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def preview(self, seen: desk.PackPreview, *, counter: bool = False) -> PackState:
        """The dry run; nothing has been done yet. ``counter``: others can read the screen."""
        return PackState(
            title=tr("Content pack {number} of {station}", number=seen.number, station=seen.station),
            signed=" · ".join(
                (
                    seen.title(language()),
                    tr("Signed ✓ · made on {day}", day=short_date(seen.created.astimezone())),
                )
            ),
            draft=seen.draft,
            note=" ".join(self._notes(seen)),
            kinds=kind_lines(seen.changes, counter=counter),
            waiting=ntr(
                "{n} Lao text in it waits for review. Its draft mark stays.",
                "{n} Lao texts in it wait for review. Their draft marks stay.",
                len(seen.waiting),
            )
            if seen.waiting
            else "",
            waiting_lines=tuple(review_line(each) for each in seen.waiting),
            act="" if seen.already else tr("Install content pack {number}", number=seen.number),
            older=seen.older,
            withdraws=tuple(_key(key) for key in seen.withdraws),
        )

    def _notes(self, seen: desk.PackPreview) -> Iterator[str]:
        if seen.already:
            yield tr("This pack is in use here already. Installing it again would change nothing.")
        if seen.older:
            yield tr("A pack at least as new is in use here. Install this one only if you were told to.")
        if seen.withdraws:
            yield ntr(
                "It says that {n} content key must not be believed any more.",
                "It says that {n} content keys must not be believed any more.",
                len(seen.withdraws),
            )

    def installed(self, result: desk.PackResult) -> PackEnding:
        """What installing did."""
        kinds = ", ".join(kind_name(kind) for kind in result.kinds)
        if not result.changed:
            return PackEnding(tr("Nothing changed: this pack was in use already."), "", refused=False)
        return PackEnding(
            tr("Content pack {number} is in use: {kinds}.", number=result.number, kinds=kinds),
            tr(
                "Unfinished forms keep the version they have. "
                "The supervisor's desk hears of it with your next package."
            ),
            refused=False,
        )

    def refused(self, error: BorderDeskError) -> PackEnding:
        """Why nothing was installed, and what to do."""
        said = notice(error.code, None, **error.fields)
        return PackEnding(f"{self.path.name}: {said.happened}", f"{said.safe} {said.next}", refused=True)

    def progress(self, step: str, done: int, total: int) -> str:
        """Where reading is."""
        if step == "content" and total:
            return tr("Checking file {done} of {total}", done=done + 1, total=total)
        return tr("Checking signature and completeness")
