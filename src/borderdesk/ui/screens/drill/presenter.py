"""A story, its steps and the comparison in words; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk import desk
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
        summary = tr("These answers differ from the story. Talk about them with your trainer.")
    elif found.not_filled:
        summary = tr("What was noted is as in the story.")
    else:
        summary = tr("Everything was noted as in the story.")
    return FeedbackState(
        outcome_words(found.noted) if found.noted else found.noted_document,
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
        found.reasons,
        tr("Not filled here: {forms}", forms=", ".join(found.not_filled)) if found.not_filled else "",
        found.lesson,
        found.on_document,
        found.sop,
        card.title if (card := desk.sop_card(found.sop, language())) is not None else found.sop,
    )


def _noted(each: Difference) -> str:
    return tr("You noted: {noted}. In the story: {reference}.", noted=each.noted, reference=each.reference)


def _sentence(words: str) -> str:
    """A form's own reason stands in lists and has no full stop."""
    return words if not words or words[-1] in ".!?…" else f"{words}."


def _changes(each: Difference) -> str:
    """What the noted answer changes, by itself."""
    leads = each.leads
    if leads is None:
        return ""
    if each.same:
        return tr("By itself it leads to the same step.")
    said = [
        tr("With it alone, the step is: {step}.", step=outcome_words(leads.outcome)) if leads.outcome else "",
        leads.document,
        tr("Marked: {marks}.", marks=", ".join(desk.flag_name(flag) for flag in leads.flags))
        if leads.flags
        else "",
    ]
    return " ".join(filter(None, said)) or tr("With it alone, no step is proposed.")
