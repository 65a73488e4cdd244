"""One way of writing a JSON document as bytes, so that a signature covers exactly one spelling of it.

Used for cards, manifests and receipts.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NoReturn


def canonical_json(document: object) -> bytes:
    """Keys sorted, no spaces, UTF-8 as it is, no NaN. Raises ``ValueError`` for what JSON cannot carry."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def read_json(data: bytes) -> dict[str, object]:
    """A JSON object in whatever spelling; ``ValueError`` for anything else."""
    try:
        document = json.loads(data.decode(), parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(document, dict):
        raise ValueError("not an object")
    return document


def require_canonical(document: dict[str, object], data: bytes) -> None:
    """Refuse (``ValueError``) double keys, odd spacing and every other second spelling."""
    try:
        same = canonical_json(document) == data
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not same:
        raise ValueError("not in canonical form")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def text_of(document: dict[str, object], name: str, limit: int = 200) -> str:
    """The non-empty string under ``name``; ``ValueError`` if it is anything else."""
    value = document.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= limit:
        raise ValueError(name)
    return value


def number_of(document: dict[str, object], name: str, limit: int = 2**53) -> int:
    """The whole number from 0 to ``limit`` under ``name``; ``ValueError`` if it is anything else."""
    return whole_number(document.get(name), limit)


def whole_number(value: object, limit: int = 2**53) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= limit:
        raise ValueError("not a whole number")
    return value


def object_of(document: dict[str, object], name: str) -> dict[str, object]:
    value = document.get(name)
    if not isinstance(value, dict):
        raise ValueError(name)
    return value


def list_of(document: dict[str, object], name: str) -> list[object]:
    value = document.get(name)
    if not isinstance(value, list):
        raise ValueError(name)
    return value


def flag_of(document: dict[str, object], name: str) -> bool:
    value = document.get(name)
    if not isinstance(value, bool):
        raise ValueError(name)
    return value


def instant_text(moment: datetime) -> str:
    """An aware time as UTC text; ``ValueError`` for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("time without a zone")
    return moment.astimezone(UTC).isoformat()


def instant_of(document: dict[str, object], name: str) -> datetime:
    moment = datetime.fromisoformat(text_of(document, name))
    if moment.tzinfo is None:
        raise ValueError(name)
    return moment.astimezone(UTC)


def ranges_document(ranges: Mapping[str, tuple[int, int]]) -> dict[str, list[int]]:
    return {device: [first, last] for device, (first, last) in ranges.items()}


def ranges_of(document: dict[str, object], name: str, limit: int = 10_000) -> dict[str, tuple[int, int]]:
    """First and last sequence number per device; ``ValueError`` unless 1 <= first <= last."""
    found: dict[str, tuple[int, int]] = {}
    ranges = object_of(document, name)
    if len(ranges) > limit:
        raise ValueError(name)
    for device, pair in ranges.items():
        if not isinstance(pair, list) or len(pair) != 2:
            raise ValueError(name)
        first, last = whole_number(pair[0]), whole_number(pair[1])
        if not 1 <= first <= last:
            raise ValueError(name)
        found[device] = (first, last)
    return found
