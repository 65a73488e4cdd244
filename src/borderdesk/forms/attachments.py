"""Files a form brings along as lists: CSV, XML and GeoJSON become secondary instances.

A file that is not there gives an empty list: the form opens all the same.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from .errors import FormError
from .markup import read_xml, to_node
from .tree import ELEMENT, Node

Attachments: TypeAlias = Mapping[str, str]
NO_FILES: Attachments = {}


def read_list(identifier: str, address: str, files: Attachments) -> Node:
    """The instance node for an attachment address such as `jr://file-csv/fruit.csv`."""
    instance = Node(ELEMENT, "instance")
    text = files.get(address)
    if text is None:
        text = files.get(address.rpartition("/")[2])
    if text is None:
        _add(instance, "root")
        return instance
    kind = address.rpartition(".")[2].lower()
    if kind == "csv" or "file-csv" in address:
        _rows(_add(instance, "root"), text)
    elif kind in ("geojson", "json"):
        _features(_add(instance, "root"), text, identifier)
    else:
        instance.children = [to_node(read_xml(text), instance)]
    return instance


def _add(parent: Node, name: str, text: str = "") -> Node:
    child = Node(ELEMENT, name, parent, text)
    parent.children.append(child)
    return child


def _rows(root: Node, text: str) -> None:
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise FormError("form.not-a-choice-list", name="csv", detail=str(error)) from error
    header = [column.strip() for column in rows[0]] if rows else []
    for row in rows[1:]:
        if not any(row):
            continue
        item = _add(root, "item")
        for at, column in enumerate(header):
            _add(item, column, row[at] if at < len(row) else "")


def _features(root: Node, text: str, identifier: str) -> None:
    try:
        content = json.loads(text)
        features = content["features"]
        for feature in features:
            item = _add(root, "item")
            _add(item, "geometry", _geometry(feature["geometry"]))
            for name, value in (feature.get("properties") or {}).items():
                _add(item, name, "" if value is None else str(value))
            if "id" in feature and item.child("id") is None:
                _add(item, "id", str(feature["id"]))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise FormError("form.not-a-choice-list", name=identifier, detail=type(error).__name__) from error


def _geometry(geometry: Mapping[str, Any]) -> str:
    """ODK's text of a geometry: `latitude longitude altitude accuracy`, points parted by `; `."""
    places = geometry["coordinates"]
    if geometry["type"] == "Point":
        places = [places]
    elif geometry["type"] == "Polygon":
        places = places[0]
    return "; ".join(f"{latitude} {longitude} 0 0" for longitude, latitude, *_ in places)
