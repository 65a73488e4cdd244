"""Runs `xpath.jsonl.gz` and `oracle.jsonl.gz` of the conformance kit (its README, §2 and §4)."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from borderdesk.forms import FormError
from borderdesk.forms.markup import document, prefixes_in, read_xml, to_node
from borderdesk.forms.tree import ATTRIBUTE, Node, string_value
from borderdesk.forms.xpath.compile import evaluate
from borderdesk.forms.xpath.dates import read_date
from borderdesk.forms.xpath.values import (
    Environment,
    Value,
    to_boolean,
    to_nodes,
    to_number,
    to_string,
)

from .compare import Case, number, numbers_equal


class _KitEnvironment(Environment):
    def __init__(self, root: Node, case: Case) -> None:
        zone = ZoneInfo(case["tz"])
        now = dt.datetime.fromisoformat(case["now"].replace("Z", "+00:00")).astimezone(zone)
        super().__init__(root, lambda: now)
        self.texts = case.get("itext") or {}
        self.languages = (case.get("language"), case.get("default_language"))

    def itext(self, identifier: str, node: Node) -> str:
        for language in self.languages:
            if identifier in self.texts.get(language, {}):
                return str(self.texts[language][identifier])
        return ""


def _place(node: Node, names: dict[int, str]) -> str:
    """The location of a node as §2 writes it."""
    if node.kind == ATTRIBUTE and node.parent is not None:
        return f"{_place(node.parent, names)}/@{node.name}"
    if id(node) in names:
        return names[id(node)]
    if node.parent is None:
        return "/"
    index = next(i for i, twin in enumerate(node.parent.children) if twin is node)
    return f"{_place(node.parent, names).rstrip('/')}/{index}"


def _holds(case: Case, value: Value, environment: Environment, names: dict[int, str]) -> tuple[bool, object]:
    kind, expected = case["type"], case.get("expected")
    if kind == "boolean":
        truth = to_boolean(value)
        return truth == expected, truth
    if kind == "number":
        found = to_number(value, environment)
        return numbers_equal(number(expected), found, case.get("tolerance") or 0.0), found
    if kind == "count":
        return len(to_nodes(value)) == expected, len(to_nodes(value))
    if kind == "values":
        texts = [string_value(node) for node in to_nodes(value)]
        return texts == expected, texts
    if kind == "nodeset":
        places = [_place(node, names) for node in to_nodes(value)]
        expected = [re.sub(r"@\w+:", "@", place) for place in expected or ()]  # local names are enough (§1)
        if case.get("first"):
            return places[:1] == expected[:1], places
        if case.get("unordered"):
            return sorted(places) == sorted(expected), places
        return places == expected, places
    text = to_string(value)
    if kind == "string":
        if case.get("ignore_case"):
            return text.lower() == str(expected).lower(), text
        return text == expected, text
    if kind == "regex":
        return re.search(str(expected), text) is not None, text
    if kind == "string-length":
        return len(text) == expected, text
    if kind == "date":
        return text[:10] == expected, text
    if kind == "date-time":
        got, wanted = read_date(text, environment.zone), read_date(str(expected), environment.zone)
        if got is None or wanted is None:
            return False, text
        return (got.when == wanted.when) if got.timed else got.when.date() == wanted.when.date(), text
    raise ValueError(f"unknown type {kind}")


def run(case: Case) -> tuple[bool, object]:
    """Whether the case passes, and what came out."""
    tree = document(read_xml(case.get("xml") or "<data/>"))
    environment = _KitEnvironment(tree, case)
    environment.prefixes = prefixes_in(case.get("xml") or "")
    environment.instances = {
        name: to_node(read_xml(text), None) for name, text in (case.get("instances") or {}).items()
    }
    names = {id(node): f"#{name}" for name, node in environment.instances.items()}
    context = tree
    for index in [part for part in case.get("context", "/").split("/") if part]:
        context = context.children[int(index)]
    try:
        value = evaluate(case["expr"], context, environment)
        passed, got = (
            _holds(case, value, environment, names) if case["type"] != "error" else (False, to_string(value))
        )
    except FormError as error:
        return case["type"] == "error", str(error)
    except Exception as error:  # an exception is never a pass
        return False, f"{type(error).__name__}: {error}"
    return passed, got
