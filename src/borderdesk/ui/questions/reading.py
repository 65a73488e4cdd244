"""What the forms runtime says, read for the widgets: languages, controls, limits, messages. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.forms import Question, ValidationIssue
from borderdesk.text import tr
from borderdesk.ui.questions.shown import Bounds, ShownQuestion


def language_of(languages: Sequence[str], code: str) -> str | None:
    """The form language for a language code: ``lo`` finds ``Lao (lo)`` and ``lo``."""
    for name in languages:
        if name == code or name.endswith(f"({code})") or name.casefold() == code.casefold():
            return name
    return None


def code_of(language: str) -> str:
    """The code of a form's language: ``lo`` of ``Lao (lo)`` and of ``lo``."""
    _, bracket, code = language.rpartition("(")
    return code.rstrip(") ") if bracket else language


def issue_text(issue: ValidationIssue) -> str:
    """The message of an issue; the form's own where it has one."""
    if issue.message:
        return issue.message
    if issue.kind == "required":
        return tr("This question still needs an answer.")
    return tr("This answer does not fit. Please check it.")


def pixels_of(question: Question) -> int:
    """The longer side of a picture as the form wants it (``max-pixels``); 0 where it does not say."""
    wanted = question.extra.get("max-pixels", "")
    return int(wanted) if wanted.isdecimal() else 0


def lines_of(question: Question) -> int:
    """How many lines a text box shows: what the form asks for (``rows``), 3 for ``multiline``, else 1."""
    rows = question.parameters.get("rows", "")
    if rows.isdecimal() and int(rows) > 1:
        return min(int(rows), 12)
    return 3 if "multiline" in question.appearance else 1


_NARROWEST_COLUMN = 150
_COLUMN = 280
"""Two columns of ticks as long as each is this wide (100 % pixels)."""
_PACKED = 200
"""Width of a column where the form wants as many as fit (100 % pixels)."""


def columns_for(question: ShownQuestion, count: int, width: int, *, several: bool) -> int:
    """How many columns of options stand side by side at ``width`` (100 % pixels): what the form asks for
    (``columns-3``, ``columns``, ``columns-pack``) as far as there is room.
    """
    wanted = 0
    for name in question.appearance:
        head, _, number = name.partition("-")
        if head == "columns" and number.isdecimal():
            wanted = int(number)
        elif name in (
            "columns",
            "columns-pack",
            "columns-flex",
            "horizontal",
            "horizontal-compact",
            "compact",
        ):
            wanted = width // _PACKED
        elif head == "compact" and number.isdecimal():
            wanted = int(number)
    if not wanted:
        wanted = 2 if several and width >= 2 * _COLUMN and count > 2 else 1
    return max(1, min(wanted, width // _NARROWEST_COLUMN, count))


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
