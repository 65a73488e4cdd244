"""Where each role can go: the rail's entries, one table (ux §2). The window leaves out what has no screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from borderdesk.domain.roles import Role
from borderdesk.text import tr, translatable


@dataclass(frozen=True)
class Destination:
    """One entry of the rail: the screen it opens, its words and its icon."""

    screen: str
    text: str
    icon: str

    @property
    def say(self) -> Callable[[], str]:
        """Its words in the language of the moment."""
        return lambda: tr(self.text)


_TODAY = Destination("today", translatable("Today"), "today")
_SCREENING = Destination("screening", translatable("Screening"), "screening")
_HEALTH = Destination("screening", translatable("Health check"), "screening")
_CHECKS = Destination("checks", translatable("Checks made"), "records")
_LIMITS = Destination("limits", translatable("Limits"), "thermometer")
_RECORDS = Destination("records", translatable("Records"), "records")
_LIBRARY = Destination("library", translatable("Library"), "library")
_TRANSFER = Destination("transfer", translatable("Transfer"), "transfer")
_PRACTICE = Destination("practice", translatable("Practice"), "practice")
_TEAM = Destination("team", translatable("Team"), "team")
_MORE = Destination("more", translatable("More"), "more")
_INBOX = Destination("inbox", translatable("Inbox"), "inbox")
_REVIEW = Destination("review", translatable("Review"), "audit")
_DUPLICATES = Destination("duplicates", translatable("Duplicates"), "team")
_COUNTERSIGN = Destination("countersign", translatable("Countersign"), "countersign")
_OVERVIEW = Destination("overview", translatable("Overview"), "overview")
_EXPORTS = Destination("exports", translatable("Exports"), "exports")
_PACKS = Destination("packs", translatable("Content packs"), "packs")
_ADMIN = Destination("admin", translatable("Admin"), "key")
_FORMS = Destination("forms", translatable("Forms"), "screening")
_DIRECTORY = Destination("directory", translatable("Directory"), "records")
_TRANSLATIONS = Destination("translations", translatable("Translations"), "edit")
_AUDIT = Destination("audit", translatable("Audit"), "audit")
_LEDGER = Destination("ledger", translatable("Ledger"), "inbox")

RAIL: dict[Role, tuple[Destination, ...]] = {
    Role.OFFICER: (_TODAY, _SCREENING, _RECORDS, _LIBRARY, _TRANSFER, _PRACTICE, _MORE),
    Role.SHIFT_LEAD: (_TODAY, _SCREENING, _RECORDS, _LIBRARY, _TRANSFER, _TEAM, _MORE),
    # Officers carry the sticks and install content, also with what the health unit wrote on this PC.
    Role.HEALTH: (_TODAY, _HEALTH, _CHECKS, _LIMITS, _LIBRARY, _PRACTICE, _MORE),
    Role.SUPERVISOR: (
        *(_INBOX, _REVIEW, _DUPLICATES, _COUNTERSIGN, _OVERVIEW, _RECORDS, _EXPORTS, _PACKS, _ADMIN, _MORE),
    ),
    Role.CONTENT_ADMIN: (_FORMS, _LIBRARY, _DIRECTORY, _TRANSLATIONS, _PACKS, _PRACTICE, _MORE),
    Role.AUDITOR: (_AUDIT, _LEDGER, _MORE),
}

MORE: tuple[tuple[Destination, str], ...] = (
    (
        _LIBRARY,
        translatable("Steps for officers, and what travellers can read"),
    ),
    (
        _DIRECTORY,
        translatable("Services, help lines and border posts; how old each row is, and changing them"),
    ),
    (
        Destination("readers", translatable("Who has read what"), "library"),
        translatable("Each document, and who has read the version in use"),
    ),
    (
        Destination("settings", translatable("Settings"), "settings"),
        translatable("Language, text size, colours, idle times, keyboard test"),
    ),
    (
        Destination("about", translatable("About this program"), "about"),
        translatable("Version, forms and dates, space, clock, self-test"),
    ),
    (
        Destination("posts", translatable("Border posts"), "overview"),
        translatable("Visits and crisis plans with their reports, and several posts on one page"),
    ),
    (
        Destination("practice", translatable("Practice"), "practice"),
        translatable("Exercises in a workspace of their own"),
    ),
    (
        Destination("separate", translatable("My separate records"), "sealed"),
        translatable("Kept out of every list; asks for your passphrase"),
    ),
    (
        _FORMS,
        translatable("Forms and versions of this desk; try a form out"),
    ),
    (
        Destination("limits", translatable("Limits of health checks"), "thermometer"),
        translatable("Fever, days to look back and signs to watch, and which disease they are for"),
    ),
    (
        _TRANSLATIONS,
        translatable("How far the review of each language is, workbooks to reviewers and back"),
    ),
    (
        Destination("keys", translatable("Keys and cards"), "key"),
        translatable("This desk's card, and the cards it trusts"),
    ),
)
"""What the shell's own More page lists: each with one line about it."""


_ONLY = {
    "limits": (Role.SHIFT_LEAD, Role.SUPERVISOR, Role.CONTENT_ADMIN),
    "separate": (Role.OFFICER, Role.SHIFT_LEAD),
    "readers": (Role.SHIFT_LEAD, Role.SUPERVISOR),
    _DIRECTORY.screen: (Role.SUPERVISOR,),
    _TRANSLATIONS.screen: (Role.SUPERVISOR,),
}
"""Places of the More page that concern some roles only."""


def listed_in_more(role: str, screen: str) -> bool:
    """Whether the More page of ``role`` lists a place: nothing of its rail, nothing that is for others."""
    who = Role(role)
    in_rail = any(entry.screen == screen for entry in RAIL.get(who, ()))
    return who in _ONLY.get(screen, (who,)) and not (screen == _LIBRARY.screen and in_rail)


_OUTWARD = frozenset({_TRANSFER.screen, _EXPORTS.screen})
"""What leads out of a workspace: nothing that was practised goes anywhere."""


def destinations(
    role: str, registered: Callable[[str], bool], *, practice: bool = False
) -> list[Destination]:
    """The rail of ``role``, at most seven entries, only those whose screen exists; More always."""
    entries = RAIL.get(Role(role), (_MORE,))
    return [
        entry
        for entry in entries
        if (entry.screen == "more" or registered(entry.screen))
        and not (practice and entry.screen in _OUTWARD)
    ]
