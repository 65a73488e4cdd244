"""Disease packs: the limits of a health check, which differ from disease to disease. Content, not a form.

A pack is a small file below ``health/``: it ships, or a content pack brought it. It is checked before it is
signed and before it is installed. Which one checks begin with is chosen at each post and written down.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from borderdesk.desk.forms import form_language, latest_form
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Changes, Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import DeviceId, moment
from borderdesk.forms import Session
from borderdesk.resources import content, of_content
from borderdesk.store.database import Transaction
from borderdesk.text import language, ntr, tr
from borderdesk.text.reviewers import reviewer
from borderdesk.text.toml_files import TomlError, read_toml

HEALTH = "health"
"""The form of a health check."""
FOLDER = "health"
"""Where disease packs lie among the content."""
NEUTRAL = "neutral"
"""The pack that checks begin with until another is chosen."""
SIGNS = ("cough", "breathless", "throat", "smell", "rash", "gut", "jaundice", "bleeding", "confused", "neck")
"""The signs that the health check asks for and can watch, by the names of its choices."""
WATCHED = "HS_03"
"""The question of the health check that asks for them."""
NUMBERS = {"fever_from": (36.0, 42.0), "days_back": (1, 60)}
"""The lowest and the highest that a limit can be; outside of it there is a slip of the pen."""

_STATUS = ("draft-unvalidated", "validated")
_FIELDS = frozenset(
    {"id", "title_en", "title_lo", "version", "status", "reviewed_by", "sources", *NUMBERS, "watch"}
)
_ID = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)
_VERSION = re.compile(r"\d{10}", re.ASCII)
_MOST_BYTES = 16 << 10
_MOST_TITLE = 60


@dataclass(frozen=True)
class DiseasePack:
    """The limits of one disease. ``brought`` where a content pack brought it or changed it."""

    id: str
    title_en: str
    title_lo: str
    version: str
    status: str
    reviewed_by: str
    sources: tuple[str, ...]
    fever_from: float
    days_back: int
    watch: tuple[str, ...]
    brought: bool = False

    @property
    def draft(self) -> bool:
        """Whether no named authority has signed it yet."""
        return self.status != "validated" or not reviewer(self.reviewed_by)

    def title(self, language: str) -> str:
        return self.title_lo if language == "lo" else self.title_en

    def fields(self) -> dict[str, str]:
        """What a health check is begun with, by the names of the form."""
        return {
            "pack_id": self.id,
            "pack_title_en": self.title_en,
            "pack_title_lo": self.title_lo,
            "pack_version": self.version,
            "pack_fever": str(self.fever_from),
            "pack_days": str(self.days_back),
            "pack_watch": " ".join(self.watch),
        }


@dataclass(frozen=True)
class ChosenPack:
    """The pack that checks begin with here, and who chose it; nobody yet where ``by`` is "".

    ``gone`` is the id of a chosen pack that is not on this PC any more: then checks begin with the neutral
    one. ``changed`` is the version that was chosen, where content has replaced it since.
    """

    pack: DiseasePack
    by: str = ""
    at: datetime | None = None
    gone: str = ""
    changed: str = ""


# ------------------------------------------------------------------ reading
def is_disease_pack(data: bytes) -> bool:
    """Whether a file means to be a disease pack, well written or not."""
    return b"fever_from" in data or b"days_back" in data


def read_disease_pack(data: bytes) -> DiseasePack:
    """The disease pack in a file's bytes.

    :raises RuleBroken: ``disease.unreadable`` (``what``), ``disease.field`` (``field``) for one that is
        missing, unknown or not of its kind, ``disease.number`` (``field``, ``least``, ``most``),
        ``disease.sign`` (``sign``, ``signs``).
    """
    try:
        if len(data) > _MOST_BYTES:
            raise RuleBroken("disease.unreadable", what=f"> {_MOST_BYTES >> 10} KB")
        row = read_toml(data)
    except TomlError as error:
        raise RuleBroken("disease.unreadable", what=str(error)) from error
    for name in sorted(row.keys() - _FIELDS):
        raise RuleBroken("disease.field", field=name[:40])
    if not _ID.fullmatch(_text(row, "id")):
        raise RuleBroken("disease.field", field="id")
    if not _VERSION.fullmatch(_text(row, "version")):
        raise RuleBroken("disease.field", field="version")
    if _text(row, "status") not in _STATUS:
        raise RuleBroken("disease.field", field="status")
    return DiseasePack(
        row["id"],
        _text(row, "title_en", _MOST_TITLE),
        _text(row, "title_lo", _MOST_TITLE),
        row["version"],
        row["status"],
        _text({"reviewed_by": "none", **row}, "reviewed_by"),
        tuple(_texts(row, "sources", some=True)),
        _number(row, "fever_from", (int, float)),
        int(_number(row, "days_back", (int,))),
        tuple(_signs(row)),
    )


def _text(row: Mapping[str, Any], name: str, most: int = 400) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > most or not value.isprintable():
        raise RuleBroken("disease.field", field=name)
    return value


def _texts(row: Mapping[str, Any], name: str, *, some: bool) -> list[str]:
    values = row.get(name)
    if not isinstance(values, list) or (some and not values):
        raise RuleBroken("disease.field", field=name)
    return [_text({name: value}, name) for value in values]


def _number(row: Mapping[str, Any], name: str, kinds: tuple[type, ...]) -> float:
    """A limit with at most one decimal."""
    value, (least, most) = row.get(name), NUMBERS[name]
    if value is None:
        raise RuleBroken("disease.field", field=name)
    if type(value) not in kinds or not least <= value <= most or round(value, 1) != value:
        raise RuleBroken("disease.number", field=name, least=least, most=most)
    return float(value)


def _signs(row: Mapping[str, Any]) -> Iterator[str]:
    named = _texts(row, "watch", some=False)
    for place, sign in enumerate(named):
        if sign not in SIGNS or sign in named[:place]:
            raise RuleBroken("disease.sign", sign=sign[:40], signs=", ".join(SIGNS))
        yield sign


# ------------------------------------------------------------------ in use
@of_content
def disease_packs() -> tuple[DiseasePack, ...]:
    """The disease packs there are, the neutral one first."""
    names = sorted(content().names(FOLDER, ".toml"), key=lambda name: (name != f"{NEUTRAL}.toml", name))
    found = (_in_use(f"{FOLDER}/{name}") for name in names)
    return tuple(pack for pack in found if pack is not None)


def _in_use(path: str) -> DiseasePack | None:
    brought = content().installed(path)
    if brought is not None:
        # It was checked when it was installed; a later program may ask for more than that one did.
        with suppress(RuleBroken):
            read = read_disease_pack(brought)
            return DiseasePack(**{**vars(read), "brought": True})
    shipped = content().shipped(path)
    return read_disease_pack(shipped) if shipped is not None else None


@permitted(Act.READ_CONTENT)
def disease_pack(workspace: Workspace) -> ChosenPack:
    """The pack that health checks on this PC begin with."""
    with workspace.store.read() as transaction:
        return chosen_pack(workspace, transaction)


def chosen_pack(workspace: Workspace, transaction: Transaction) -> ChosenPack:
    """The same within a transaction, for the other desk modules."""
    packs = {pack.id: pack for pack in disease_packs()}
    told = [
        (entry, fact)
        for entry, fact in facts_of(transaction, facts.DiseasePackChosen)
        if workspace.is_own(entry.device)
    ]
    if not told:
        return ChosenPack(packs[NEUTRAL])
    entry, last = max(told, key=lambda each: each[0].lamport)
    pack = packs.get(last.pack)
    if pack is None:
        return ChosenPack(packs[NEUTRAL], entry.actor, moment(entry.at), gone=last.pack)
    changed = last.version if last.version != pack.version else ""
    return ChosenPack(pack, entry.actor, moment(entry.at), changed=changed)


@permitted(Act.CHOOSE_LIMITS)
def choose_disease_pack(workspace: Workspace, pack: str) -> Done[ChosenPack]:
    """Health checks begun from now on use this pack; checks begun before keep theirs. Choosing it again
    writes nothing unless its version is another one.

    :raises Unavailable: ``disease.missing``.
    """
    wanted = next((each for each in disease_packs() if each.id == pack), None)
    if wanted is None:
        raise Unavailable("disease.missing", id=pack)
    with workspace.store.write() as transaction:
        now = chosen_pack(workspace, transaction)
        changes = Changes()
        if not now.by or now.gone or now.changed or now.pack.id != pack:
            fact = facts.DiseasePackChosen(wanted.id, wanted.version)
            changes = workspace.record(transaction, f"content:at:{workspace.device}", fact)
        return Done(chosen_pack(workspace, transaction), changes)


@dataclass(frozen=True)
class LimitsPlace:
    """A checkpoint and the limits it last told of; nothing yet where ``at`` is None."""

    station: str
    device: str
    pack: str
    version: str
    by: str
    at: datetime | None


@permitted(Act.EDIT_CONTENT)
def limits_places(workspace: Workspace) -> list[LimitsPlace]:
    """Which checkpoint uses which limits, as far as their records packages have told; by station."""
    with workspace.store.read() as transaction:
        told = {entry.device: (entry, fact) for entry, fact in facts_of(transaction, facts.DiseasePackChosen)}
        for _, going_on in facts_of(transaction, facts.DeviceContinues):
            told.pop(DeviceId(going_on.before), None)  # the same PC says it again under its new identity
        cards = trusted_cards(workspace, transaction).values()
    places = []
    for card in cards:
        if card.role == Post.CHECKPOINT.value:
            entry, fact = told.get(DeviceId(card.device_id), (None, None))
            if entry is None or fact is None:
                places.append(LimitsPlace(card.station, card.device_id, NEUTRAL, "", "", None))
            else:
                by, at = entry.actor, moment(entry.at)
                places.append(LimitsPlace(card.station, card.device_id, fact.pack, fact.version, by, at))
    return sorted(places, key=lambda place: (place.station, place.device))


# ------------------------------------------------------------------ in words
@permitted(Act.READ_CONTENT)
def check_words(workspace: Workspace, question: str) -> dict[str, str]:
    """What the health check in use calls the choices of a question, such as ``HS_03``, the symptoms."""
    with workspace.store.read() as transaction:
        return choice_words(transaction, question)


def choice_words(transaction: Transaction, question: str = WATCHED) -> dict[str, str]:
    """The same within a transaction; none where a form of a content pack does not ask it any more."""
    form = latest_form(transaction, HEALTH)
    session = Session(form)
    asked = next((node for node in session.record.root.walk() if node.name == question), None)
    if asked is None or asked.path not in form.controls:
        return {}
    choices = session.choices(session.question(asked), form_language(form, language()))
    return {choice.value: str(choice.label) for choice in choices}


def limits_in_words(pack: DiseasePack, names: Mapping[str, str]) -> str:
    """What a pack asks for, on one line: the fever limit, how far back, the signs that are watched."""
    signs = ", ".join(names.get(sign, sign) for sign in pack.watch) or tr("no sign in particular")
    fever = tr("Fever from {degrees} °C", degrees=pack.fever_from)
    days = ntr("{n} day back", "{n} days back", pack.days_back)
    return f"{fever} · {days} · {signs}"
