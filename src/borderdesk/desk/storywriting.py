"""Practice stories written at this desk: begun, copied, checked, tried out, kept in the author's folder.

From there a story goes out with the next content pack, like everything an author writes.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from borderdesk.desk.content_folder import take_out, write_whole
from borderdesk.desk.exercises import Answer, as_drill, code_of, reference, says_of, words_of
from borderdesk.desk.feedback import Feedback, feedback_as_told
from borderdesk.desk.forms import form_language, latest_form
from borderdesk.desk.stories import (
    FOLDER,
    Story,
    in_language,
    quiet_answers,
    read_story,
    reference_answers,
    specimen_in_hand,
    stories,
    story_named,
)
from borderdesk.desk.story_trial import Trial, try_story
from borderdesk.desk.workspace import Progress, Workspace, permitted, silent
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.domain.values import Outcome
from borderdesk.files import names_device
from borderdesk.forms import Node, Session
from borderdesk.slips.content import PrintedDocument
from borderdesk.store.database import Transaction
from borderdesk.text import language as spoken
from borderdesk.text.dates import next_version

_PLAYED = (
    "first_sight",
    "preconditions",
    "mixed_movement",
    "travel_document",
    "adult",
    "child",
    "risk_needs",
    "health",
)
"""The forms a story can be played with, in the order they are offered."""
_LED_TO = ("outcome", "document", "health")
"""What a story says that it leads to; the forms say the rest."""
_UNFINISHED = "stories.unfinished"
_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,47}")


@dataclass(frozen=True)
class StoryRow:
    """A story in a list. ``own`` where it lies in the author's folder; ``problem`` is the code of what is
    wrong with that file, and then it has no title.
    """

    id: str
    title: str
    version: str
    own: bool
    problem: str = ""


@dataclass(frozen=True)
class Asked:
    """A question that a story can answer: its code and words, its answers by value, and what is answered
    where the story says nothing. No ``choices``: any text.
    """

    form: str
    name: str
    code: str
    text: str
    choices: tuple[tuple[str, str], ...]
    several: bool
    quiet: str


@dataclass(frozen=True)
class Rehearsal:
    """A story as it will be played: where the forms lead, what the person says, what is said afterwards."""

    trial: Trial
    says: tuple[Answer, ...]
    feedback: Feedback


@permitted(Act.EDIT_CONTENT)
def story_rows(workspace: Workspace, folder: Path | None) -> list[StoryRow]:
    """The stories in an author's folder and those in use at this desk, each once, in the order of ids."""
    rows = {
        name: StoryRow(name, in_language(story["title"]), story["version"], own=False)
        for name, story in stories().items()
    }
    for path in _own_files(folder):
        try:
            story = read_story(path.read_bytes())
        except OSError:
            rows[path.stem] = StoryRow(path.stem, "", "", own=True, problem="story.unreadable")
        except RuleBroken as error:
            rows[path.stem] = StoryRow(path.stem, "", "", own=True, problem=error.code)
        else:
            rows[path.stem] = StoryRow(path.stem, in_language(story["title"]), story["version"], own=True)
    return [rows[name] for name in sorted(rows)]


@permitted(Act.EDIT_CONTENT)
def written_story(workspace: Workspace, folder: Path | None, name: str) -> Story:
    """A story to be changed or copied: that of the author's folder before the one in use.

    :raises RuleBroken: ``story.unreadable``, ``story.field``, ``story.too_large``.
    :raises Unavailable: ``drill.missing``.
    """
    for path in _own_files(folder):
        if path.stem == name:
            with suppress(OSError):
                return read_story(path.read_bytes())
    return story_named(name)


@permitted(Act.EDIT_CONTENT)
def story_file(workspace: Workspace, path: Path) -> Story:
    """A story written outside this program, to be checked.

    :raises RuleBroken: ``story.unreadable``, ``story.field``, ``story.too_large``.
    """
    try:
        return read_story(path.read_bytes())
    except OSError as error:
        raise RuleBroken("story.unreadable") from error


