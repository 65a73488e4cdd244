"""Recordings of what is said to a person: one for each question and language, made or brought by a desk.

Where nobody has written words, as in Hmong and Khmu, they come first. They go into the author's folder, out
in a signed pack and from there into the encrypted database; read when they are played, not when a desk opens.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.content_folder import read_bounded, take_out, write_whole
from borderdesk.desk.drafting import ABOUT_NOBODY
from borderdesk.desk.forms import form_language, latest_form
from borderdesk.desk.installed import RECORDINGS, installed
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.forms import FormDefinition, Layout, Session
from borderdesk.library.enclosure import ENDINGS, Medium, ending_of
from borderdesk.library.media_files import check_whole
from borderdesk.store.database import Transaction
from borderdesk.text import language as program_language
from borderdesk.text.spoken import CODES

MOST_BYTES = 2 << 20
"""A minute of plain WAV; a question takes ten seconds."""
SENTENCES = {"first_sight": ("say_invite",), "preconditions": ("say_invite", "say_first_needs")}
"""What is said at these steps without being a question of the form."""

_PHONES = (b"ftypmp42", b"ftypisom", b"ftyp3gp")
"""How the recordings of many telephones begin, besides those of the library's sounds."""
_READ_ALOUD = {"preconditions": ("rights_text",), "referral": ("consent_text",)}
"""Texts of a form that are read to the person; all others remind the officer of something."""
_SAYS_NOTHING = ("first_sight", *ABOUT_NOBODY)
"""Forms of which nothing is asked."""
_OBSERVED = frozenset({"unobserved", "not_checked"})
_NAME = re.compile(r"[A-Za-z_][\w-]{0,63}", re.ASCII)


@dataclass(frozen=True)
class Recording:
    """A question of a form, and whether it can be heard in a language: ``in_use`` at this desk, or only
    ``added`` to the author's folder. ``words`` is its label, "" for a sentence of the program.
    """

    form: str
    question: str
    code: str
    language: str
    words: str
    in_use: bool
    added: Path | None

    @property
    def there(self) -> bool:
        return self.in_use or self.added is not None


@permitted(Act.READ_CONTENT)
def recordings(
    workspace: Workspace, form_id: str, language: str, folder: Path | None = None
) -> list[Recording]:
    """Everything a form says to a person, with its recording in a language, in the order of the form.

    :raises Unavailable: ``form.missing``. :raises RuleBroken: ``recording.language``.
    """
    _require_language(language)
    with workspace.store.read() as transaction:
        form = latest_form(transaction, form_id)
        used = installed_names(transaction, form_id)
    return [
        Recording(
            form_id,
            name,
            code,
            language,
            words,
            f"{name}.{language}" in used,
            _in_folder(folder, form_id, name, language),
        )
        for name, code, words in _said(form)
    ]


def _said(form: FormDefinition) -> Iterator[tuple[str, str, str]]:
    """Name, code and words of what is said to the person; not what the officer only looks at."""
    for name in SENTENCES.get(form.id, ()):
        yield name, "", ""
    if form.id in _SAYS_NOTHING:
        return
    spoken = form_language(form, program_language())
    session = Session(form)
    for screen in session.screens(Layout.SECTIONS):
        for question in screen.questions:
            offered = {choice.value for choice in question.choices(spoken)} if question.control else set()
            words = str(question.label(spoken)).strip()
            if question.is_note and question.name not in _READ_ALOUD.get(form.id, ()):
                continue
            if words and not _OBSERVED & offered and _NAME.fullmatch(question.name):
                yield question.name, question.extra.get("code", ""), words


@permitted(Act.EDIT_CONTENT)
def add_recording(
    workspace: Workspace, folder: Path, source: Path | bytes, form_id: str, question: str, language: str
) -> Path:
    """Put a recording into an author's folder, from a file or as it was just made; the one before it goes.

    :raises RuleBroken: ``recording.question``, ``recording.language``, ``recording.not_sound``,
        ``recording.too_large`` (``megabytes``); nothing is written then.
    :raises Unavailable: ``form.missing``, ``document.unreadable``, ``content.unwritable``.
    """
    names = {each.question for each in recordings(workspace, form_id, language)}
    if question not in names:
        raise RuleBroken("recording.question", form=form_id, question=question)
    data = source if isinstance(source, bytes) else read_bounded(source, MOST_BYTES)
    ending = require_sound(data)
    before = _in_folder(folder, form_id, question, language)
    written = write_whole(folder / f"{_place(form_id)}{question}.{language}.{ending}", data)
    if before is not None and before != written:
        with suppress(OSError):
            before.unlink()
    return written


@permitted(Act.EDIT_CONTENT)
def remove_recording(workspace: Workspace, folder: Path, form_id: str, question: str, language: str) -> None:
    """Take a recording out of an author's folder; the next pack then takes it from the desks.

    :raises Unavailable: ``recording.missing``, ``content.unwritable``.
    """
    there = _in_folder(folder, form_id, question, language)
    if there is None:
        raise Unavailable("recording.missing", form=form_id, question=question)
    take_out(there)


@permitted(Act.READ_CONTENT)
def recording_sound(workspace: Workspace, recording: Recording) -> bytes:
    """What can be heard: the one in the author's folder before the one in use; empty where there is none."""
    if recording.added is not None:
        with suppress(OSError):
            return recording.added.read_bytes()
    with workspace.store.read() as transaction:
        return installed_sound(transaction, recording.form, f"{recording.question}.{recording.language}")


def installed_names(transaction: Transaction, form_id: str) -> frozenset[str]:
    """What the recordings of a form that a pack brought are called, such as ``AD_02.kjg``."""
    paths = (path for path in installed(transaction).files if path.startswith(_place(form_id)))
    return frozenset(Path(path).stem for path in paths)


def installed_sound(transaction: Transaction, form_id: str, name: str) -> bytes:
    """The recording of a form called ``AD_02.kjg`` that a pack brought; empty where none did."""
    wanted = _place(form_id) + name
    for path, sha256 in installed(transaction).files.items():
        if path.rpartition(".")[0] == wanted:
            with suppress(Unavailable):
                return transaction.attachments.get(sha256).content
    return b""


def require_sound(data: bytes) -> str:
    """The ending that a recording's content asks for.

    :raises RuleBroken: ``recording.not_sound``, ``recording.too_large`` (``megabytes``).
    """
    if len(data) > MOST_BYTES:
        raise RuleBroken("recording.too_large", megabytes=MOST_BYTES >> 20)
    try:
        ending = "m4a" if data[4:12].startswith(_PHONES) else ending_of(data)
        if ending in ENDINGS[Medium.SOUND]:
            check_whole(data, ending)
            return ending
    except RuleBroken as error:
        raise RuleBroken("recording.not_sound") from error
    raise RuleBroken("recording.not_sound")


def _require_language(language: str) -> None:
    if language not in CODES:
        raise RuleBroken("recording.language", language=language)


def _place(form_id: str) -> str:
    return f"{RECORDINGS}/{form_id}/"


def _in_folder(folder: Path | None, form_id: str, question: str, language: str) -> Path | None:
    if folder is None:
        return None
    place = folder / RECORDINGS / form_id
    files = (place / f"{question}.{language}.{ending}" for ending in ENDINGS[Medium.SOUND])
    return next((file for file in files if file.is_file()), None)
