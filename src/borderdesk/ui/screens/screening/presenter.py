"""What can be started or continued, and what a start still needs; no Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.domain.roles import Act, may
from borderdesk.domain.values import AgeGroup, Direction
from borderdesk.forms import Session
from borderdesk.text import language, ntr, tr, translatable
from borderdesk.ui.screens.file.words import form_words
from borderdesk.ui.screens.screening.state import FormTile, GroupLine, Intake, PickerState
from borderdesk.ui.screens.today.presenter import TodayPresenter

if TYPE_CHECKING:
    from borderdesk.desk import Group, Workspace
    from borderdesk.desk.workspace import Done
    from borderdesk.store.drafts import Draft

DIRECTIONS: dict[str, str] = {
    Direction.ARRIVING: translatable("Arriving"),
    Direction.DEPARTING: translatable("Departing"),
    Direction.TRANSIT: translatable("Passing through"),
    Direction.RETURNED: translatable("Sent back or returned"),
}
AGE_GROUPS: dict[str, str] = {
    AgeGroup.ADULT: translatable("Adult"),
    AgeGroup.CHILD: translatable("Child"),
    AgeGroup.UNSURE: translatable("Not sure"),
}
LARGEST_PARTY = 200

_TILES = (
    ("first_sight", translatable("Look at the whole party. Nobody is asked."), 1),
    ("preconditions", translatable("A quiet place, an interpreter, what the person is told."), 2),
    ("adult", translatable("A talk in private, in short or in full."), 15),
    ("child", translatable("A talk with a child, an adult at their side."), 15),
    ("risk_needs", translatable("What has to happen first, and what is needed today."), 5),
    ("mixed_movement", translatable("Helped across, stranded or in fear: which talk comes next."), 8),
    (
        "travel_document",
        translatable("The paper, its lines to be read by a machine, and what is printed."),
        6,
    ),
    ("health", translatable("Kept apart from every other record."), 5),
    ("group_arrival", translatable("One record of the group, a file for each person."), 2),
    ("poe_assessment", translatable("What the post has and what it needs. No personal data."), 60),
    ("crisis", translatable("Getting ready, during and afterwards."), 30),
)
_SHORT = {
    "adult": translatable("Adult"),
    "child": translatable("Child"),
    "mixed_movement": translatable("Mixed movement"),
}
"""Forms whose tile says less than their everyday name."""
GROUP = "group_arrival"
_NEEDS: dict[str, Act] = {
    "health": Act.CHECK_HEALTH,
    "poe_assessment": Act.ASSESS,
    "crisis": Act.ASSESS,
}
"""What a tile needs where that is not the act of screening."""
_TALKS = ("adult", "child", "mixed_movement")
"""Begun with what must be in place before any talk."""


class PickerPresenter:
    """Collects the intake and begins the first sight."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.intake = Intake()

    def load(self) -> PickerState:
        """The intake as chosen so far, and the forms that are installed."""
        forms = desk.form_list(self._workspace)
        offered = {form.id for form in forms}
        validated = {form.id for form in forms if not form.status.startswith("draft")}
        unfinished = TodayPresenter(self._workspace).load().unfinished
        role = self._workspace.user.role
        screens = may(role, Act.SCREEN)
        tiles = tuple(
            FormTile(
                form,
                tr(_SHORT[form]) if form in _SHORT else form_words(form),
                tr(about),
                minutes,
                tuple(line for line in unfinished if line.form == form),
                self._groups() if form == GROUP else (),
                form not in validated,
            )
            for form, about, minutes in _TILES
            if (form in offered or form == GROUP) and may(role, _NEEDS.get(form, Act.SCREEN))
        )
        known = {form for form, *_ in _TILES}
        brought = tuple(
            FormTile(
                form.id,
                form.title(language()),
                tr("From a content pack."),
                0,
                tuple(line for line in unfinished if line.form == form.id),
                draft=form.id not in validated,
            )
            for form in forms
            if form.brought and form.id not in known and screens
        )
        return PickerState(self.intake, (*tiles, *brought), screens)

    def _groups(self) -> tuple[GroupLine, ...]:
        return tuple(
            GroupLine(
                each.code,
                each.short,
                ntr("{n} person still waits", "{n} people still wait", each.waiting)
                if each.waiting
                else tr("go on with the group"),
            )
            for each in desk.groups(self._workspace)
        )

    def languages(self) -> list[tuple[str, str]]:
        """``(code, name)`` of every language a talk can be held in, as the form itself lists them."""
        form = desk.form(self._workspace, "preconditions")
        session = Session(form, clock=self._workspace.clock)
        spoken = next((name for name in form.languages if f"({language()})" in name), None)
        asked = session.question(f"/{form.template.name}/people/language")
        return [(choice.value, str(choice.label)) for choice in session.choices(asked, spoken)]

    def choose(self, **given: str | int) -> Intake:
        """Take over one part of the intake: ``direction``, ``age_group``, ``language`` or ``party``."""
        self.intake = replace(self.intake, **given)  # type: ignore[arg-type]  # names and types are Intake's own
        return self.intake

    def still_needed(self) -> str:
        """Why a first sight cannot start yet; empty when it can."""
        if self.intake.complete:
            return ""
        if not self.intake.direction and not self.intake.age_group:
            return tr("Choose the direction and the age group.")
        return tr("Choose the age group.") if self.intake.direction else tr("Choose the direction.")

    def needed_for(self, form: str) -> str:
        """Why a tile cannot start yet; empty when it can."""
        if form in _NEEDS:
            return ""
        if form == GROUP:
            if not self.intake.direction:
                return tr("Choose the direction.")
            return "" if self.intake.party > 1 else tr("Say how many people are in the party.")
        return self.still_needed()

    def start_group(self) -> Done[Group]:
        """One record for the party, as counted.

        :raises RuleBroken: ``group.size``, ``intake.malformed``.
        """
        return desk.open_group(
            self._workspace,
            direction=self.intake.direction,
            size=self.intake.party,
            language=self.intake.language,
        )

    def start_form(self, form: str) -> Done[Draft]:
        """What a tile of a record or a health check begins: a talk begins with what must be in place before.

        :raises RuleBroken: ``intake.malformed``. :raises Unavailable: ``form.missing``.
        """
        if form == "health":
            return desk.start_health_check(self._workspace, direction=self.intake.direction)
        child = form == "child" and self.intake.age_group == AgeGroup.ADULT
        started = desk.start_case(
            self._workspace,
            direction=self.intake.direction,
            age_group=AgeGroup.CHILD if child else self.intake.age_group,
            language=self.intake.language,
            party=self.intake.party,
            form_id="preconditions" if form in _TALKS else form,
        )
        if form == "mixed_movement":
            desk.start_form(self._workspace, started.value.case_code, form)
        return started

    def start(self) -> Done[Draft]:
        """A first sight under a fresh code.

        :raises RuleBroken: ``intake.malformed``.
        """
        return desk.start_case(
            self._workspace,
            direction=self.intake.direction,
            age_group=self.intake.age_group,
            language=self.intake.language,
            party=self.intake.party,
        )
