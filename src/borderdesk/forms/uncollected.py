"""Kinds of answers that a desk does not take: such a question is shown with a line that says so, and a form
that requires it can be finished without. Called by the player and where forms are sealed.
"""

from __future__ import annotations

from .definition import FormDefinition
from .tree import Path

_DRAWN_ON_A_MAP = frozenset({"geotrace", "geoshape"})


def uncollected(form: FormDefinition, *, media: bool, signatures: bool = True) -> frozenset[Path]:
    """Places of questions not taken here: lines on a map never; pictures, files and places only with
    `media`; a signature also without.
    """
    found: set[Path] = set()
    for path, control in form.controls.items():
        kind = form.type_of(path)
        if (
            kind in _DRAWN_ON_A_MAP
            or (kind == "geopoint" and not media)
            or (
                control.kind == "upload"
                and not media
                and not (signatures and "signature" in control.appearance)
            )
        ):
            found.add(path)
    return frozenset(found)
