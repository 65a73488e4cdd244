"""The More page: the places that have no entry of their own in the rail."""

from __future__ import annotations

from functools import partial

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.shell.navigation import MORE, listed_in_more
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.frames import Card
from borderdesk.ui.widgets.labels import Label


class MoreScreen(Screen):
    """A card for each place that exists here."""

    name = "more"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        for place, about in MORE:
            if place.screen not in around.registry or not listed_in_more(around.role, place.screen):
                continue
            card = Card()
            button = Button(place.say, "quiet", icon=place.icon, name=f"more.{place.screen}")
            button.clicked.connect(lambda _checked=False, name=place.screen: around.navigate(Route(name)))
            card.add(button)
            below = Label(partial(tr, about), "small", muted=True)
            below.setContentsMargins(theme.px(40), below.contentsMargins().top(), 0, 0)  # under the words
            card.add(below)
            self.column.add(card)
        self.column.add_stretch()

    def title(self) -> str:
        return tr("More")

    def sop(self) -> str:
        """Most of these places are about the desk itself: care of data and devices."""
        return "S20"
