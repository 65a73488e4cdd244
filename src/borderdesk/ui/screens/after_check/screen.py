"""The page after a health check: what to do next, its card, and the way to a referral."""

from __future__ import annotations

from typing import ClassVar

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.ui.screens.ending_card import EndingCard
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, Label

CARD = "S15"
"""The card about a traveller who is ill."""


class AfterCheckScreen(Screen):
    """``Route("after_check", code=…, result=…, looked=…, drill=…)``: it is given what it shows and reads
    nothing, since whoever made a check may not read it afterwards. In an exercise it leads back to the story.
    """

    name: ClassVar[str] = "after_check"
    needs_private: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self._screens = may(around.workspace.user.role, Act.SCREEN)
        self.ending = EndingCard(self.name)
        self.kept = Label(
            lambda: tr("Kept as {code}, in no list of records. Health staff can read it.", code=self.code),
            muted=True,
            name="after_check.kept",
        )
        self.referral = Card(
            lambda: tr("Where a doctor or a hospital is needed"), name="after_check.referral"
        )
        self.referral.add(Label(self._referral_words, name="after_check.referral.words"))
        for part in (self.ending, self.referral, self.kept):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("To Today"), lambda: around.navigate(Route("today")))
        self.foot.add_secondary(
            Button(
                lambda: tr("SOP card {id}", id=CARD),
                icon="library",
                on_click=lambda: around.navigate(Route("document", id=CARD)),
                name="after_check.card",
            )
        )
        story = str(route.get("drill", ""))
        if story:
            self.foot.set_primary(
                lambda: tr("Back to the story"),
                lambda: around.navigate(Route("drill", drill=story)),
                icon="forward",
            )
        elif self._screens:
            self.foot.add_secondary(
                Button(lambda: tr("Another check"), on_click=self._another, name="after_check.another")
            )
            self.foot.set_primary(
                lambda: tr("Begin first sight"),
                lambda: around.navigate(Route("screening")),
                icon="forward",
            )
        else:
            self.foot.set_primary(lambda: tr("Another check"), self._another, icon="add")
        self._show()

    @property
    def code(self) -> str:
        """The short code the check is kept under."""
        return str(self.route["code"])

    @property
    def said(self) -> tuple[str, str]:
        """What comes next, and how."""
        return desk.after_check(str(self.route["result"]))

    def title(self) -> str:
        return tr("After the health check")

    def record_code(self) -> str:
        """Still the same check: the display mode stays as it was."""
        return self.code

    def sop(self) -> str:
        return CARD

    def enter(self) -> None:
        if self.primary is not None:
            self.primary.setFocus()
        self.around.announce(self.said[0])

    def retranslate(self) -> None:
        self._show()

    def _show(self) -> None:
        headline, how = self.said
        calm = self.route["result"] in ("none", "second_check")
        self.ending.show_ending(headline, how, look=not calm)

    def _referral_words(self) -> str:
        if not self._screens:
            return tr("An officer begins a record for the referral. Nothing of this check goes into it.")
        lines = [
            tr(
                "Begin a record: first sight, then danger and needs. The health needs said there set the "
                "time for a doctor and lead to the referral and its card."
            ),
            tr("Nothing of this check goes into it."),
        ]
        if self.route.get("looked") == "no":
            lines.insert(0, tr("First sight is still to be done."))
        return " ".join(lines)

    def _another(self) -> None:
        try:
            draft = desk.start_health_check(self.around.workspace).value
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.navigate(draft_route(draft.case_code, draft.form, draft.id))
