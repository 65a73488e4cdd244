"""What the forms runtime says, read for the widgets: languages, controls, limits, messages. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.forms import Question, ValidationIssue
from borderdesk.text import tr
from borderdesk.ui.questions.shown import Bounds


def language_of(languages: Sequence[str], code: str) -> str | None:
    """The form language for a language code: ``lo`` finds ``Lao (lo)`` and ``lo``."""
    for name in languages:
        if name == code or name.endswith(f"({code})") or name.casefold() == code.casefold():
            return name
    return None


def issue_text(issue: ValidationIssue) -> str:
    """The message of an issue; the form's own where it has one."""
    if issue.message:
        return issue.message
    if issue.kind == "required":
        return tr("This question still needs an answer.")
    return tr("This answer does not fit. Please check it.")


def control_of(question: Question) -> str:
    """The control a widget is chosen by; ``note`` where there is only text to read."""
    return "note" if question.is_note or "label" in question.appearance else question.control


def bounds_of(question: Question) -> Bounds:
    """The limits the form sets: ``start``, ``end``, ``step`` of a range, ``bd:limit`` letters of a text."""
    parameters = question.parameters
    length = question.extra.get("limit", "")
    return Bounds(
        start=_number(parameters.get("start")),
        end=_number(parameters.get("end")),
        step=_number(parameters.get("step")) or 1.0,
        length=int(length) if length.isdecimal() else None,
    )


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
