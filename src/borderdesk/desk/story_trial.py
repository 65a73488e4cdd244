"""A practice story played through from its own answers, to see where the forms lead with it.

It is played in a practice workspace made for that moment and thrown away, with the very forms of this desk:
so a trial says what a trainee's record will say, and nothing of it stays anywhere.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.apart import finished_check
from borderdesk.desk.forms import definition
from borderdesk.desk.health_limits import HEALTH
from borderdesk.desk.new_workspace import create_workspace
from borderdesk.desk.pack_stories import require_fitting
from borderdesk.desk.practice_content import bring_content
from borderdesk.desk.records import case
from borderdesk.desk.rehearsal import PRACTICE_PASSPHRASE
from borderdesk.desk.scripted import assess, screen
from borderdesk.desk.stories import DOCUMENT, Story, reference_answers
from borderdesk.desk.workspace import Progress, Workspace, permitted, silent
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act, Post, Role
from borderdesk.domain.values import Outcome
from borderdesk.forms import Session


@dataclass(frozen=True)
class Trial:
    """Where the forms lead with a story's answers. ``reasons`` are names of its questions, the weightiest
    form first.
    """

    outcome: Outcome | None
    document: str
    flags: tuple[str, ...]
    reasons: tuple[str, ...]
    health: str = ""


@permitted(Act.EDIT_CONTENT)
def try_story(workspace: Workspace, story: Story, progress: Progress = silent) -> Trial:
    """Play a story that was read or written.

    :raises RuleBroken: ``story.form``, ``story.question``, ``story.answer``, ``story.says``; ``story.open``
        with the ``form`` and the ``question`` that has no answer.
    """
    with workspace.store.read() as transaction:
        require_fitting(transaction, story)
    answered = reference_answers(story)
    with tempfile.TemporaryDirectory(prefix="borderdesk-") as name:
        progress("story", 0, len(answered) + 1)
        here = create_workspace(
            Path(name) / "trial", post=Post.CHECKPOINT, station=str(workspace.station), role=Role.OFFICER,
            passphrase=PRACTICE_PASSPHRASE, shares=(1, 1), practice=True, clock=workspace.clock,
        ).workspace  # fmt: skip
        try:
            bring_content(workspace, here)
            return _played(here, story, progress)
        finally:
            here.close()


def _played(here: Workspace, story: Story, progress: Progress) -> Trial:
    code: str | None = None
    answered = reference_answers(story)
    if HEALTH in answered:
        return _checked(here, answered[HEALTH])
    for count, (form, answers) in enumerate(answered.items(), 1):
        progress("story", count, len(answered) + 1)
        known = {**story["intake"], **answers} if code is None else answers
        try:
            code = screen(here, form, known, code).value.code
        except RuleBroken as error:
            if error.code != "form.not_complete":
                raise
            raise RuleBroken("story.open", form=form, question=error.fields["question"]) from error
    assert code is not None
    state = case(here, code)
    done = {each.form: each for each in state.screenings}
    ordered = sorted(done.values(), key=lambda each: -(each.outcome.rank if each.outcome else -1))
    names = {name for answers in answered.values() for name in answers}
    reasons = dict.fromkeys(name for each in ordered for name in each.reasons if name in names)
    document = done[DOCUMENT].results.get("dx_result", "") if DOCUMENT in done else ""
    return Trial(state.outcome, document, tuple(state.flags), tuple(reasons))


def _checked(here: Workspace, answers: Mapping[str, str]) -> Trial:
    """A story of a health check, which opens no record."""
    code = assess(here, HEALTH, answers).value.code
    with here.store.read() as transaction:
        check = finished_check(transaction, code)
        assert check is not None
        form = definition(transaction.forms.by_hash(check.sha256))
    named = {node.name: node.text for node in Session(form, saved=check.instance).record.root.walk()}
    reasons = tuple(name for name in named["reasons"].split() if name in answers)
    return Trial(None, "", tuple(named["flags"].split()), reasons, check.results["health_result"])
