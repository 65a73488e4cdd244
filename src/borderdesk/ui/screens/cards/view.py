"""The key-card part of a page, and the sheet on which the six words of a card are compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.cards.state import CardsState, Comparison, TrustedCard
from borderdesk.ui.widgets import Button, Card, Flow, FormRow, Label, Sheet, TextField
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.six_words import SixWords


class CardsView(QWidget):
    """Two cards: the desks that are trusted, and this desk itself."""

    write_asked = Signal()
    load_asked = Signal()
    revoke_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._name = name
        self.explain = Label("", name=f"{name}.explain")
        self.rows = RowList(f"{name}.trusted")
        self.load = Button(
            lambda: tr("Load a key card from a stick"),
            icon="stick",
            on_click=self.load_asked.emit,
            name=f"{name}.load",
        )
        others = Card(lambda: tr("Key cards of other desks"))
        others.add(self.explain)
        others.add(self.rows)
        others.body.addWidget(self.load, 0, Qt.AlignmentFlag.AlignLeft)
        self.own_title = Label("", strong=True, name=f"{name}.own")
        self.words = SixWords(name=f"{name}.words")
        self.write = Button(
            lambda: tr("Write this desk's key card to a stick"),
            icon="key",
            on_click=self.write_asked.emit,
            name=f"{name}.write",
        )
        self.written = Label("", strong=True, name=f"{name}.written")
        self.written.hide()
        own = Card(lambda: tr("Key card of this desk"))
        own.add(self.own_title)
        own.add(
            Label(
                lambda: tr("The other desk compares these six words before it trusts this one."),
                "small",
                muted=True,
            )
        )
        own.add(self.words)
        acts = QWidget()
        flow = Flow(theme.px(8), parent=acts)
        flow.addWidget(self.write)
        own.add(acts)
        own.add(self.written)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(others)
        column.addWidget(own)

    def show_state(self, state: CardsState) -> None:
        """Show the cards as they stand."""
        self.explain.say(state.explain)
        self.own_title.say(state.own_title)
        self.words.show_words(state.own_words)
        self.rows.show_rows(
            [
                ActionRow(
                    "key",
                    card.title,
                    card.detail,
                    actions=[self._revoke(card)] if card.can_revoke else (),
                    name=f"{self._name}.peer.{card.device}",
                    first=not place,
                )
                for place, card in enumerate(state.trusted)
            ]
        )

    def _revoke(self, card: TrustedCard) -> Button:
        button = Button(
            lambda: tr("Take trust back…"),
            on_click=partial(self.revoke_asked.emit, card.device),
            name=f"{self._name}.revoke.{card.device}",
        )
        button.setAccessibleDescription(card.title)
        return button

    def show_written(self, file_name: str) -> None:
        """The card is on the stick."""
        self.written.say(lambda: tr("{file} is on the stick. Safe to remove.", file=file_name))
        self.written.show()


class RevokeSheet(Sheet):
    """Asks why a desk is no longer trusted, and says what follows."""

    def __init__(self, desk_title: str, on_revoke: Callable[[str], object]) -> None:
        super().__init__(lambda: tr("Take trust from this desk?"), name="revoke")
        self._on_revoke = on_revoke
        self.reason = TextField(name="revoke.reason")
        self.row = FormRow(lambda: tr("Why?"), self.reason)
        said = (
            desk_title,
            lambda: tr(
                "Nothing of it is imported any more and nothing is sealed to it. "
                "What it brought before stays. It cannot be trusted again."
            ),
        )
        for words in said:
            self.column.add(Label(words))
        self.column.add(self.row)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Take trust back"), self._act, name="revoke.primary")

    def _act(self) -> None:
        if not self.reason.text().strip():
            self.row.show_problem(lambda: tr("Write why."))
            self.reason.setFocus()
            return
        self.close_sheet()
        self._on_revoke(self.reason.text())


class CompareSheet(Sheet):
    """Six words of a card, and the two ways to go on; trusting is the second act, never the default."""

    def __init__(self, comparison: Comparison, on_trust: Callable[[], object]) -> None:
        super().__init__(comparison.title, name="compare", width=640)
        self._on_trust = on_trust
        if comparison.link:
            self.column.add(Label(comparison.link, strong=True, name="compare.link"))
        self.column.add(Label(comparison.text))
        self.words = SixWords(comparison.words, name="compare.words")
        self.column.add(self.words)
        if comparison.known:
            self.column.add(
                Label(lambda: tr("This desk is trusted already, with the same words."), "small", muted=True)
            )
        else:
            self.column.add(
                Label(
                    lambda: tr(
                        "If one word differs, do not trust the card. Keep the stick and tell the desk."
                    ),
                    "small",
                    muted=True,
                )
            )
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Do not trust"), self.dismiss)
        self.trust = self.foot.set_primary(
            lambda: tr("These words match – trust this desk"), self._trust, name="compare.trust"
        )

    def _trust(self) -> None:
        self.close_sheet()
        self._on_trust()
