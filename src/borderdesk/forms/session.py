"""One filling of a form: answers in, changes out. The window, the command line and tests all work on this.

Every change keeps the whole record consistent before it returns and tells what has changed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from . import actions, offer, validity
from .changes import ChangeSet, changed
from .choices import Choice, offered
from .collecting import without_collection
from .definition import Control, FormDefinition
from .engine import Engine
from .errors import FormError, NotValid
from .explain import Trace, explain, explain_relevance
from .expression import CALCULATE
from .issues import ValidationIssue
from .lexical import Answer, canonical, written
from .markup import clean
from .openrosa import Submission
from .record import Record
from .screens import Layout, Question, RepeatRange, Screen, lay_out
from .surroundings import SessionEnvironment
from .tree import Node, Path, location
from .wording import Text, Wording

_TEXT_CALLS = frozenset({"jr:itext", "jr:choice-name"})


def local_clock() -> dt.datetime:
    """The present moment in the zone of this computer."""
    return dt.datetime.now().astimezone()


def new_uid() -> str:
    return f"uuid:{uuid.uuid4()}"


@dataclass(frozen=True, slots=True)
class NodeState:
    """What holds for a place now, groups around it included."""

    relevant: bool
    readonly: bool
    required: bool


class Session:
    """A record being filled.

    `saved` is the XML of a draft or record; `edited` makes it a new edition of a sent one. `clock` gives an
    aware local datetime, `uid` a new instanceID; `properties` answer `jr:preload="property"`.
    Raises FormError where the form or the saved record cannot be used.
    """

    def __init__(
        self,
        form: FormDefinition,
        saved: str | bytes | None = None,
        clock: Callable[[], dt.datetime] = local_clock,
        language: str | None = None,
        uid: Callable[[], str] = new_uid,
        properties: Mapping[str, str] | None = None,
        edited: bool = False,
    ) -> None:
        self.form = form
        self.clock = clock
        self.uid = uid
        self.properties = dict(properties or {})
        self.language = language if language is not None else form.default_language
        with without_collection():
            self._open(saved, edited)

    def _open(self, saved: str | bytes | None, edited: bool) -> None:
        form = self.form
        self.record = Record(form, saved)
        self.environment = SessionEnvironment(self)
        self.wording = Wording(form, self.environment)
        self.engine = Engine(form, self.record, self.environment)
        if saved is None:
            actions.preload(self)
            actions.fire(self, "odk-instance-first-load")
            actions.fire(self, "xforms-ready")
        elif edited:
            actions.start_edition(self)
        actions.fire(self, "odk-instance-load")
        self.engine.run_all()
        self._settle()
        if saved is None and offer.drop_defaults(self):
            self._settle()
        self.engine.take_changes()

    # -------------------------------------------------------------- reading
    def node(self, place: Node | Question | str) -> Node:
        """The node of a question or at `/data/person[2]/name`. Raises FormError where there is none."""
        if isinstance(place, Node):
            return place
        if not isinstance(place, str):
            return place.node
        found = self.record.at(place)
        if found is None:
            raise FormError("form.node-unknown", path=place)
        return found

    def value(self, place: Node | Question | str) -> str:
        """The answer as text; what is not relevant reads as ''."""
        node = self.node(place)
        return node.text if node.relevant and not node.children else ""

    def state(self, place: Node | Question | str) -> NodeState:
        node = self.node(place)
        readonly = node.readonly
        above = node.parent
        while above is not None and not readonly:
            readonly = above.readonly
            above = above.parent
        return NodeState(node.relevant, readonly, node.required)

    def answers(self) -> dict[str, str]:
        """Every relevant answer that is not blank, by place."""
        return {
            location(node): node.text
            for node in self.record.root.walk()
            if not node.children and node.relevant and node.text
        }

    def accepts(self, place: Node | Question | str, answer: Answer) -> bool:
        """Whether a value fits the data type (one that does not would leave the answer blank)."""
        node = self.node(place)
        kind = self.form.type_of(node.path)
        text = written(answer, kind, self.environment.zone)
        return not text or canonical(text, kind) != ""

    # -------------------------------------------------------------- answering
    def set_value(self, place: Node | Question, answer: Answer) -> ChangeSet:
        """Store an answer and bring the record up to date. What does not fit the type leaves it blank."""
        node = place if isinstance(place, Node) else place.node
        self.environment.forget_now()
        kind = self.form.type_of(node.path)
        text = canonical(clean(written(answer, kind, self.environment.zone)), kind)
        if self.engine.write(node, text):
            self.engine.run()
            actions.value_changed(self, node)
            self._settle()
        return self._changed()

    def set_path(self, path: str, answer: Answer) -> ChangeSet:
        """`set_value` by place."""
        return self.set_value(self.node(path), answer)

    def add_repeat(self, repeat: RepeatRange | str) -> ChangeSet:
        """One more instance at the end. Raises FormError where the form does not let instances be added."""
        return self.add_instance(*self._repeat(repeat))

    def add_instance(self, parent: Node, path: Path) -> ChangeSet:
        """`add_repeat` below a parent node."""
        if not self.can_add(path):
            raise FormError("form.repeat-fixed", path="/" + "/".join(path))
        self.environment.forget_now()
        self.engine.add_instance(parent, path)
        self.engine.run()
        self._settle()
        return self._changed()

    def _repeat(self, repeat: RepeatRange | str) -> tuple[Node, Path]:
        if not isinstance(repeat, str):
            return repeat.parent, repeat.repeat_path
        above, _, name = repeat.rstrip("/").rpartition("/")
        parent = self.node(above)
        path = (*parent.path, name.partition("[")[0].rpartition(":")[2])
        if path not in self.form.repeats:
            raise FormError("form.not-repeat", path=repeat)
        return parent, path

    def can_add(self, path: Path) -> bool:
        """Whether the officer may add and remove instances of a repeat."""
        control = self.form.repeats[path]
        return not control.count and not control.fixed

    def remove_repeat(self, instance: Node | str) -> ChangeSet:
        """Take one instance out, with its answers. Raises FormError where the form does not allow it."""
        node = self.node(instance)
        if node.path not in self.form.repeats:
            raise FormError("form.not-repeat", path=location(node))
        if not self.can_add(node.path):
            raise FormError("form.repeat-fixed", path=location(node))
        self.environment.forget_now()
        self.engine.remove_instance(node)
        self.engine.run()
        self._settle()
        return self._changed()

    def put_back(self, repeat: RepeatRange | str, instance: Node, place: int) -> ChangeSet:
        """An instance that `remove_repeat` took out, with its answers, before the one now at `place`."""
        parent, path = self._repeat(repeat)
        if not self.can_add(path):
            raise FormError("form.repeat-fixed", path="/" + "/".join(path))
        self.environment.forget_now()
        self.engine.put_back(parent, instance, place)
        self.engine.run()
        self._settle()
        return self._changed()

    def set_language(self, language: str) -> ChangeSet:
        """Switch the language of texts; calculations on texts follow."""
        self.language = language
        self.environment.forget_now()
        for trigger in self.form.graph.triggers:
            if trigger.kind == CALCULATE and any(c.name in _TEXT_CALLS for c in trigger.expression.calls()):
                self.engine.rerun(trigger.path)
        self.engine.run()
        return self._changed(language=True)

    def _settle(self) -> None:
        """After expressions have run: events of new instances, and answers no longer on offer."""
        for _ in range(20):
            created = self.engine.take_created()
            for instance in created:
                actions.fire(self, "odk-new-repeat", instance)
                actions.fire(self, "jr-insert", instance)
            self.engine.run()
            dropped = offer.drop_unoffered(self, created)
            if not created and not dropped:
                return

    def _changed(self, language: bool = False) -> ChangeSet:
        return changed(self, self.engine.take_changes(), language)

    # -------------------------------------------------------------- texts, choices, screens
    def question(self, place: Node | str) -> Question:
        """The question at a place. Raises FormError where the body asks none there."""
        node = self.node(place)
        control = self.form.controls.get(node.path)
        if control is None:
            raise FormError("form.node-unknown", path=location(node))
        return Question(self, control, node)

    def label(self, question: Question, language: str | None = None) -> Text:
        return self.wording.element(question.definition.label, question.node, language or self.language)

    def hint(self, question: Question, language: str | None = None) -> Text:
        return self.wording.element(question.definition.hint, question.node, language or self.language)

    def choices(self, question: Question, language: str | None = None) -> list[Choice]:
        """The choices on offer, in order."""
        return offered(self.form, question.definition, question.node, self.wording, language or self.language)

    def answer_text(self, place: Node | Question | str, language: str | None = None) -> str:
        """An answer as people read it: labels of the chosen ones instead of their values."""
        node = self.node(place)
        control = self.form.controls.get(node.path)
        text = self.value(node)
        if control is None or control.kind not in ("select1", "select", "rank") or not text:
            return text
        offer = self.choices(Question(self, control, node), language)
        labels = {choice.value: choice.label.text for choice in offer}
        chosen = [text] if control.kind == "select1" else text.split()
        return ", ".join(labels.get(value) or value for value in chosen)

    def screens(self, layout: Layout) -> list[Screen]:
        """The form cut into screens; questions that are not relevant are among them."""
        return lay_out(self, layout)

    # -------------------------------------------------------------- checking
    def issue(self, place: Node | Question | str) -> ValidationIssue | None:
        """What is wrong with one answer: required and missing, or against its constraint."""
        return validity.issue_at(self, self.node(place))

    def issues(self, within: Node | None = None) -> list[ValidationIssue]:
        """Everything wrong, in the order of the form; `within` limits it to one part of the record."""
        self.environment.forget_now()
        return validity.issues(self, within)

    def asked(self) -> Iterator[tuple[Control, Node]]:
        """Every question of the body with each of its nodes, in the order of the form."""
        for control in self.form.body:
            yield from self._asked(control, self.record.document)

    def _asked(self, control: Control, context: Node) -> Iterator[tuple[Control, Node]]:
        nodes = self.placed(control, context)
        if control.is_question:
            for node in nodes:
                yield control, node
            return
        if control.kind == "group" and control.path in self.form.repeats:
            nodes = [context]
        for node in nodes:
            for child in control.children:
                yield from self._asked(child, node)

    def placed(self, control: Control, context: Node) -> list[Node]:
        """The nodes of a body element below a context node (a repeat has one for each instance)."""
        depth = len(context.path)
        if control.path == context.path:
            return [context]
        only = self.record.single.get(control.path)
        if only is not None:
            return [only]
        if control.path[:depth] == context.path:
            return self.record.below(context, control.path[depth:])
        return self.record.find(control.path)

    # -------------------------------------------------------------- keeping and sending
    def draft_xml(self) -> str:
        """The record with everything in it, to be opened again."""
        return self.record.xml(relevant_only=False)

    def finish(self) -> ChangeSet:
        """End-of-form work: the end timestamp, and answers whose choices are gone."""
        self.environment.forget_now()
        actions.finish(self)
        self.engine.run()
        for control, node in self.asked():
            if control.itemset is not None and offer.drop_answer(self, node):
                self.engine.run()
        self._settle()
        return self._changed()

    def submission(self) -> Submission:
        """The record as it would be sent now: without what is not relevant."""
        identifier, name = self.record.meta("instanceID"), self.record.meta("instanceName")
        deprecated = self.record.meta("deprecatedID")
        return Submission(
            xml=self.record.xml(relevant_only=True),
            form_id=self.form.id,
            version=self.form.version,
            instance_id=identifier.text if identifier is not None else "",
            instance_name=name.text if name is not None else "",
            deprecated_id=deprecated.text if deprecated is not None else "",
        )

    def finalize(self, passed_over: Container[Path] = ()) -> Submission:
        """Finish the record. Raises NotValid while anything stands against it; questions at places that were
        `passed_over`, because they cannot be asked here, may stay without their answer.
        """
        self.finish()
        issues = [issue for issue in self.issues() if issue.node.path not in passed_over]
        if issues:
            raise NotValid(issues)
        identifier = self.record.meta("instanceID")
        if identifier is None or not identifier.text:
            self.record.set_meta("instanceID", self.uid())
        return self.submission()

    # -------------------------------------------------------------- reasons
    def why_relevant(self, place: Node | Question | str) -> Trace | None:
        """Why a question is shown or hidden; None where nothing decides on it."""
        return explain_relevance(self.node(place), self)

    def why_value(self, place: Node | Question | str) -> Trace | None:
        """What a calculated value was made of; None where it is not calculated."""
        node = self.node(place)
        bind = self.form.binds.get(node.path)
        return None if bind is None or bind.calculate is None else explain(bind.calculate, node, self)
