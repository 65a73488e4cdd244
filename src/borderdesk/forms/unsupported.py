"""What a form may ask for that a desk does not do: named when it is taken in, not found by an officer.

Types, appearances and settings of the XLSForm reference, https://xlsform.org/en/ref-table/. Called by `lint`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .definition import Control, FormDefinition
from .tree import Path
from .uncollected import uncollected

_CALENDARS = frozenset({"ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist"})
_KNOWN = frozenset(
    [
        "annotate",
        "autocomplete",
        "columns",
        "columns-flex",
        "columns-pack",
        "compact",
        "draw",
        "field-list",
        "hidden-answer",
        "horizontal",
        "horizontal-compact",
        "label",
        "likert",
        "list",
        "list-nolabel",
        "masked",
        "minimal",
        "month-year",
        "multiline",
        "new",
        "new-front",
        "new-rear",
        "no-buttons",
        "no-calendar",
        "no-ticks",
        "numbers",
        "picker",
        "quick",
        "quickcompact",
        "quick-compact",
        "quick-search",
        "rating",
        "search",
        "selfie",
        "signature",
        "summary",
        "table-list",
        "thousands-sep",
        "vertical",
        "year",
    ]
)
_MAPS = frozenset({"maps", "placement-map", "map", "quick-map"})
_BACKGROUND = {
    "setgeopoint": "start-geopoint",
    "setgeopoint of a question": "background-geopoint",
    "recordaudio": "background-audio",
    "recordaudio of a question": "background-audio",
}
APPEARANCE = frozenset({"lint.appearance", "lint.calendar", "lint.external-app", "lint.choices-elsewhere"})


class Unsupported(NamedTuple):
    """One thing that is not done, where it stands, and its name as an author knows it."""

    code: str
    path: Path
    what: str


def unsupported(form: FormDefinition) -> Iterator[Unsupported]:
    """Everything of the form that has no effect at a desk, in the order of the form."""
    never = uncollected(form, media=True)
    for top in form.body:
        for control in top.walk():
            if control.path in never:
                yield Unsupported("lint.type", control.path, form.type_of(control.path))
            yield from _of_control(control)
    for name, path in form.unused:
        if name in _BACKGROUND:
            yield Unsupported("lint.background", path, _BACKGROUND[name])
        else:
            yield Unsupported("lint.setting", path, _SETTINGS.get(name, name))
    meta = form.template.child("meta")
    for node in meta.children if meta is not None else ():
        if node.name == "audit":
            yield Unsupported("lint.background", node.path, "audit")
        elif node.name == "entity":
            yield Unsupported("lint.entities", node.path, "entity")


_SETTINGS = {"base64RsaPublicKey": "public_key", "action": "submission_url", "auto-send": "auto_send"}


def _of_control(control: Control) -> Iterator[Unsupported]:
    if control.parameters.get("mediatype", "").startswith("osm/"):
        yield Unsupported("lint.type", control.path, "osm")
    if "query" in control.parameters:
        yield Unsupported("lint.choices-elsewhere", control.path, "select_one_external")
    if control.parameters.get("intent"):
        yield Unsupported("lint.external-app", control.path, control.parameters["intent"])
    for name in sorted(control.appearance):
        if name.startswith("search("):
            yield Unsupported("lint.choices-elsewhere", control.path, "search()")
        elif name.startswith(("ex:", "printer:")):
            yield Unsupported("lint.external-app", control.path, name.partition("(")[0])
        elif name in _CALENDARS:
            yield Unsupported("lint.calendar", control.path, name)
        elif name in _MAPS or not _is_known(name):
            yield Unsupported("lint.appearance", control.path, name)


def _is_known(name: str) -> bool:
    """Also widths of the grid theme (`w2`), numbers of columns, and what belongs to an argument list."""
    return (
        name in _KNOWN
        or name.startswith(("columns-", "compact-", "quickcompact-"))
        or (name[:1] == "w" and name[1:].isdigit())
        or not name[:1].isalpha()
    )
