"""How old the directory is, in words: for Today at the counter, and for what a supervisor follows up."""

from __future__ import annotations

from datetime import date, timedelta

from borderdesk import desk
from borderdesk.text import ntr, tr
from borderdesk.text.dates import duration_in_words, short_date


def age_words(age: desk.DirectoryAge, today: date) -> str:
    """How old it is, and what that means for the card that a person gets."""
    if age.newest is None:
        return tr("No number of the directory was ever checked; none is printed.")
    days = (today - age.newest).days
    said = tr("The directory was last checked today.")
    if days:
        ago = duration_in_words(timedelta(days=days))
        said = tr("The directory was last checked on {day}, {ago} ago.", day=short_date(age.newest), ago=ago)
    old = age.never + age.old
    if not old:
        return said
    rest = ntr(
        "{n} row is unchecked or older than six months; its number is not printed.",
        "{n} rows are unchecked or older than six months; their numbers are not printed.",
        old,
    )
    return f"{said} {rest}"
