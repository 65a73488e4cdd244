"""Reads the program's own source: which sentences it shows and which error codes it raises."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import borderdesk

SOURCE = Path(borderdesk.__file__).parent
SHOWN_BY = {"tr": 0, "tr_in": 1, "ntr": 0, "ntr_in": 1, "translatable": 0}
"""Where each function of ``borderdesk.text`` takes its sentence."""


@dataclass(frozen=True)
class Sentence:
    """A sentence the program shows, its plural if it counts something, and where it stands."""

    text: str
    plural: str
    place: str


@dataclass(frozen=True)
class Raised:
    """An error code, the names of the fields given with it (``None`` when not plain), and where."""

    code: str
    fields: frozenset[str] | None
    place: str


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every file of the source, parsed once for the tests of a file; a million nodes, no garbage yet."""
    gc.disable()
    try:
        return tuple(
            (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
            for path in sorted(SOURCE.rglob("*.py"))
        )
    finally:
        gc.enable()


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Every call with the name of what is called, without what it belongs to."""
    return tuple(_calls())


def forget() -> None:
    """Let the trees go, which are many; what was found in them stays."""
    calls.cache_clear()
    modules.cache_clear()


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    for name, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                called = node.func
                if isinstance(called, ast.Name):
                    yield f"{name}:{node.lineno}", called.id, node
                elif isinstance(called, ast.Attribute):
                    yield f"{name}:{node.lineno}", called.attr, node


@cache
def sentences() -> list[Sentence]:
    """All sentences written as literals into calls of the text functions."""
    found = []
    for place, name, call in calls():
        if name not in SHOWN_BY or place.startswith("text/catalogue.py"):
            continue
        counted = name.startswith("ntr")
        literals = [literal(argument) for argument in call.args[SHOWN_BY[name] :][: 2 if counted else 1]]
        for one in literals[0] if literals else ():
            found.append(Sentence(one, literals[1][0] if counted else "", place))
    return found


def kept_sentences() -> dict[str, str]:
    """The names that modules keep sentences under for later, and where."""
    found = {}
    for name, module in modules():
        for node in module.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and any(
                isinstance(part, ast.Name) and part.id == "translatable" for part in ast.walk(node)
            ):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found |= {each.id: f"{name}:{node.lineno}" for each in targets if isinstance(each, ast.Name)}
    return found


def read_names() -> set[str]:
    """Every name that is read anywhere in the source, also of something else."""
    nodes = [node for _, module in modules() for node in ast.walk(module)]
    plain = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return plain | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def literal(argument: ast.expr) -> list[str]:
    """The strings an argument may be: a literal, or the two of ``a if … else b``."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    if isinstance(argument, ast.IfExp):
        return literal(argument.body) + literal(argument.orelse)
    return []


def error_classes() -> set[str]:
    """The coded errors: ``BorderDeskError``, the forms' own ``FormError``, and all built on them."""
    classes = {"BorderDeskError", "FormError"}
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    }
    while grown := {name for name, above in bases.items() if above & classes} - classes:
        classes |= grown
    return classes


def raised() -> list[Raised]:
    """Every error made with a literal code, in the source or by the error's own constructor."""
    classes = error_classes()
    found = []
    for place, name, call in calls():
        if name in classes and call.args:
            found += [Raised(code, given(call), place) for code in literal(call.args[0]) if "." in code]
    for name, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef) and node.name in classes:
                for inner in ast.walk(node):
                    if (
                        isinstance(inner, ast.Call)
                        and ast.unparse(inner.func) == "super().__init__"
                        and inner.args
                    ):
                        codes = literal(inner.args[0])
                        found += [Raised(code, given(inner), f"{name}:{inner.lineno}") for code in codes]
    return found


def given(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def strings() -> set[str]:
    """Every string written anywhere in the source."""
    return {
        node.value
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
