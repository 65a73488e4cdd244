"""Functions on geopoints, traces and shapes: `latitude longitude [altitude accuracy]`, parted by `;`."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from borderdesk.forms.xpath.values import NAN, Context, Value

from .table import MANY, Table, function
from .text import texts

TABLE: Table = {}
_EARTH = 6_378_100.0  # metres, JavaRosa's radius
_PARTED = re.compile(r"\s*;\s*")

Point = tuple[float, float]


def points(value: Value) -> list[Point] | None:
    """The points in a value as (latitude, longitude) in degrees; None where one cannot be read."""
    text = ";".join(part.strip().strip(";") for part in texts([value])).strip()
    found: list[Point] = []
    for part in _PARTED.split(text):
        words = part.split()
        if len(words) < 2:
            return None
        try:
            latitude, longitude = float(words[0]), float(words[1])
        except ValueError:
            return None
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        found.append((latitude, longitude))
    return found


@function(TABLE, "area", 1)
def _area(context: Context, value: Value) -> Value:
    """Square metres inside a shape."""
    corners = points(value)
    if corners is None:
        return NAN
    if len(corners) < 3:
        return 0.0
    if corners[0] != corners[-1]:
        corners = [*corners, corners[0]]
    total = 0.0
    for (south, west), (north, east) in pairwise(corners):
        lift = 2 + math.sin(math.radians(south)) + math.sin(math.radians(north))
        total += math.radians(east - west) * lift
    return abs(total * _EARTH * _EARTH / 2)


@function(TABLE, "distance", 1, MANY)
def _distance(context: Context, *values: Value) -> Value:
    """Metres along a trace, or along the points given."""
    way: list[Point] = []
    for value in values:
        if not "".join(texts([value])).strip(" ;"):
            continue
        found = points(value)
        if found is None:
            return NAN
        way.extend(found)
    return sum(_apart(a, b) for a, b in pairwise(way)) if len(way) > 1 else 0.0


def _apart(a: Point, b: Point) -> float:
    south, north = math.radians(a[0]), math.radians(b[0])
    turn = math.radians(a[1] - b[1])
    cosine = math.sin(south) * math.sin(north) + math.cos(south) * math.cos(north) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * _EARTH


@function(TABLE, "geofence", 2)
def _geofence(context: Context, point: Value, shape: Value) -> Value:
    """Whether a point lies inside a shape (even-odd rule)."""
    place, corners = points(point), points(shape)
    if not place or not corners:
        return False
    latitude, longitude = place[0]
    inside = False
    for (y1, x1), (y2, x2) in zip(corners, corners[1:] + corners[:1], strict=True):
        crossing = (y1 > latitude) != (y2 > latitude)
        if crossing and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