@permitted(Act.EDIT_CONTENT)
def questions_asked(workspace: Workspace, form_id: str) -> list[Asked]:
    """The questions of a form that a story can answer, in the language of the moment.

    :raises Unavailable: ``form.missing``.
    """
    found = []
    with workspace.store.read() as transaction:
        form = latest_form(transaction, form_id)
        session = Session(form, clock=workspace.clock, language=form_language(form, spoken()))
        quiet = quiet_answers(form_id)
        for node in session.record.root.walk():
            control = form.controls.get(node.path)
            bind = form.binds.get(node.path)
            if (
                control is None
                or control.kind in ("trigger", "upload")
                or bind is None
                or bind.always_readonly
            ):
                continue
            question = session.question(node)
            chosen = control.kind in ("select1", "select", "rank")
            choices = (
                tuple((each.value, str(each.label)) for each in session.choices(question)) if chosen else ()
            )
            found.append(
                Asked(
                    form_id, node.name, code_of(form, node), str(question.label()), choices,
                    control.kind == "select", quiet.get(node.name, ""),
                )
            )  # fmt: skip
    return found


@permitted(Act.EDIT_CONTENT)
def story_forms(workspace: Workspace) -> list[str]:
    """The ids of the forms that a story can be played with here."""
    with workspace.store.read() as transaction:
        known = {version.form for version in transaction.forms.names()}
    return [form for form in _PLAYED if form in known]


@permitted(Act.EDIT_CONTENT)
def check_story(workspace: Workspace, story: Story, progress: Progress = silent) -> Trial:
    """Read a story as from its file, play it through, and hold it to what it expects.

    :raises RuleBroken: ``story.field``; as :func:`~borderdesk.desk.story_trial.try_story`; ``story.outcome``
        or ``story.document`` (``expected``, ``found``) where the forms lead elsewhere, ``story.flag``
        (``flag``) and ``story.reason`` (``question``) for one that the forms do not give.
    """
    told = read_story(_toml(story))
    trial = try_story(workspace, told, progress)
    expected = told["expected"]
    reached = trial.outcome.value if trial.outcome else ""
    if expected.get("outcome", "") != reached:
        raise RuleBroken("story.outcome", expected=expected.get("outcome") or "–", found=reached or "–")
    if expected.get("document", trial.document) != trial.document:
        raise RuleBroken("story.document", expected=expected["document"], found=trial.document or "–")
    if expected.get("health", trial.health) != trial.health:
        raise RuleBroken("story.outcome", expected=expected["health"], found=trial.health or "–")
    for flag in expected.get("flags", ()):
        if flag not in trial.flags:
            raise RuleBroken("story.flag", flag=flag)
    for name in expected.get("reasons", ()):
        if name not in trial.reasons:
            raise RuleBroken("story.reason", question=name.replace("_", "-"))
    return trial


@permitted(Act.EDIT_CONTENT)
def save_story(
    workspace: Workspace, folder: Path, name: str, story: Story, progress: Progress = silent
) -> Path:
    """Check a story and write it into the author's folder as a draft, under a version of its own.

    Flags and reasons are those that the forms give for its answers.

    :raises RuleBroken: ``story.name``; as :func:`check_story`, and then nothing is written.
    :raises Unavailable: ``content.unwritable``.
    """
    if not _ID.fullmatch(name) or names_device(name):
        raise RuleBroken("story.name")
    expected = {key: value for key, value in story["expected"].items() if key in _LED_TO}
    told: dict[str, Any] = {**story, "version": _version(workspace, folder, name), "expected": expected}
    told |= {"status": "draft-unvalidated", "reviewed_by": "none"}
    data = _toml(_as_played(told, check_story(workspace, told, progress)))
    read_story(data)
    return write_whole(_place(folder, name), data)


def _as_played(story: Story, trial: Trial) -> dict[str, Any]:
    """The story with the flags and reasons that the forms give for its answers."""
    found: dict[str, Any] = {"flags": list(trial.flags), "reasons": list(trial.reasons)}
    for name, word in (("document", trial.document), ("health", trial.health)):
        if word:
            found[name] = word
    return {**story, "expected": {"outcome": story["expected"].get("outcome", ""), **found}}


@permitted(Act.EDIT_CONTENT)
def remove_story(workspace: Workspace, folder: Path, name: str) -> None:
    """Take a story out of the author's folder; the one in use stays until a pack without it comes.

    :raises Unavailable: ``drill.missing``, ``content.unwritable``.
    """
    found = [path for path in _own_files(folder) if path.stem == name]
    if not found:
        raise Unavailable("drill.missing", id=name)
    for path in found:
        take_out(path)


