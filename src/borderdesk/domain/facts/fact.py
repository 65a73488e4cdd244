"""What every fact has, and how one is read back from an entry's payload."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, cast, get_origin

from borderdesk.domain.errors import Damaged
from borderdesk.domain.journal import read_json

_DEFAULTS: dict[type, tuple[tuple[str, object], ...]] = {}
_GIVEN: dict[str, tuple[set[str], dict[str, Any], dict[str, Callable[[], Any]]]] = {}
KINDS: dict[str, type["Fact"]] = {}
"""Every kind of fact that this program knows, by its name in the journal."""


@dataclass(frozen=True)
class Fact:
    """One thing that happened. Subclasses give ``kind`` and their fields."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        KINDS[cls.kind] = cls

    def touches(self) -> tuple[str, ...]:
        """Fields of the subject's state that this fact sets; none for facts that only add a line."""
        return ()

    def setting(self, name: str) -> object:
        """What this fact says about a field it touches; equal settings do not contradict each other."""
        return repr(self)

    def check(self) -> None:
        """That every value is one this program knows; otherwise the fact counts as unreadable.

        :raises ValueError: with the name of the field or the value.
        """

    def payload(self) -> dict[str, Any]:
        """The fields, ready for ``journal.canonical``; those at their default are left out."""
        out: dict[str, Any] = {}
        for name, default in _defaults(type(self)):
            value = getattr(self, name)
            if value != default and value not in ((), {}):
                out[name] = list(value) if isinstance(value, tuple) else value
        return out


@dataclass(frozen=True)
class UnknownFact(Fact):
    """A fact from a newer program: kept as it is, shown as such, never lost."""

    kind = "unknown"
    named: str
    content: Mapping[str, Any] = field(default_factory=dict)


def decode(kind: str, payload: bytes) -> Fact:
    """The fact in an entry's payload; fields that this program does not know are passed over.

    :raises Damaged: ``fact.unreadable`` when the payload is not what its kind asks for.
    """
    try:
        content = read_json(payload)
        if not isinstance(content, dict):
            raise TypeError(kind)
        if b"\\ud" in payload:  # half a surrogate pair: it could not be kept as UTF-8
            json.dumps(content, ensure_ascii=False).encode()
        if b"\\u0000" in payload and "\0" in _all_text(content):  # nor this in a row of PostgreSQL
            raise ValueError(kind)
        cls = KINDS.get(kind)
        if cls is None:
            return UnknownFact(kind, content)
        values: dict[str, Any] = {}
        for name, declared in _declared(cls):
            if name in content:
                value = content[name]
                if type(value) is not declared:
                    raise TypeError(name)
                values[name] = _texts(content[name]) if declared is list else value
        # As ``cls(**values)``, several times as fast; imports are much of this.
        fact = object.__new__(cls)
        fact.__dict__.update(_given(cls, values), **values)
        fact.check()
        return fact
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged("fact.unreadable", kind=kind) from error


def _given(cls: type[Fact], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A kind's defaults. :raises TypeError: when a value without one is missing."""
    if cls.kind not in _GIVEN:
        specs = fields(cls)
        required = {spec.name for spec in specs if spec.default is spec.default_factory is MISSING}
        defaults = {spec.name: spec.default for spec in specs if spec.default is not MISSING}
        made = {spec.name: spec.default_factory for spec in specs if spec.default_factory is not MISSING}
        _GIVEN[cls.kind] = (required, defaults, made)
    required, defaults, made = _GIVEN[cls.kind]
    if not required <= values.keys():
        raise TypeError(cls.kind)
    return {**defaults, **{name: make() for name, make in made.items()}} if made else defaults


def _all_text(value: object) -> str:
    """Everything written in a decoded payload, one after the other."""
    if isinstance(value, dict):
        return "".join(_all_text(each) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return "".join(map(_all_text, value))
    return value if isinstance(value, str) else ""


def _defaults(cls: type[Fact]) -> tuple[tuple[str, object], ...]:
    if cls not in _DEFAULTS:
        _DEFAULTS[cls] = tuple((spec.name, spec.default) for spec in fields(cls))
    return _DEFAULTS[cls]


_ONLY_TEXT = {str}
_SHAPES: dict[str, tuple[tuple[str, type], ...]] = {}


def _declared(cls: type[Fact]) -> tuple[tuple[str, type], ...]:
    """A kind's fields and what JSON holds for them; no other type is taken, not even bool for int."""
    if cls.kind not in _SHAPES:
        _SHAPES[cls.kind] = _shapes(cls)
    return _SHAPES[cls.kind]


def _shapes(cls: type[Fact]) -> tuple[tuple[str, type], ...]:
    shapes: list[tuple[str, type]] = []
    for spec in fields(cls):
        shape = get_origin(spec.type) or spec.type
        shapes.append(
            (spec.name, list if shape is tuple else dict if shape is Mapping else cast(type, shape))
        )
    return tuple(shapes)


def _texts(values: list[object]) -> tuple[object, ...]:
    """:raises TypeError: where a list holds something else than text."""
    if not {*map(type, values)} <= _ONLY_TEXT:
        raise TypeError("list")
    return tuple(values)


def texts_only(results: Mapping[str, str]) -> None:
    """:raises ValueError: where a form gave something else than text."""
    if not all(type(value) is str for value in results.values()):
        raise ValueError("results")
