"""What an action on a session changed, for windows that redraw only that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .engine import Changes
from .tree import Node, Path

if TYPE_CHECKING:
    from .session import Session


@dataclass(frozen=True)
class ChangeSet:
    """What an action changed: sets of nodes. `structure` names the parents whose instances changed."""

    session: Session
    values: frozenset[Node] = frozenset()
    relevance: frozenset[Node] = frozenset()
    readonly: frozenset[Node] = frozenset()
    required: frozenset[Node] = frozenset()
    structure: frozenset[Node] = frozenset()
    language: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.values or self.relevance or self.readonly or self.required or self.structure or self.language
        )

    def __or__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(
            self.session,
            self.values | other.values,
            self.relevance ^ other.relevance,
            self.readonly | other.readonly,
            self.required | other.required,
            self.structure | other.structure,
            self.language or other.language,
        )

    @cached_property
    def choices(self) -> frozenset[Node]:
        """Questions whose choices may be others now."""
        form = self.session.form
        if self.language:
            return self._nodes(form.controls)
        return self._readers(form.choice_reads)

    @cached_property
    def labels(self) -> frozenset[Node]:
        """Questions and groups whose label or hint may read otherwise now."""
        form = self.session.form
        if self.language:
            return self._nodes({control.path for top in form.body for control in top.walk()})
        return self._readers(form.label_reads)

    def _readers(self, reads: Mapping[Path, tuple[Path, ...]]) -> frozenset[Node]:
        paths = {reader for node in self.values | self.relevance for reader in reads.get(node.path, ())}
        for top in {node.path for node in self.structure}:
            for path, readers in reads.items():
                if path[: len(top)] == top:
                    paths.update(readers)
        return self._nodes(paths)

    def _nodes(self, paths: Iterable[Path]) -> frozenset[Node]:
        return frozenset(node for path in paths for node in self.session.record.find(path))


def changed(session: Session, changes: Changes, language: bool = False) -> ChangeSet:
    """The change set of what the engine noted."""
    return ChangeSet(
        session,
        frozenset(changes.values),
        frozenset(changes.relevance),
        frozenset(changes.readonly),
        frozenset(changes.required),
        frozenset(changes.structure),
        language,
    )
