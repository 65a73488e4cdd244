"""Practice stories as they are written: one TOML file each, read, checked for what it must say, and found.

A story says who is met, what the person answers in which form, what it leads to and why; one about a document
also holds the document, as data that ``slips`` draws. Stories ship with the program, and content packs bring
more; whether its answers fit the forms is looked at elsewhere (:mod:`~borderdesk.desk.pack_stories`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from borderdesk.desk.health_limits import HEALTH
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.values import AgeGroup, Direction, Outcome
from borderdesk.resources import content, of_content
from borderdesk.slips.content import ZONE_LINES, Specimen
from borderdesk.text import language as spoken
from borderdesk.text import translatable
from borderdesk.text.toml_files import TomlError, read_toml

FOLDER = "practice/stories"
MODULES = {
    "trafficking": translatable("Trafficking in persons"),
    "smuggling": translatable("Smuggling of migrants"),
    "documents": translatable("Document examination"),
    "health": translatable("Travellers who are ill"),
}
"""The modules of the Department of Immigration's Master Trainer course, and health checks beside them."""
CARDS = {"trafficking": "S04", "smuggling": "S13", "documents": "S14", "health": "S15"}
"""The SOP card that each module belongs to."""
DOCUMENT = "travel_document"
"""The form that the document of a story is examined with."""
DOCUMENT_RESULTS = ("ok", "second_line", "examiner")
HEALTH_RESULTS = ("none", "second_check", "isolate", "emergency")
"""What a health check can come to; a story of one has no other form, since it belongs to no record."""
READ_OFF = {
    "family": "DX_09_family",
    "given": "DX_09_given",
    "number": "DX_09_number",
    "birth": "DX_09_birth",
    "expiry": "DX_09_expiry",
    "sex": "DX_09_sex",
    "nationality": "DX_09_nationality",
}
"""What is printed on a document, and the question of the form that it is copied into."""
ZONE = "DX_08"
"""The question that the lines with the arrows are copied into."""
KINDS = {"TD1": "id_card", "TD2": "id_card", "TD3": "passport", "MRV-A": "visa", "MRV-B": "visa"}
"""What the form calls a document of each size, where the story says nothing else."""

_QUIET = "practice/quiet.toml"
_MOST = 64 << 10
_TEXT, _WORDS = 1_500, 400
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_PRINTED_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TABLES = frozenset({"intake", "answers", "says", "why", "expected", "specimen"})
_KEYS = _TABLES | {"modules", "version", "title", "story", "lesson", "status", "reviewed_by"}
DRAFT = "draft-unvalidated"
"""What a story is until a named person has read it, also where it says nothing."""

Story = Mapping[str, Any]
"""A story that was read: its tables as in the file."""


@of_content
def stories() -> Mapping[str, Story]:
    """Every story by its id, in their order, without what an earlier program took and this cannot read."""
    found = {}
    for name in content().names(FOLDER, ".toml"):
        data = content().read(f"{FOLDER}/{name}")
        if data is not None:
            with suppress(RuleBroken):
                found[name.removesuffix(".toml")] = read_story(data)
    return found


def story_named(drill_id: str) -> Story:
    """One story. :raises Unavailable: ``drill.missing``."""
    found = stories().get(drill_id)
    if found is None:
        raise Unavailable("drill.missing", id=drill_id)
    return found


def in_language(texts: Mapping[str, str], language: str = "") -> str:
    """A text of a story in ``language``, else that of the moment."""
    return texts.get(language or spoken()) or texts.get("en", "")


def reference_answers(story: Story) -> dict[str, dict[str, str]]:
    """What the story answers in each of its forms: its own answers, nothing noted elsewhere, and what stands
    on its document.
    """
    quiet = _quiet()
    read_off = {DOCUMENT: _read_off(story["specimen"])} if "specimen" in story else {}
    return {
        form: {**quiet.get(form, {}), **read_off.get(form, {}), **own}
        for form, own in story["answers"].items()
    }


def quiet_answers(form: str) -> Mapping[str, str]:
    """What is answered in a form of a story that says nothing else."""
    return _quiet().get(form, {})


def specimen_in_hand(story: Story) -> Specimen:
    """The document of a story that is not finished yet.

    :raises RuleBroken: ``story.field`` with the part of it that is missing or cannot be so.
    """
    for place in _specimen(story.get("specimen")):
        raise RuleBroken("story.field", field=place)
    said = story["specimen"]
    return Specimen(**{**said, "zone": tuple(said["zone"])})


def specimen_of(story: Story) -> Specimen | None:
    """The document of a story, ready to be drawn."""
    said = story.get("specimen")
    return Specimen(**{**said, "zone": tuple(said["zone"])}) if said else None


def _read_off(said: Mapping[str, Any]) -> dict[str, str]:
    printed = {question: str(said[name]) for name, question in READ_OFF.items()}
    return {"DX_00": KINDS[said["kind"]], ZONE: "\n".join(said["zone"]), **printed}


@of_content
def _quiet() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((content().read(_QUIET) or b"").decode())


def is_story(data: bytes) -> bool:
    """Whether a file means to be a practice story, well written or not."""
    return b"[answers" in data and b"[intake]" in data


