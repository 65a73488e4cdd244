"""One expression of a form, with the place it belongs to; parsed and compiled when first needed."""

from __future__ import annotations

from collections.abc import Collection

from .errors import ExpressionError, FormError
from .tree import Path
from .xpath.compile import compile_expression
from .xpath.functions import signature
from .xpath.parse import parse
from .xpath.references import Reference, calls, localize, references
from .xpath.syntax import Call, Expr
from .xpath.values import Compiled, Context, Value

RELEVANT, CALCULATE, REQUIRED, READONLY, COUNT = "relevant", "calculate", "required", "readonly", "count"
CONSTRAINT, LABEL, CHOICES, ACTION = "constraint", "label", "choices", "action"


class Expression:
    """`source` as written; `value(context)` runs it. Absolute paths inside repeats mean this instance."""

    __slots__ = ("_repeats", "_tree", "kind", "path", "source", "value")

    def __init__(self, source: str, path: Path, kind: str, repeats: Collection[Path]) -> None:
        self.source = source
        self.path = path
        self.kind = kind
        self._repeats = repeats
        self._tree: Expr | None = None
        self.value: Compiled = self._first_value

    @property
    def tree(self) -> Expr:
        if self._tree is None:
            try:
                self._tree = localize(parse(self.source), self.path, self._repeats)
            except ExpressionError as error:
                raise self.placed(error) from error
        return self._tree

    @property
    def constant(self) -> bool | None:
        """True or false for `true()` and `false()`, else None."""
        text = self.source.strip()
        return {"true()": True, "false()": False}.get(text)

    def _first_value(self, context: Context) -> Value:
        self.value = compile_expression(self.tree)
        return self.value(context)

    def reads(self) -> set[Reference]:
        return references(self.tree, self.path)

    def check(self) -> None:
        """Compile and look at every function. Raises FormError with the place."""
        try:
            for call in calls(self.tree):
                signature(call.name, len(call.arguments))
            self.value = compile_expression(self.tree)
        except ExpressionError as error:
            raise self.placed(error) from error

    def calls(self) -> list[Call]:
        return list(calls(self.tree))

    def placed(self, error: ExpressionError) -> FormError:
        """The error with what it stands in."""
        return FormError(
            "form.expression",
            message=str(error),
            reason=error.code,
            position=error.fields.get("position"),
            kind=self.kind,
            path="/" + "/".join(self.path),
            expression=" ".join(self.source.split())[:500],
        )
