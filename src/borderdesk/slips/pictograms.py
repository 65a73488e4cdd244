"""Pictograms on paper: the SVG files that the screen shows, drawn as vectors; called by the leaflet.

Read is what our own files are made of and nothing else: paths of straight lines and cubic curves with
absolute places, and circles, in black, white or nothing, on a square of 64 units. So a file that would look
otherwise on paper than on screen is a ``ValueError``, which the tests raise before anybody prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from borderdesk.resources import resource
from borderdesk.slips.sheet import Figure, Move, Sheet

UNITS = 64.0
"""Units to the edge of a pictogram."""

_SVG = "{http://www.w3.org/2000/svg}"
_ROOT = {
    "viewBox": "0 0 64 64",
    "fill": "none",
    "stroke": "#000",
    "stroke-width": "3",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
_STYLE = {"fill", "stroke", "stroke-width"}
_INK = {"none": None, "#000": 0.0, "#fff": 1.0}
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
_TOKENS = re.compile(r"([MLHVCZ])([-\d. ]*)", re.ASCII)
_QUARTER = 0.5523
"""How far the handles of a cubic curve reach for a quarter of a circle, in radii."""


def draw_pictogram(sheet: Sheet, name: str, x: float, y: float, edge: float) -> None:
    """A pictogram in a square of ``edge`` millimetres with its top left corner at ``x``, ``y``."""
    for figure in figures(name):
        sheet.figure(figure, x, y, edge / UNITS)


@cache
def figures(name: str) -> tuple[Figure, ...]:
    """What a shipped pictogram is made of, the lowest first."""
    return read_figures(resource("pictograms", f"{name}.svg").read_bytes())


def read_figures(svg: bytes) -> tuple[Figure, ...]:
    """What an SVG is made of; ``ValueError`` for anything that our pictograms do not use."""
    root = fromstring(svg)
    if root.tag != f"{_SVG}svg" or root.attrib != _ROOT:
        raise ValueError("another frame than that of a pictogram")
    return tuple(_figure(element) for element in root)


def _figure(element: Element) -> Figure:
    shape = {f"{_SVG}path": {"d"}, f"{_SVG}circle": {"cx", "cy", "r"}}.get(element.tag)
    given: Mapping[str, str] = element.attrib
    if shape is None or len(element) or not shape <= set(given) <= shape | _STYLE:
        raise ValueError(f"a part that pictograms do not have: {element.tag} {sorted(given)}")
    style = {name: given.get(name, _ROOT[name]) for name in _STYLE}
    if not {style["fill"], style["stroke"]} <= set(_INK):
        raise ValueError(f"another ink than black and white: {style}")
    moves = (
        _path(given["d"]) if "d" in shape else _circle(*(float(given[name]) for name in ("cx", "cy", "r")))
    )
    return Figure(tuple(moves), _INK[style["fill"]], _INK[style["stroke"]], float(style["stroke-width"]))


def _path(text: str) -> Iterator[Move]:
    if "".join(act + numbers for act, numbers in _TOKENS.findall(text)) != text or not text.startswith("M"):
        raise ValueError(f"not a path of a pictogram: {text}")
    x = y = 0.0
    for act, written in _TOKENS.findall(text):
        numbers = [float(number) for number in written.split()]
        if len(numbers) != _TAKES[act]:
            raise ValueError(f"{act} takes {_TAKES[act]} numbers: {written}")
        if act == "H":
            act, numbers = "L", [numbers[0], y]
        elif act == "V":
            act, numbers = "L", [x, numbers[0]]
        if numbers:
            x, y = numbers[-2:]
        yield Move(act, tuple(numbers))


def _circle(x: float, y: float, r: float) -> Iterator[Move]:
    reach = r * _QUARTER
    yield Move("M", (x + r, y))
    yield Move("C", (x + r, y + reach, x + reach, y + r, x, y + r))
    yield Move("C", (x - reach, y + r, x - r, y + reach, x - r, y))
    yield Move("C", (x - r, y - reach, x - reach, y - r, x, y - r))
    yield Move("C", (x + reach, y - r, x + r, y - reach, x + r, y))
    yield Move("Z", ())
