"""What set-up collects and when a page may be left; plain values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from borderdesk.domain.roles import Post, Role
from borderdesk.text import translatable

EARLIEST = date(2026, 1, 1)
"""No PC that runs this program has an earlier date; a clock that shows one is wrong."""


class Page(Enum):
    """The pages in order."""

    LANGUAGE = "language"
    POST = "post"
    STATION = "station"
    USER = "user"
    SHARES = "shares"
    SUPERVISOR = "supervisor"
    TEXT = "text"
    HIDE = "hide"


AFTER_CREATION = (Page.SHARES, Page.SUPERVISOR, Page.TEXT, Page.HIDE)
"""Pages that need the workspace; the first of them follows its creation."""

ROLES_OF_POST = {
    Post.CHECKPOINT: (Role.OFFICER, Role.SHIFT_LEAD),
    Post.SUPERVISOR: (Role.SUPERVISOR,),
}
"""Who may be the first user of a desk."""


@dataclass(frozen=True)
class Answers:
    """Everything given so far. The repeated passphrase is kept only to compare it."""

    language: str = "lo"
    post: Post | None = None
    station: str = ""
    private_desk: bool = False
    role: Role = Role.OFFICER
    user: str = ""
    passphrase: str = ""
    passphrase_again: str = ""
    hide_pin: str = ""

    def user_number(self) -> str:
        """The role number, as typed or as proposed."""
        return self.user.strip().upper() or ("S1" if self.post is Post.SUPERVISOR else "O1")


def problems(page: Page, answers: Answers) -> dict[str, str]:
    """What keeps ``page`` from being left: field name to sentence (to be translated); empty when nothing."""
    if page is Page.POST and answers.post is None:
        return {"post": translatable("Choose what this PC is for.")}
    if page is Page.STATION:
        code = answers.station.strip().upper()
        if len(code) != 3 or not all("A" <= letter <= "Z" for letter in code):
            return {"station": translatable("Choose a station, or type its three letters.")}
    if page is Page.USER:
        found = {}
        if not answers.passphrase:
            found["passphrase"] = translatable("Type a passphrase: a short sentence is good.")
        elif answers.passphrase != answers.passphrase_again:
            found["passphrase_again"] = translatable("The two passphrases are not the same.")
        if not (
            answers.hide_pin.isascii() and answers.hide_pin.isdigit() and 4 <= len(answers.hide_pin) <= 8
        ):
            found["hide_pin"] = translatable("Type 4 to 8 digits.")
        return found
    return {}


def pages(post: Post | None) -> tuple[Page, ...]:
    """The pages for a post: a supervisor's desk gives its key, it does not take one."""
    return tuple(page for page in Page if page is not Page.SUPERVISOR or post is not Post.SUPERVISOR)


def same_share(typed: str, share: str) -> bool:
    """Whether a recovery share was copied rightly; spaces, line ends and capitals do not count."""
    return typed.lower().split() == share.lower().split()


def clock_looks_wrong(now: datetime) -> bool:
    """Whether the PC's date cannot be right."""
    return now.date() < EARLIEST