# ------------------------------------------------------------------ reading
def read_story(data: bytes) -> Story:
    """A story from its file.

    :raises RuleBroken: ``story.unreadable``, ``story.too_large``; ``story.field`` with the ``field`` that is
        missing or cannot be so.
    """
    if len(data) > _MOST:
        raise RuleBroken("story.too_large", kilobytes=_MOST >> 10)
    try:
        story = read_toml(data)
    except TomlError as error:
        raise RuleBroken("story.unreadable") from error
    for place in _faults(story):
        raise RuleBroken("story.field", field=place)
    return story


def _faults(story: Story) -> Iterator[str]:
    """The places that are not as they must be, in the order of the file."""
    yield from sorted(story.keys() - _KEYS)
    modules = story.get("modules")
    if not isinstance(modules, list) or not modules or not set(map(str, modules)) <= MODULES.keys():
        yield "modules"
    if not re.fullmatch(r"\d{1,10}", str(story.get("version", ""))):
        yield "version"
    if story.get("status", DRAFT) not in (DRAFT, "validated"):
        yield "status"
    if not isinstance(story.get("reviewed_by", ""), str) or len(story.get("reviewed_by", "")) > _WORDS:
        yield "reviewed_by"
    for name in ("title", "story", "lesson"):
        yield from _texts(name, story.get(name), _WORDS if name == "title" else _TEXT)
    yield from (name for name in sorted(_TABLES - {"specimen"}) if not isinstance(story.get(name, {}), dict))
    yield from _intake(story.get("intake"))
    yield from _answers(story.get("answers"))
    for table in ("says", "why"):
        for name, texts in _items(story.get(table)):
            yield from _texts(f"{table}.{name}", texts, _WORDS)
    yield from _expected(story.get("expected"))
    if "specimen" in story:
        yield from _specimen(story["specimen"])
        if DOCUMENT not in dict(_items(story.get("answers"))):
            yield f"answers.{DOCUMENT}"


def _items(table: object) -> list[tuple[str, Any]]:
    return list(table.items()) if isinstance(table, dict) else []


def _texts(place: str, texts: object, most: int) -> Iterator[str]:
    for language in ("lo", "en"):
        text = texts.get(language) if isinstance(texts, dict) else None
        if not isinstance(text, str) or not text.strip() or len(text) > most or not _readable(text):
            yield f"{place}.{language}"


def _readable(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


def _intake(intake: object) -> Iterator[str]:
    said = dict(_items(intake))
    for name, fits in (
        ("direction", str(said.get("direction")) in set(Direction)),
        ("age_group", str(said.get("age_group")) in set(AgeGroup)),
        ("language", bool(re.fullmatch(r"[a-z]{2,3}", str(said.get("language", ""))))),
        ("party", bool(re.fullmatch(r"[1-9]\d{0,2}", str(said.get("party", ""))))),
    ):
        if not fits:
            yield f"intake.{name}"


def _answers(answers: object) -> Iterator[str]:
    forms = _items(answers)
    if not forms or (HEALTH in dict(forms) and len(forms) > 1):
        yield "answers"
    for form, own in forms:
        if not _NAME.fullmatch(form) or not isinstance(own, dict):
            yield f"answers.{form}"
        for name, value in _items(own):
            if not _NAME.fullmatch(name) or not isinstance(value, str) or len(value) > _WORDS:
                yield f"answers.{form}.{name}"


def _expected(expected: object) -> Iterator[str]:
    said = dict(_items(expected))
    if str(said.get("outcome", "")) not in {"", *Outcome}:
        yield "expected.outcome"
    if str(said.get("document", "")) not in {"", *DOCUMENT_RESULTS}:
        yield "expected.document"
    if str(said.get("health", "")) not in {"", *HEALTH_RESULTS}:
        yield "expected.health"
    for name in ("flags", "reasons"):
        each = said.get(name, [])
        if not isinstance(each, list) or not all(isinstance(one, str) for one in each):
            yield f"expected.{name}"
    if not (said.get("outcome") or said.get("document") or said.get("health")):
        yield "expected.outcome"


def _specimen(specimen: object) -> Iterator[str]:
    said = dict(_items(specimen))
    kind = str(said.get("kind"))
    yield from (f"specimen.{name}" for name in sorted(said.keys() - Specimen.NAMES))
    for name in sorted(Specimen.NAMES - {"kind", "zone", "child", "name"}):
        if not isinstance(said.get(name), str) or not said[name].strip() or len(said[name]) > 40:
            yield f"specimen.{name}"
    for name in ("birth", "expiry"):
        if not _PRINTED_DATE.fullmatch(str(said.get(name, ""))):
            yield f"specimen.{name}"
    if any(
        not isinstance(said.get(name, ""), str) or len(said.get(name, "")) > 60 for name in ("child", "name")
    ):
        yield "specimen.child"
    if said.get("issuer") != "UTO":
        yield "specimen.issuer"  # nobody's document is drawn but that of a state that does not exist
    if kind not in ZONE_LINES:
        yield "specimen.kind"
        return
    zone = said.get("zone")
    count, length = ZONE_LINES[kind]
    fits = isinstance(zone, list) and len(zone) == count
    if not fits or not all(re.fullmatch(rf"[A-Z0-9<]{{{length}}}", str(line)) for line in zone or ()):
        yield "specimen.zone"
