"""The shape of a function: what it does and how many arguments it takes. Used by every module here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from borderdesk.forms.xpath.values import Value

Work: TypeAlias = Callable[..., Value]
MANY = 1_000_000


class Function(NamedTuple):
    """`work(context, *values)`; evaluation of the arguments is done by the compiler."""

    work: Work
    least: int
    most: int


Table: TypeAlias = dict[str, Function]


def function(table: Table, name: str, least: int, most: int | None = None) -> Callable[[Work], Work]:
    """Enter a function into a table."""

    def enter(work: Work) -> Work:
        table[name] = Function(work, least, least if most is None else most)
        return work

    return enter
