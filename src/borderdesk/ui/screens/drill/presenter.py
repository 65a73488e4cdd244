"""A story, its steps and the comparison in words; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.domain.values import Outcome
from borderdesk.text import language, tr
from borderdesk.ui.screens.drill.state import DifferenceLine, DrillState, FeedbackState, StepLine
from borderdesk.ui.screens.file.words import form_words, outcome_words

if TYPE_CHECKING:
    from borderdesk.desk import Changes, Difference, Feedback, Workspace
    from borderdesk.slips.content import PrintedDocument
    from borderdesk.store.drafts import Draft


class DrillPresenter:
    """One story in a practice workspace."""

    def __init__(self, workspace: Workspace, drill_id: str) -> None:
        self._workspace = workspace
        self._id = drill_id

    def load(self) -> DrillState:
        """The page as it stands. :raises Unavailable: ``drill.missing``."""
        drill = desk.drill(self._id)
        code = desk.drills_begun(self._workspace).get(self._id, "")
        done = desk.drill_forms_done(self._workspace, code) if code else frozenset()
        steps = tuple(StepLine(form, form_words(form), form in done) for form in drill.forms)
        complete = all(step.done for step in steps)
        document = drill.specimen is not None
        return DrillState(drill.title, drill.story, code, document, drill.draft, steps, complete)

    def card(self) -> str:
        """The SOP card of the story's module."""
        return desk.drill(self._id).sop

    def document_sheet(self, language: str, family: str) -> PrintedDocument:
        """The document of the story, enlarged on a page for a class."""
        return desk.specimen_pdf(self._workspace, self._id, language, family)

    def begin(self) -> Draft:
        """A new practice record of the story."""
        return desk.begin_drill(self._workspace, self._id).value

    def draft_of(self, code: str, form: str) -> str:
        """A form of the story, begun or to be gone on with."""
        begun = [each.id for each in desk.drafts(self._workspace, code) if each.form == form]
        return begun[0] if begun else desk.start_form(self._workspace, code, form).value.id

    def compare(self, code: str) -> tuple[FeedbackState, Changes]:
        """The comparison, which is written down.

        :raises RuleBroken: ``drill.no_outcome``. :raises Unavailable: ``case.missing``.
        """
        done = desk.finish_drill(self._workspace, code)
        return said_of(done.value), done.changes

    def said_before(self, code: str) -> FeedbackState:
        """The same in the language of the moment; nothing is written."""
        return said_of(desk.drill_feedback(self._workspace, code))


def said_of(found: Feedback) -> FeedbackState:
    """A comparison in words; for the page of a story, and for who writes one."""
    same = (found.noted, found.noted_document) == (found.reference, found.reference_document)
    if found.differences:
        differ = tr("These answers differ from the story. Talk about them with your trainer.")
        summary = " ".join(filter(None, (differ, _together(found))))
    elif found.not_filled:
        summary = tr("What was noted is as in the story.")
    else:
        summary = tr("Everything was noted as in the story.")
    if found.flags_missing:
        missing = tr("Marked in the story and not here: {marks}.", marks=_marks(found.flags_missing))
        summary = f"{summary} {missing}"
    return FeedbackState(
        _came_to(found),
        "" if same else outcome_words(found.reference) if found.reference else found.reference_document,
        summary,
        tuple(
            DifferenceLine(
                each.name,
                f"{each.question}  {each.text}".strip(),
                " ".join(filter(None, (_noted(each), _sentence(each.why), _changes(each)))),
            )
            for each in found.differences
        ),
        _because(found),
        tr("Not filled here: {forms}", forms=", ".join(found.not_filled)) if found.not_filled else "",
        found.lesson,
        found.on_document,
        found.sop,
        card.title if (card := desk.sop_card(found.sop, language())) is not None else found.sop,
    )


def _came_to(found: Feedback) -> str:
    if found.noted:
        return outcome_words(found.noted)
    return tr("no next step yet") if found.reference and found.case else found.noted_document


def _noted(each: Difference) -> str:
    return tr("You noted: {noted}. In the story: {reference}.", noted=each.noted, reference=each.reference)


def _sentence(words: str) -> str:
    """A form's own reason stands in lists and has no full stop."""
    return words if not words or words[-1] in ".!?…" else f"{words}."


def _because(found: Feedback) -> str:
    """What the story itself notes; where that leads to nothing, it is no reason for anything."""
    if not found.reasons:
        return ""
    reasons = "; ".join(found.reasons)
    if found.reference is Outcome.O4:
        also = tr("Noted in the story as well: {reasons}.", reasons=reasons)
        return f"{also} {tr('This alone leads to no other step.')}"
    return tr("In the story, because: {reasons}.", reasons=reasons)


def _together(found: Feedback) -> str:
    """Where no single answer moved the step."""
    alone = [each.alone for each in found.differences]
    moved = found.noted != found.reference and len(alone) > 1
    if moved and all(each is not None and not each.changes_step for each in alone):
        return tr("Together they change the step.")
    return ""


def _changes(each: Difference) -> str:
    """What the noted answer changes, by itself."""
    alone = each.alone
    if alone is None:
        return ""
    said = []
    if alone.changes_step and alone.outcome is not None:
        said.append(tr("This answer alone makes the step: {step}.", step=outcome_words(alone.outcome)))
    elif alone.changes_step:
        said.append(tr("This answer alone leaves no step to propose."))
    else:
        said.append(tr("By itself it does not change the step."))
    if alone.document:
        said.append(tr("The document check then says: {words}", words=alone.document))
    if alone.not_marked:
        said.append(tr("Then not marked: {marks}.", marks=_marks(alone.not_marked)))
    if alone.marked_too:
        said.append(tr("Then marked too: {marks}.", marks=_marks(alone.marked_too)))
    return " ".join(said)


def _marks(flags: tuple[str, ...]) -> str:
    return ", ".join(desk.flag_name(flag) for flag in flags)
