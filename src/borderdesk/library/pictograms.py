"""The pictograms that a document may name: drawings that say the same as its words, for who does not read.

They ship with the program, one SVG each in ``resources/pictograms``, and are drawn on screen and on paper
from that one file. Asked by the check of a document.
"""

from functools import cache

from borderdesk.resources import resource

MOST = 6
"""More of them in a row say less."""


@cache
def names() -> tuple[str, ...]:
    """Every pictogram there is, in order."""
    return tuple(sorted(path.stem for path in resource("pictograms").glob("*.svg")))
