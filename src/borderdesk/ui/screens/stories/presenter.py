"""Stories in words for who writes them; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from borderdesk import desk
from borderdesk.desk.stories import HEALTH_RESULTS
from borderdesk.domain.errors import BorderDeskError, RuleBroken
from borderdesk.domain.values import Outcome
from borderdesk.text import language, notice, tr, translatable
from borderdesk.ui.screens.drill.presenter import said_of
from borderdesk.ui.screens.file.words import form_words, outcome_words
from borderdesk.ui.screens.stories.state import AnswerLine, StoryInHand, StoryLine

if TYPE_CHECKING:
    from borderdesk.desk import Asked, Rehearsal, StoryRow, Workspace
    from borderdesk.slips.content import PrintedDocument
    from borderdesk.ui.screens.drill.state import FeedbackState

NEW = "new"
"""Under this name a story that was never saved is remembered."""
PLACES = {
    "title": translatable("Title"),
    "story": translatable("The story"),
    "lesson": translatable("What is learned from it"),
    "modules": translatable("Module"),
    "intake.language": translatable("Language of the person"),
    "intake.party": translatable("People travelling together"),
    "expected.outcome": translatable("Where it leads"),
    "answers": translatable("Forms it is played with"),
    "specimen.zone": translatable("Lines with the arrows"),
    "specimen.birth": translatable("Date of birth, year first"),
    "specimen.expiry": translatable("Date of expiry, year first"),
    "specimen.family": translatable("Family name"),
    "specimen.given": translatable("Given names"),
    "specimen.number": translatable("Document number"),
    "specimen.nationality": translatable("Nationality, three letters"),
    "specimen.sex": translatable("Sex, M, F or X"),
    "specimen.name": translatable("What the document is called"),
    "specimen.child": translatable("A child entered in it"),
}
"""Parts of a story by the name they have in its file."""


class StoriesPresenter:
    """The list of stories, and one of them in hand."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    # the list

    def lines(self, folder: Path | None) -> tuple[StoryLine, ...]:
        """One line a story, in the folder and in use."""
        rows = desk.story_rows(self._workspace, folder)
        unfinished = desk.unfinished_stories(self._workspace)
        lines = [
            StoryLine(row.id, row.title or row.id, self._detail(row), row.own, row.id in unfinished)
            for row in rows
        ]
        if NEW in unfinished:
            title = StoryInHand(unfinished[NEW]).text("title", language()) or tr("A new story")
            lines.insert(0, StoryLine(NEW, title, "", own=False, open=True))
        return tuple(lines)

    def _detail(self, row: StoryRow) -> str:
        if row.problem:
            return notice(row.problem, None, field="").happened
        return (
            tr("In the folder: {file}", file=f"{row.id}.toml")
            if row.own
            else tr("In use: {file}", file=row.id)
        )

    def remove(self, folder: Path, name: str) -> None:
        """Take a story out of the folder."""
        desk.remove_story(self._workspace, folder, name)

    # one story

    def take_up(self, folder: Path | None, name: str, *, copy: bool) -> StoryInHand:
        """A story to go on with, to change, to copy, or a new one without a ``name``."""
        unfinished = desk.unfinished_stories(self._workspace)
        if not copy and (name or NEW) in unfinished:
            return StoryInHand(unfinished[name or NEW])
        if not name or name == NEW:
            return StoryInHand()
        return StoryInHand(desk.written_story(self._workspace, folder, name))

    def keep(self, name: str, hand: StoryInHand | None) -> None:
        """Remember what is written so far, or forget it."""
        desk.keep_unfinished(self._workspace, name or NEW, hand.told if hand is not None else None)

    def free_name(self, folder: Path | None, wish: str) -> str:
        """A short name for a new story or a copy."""
        return desk.free_name(self._workspace, folder, wish or "own")

    def forms(self) -> list[str]:
        """The forms a story can be played with."""
        return desk.story_forms(self._workspace)

    def asked(self, form: str) -> list[Asked]:
        """The questions of a form."""
        return desk.questions_asked(self._workspace, form)

    def answers(self, hand: StoryInHand) -> tuple[AnswerLine, ...]:
        """The story's own answers with what is said about them."""
        return tuple(
            AnswerLine(form, name, question, _detail(form, answer, hand, name))
            for form, name, question, answer in desk.answers_in_words(self._workspace, hand.told)
        )

    def rehearse(self, told: Mapping[str, Any]) -> Rehearsal:
        """Check it and play it through."""
        return desk.rehearse_story(self._workspace, told)

    def save(self, folder: Path, name: str, told: Mapping[str, Any]) -> Path:
        """Check it and write it into the folder."""
        return desk.save_story(self._workspace, folder, name, told)

    def document(self, told: Mapping[str, Any], language: str, family: str) -> PrintedDocument:
        """The document of the story on a page for a class.

        :raises RuleBroken: ``story.field``, with the place in words.
        """
        try:
            return desk.written_specimen_pdf(self._workspace, told, language, family)
        except RuleBroken as error:
            raise RuleBroken(error.code, field=place_words(str(error.fields["field"]))) from error

    def feedback(self, found: Rehearsal) -> FeedbackState:
        """What is said after the story to somebody who noted everything as it has it."""
        return said_of(found.feedback)

    def led(self, found: Rehearsal) -> str:
        """Where the forms lead with its answers."""
        trial = found.trial
        said = [
            tr("The forms lead to: {step}", step=outcome_words(trial.outcome)) if trial.outcome else "",
            found.feedback.reference_document,
            tr("Marked: {marks}.", marks=", ".join(map(desk.flag_name, trial.flags))) if trial.flags else "",
        ]
        return " ".join(filter(None, said))


def _detail(form: str, answer: str, hand: StoryInHand, name: str) -> str:
    says = hand.words("says", name).get(language(), "")
    why = hand.words("why", name).get(language(), "")
    parts = [f"{form_words(form)}: {answer}", says, tr("Why: {why}", why=why) if why else ""]
    return "\n".join(filter(None, parts))


def outcomes() -> list[tuple[str, str]]:
    """Where a story can lead, by the words of the trainee's page."""
    documents = {
        "ok": tr("Document: nothing of concern"),
        "second_line": tr("Document: a second officer looks"),
        "examiner": tr("Document: an examiner looks"),
    }
    return [
        *((each.value, outcome_words(each)) for each in Outcome),
        *((f"document:{result}", words) for result, words in documents.items()),
        *((f"health:{result}", desk.after_check(result)[0]) for result in HEALTH_RESULTS),
    ]


def refused(error: BorderDeskError) -> str:
    """What is wrong with a story, with the place in words."""
    fields = dict(error.fields)
    if "field" in fields:
        fields["field"] = place_words(str(fields["field"]))
    if "form" in fields:
        fields["form"] = form_words(str(fields["form"]))
    for name in ("expected", "found"):
        if fields.get(name) in set(Outcome):
            fields[name] = outcome_words(Outcome(str(fields[name])))
    return notice(error.code, None, **fields).brief


def place_words(field: str) -> str:
    """A part of a story in words; its name in the file where there are none."""
    stem, _, last = field.rpartition(".")
    if last in ("lo", "en"):
        return f"{place_words(stem)} ({tr('Lao') if last == 'lo' else tr('English')})"
    if stem in ("says", "why"):
        words = tr("What the person says") if stem == "says" else tr("Why it matters")
        return f"{words}: {last.replace('_', '-')}"
    return tr(PLACES[field]) if field in PLACES else field
