"""What the expressions of one session can see of it: lists, texts, choices, the clock."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from .choices import offered
from .reader import place
from .tree import Node
from .xpath.values import Environment

if TYPE_CHECKING:
    from .session import Session


class SessionEnvironment(Environment):
    """The surroundings of the expressions of one session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.record.document, lambda: session.clock())
        self.session = session
        self.single = session.record.single
        self.instances = session.form.lists
        self.indexes = session.form.indexes
        self.prefixes = session.form.prefixes
        self.version = session.form.version
        self._seed = secrets.randbelow(2**31)

    def itext(self, identifier: str, node: Node) -> str:
        return self.session.wording.itext(identifier, node, self.session.language).text

    def choice_name(self, value: str, question: str, node: Node) -> str:
        session = self.session
        path = place(question, node.path)
        control = session.form.controls.get(path)
        if control is None:
            return ""
        shared = 0
        for repeat in session.form.repeats:
            if path[: len(repeat)] == repeat == node.path[: len(repeat)]:
                shared = max(shared, len(repeat))
        nodes = session.record.below(node.ancestor(shared), path[shared:])
        if not nodes:
            return ""
        for choice in offered(session.form, control, nodes[0], session.wording, session.language):
            if choice.value == value:
                return choice.label.text
        return ""

    def shuffle_seed(self) -> int:
        return self._seed
