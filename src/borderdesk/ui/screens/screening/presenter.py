"""What can be started or continued, and what a start still needs; no Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from borderdesk import desk
from borderdesk.domain.values import AgeGroup, Direction
from borderdesk.forms import Session
from borderdesk.text import language, tr, translatable
from borderdesk.ui.screens.screening.state import FormTile, Intake, PickerState
from borderdesk.ui.screens.today.presenter import TodayPresenter

if TYPE_CHECKING:
    from borderdesk.desk import Workspace
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
    (
        "first_sight",
        translatable("First sight"),
        translatable("Look at the whole party. Nobody is asked."),
        1,
    ),
    (
        "preconditions",
        translatable("Before we talk"),
        translatable("A quiet place, an interpreter, what the person is told."),
        2,
    ),
    ("adult", translatable("Adult"), translatable("A talk in private, in short or in full."), 15),
    ("child", translatable("Child"), translatable("A talk with a child, an adult at their side."), 15),
    (
        "risk_needs",
        translatable("Danger and needs"),
        translatable("What has to happen first, and what is needed today."),
        5,
    ),
)


class PickerPresenter:
    """Collects the intake and begins the first sight."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.intake = Intake()

    def load(self) -> PickerState:
        """The intake as chosen so far, and the forms that are installed."""
        offered = {form.id for form in desk.form_list(self._workspace)}
        unfinished = TodayPresenter(self._workspace).load().unfinished
        tiles = tuple(
            FormTile(
                form, tr(title), tr(about), minutes, tuple(line for line in unfinished if line.form == form)
            )
            for form, title, about, minutes in _TILES
            if form in offered
        )
        return PickerState(self.intake, tiles)

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
