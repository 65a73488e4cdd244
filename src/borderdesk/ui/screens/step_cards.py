"""SOP at the step: the card of the question at hand; for screens that ask the questions of one form."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from borderdesk.ui.questions.controller import FormController


def card_at(controller: FormController | None, page: QWidget) -> str:
    """The card of the question that has the keyboard on ``page``, or had it last; "" where none had.

    Every part of a question has its code in its name: ``answer.PRE-1.yes``, ``needs.row.IR-11.food``.
    """
    if controller is None:
        return ""
    widget: QWidget | None = page.focusWidget()
    while widget is not None and widget is not page:
        for part in widget.objectName().split("."):
            question = controller.questions.get(part)
            if question is not None and question.extra.get("sop"):
                return question.extra["sop"]
        widget = widget.parentWidget()
    return ""
