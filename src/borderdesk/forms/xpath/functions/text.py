"""Functions on texts and truth values."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import random
import uuid
from collections.abc import Iterable, Iterator

from borderdesk.forms.errors import ExpressionError
from borderdesk.forms.tree import string_value
from borderdesk.forms.xpath.patterns import full_match
from borderdesk.forms.xpath.values import (
    INFINITY,
    Context,
    Value,
    node_text,
    to_boolean,
    to_number,
    to_string,
)

from .numbers import half_up
from .table import MANY, Table, function

TABLE: Table = {}
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_MAX_RANDOM = 10_000


def texts(values: Iterable[Value]) -> Iterator[str]:
    """The text of each value, of each node for node-sets."""
    for value in values:
        if isinstance(value, list):
            yield from map(node_text, value)
        else:
            yield to_string(value)


def _own(context: Context, values: tuple[Value, ...]) -> str:
    return to_string(values[0]) if values else string_value(context.node)


@function(TABLE, "string", 0, 1)
def _string(context: Context, *values: Value) -> Value:
    return _own(context, values)


@function(TABLE, "concat", 0, MANY)
def _concat(context: Context, *values: Value) -> Value:
    return "".join(texts(values))


@function(TABLE, "join", 1, MANY)
def _join(context: Context, separator: Value, *values: Value) -> Value:
    if len(values) > 1:
        # Beside others a path without nodes is one blank, not nothing.
        values = tuple("" if value == [] else value for value in values)
    return to_string(separator).join(texts(values))


@function(TABLE, "starts-with", 2)
def _starts_with(context: Context, whole: Value, part: Value) -> Value:
    return to_string(whole).startswith(to_string(part))


@function(TABLE, "ends-with", 2)
def _ends_with(context: Context, whole: Value, part: Value) -> Value:
    return to_string(whole).endswith(to_string(part))


@function(TABLE, "contains", 2)
def _contains(context: Context, whole: Value, part: Value) -> Value:
    return to_string(part) in to_string(whole)


@function(TABLE, "substring-before", 2)
def _substring_before(context: Context, whole: Value, part: Value) -> Value:
    before, found, _ = to_string(whole).partition(to_string(part) or "\0")
    return before if found else ""


@function(TABLE, "substring-after", 2)
def _substring_after(context: Context, whole: Value, part: Value) -> Value:
    separator = to_string(part)
    return to_string(whole).partition(separator)[2] if separator else to_string(whole)


@function(TABLE, "substring", 2, 3)
def _substring(context: Context, whole: Value, start: Value, *length: Value) -> Value:
    """XPath 1.0 §4.2: positions from 1, both numbers rounded."""
    first = half_up(to_number(start, context.environment))
    end = first + half_up(to_number(length[0], context.environment)) if length else INFINITY
    return "".join(letter for at, letter in enumerate(to_string(whole), 1) if first <= at < end)


@function(TABLE, "substr", 2, 3)
def _substr(context: Context, whole: Value, start: Value, *end: Value) -> Value:
    """Positions from 0, negative ones from the end; the end is not included."""
    text = to_string(whole)

    def cut(value: Value) -> int:
        number = to_number(value, context.environment)
        if number != number:
            return 0
        if not math.isfinite(number):
            return len(text) if number > 0 else 0
        place = int(number)
        return min(max(place + len(text) if place < 0 else place, 0), len(text))

    return text[cut(start) : cut(end[0]) if end else len(text)]


@function(TABLE, "string-length", 0, 1)
def _string_length(context: Context, *values: Value) -> Value:
    return float(len(_own(context, values)))


@function(TABLE, "normalize-space", 0, 1)
def _normalize_space(context: Context, *values: Value) -> Value:
    return " ".join(_own(context, values).split())


@function(TABLE, "translate", 3)
def _translate(context: Context, text: Value, old: Value, new: Value) -> Value:
    letters = to_string(new)
    table: dict[int, str | None] = {}
    for at, letter in enumerate(to_string(old)):
        table.setdefault(ord(letter), letters[at] if at < len(letters) else None)
    return to_string(text).translate(table)


@function(TABLE, "regex", 2)
def _regex(context: Context, text: Value, pattern: Value) -> Value:
    """Whether the whole text matches, as in JavaRosa."""
    return full_match(to_string(pattern), to_string(text))


@function(TABLE, "uuid", 0, 1)
def _uuid(context: Context, *length: Value) -> Value:
    if not length:
        return str(uuid.uuid4())
    count = to_number(length[0], context.environment)
    if count != count:
        return ""
    if count > _MAX_RANDOM:
        raise ExpressionError("xpath.argument", function="uuid", detail=f"length {to_string(length[0])}")
    source = random.SystemRandom()
    return "".join(source.choice(_LETTERS) for _ in range(int(count)))


@function(TABLE, "digest", 2, 3)
def _digest(context: Context, text: Value, algorithm: Value, *encoding: Value) -> Value:
    name = _DIGESTS.get(to_string(algorithm).upper())
    form = to_string(encoding[0]).lower() if encoding else "base64"
    if name is None or form not in ("hex", "base64"):
        raise ExpressionError("xpath.argument", function="digest", detail="unknown algorithm or encoding")
    digest = hashlib.new(name, to_string(text).encode(), usedforsecurity=False)
    return digest.hexdigest() if form == "hex" else base64.b64encode(digest.digest()).decode()


@function(TABLE, "base64-decode", 1)
def _base64_decode(context: Context, text: Value) -> Value:
    try:
        return base64.b64decode(to_string(text), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


@function(TABLE, "boolean", 1)
def _boolean(context: Context, value: Value) -> Value:
    return to_boolean(value)


@function(TABLE, "not", 1)
def _not(context: Context, value: Value) -> Value:
    return not to_boolean(value)


@function(TABLE, "true", 0)
def _true(context: Context) -> Value:
    return True


@function(TABLE, "false", 0)
def _false(context: Context) -> Value:
    return False


@function(TABLE, "boolean-from-string", 1)
def _boolean_from_string(context: Context, value: Value) -> Value:
    return to_string(value).lower() in ("1", "true")
