"""Reasons in the officer's words: why a question is asked or not, why an answer is not accepted, what a
calculated value rests on. Read from the form's expressions; the card and the section list show them on
demand. No Qt here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from borderdesk.forms import FormError, Trace, explain
from borderdesk.text import tr
from borderdesk.ui.questions.shown import ShownReason

if TYPE_CHECKING:
    from borderdesk.ui.questions.controller import FormController

MOST = 8
"""Reasons told at once; a long rule is not read to the end at a desk."""


class Reasons:
    """Reasons about the questions of one running form."""

    def __init__(self, controller: FormController) -> None:
        self._ask = controller

    def shown(self, key: str) -> list[ShownReason]:
        """The answers that brought a question up; empty where it is always asked."""
        trace = self._ask.session.why_relevant(self._ask.questions[key].node)
        return self._answers(trace, key) if trace is not None else []

    def hidden(self, key: str) -> list[ShownReason]:
        """The answers that keep a question away; one not given yet is a reason too."""
        trace = self._ask.session.why_relevant(self._ask.questions[key].node)
        if trace is None:
            return []
        return _few(self._told(leaf.path or "", key) for leaf in trace.leaves())

    def refused(self, key: str) -> list[ShownReason]:
        """What the rule asks of the answer, and the other answers it looks at; empty where all is well."""
        found = self._ask.issue(key)
        question = self._ask.questions[key]
        bind = self._ask.session.form.binds.get(question.node.path)
        rule = None if bind is None or found is None else getattr(bind, found.kind, None)
        if found is None or rule is None:
            return []
        try:
            trace = explain(rule, question.node, self._ask.session)
        except FormError:
            return []
        if found.kind == "required":
            return [
                ShownReason(reason.key, tr("Needed because: {reason}", reason=reason.text))
                for reason in self._answers(trace, key)
            ]
        return _few(self._rule(trace, key))

    def _rule(self, trace: Trace, key: str) -> Iterator[ShownReason | None]:
        for leaf in trace.leaves():
            source = self._ask.key_at(leaf.path) if leaf.path else None
            if source == key:
                words = _wanted(leaf.operator, leaf.wanted)
                yield ShownReason(key, words) if words else None
            elif source is not None:
                yield ShownReason(source, tr("Compared with: {reason}", reason=self._answer(source)))

    def _answers(self, trace: Trace, key: str) -> list[ShownReason]:
        return _few(
            self._told(leaf.path, key) for leaf in trace.leaves() if leaf.path is not None and leaf.answer
        )

    def _told(self, path: str, key: str) -> ShownReason | None:
        source = self._ask.key_at(path) or self._ask.key_at_form_path(path)
        if source is None or source == key:
            return None
        return ShownReason(source, self._answer(source))

    def _answer(self, key: str) -> str:
        answer = self._ask.answer_text(key)
        name = self._ask.short_name(key)
        if not answer:
            return tr("{code} has no answer", code=name)
        return tr("{code} = {answer}", code=name, answer=answer)


def _few(reasons: Iterator[ShownReason | None]) -> list[ShownReason]:
    """Each once, without gaps, the first few."""
    return list(dict.fromkeys(reason for reason in reasons if reason is not None))[:MOST]


def _wanted(operator: str, wanted: str) -> str:
    """A comparison of the answer itself, as a sentence; empty where there is none to tell."""
    if not operator or not wanted:
        return ""
    return {
        "<": tr("The answer must be less than {limit}.", limit=wanted),
        "<=": tr("The answer must be at most {limit}.", limit=wanted),
        ">": tr("The answer must be more than {limit}.", limit=wanted),
        ">=": tr("The answer must be at least {limit}.", limit=wanted),
        "=": tr("The answer must be {limit}.", limit=wanted),
        "!=": tr("The answer must not be {limit}.", limit=wanted),
    }.get(operator, "")
