"""The limits of health checks in words, and what choosing others would change; no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.desk import KeptLimits
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import language, notice, tr
from borderdesk.text.dates import short_moment
from borderdesk.text.sources import sources_in_words
from borderdesk.ui.screens.limits.state import InUse, KeptLine, LimitsState, Other

if TYPE_CHECKING:
    from borderdesk.desk import Changes, ChosenPack, DiseasePack, LimitsFacts, LimitsPlace, Workspace


class LimitsPresenter:
    """Reads anew whenever it is asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def load(self) -> LimitsState:
        """What is in use, and the others."""
        chosen = desk.disease_pack(self._workspace)
        names = desk.check_words(self._workspace, "HS_03")
        others = (pack for pack in desk.disease_packs() if pack.id != chosen.pack.id)
        return LimitsState(
            InUse(
                chosen.pack.title(language()),
                desk.limits_in_words(chosen.pack, names),
                self._who(chosen),
                _about(chosen.pack),
                chosen.pack.draft,
                self._note(chosen),
            ),
            tuple(_other(pack, chosen.pack, names) for pack in others),
            chosen.pack.id if chosen.changed else "",
        )

    def choose(self, pack: str) -> Changes:
        """Checks begun from now on use these limits.

        :raises Unavailable: ``disease.missing``.
        """
        return desk.choose_disease_pack(self._workspace, pack).changes

    def places(self) -> list[tuple[str, str]]:
        """Each checkpoint with the limits it uses, and who chose them when."""
        titles = {pack.id: pack.title(language()) for pack in desk.disease_packs()}
        return [
            (place.station, self._place(place, titles.get(place.pack, place.pack)))
            for place in desk.limits_places(self._workspace)
        ]

    def _place(self, place: LimitsPlace, title: str) -> str:
        if place.at is None:
            return f"{title} · {tr('Nobody has told of a choice.')}"
        when = tr("Chosen by {user}, {moment}", user=place.by, moment=short_moment(place.at.astimezone()))
        return f"{title} · {tr('version {version}', version=place.version)} · {when}"

    # The author's folder

    def signs(self) -> dict[str, str]:
        """Every sign that can be watched, in the words of the form."""
        names = desk.check_words(self._workspace, "HS_03")
        return {sign: names.get(sign, sign) for sign in desk.SIGNS}

    def kept(self, folder: Path) -> list[KeptLine]:
        """The limits in the folder, what must be put right first; then those in use that it does not hold."""
        own = desk.kept_limits(self._workspace, folder)
        there = {each.file for each in own}
        used = (KeptLimits(f"{pack.id}.toml", pack) for pack in desk.disease_packs())
        others = [self._kept(each, own=False) for each in used if each.file not in there]
        return [*(self._kept(each, own=True) for each in own), *others]

    def save(self, folder: Path, said: LimitsFacts) -> None:
        """Write limits into the folder.

        :raises RuleBroken: ``disease.field``, ``disease.number``.
        :raises Unavailable: ``content.unwritable``.
        """
        desk.save_limits(self._workspace, folder, said)

    def remove(self, folder: Path, file: str) -> None:
        """Take limits out of the folder."""
        desk.remove_limits(self._workspace, folder, file)

    def _kept(self, each: KeptLimits, *, own: bool) -> KeptLine:
        if each.pack is None:
            return KeptLine(each.file, each.file, refused(each.refused) if each.refused else "", None, own)
        limits = desk.limits_in_words(each.pack, self.signs())
        where = _about(each.pack) if own else tr("In use, not in the folder.")
        return KeptLine(each.file, each.pack.title(language()), f"{limits}\n{where}", each.pack, own)

    def _who(self, chosen: ChosenPack) -> str:
        if chosen.at is None:
            return tr("Nobody has chosen yet.")
        return tr("Chosen by {user}, {moment}", user=chosen.by, moment=short_moment(chosen.at.astimezone()))

    def _note(self, chosen: ChosenPack) -> str:
        if chosen.gone:
            return tr(
                "The limits chosen before, {disease}, are not on this PC any more. Checks begin with the "
                "neutral ones until somebody chooses.",
                disease=chosen.gone,
            )
        if chosen.changed:
            return tr(
                "Version {before} was chosen; a content pack brought version {now}. New checks use it; "
                "those begun before keep theirs.",
                before=chosen.changed,
                now=chosen.pack.version,
            )
        return ""


def refused(error: BorderDeskError) -> str:
    """What is wrong, and what to do."""
    return notice(error.code, None, **error.fields).brief


def _about(pack: DiseasePack) -> str:
    parts = [tr("version {version}", version=pack.version)]
    if pack.brought:
        parts.append(tr("from a content pack"))
    if pack.draft:
        parts.append(tr("draft, not validated"))
    parts.append(sources_in_words(language(), pack.sources))
    return " · ".join(parts)


def _other(pack: DiseasePack, now: DiseasePack, names: Mapping[str, str]) -> Other:
    return Other(
        pack.id,
        pack.title(language()),
        " ".join(_changes(pack, now, names)) or tr("The same limits as now."),
        _about(pack),
    )


def _changes(pack: DiseasePack, now: DiseasePack, names: Mapping[str, str]) -> Iterator[str]:
    """What would be different from now on, a sentence each."""
    if pack.fever_from != now.fever_from:
        yield tr("Fever from {new} instead of {now} °C.", new=pack.fever_from, now=now.fever_from)
    if pack.days_back != now.days_back:
        yield tr("{new} instead of {now} days back.", new=pack.days_back, now=now.days_back)
    if more := [names.get(sign, sign) for sign in pack.watch if sign not in now.watch]:
        yield tr("Also watched: {signs}.", signs=", ".join(more))
    if fewer := [names.get(sign, sign) for sign in now.watch if sign not in pack.watch]:
        yield tr("Not watched any more: {signs}.", signs=", ".join(fewer))