@permitted(Act.EDIT_CONTENT)
def rehearse_story(workspace: Workspace, story: Story, progress: Progress = silent) -> Rehearsal:
    """Check a story and give what a trainee will meet in it: what the person says, what is said afterwards.

    :raises RuleBroken: as :func:`check_story`.
    """
    trial = check_story(workspace, story, progress)
    told = read_story(_toml(_as_played(story, trial)))
    drill = as_drill("", told)
    return Rehearsal(trial, tuple(says_of(workspace, told)), feedback_as_told(workspace, drill, told))


@permitted(Act.EDIT_CONTENT)
def written_specimen_pdf(
    workspace: Workspace, story: Story, language: str = "lo", font: str = "noto"
) -> PrintedDocument:
    """The document of a story that is being written, as a class will get it.

    :raises RuleBroken: ``story.field``.
    """
    from borderdesk.slips.specimen import draw_specimen_sheet  # late: reportlab and HarfBuzz

    title, told = (str(story.get(name, {}).get(language, "")) for name in ("title", "story"))
    return draw_specimen_sheet(specimen_in_hand(story), title, told, language, font)


@permitted(Act.EDIT_CONTENT)
def keep_unfinished(workspace: Workspace, name: str, story: Story | None) -> None:
    """Remember at this desk what was written of a story so far; None forgets it."""
    with workspace.store.write() as transaction:
        kept: dict[str, Any] = transaction.setting(_UNFINISHED, {})
        kept = {each: told for each, told in kept.items() if each != name}
        if story is not None:
            kept[name] = _plain(story)
        transaction.set_setting(_UNFINISHED, kept)


@permitted(Act.EDIT_CONTENT)
def unfinished_stories(workspace: Workspace) -> dict[str, Story]:
    """What was written of stories and is in no folder yet, by the story's id."""
    with workspace.store.read() as transaction:
        kept: dict[str, Story] = transaction.setting(_UNFINISHED, {})
    return kept


@permitted(Act.EDIT_CONTENT)
def answers_in_words(workspace: Workspace, story: Story) -> list[tuple[str, str, str, str]]:
    """What the story itself answers: form, question, the question in words with its code, and the answer.

    A question or an answer that the form does not have is told by its name.
    """
    found = []
    with workspace.store.read() as transaction:
        for form_id, own in story.get("answers", {}).items():
            nodes = _nodes(workspace, transaction, story, form_id)
            for name, value in own.items():
                if name in nodes:
                    session, node = nodes[name]
                    text, answer = words_of(session, node)
                    found.append(
                        (form_id, name, f"{code_of(session.form, node)}  {text}".strip(), answer or value)
                    )
                else:
                    found.append((form_id, name, name.replace("_", "-"), value))
    return found


def _nodes(
    workspace: Workspace, transaction: Transaction, story: Story, form_id: str
) -> Mapping[str, tuple[Session, Node]]:
    try:
        session = reference(workspace, transaction, story, form_id, reference_answers(story)[form_id])
    except (RuleBroken, Unavailable, KeyError):
        return {}
    return {
        node.name: (session, node)
        for node in session.record.root.walk()
        if node.path in session.form.controls
    }


@permitted(Act.EDIT_CONTENT)
def free_name(workspace: Workspace, folder: Path | None, wish: str = "own") -> str:
    """A file name that no story has yet, neither in use nor in the author's folder."""
    taken = {*stories(), *(path.stem for path in _own_files(folder))}
    base = re.sub(r"_\d+$", "", wish)[:40]
    return next(name for number in range(1, 1000) if (name := f"{base}_{number}") not in taken)


def _own_files(folder: Path | None) -> list[Path]:
    """Stories lie in a folder of their own in the author's folder, as they do in a pack."""
    return sorted((folder / FOLDER).glob("*.toml")) if folder is not None else []


def _place(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.toml"


def _version(workspace: Workspace, folder: Path, name: str) -> str:
    """A version higher than what is in use and in the folder."""
    there = [stories()[name]["version"]] if name in stories() else []
    with suppress(OSError, RuleBroken):
        there.append(read_story(_place(folder, name).read_bytes())["version"])
    return next_version(there, workspace.clock().date())


def _toml(story: Story) -> bytes:
    import tomlkit  # late: only who writes stories needs it

    return tomlkit.dumps(_plain(story)).encode()


def _plain(value: Any) -> Any:
    """Mappings and sequences as the writer takes them."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Outcome) else value
