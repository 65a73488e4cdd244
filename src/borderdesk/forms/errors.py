"""Errors of the form runtime: a code, fields for the text, and a plain English line of their own.

Raised by every part of `borderdesk.forms`; callers show their own text for the code, or `str(error)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .issues import ValidationIssue

PLAIN = {
    "form.answer-ambiguous": "{name} could be more than one question; write its path.",
    "form.answer-choice": "{value} is not a choice of {name}.",
    "form.answer-repeat": "The form has {count} instance(s) of {name}.",
    "form.answer-name": "The form has no question called {name}.",
    "form.answer-type": "The answer to {name} is not of the type {type}.",
    "form.attribute-missing": "<{element}> needs the attribute {attribute}.",
    "form.column-missing": "The list {name} of {path} has no column {wanted}.",
    "form.convert": "The form could not be converted: {detail}",
    "form.cycle": "These questions depend on each other in a ring: {ring}",
    "form.encoding": "The form is not readable text: {detail}",
    "form.entities": "The form declares entities. They are not allowed.",
    "form.event-unknown": "The form uses an unknown event: {event}",
    "form.expression": "{message} In {kind} of {path}: {expression}",
    "form.kind": "Forms cannot be read from files of the kind {kind}.",
    "form.no-body": "The form has no body.",
    "form.no-choices": "The choice question {path} has no choices.",
    "form.no-instance": "The form has no primary instance.",
    "form.no-model": "The file is not a form: it has no model.",
    "form.node-unknown": "The form has no place {path}.",
    "form.not-a-choice-list": "The attachment {name} cannot be read: {detail}",
    "form.not-repeat": "{path} is not a repeat.",
    "form.range": "The range question {path} needs numbers for start, end and step.",
    "form.reference": "{path} is used by the form but is not in its instance.",
    "form.repeat-fixed": "Instances of {path} cannot be added or removed.",
    "form.too-deep": "The form is nested more than {limit} levels deep.",
    "form.too-large": "The form is larger than {limit} bytes.",
    "form.xml": "The XML is broken at line {line}, column {column}: {detail}",
    "instance.other-form": "The record belongs to the form {found}, not to {expected}.",
    "instance.no-identifier": "The record has no instanceID.",
    "instance.not-valid": "The record has {count} open problem(s); the first is at {path}.",
    "xpath.argument": "{function}(): {detail}",
    "xpath.arguments": "{function}() takes {expected} argument(s), not {found}.",
    "xpath.axis": "The axis {axis} is not known.",
    "xpath.character": "Unexpected character {character} at position {position}.",
    "xpath.date": "{text} is not a date.",
    "xpath.depth": "The expression is nested too deeply.",
    "xpath.function": "The function {function}() is not known.",
    "xpath.instance": "There is no list called {name}.",
    "xpath.length": "The expression is longer than {limit} characters.",
    "xpath.node-set": "A path is needed here, not a single value.",
    "xpath.regex": "The pattern {pattern} cannot be used: {detail}",
    "xpath.syntax": "Unexpected {found} at position {position}.",
    "xpath.value": "The text is too long for a pattern ({limit} characters).",
    "xpath.variable": "Variables such as ${name} are not supported.",
}


class FormError(Exception):
    """Something is wrong with a form, a record or an expression; `code` says what, `fields` where."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields
        self.further: tuple[FormError, ...] = ()

    def __str__(self) -> str:
        place = "".join(
            f"[{name} {self.fields[name]}] "
            for name in ("sheet", "row", "column")
            if self.code != "form.xml" and self.fields.get(name) is not None
        )
        try:
            return place + PLAIN[self.code].format(**self.fields)
        except KeyError:
            return place + self.code


class ExpressionError(FormError):
    """An XPath expression that cannot be read or evaluated."""


class NotValid(FormError):
    """A record was to be finished while required answers are missing or constraints are broken."""

    def __init__(self, issues: Sequence[ValidationIssue]) -> None:
        super().__init__("instance.not-valid", count=len(issues), path=issues[0].path)
        self.issues = tuple(issues)
