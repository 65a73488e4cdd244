"""Keeps calculations, relevance, required and read-only states and repeat counts right after each change.

Only what reads a changed place runs again, in dependency order, and only for the instances concerned.
Used by `session`; knows nothing of texts or screens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

from .definition import FormDefinition
from .errors import ExpressionError, FormError
from .expression import CALCULATE, COUNT, RELEVANT, REQUIRED
from .graph import Trigger
from .lexical import calculated
from .record import Record
from .tree import ELEMENT, Node, Path
from .xpath.values import Context, Environment, Value, to_boolean, to_number

MAX_INSTANCES = 10_000


@dataclass(slots=True)
class Changes:
    """What one action changed, as sets of nodes (dicts, to keep the order of events)."""

    values: dict[Node, None] = field(default_factory=dict)
    relevance: dict[Node, None] = field(default_factory=dict)
    readonly: dict[Node, None] = field(default_factory=dict)
    required: dict[Node, None] = field(default_factory=dict)
    structure: dict[Node, None] = field(default_factory=dict)


class Engine:
    def __init__(self, form: FormDefinition, record: Record, environment: Environment) -> None:
        self.graph = form.graph
        self.form = form
        self.record = record
        self.environment = environment
        self.changes = Changes()
        self.problems: dict[tuple[Path, str], FormError] = {}
        self._created: list[Node] = []
        self._queue: list[int] = []
        self._waiting: dict[int, dict[Node, None] | None] = {}
        self._running = -1
        for node in record.root.walk():
            self._set_constants(node)

    def _set_constants(self, node: Node) -> None:
        bind = self.form.binds.get(node.path)
        if bind is not None:
            node.required = bind.always_required
            node.readonly = bind.always_readonly

    # -------------------------------------------------------------- changes from outside
    def run_all(self) -> None:
        """Every expression once, in dependency order; used when a record is opened."""
        for rank in range(len(self.graph.triggers)):
            self._mark(rank, None)
        self.run()

    def write(self, node: Node, text: str) -> bool:
        """Put a value; whoever reads it is due to run. False where nothing changes."""
        if node.text == text:
            return False
        node.text = text
        self.changes.values[node] = None
        self._mark_readers(node)
        return True

    def add_instance(self, parent: Node, path: Path) -> Node:
        """One more instance of a repeat, its expressions due to run."""
        instance = self.record.new_instance(parent, path)
        for node in instance.walk():
            self._set_constants(node)
        self._created.append(instance)
        self._run_inside(parent, instance)
        return instance

    def put_back(self, parent: Node, instance: Node, place: int) -> None:
        """An instance that was taken out, before the one now at `place`; its expressions due to run."""
        self.record.put_back(parent, instance, place)
        self._run_inside(parent, instance)

    def _run_inside(self, parent: Node, instance: Node) -> None:
        path = instance.path
        if not parent.relevant:
            for node in instance.walk():
                node.relevant = False
        self._structure_changed(parent, instance)
        for node in instance.walk():
            for rank in self.graph.at.get(node.path, ()):
                if self.graph.triggers[rank].kind == COUNT:
                    self._mark(rank, None)
                else:
                    self._mark(rank, node)
        for path_below in self._counted_below(path):
            for rank in self.graph.at.get(path_below, ()):
                self._mark(rank, None)

    def _counted_below(self, path: Path) -> list[Path]:
        return [
            repeat
            for repeat, control in self.form.repeats.items()
            if control.count and repeat[: len(path)] == path and repeat != path
        ]

    def remove_instance(self, instance: Node) -> None:
        """Take an instance out, its readers due to run."""
        parent = instance.parent
        if parent is None:
            return
        parent.children = [child for child in parent.children if child is not instance]
        self._structure_changed(parent, instance)

    def _structure_changed(self, parent: Node, instance: Node) -> None:
        self.changes.structure[parent] = None
        for path in {node.path for node in instance.walk()}:
            for reader in (
                self.graph.readers(path) if path == instance.path else self.graph.direct_readers(path)
            ):
                self._mark(reader.rank, None)

    # -------------------------------------------------------------- marking
    def _mark(self, rank: int, node: Node | None) -> None:
        """The trigger is due at this node; None: at all of its nodes."""
        if rank == self._running:
            return  # an expression that reads its own place
        if rank not in self._waiting:
            heappush(self._queue, rank)
            self._waiting[rank] = None if node is None else {node: None}
            return
        due = self._waiting[rank]
        if due is not None:
            if node is None:
                self._waiting[rank] = None
            else:
                due[node] = None

    def _mark_readers(self, node: Node) -> None:
        path = node.path
        single = self.record.single
        for rank, anchor in self.graph.readers(path):
            target = self.graph.triggers[rank].path
            if anchor == 0 or target in single or self.graph.triggers[rank].kind == COUNT:
                self._mark(rank, None)
                continue
            shared = node.ancestor(min(anchor, len(path)))
            for found in self.record.below(shared, target[anchor:]):
                self._mark(rank, found)

    # -------------------------------------------------------------- running
    def run(self) -> None:
        """Run what is due, in dependency order, until nothing is."""
        queue, waiting = self._queue, self._waiting
        triggers = self.graph.triggers
        steps, limit = 0, 50 * (len(triggers) + 20)
        while queue:
            rank = heappop(queue)
            due = waiting.pop(rank)
            self._running = rank
            steps += 1
            if steps > limit:  # calculations that never settle would hang the program
                queue.clear()
                waiting.clear()
                break
            trigger = triggers[rank]
            if trigger.kind == COUNT:
                self._resize(trigger)
                continue
            for node in self.record.find(trigger.path) if due is None else due:
                self._apply(trigger, node)
        self._running = -1

    def _value(self, trigger: Trigger, node: Node) -> Value | None:
        try:
            return trigger.expression.value(Context(node, self.environment))
        except ExpressionError as error:
            problem: FormError = trigger.expression.placed(error)
        except FormError as error:
            problem = error
        self.problems[trigger.path, trigger.kind] = problem
        return None

    def _apply(self, trigger: Trigger, node: Node) -> None:
        kind = trigger.kind
        if kind == CALCULATE:
            if not node.relevant:
                return
            value = self._value(trigger, node)
            text, reads = (
                ("", node.reads) if value is None else calculated(value, self.form.type_of(node.path))
            )
            node.reads = reads
            self.write(node, text)
            return
        value = self._value(trigger, node)
        if kind == RELEVANT:
            shown = value is None or to_boolean(value)
            if shown != node.shown:
                node.shown = shown
                self._spread(node)
            return
        holds = value is not None and to_boolean(value)
        if kind == REQUIRED:
            if holds != node.required:
                node.required = holds
                self.changes.required[node] = None
        elif holds != node.readonly:
            node.readonly = holds
            self.changes.readonly[node] = None

    def _spread(self, top: Node) -> None:
        """Effective relevance of a node and all below it, after its own changed."""
        stack = [top]
        while stack:
            node = stack.pop()
            above = node.parent is None or node.parent.relevant
            relevant = above and node.shown and not node.surplus
            if relevant == node.relevant:
                continue
            node.relevant = relevant
            if node in self.changes.relevance:
                del self.changes.relevance[node]
            else:
                self.changes.relevance[node] = None
            self._mark_readers(node)
            if relevant:
                rank = self.graph.calculates.get(node.path)
                if rank is not None:
                    self._mark(rank, node)
            stack.extend(node.children)

    def _resize(self, trigger: Trigger) -> None:
        """Instances added up to the count; surplus ones stay in the record but are not shown nor sent."""
        path = trigger.path
        for parent in self.record.find(path[:-1]):
            # The count is seen from an instance, which need not exist yet.
            value = self._value(trigger, Node(ELEMENT, path[-1], parent, path=path))
            count = to_number(value, self.environment) if value is not None else float("nan")
            present = parent.named(path[-1])
            # Without a count nothing is surplus, so that a record opened again shows what this one does.
            wanted = len(present) if count != count else int(min(max(count, 0), MAX_INSTANCES))
            for _ in range(wanted - len(present)):
                self.add_instance(parent, path)
            for number, instance in enumerate(present):
                surplus = number >= wanted
                if surplus != instance.surplus:
                    instance.surplus = surplus
                    self.changes.structure[parent] = None
                    self._spread(instance)

    def rerun(self, path: Path) -> None:
        """The expressions of a place are due to run."""
        for rank in self.graph.at.get(path, ()):
            self._mark(rank, None)

    def rerun_calculation(self, node: Node) -> None:
        """The calculation of a node has the last word after something else wrote to it."""
        rank = self.graph.calculates.get(node.path)
        if rank is not None:
            self._mark(rank, node)

    def take_created(self) -> list[Node]:
        """The instances added since the last call."""
        taken, self._created = self._created, []
        return taken

    def take_changes(self) -> Changes:
        """What has changed since the last call."""
        taken, self.changes = self.changes, Changes()
        return taken
