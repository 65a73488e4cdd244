"""The page of limits: wires presenter and cards to the window."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from borderdesk.desk import Changes
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.ui.screens.limits.folder import FolderCard
from borderdesk.ui.screens.limits.presenter import LimitsPresenter
from borderdesk.ui.screens.limits.state import LimitsState, Other
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Banner, Button, Card, Confirm, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class LimitsScreen(Screen):
    """What health checks begin with, who chose it and when, and what else there is."""

    name: ClassVar[str] = "limits"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = LimitsPresenter(around.workspace)
        self.draft = Banner(name="limits.draft")
        self.disease = Label("", "question", name="limits.disease")
        self.limits = Label("", strong=True, name="limits.limits")
        self.note = Label("", name="limits.note")
        self.chosen = Label("", name="limits.chosen")
        self.about_pack = Label("", "small", muted=True, name="limits.about")
        self.again = Button(
            lambda: tr("Choose them as they are now"), on_click=self._again, name="limits.again"
        )
        card = Card(lambda: tr("In use for new checks"), name="limits.inUse")
        for part in (self.disease, self.limits, self.note, self.again, self.chosen, self.about_pack):
            card.add(part)
        self.rows = RowList("limits.rows")
        others = Card(lambda: tr("Other limits"), name="limits.others")
        others.add(self.rows)
        others.add(
            Label(
                lambda: tr("More come with content packs. Signs of danger always count, whatever is chosen."),
                "small",
                muted=True,
            )
        )
        for widget in (self.draft, card, others):
            self.column.add(widget)
        self.folder: FolderCard | None = None
        if may(around.workspace.user.role, Act.EDIT_CONTENT):
            self.folder = FolderCard(self, self.presenter)
            self.column.add(self.folder)
            self.places = RowList("limits.places")
            self.places_card = Card(lambda: tr("At the checkpoints"), name="limits.placesCard")
            self.places_card.add(self.places)
            self.column.add(self.places_card)
        self.column.add_stretch()
        self.back_button = self.foot.set_back(lambda: tr("Back"), around.back)
        self.state: LimitsState = self.presenter.load()
        self._show()

    def title(self) -> str:
        return tr("Limits of health checks")

    def sop(self) -> str:
        """The card about a traveller who is ill."""
        return "S15"

    def enter(self) -> None:
        """What is in use is read first, so the page begins at its top."""
        self.back_button.setFocus()
        if self.folder is not None:
            self.folder.author.load()

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & {"health.pack_chosen", "content"}:
            self.retranslate()

    def retranslate(self) -> None:
        self.state = self.presenter.load()
        self._show()
        if self.folder is not None:
            self.folder.show_lines()

    def _show(self) -> None:
        now = self.state.in_use
        self.disease.say(now.title)
        self.limits.say(now.limits)
        self.note.say(now.note)
        self.note.setVisible(bool(now.note))
        self.again.setVisible(bool(self.state.again))
        self.chosen.say(now.chosen)
        self.about_pack.say(now.about)
        if now.draft:
            self.draft.show_text(
                lambda: tr("Draft content, not validated"),
                lambda: tr("The health ministry sets the limits; these wait for its word."),
                closable=False,
            )
        else:
            self.draft.clear()
        if self.folder is not None:
            lines = self.presenter.places()
            self.places.show_rows(
                [
                    ActionRow("records", title, detail, first=not place)
                    for place, (title, detail) in enumerate(lines)
                ]
            )
            self.places_card.setVisible(bool(lines))
        self.rows.show_rows(
            [self._row(other, first=not place) for place, other in enumerate(self.state.others)]
        )

    def _row(self, other: Other, *, first: bool) -> ActionRow:
        name = f"limits.{other.id}"
        use = Button(lambda: tr("Use these"), on_click=partial(self._ask, other), name=f"{name}.use")
        use.setAccessibleName(f"{tr('Use these')}: {other.title}")
        detail = f"{other.change}\n{other.about}"
        return ActionRow("thermometer", other.title, detail, actions=[use], name=name, first=first)

    def _ask(self, other: Other) -> None:
        Confirm(
            lambda: tr("Use these limits for new checks?"),
            f"{other.title}: {other.change}",
            lambda: tr("Use them"),
            partial(self._choose, other.id),
            detail=lambda: tr("Checks begun before keep theirs. Your number and the time are written down."),
            name="askLimits",
        ).open_in(self.around.window)

    def _again(self) -> None:
        self._choose(self.state.again)

    def _choose(self, pack: str) -> None:
        try:
            changes = self.presenter.choose(pack)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.changed(changes)
        self.retranslate()

        def words() -> str:
            return tr("New checks use: {disease}", disease=self.state.in_use.title)

        self.around.notices.tell(words)
        self.around.announce(words())
