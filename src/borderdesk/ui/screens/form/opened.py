"""What the form player is opened with: made where a draft, a sealed record or a preview is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from borderdesk.forms import Session
from borderdesk.ui.questions.controller import DraftKeeper
from borderdesk.ui.questions.media import MediaKeeper


@dataclass(frozen=True)
class OpenedForm:
    """A form ready to be filled: made by the wiring from the desk's open draft.

    ``position`` is the question to continue at (empty: the first), ``short_code`` the record's short code
    for the header strip, ``old_version`` the date of a form version that new records no longer use.
    ``short_set_first`` begins an untouched form with its short set, where it marks one. ``media`` keeps the
    pictures and files of answers; without it the form takes none. ``check_pin`` guards the way back from a
    screen that was turned to the person.
    """

    session: Session
    keeper: DraftKeeper | None
    position: str = ""
    short_code: str = ""
    person_language: str = ""
    readonly: bool = False
    old_version: str = ""
    short_set_first: bool = True
    media: MediaKeeper | None = None
    check_pin: Callable[[str], bool] | None = None
