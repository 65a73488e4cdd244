"""The pages once there is a workspace: recovery shares, supervisor key, text test, practising Hide."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from borderdesk.text import tr
from borderdesk.ui.shell.door import RECOVERY_SHARES
from borderdesk.ui.shell.setup.answers import same_share
from borderdesk.ui.shell.setup.first_pages import SetupPage
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.fields import FormRow, TextArea
from borderdesk.ui.widgets.frames import Card
from borderdesk.ui.widgets.labels import Label, SectionTitle
from borderdesk.ui.widgets.tiles import RadioTile


class SharesPage(SetupPage):
    """Each recovery share alone on the page; then one of them is read back from paper."""

    def __init__(self, shares: tuple[str, ...], print_share: Callable[[int, str], object]) -> None:
        super().__init__()
        self._shares = shares
        self._place = 0
        self._print = print_share
        self.asked = secrets.randbelow(len(shares))
        """Which share is read back; nobody knows before, so all are copied with care."""
        self.later = False
        self._number = SectionTitle("", name="setup.share.number")
        self._words = Label("", "section", name="setup.share.words")
        self._hint = Label("", muted=True)
        self.print_button = Button(
            lambda: tr("Print this page"), icon="print", on_click=self._print_now, name="setup.share.print"
        )
        self.back_words = TextArea(name="setup.readBack", lines=3)
        self.rows["read_back"] = FormRow(
            lambda: tr("Type the words of share {number} from your paper", number=self.asked + 1),
            self.back_words,
        )
        self.skip = Button(
            lambda: tr("Do it later"), "quiet", on_click=self._put_off, name="setup.share.later"
        )
        card = Card(name="setup.share")
        card.add(self._number)
        card.add(self._words)
        self._card = card
        self.body.addWidget(self._hint)
        self.body.addWidget(card)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.rows["read_back"])
        skip_row = QHBoxLayout()
        skip_row.addWidget(self.skip)
        skip_row.addStretch(1)
        self.body.addLayout(skip_row)
        self._show()

    def first_field(self) -> Button:
        return self.print_button

    def next_share(self) -> bool:
        """Go on to the next share or to the reading back; ``False`` when the page is done."""
        if self._place < len(self._shares):
            self._place += 1
            self._show()
            return True
        if self.later or same_share(self.back_words.toPlainText(), self._shares[self.asked]):
            return False
        self.rows["read_back"].show_problem(lambda: tr("These are not the words of that share. Look again."))
        self.back_words.setFocus()
        return True

    def can_go_back(self) -> bool:
        """Whether a share comes before what is shown."""
        return self._place > 0

    def previous_share(self) -> bool:
        """Go back one share; ``False`` at the first."""
        if self._place == 0:
            return False
        self._place -= 1
        self._show()
        return True

    def _show(self) -> None:
        reading = self._place >= len(self._shares)
        number = self._place + 1
        needed, count = RECOVERY_SHARES
        self._card.setVisible(not reading)
        self.print_button.setVisible(not reading)
        self.rows["read_back"].setVisible(reading)
        self.skip.setVisible(reading)
        if reading:
            self._hint.say(lambda: tr("One share is checked now, so that no mistake is found too late."))
            self.back_words.setFocus()
            return
        self._number.say(lambda: tr("Recovery share {number} of {count}", number=number, count=count))
        self._words.say(self._shares[self._place])
        self._hint.say(
            lambda: tr(
                "Any {needed} of {count} shares open this desk if a passphrase is lost. "
                "Give each one to another person. They are not shown again.",
                needed=needed,
                count=count,
            )
        )

    def _print_now(self) -> None:
        self._print(self._place + 1, self._shares[self._place])

    def _put_off(self) -> None:
        self.later = True
        self.back_words.setFocus()  # the keyboard would go to Back
        self.skip.set_available(False)
        self.rows["read_back"].show_problem("")
        self._hint.say(lambda: tr("You will be reminded in 7 days."))


class SupervisorPage(SetupPage):
    """The supervisor's card from a stick; its six words are compared aloud before it is trusted."""

    def __init__(self, choose_file: Callable[[], object]) -> None:
        super().__init__()
        self.trusted = False
        self._explain = Label(
            lambda: tr(
                "Records leave this desk only for a supervisor whose card it trusts. "
                "Put in the supervisor's stick and choose the card."
            )
        )
        self.choose = Button(
            lambda: tr("Choose the card on the stick"),
            icon="stick",
            on_click=choose_file,
            name="setup.card.choose",
        )
        self.words = Label("", "section", name="setup.card.words")
        self._trust: Callable[[], object] = lambda: None
        self.same = Button(
            lambda: tr("The words are the same"),
            icon="saved",
            on_click=lambda: self._trust(),
            name="setup.card.same",
        )
        self._words_card = Card(lambda: tr("Compare these six words aloud"), name="setup.card")
        self._words_card.add(self.words)
        self._words_card.add(self.same)
        self.message = Label("", strong=True, name="setup.card.message")
        self.body.addWidget(self._explain)
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._words_card)
        self.body.addWidget(self.message)
        self._words_card.hide()
        self.message.hide()

    def show_words(self, words: tuple[str, ...], trust: Callable[[], object]) -> None:
        """The card was read: show what to compare. ``trust`` is for this card only, none shown before it."""
        self._trust = trust
        self.words.say("  ".join(words))
        self._words_card.show()
        self.same.show()
        self.message.hide()
        self.same.setFocus()

    def show_trusted(self) -> None:
        """The card is trusted now."""
        self.trusted = True
        self.same.hide()
        self.message.say(lambda: tr("The supervisor's card is added."))
        self.message.show()

    def first_field(self) -> Button:
        return self.choose


class TextPage(SetupPage):
    """Whether this PC shows stacked Lao marks whole."""

    SAMPLE = "ປີ້ ຫຼູ້ ນ້ຳ"

    def __init__(self, other_font: Callable[[bool], object]) -> None:
        super().__init__()
        self.sample = Label(self.SAMPLE, "person_large", name="setup.sample")
        card = Card(name="setup.sampleCard")
        card.add(self.sample)
        self._group = QButtonGroup(self)
        self.whole = RadioTile(lambda: tr("Every mark can be seen"), name="setup.text.whole")
        self.cut = RadioTile(
            lambda: tr("Something is cut or missing"),
            lambda: tr("The other Lao font is used then."),
            name="setup.text.cut",
        )
        self.whole.setChecked(True)
        for tile in (self.whole, self.cut):
            self._group.addButton(tile)
        self.body.addWidget(Label(lambda: tr("Look at the marks above and below the letters.")))
        self.body.addWidget(card)
        self.body.addWidget(self.whole)
        self.body.addWidget(self.cut)
        self.whole.clicked.connect(lambda: other_font(False))
        self.cut.clicked.connect(lambda: other_font(True))

    def first_field(self) -> RadioTile:
        return self.whole


class HidePage(SetupPage):
    """The way out is practised before it is needed."""

    def __init__(self, hide_now: Callable[[], object]) -> None:
        super().__init__()
        self.done = False
        steps = (
            lambda: tr("1. Press F9. The window shows document tools; nothing of a record can be seen."),
            lambda: tr("2. Press F9 again and type your hide number to come back."),
            lambda: tr("After some minutes without a touch the desk hides and locks by itself."),
        )
        for step in steps:
            self.body.addWidget(Label(step))
        self.try_it = Button(lambda: tr("Hide now"), icon="hide", on_click=hide_now, name="setup.hide.try")
        self.message = Label("", strong=True, name="setup.hide.message")
        self.message.hide()
        self.body.addWidget(self.try_it, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.message)

    def came_back(self) -> None:
        """It was practised."""
        self.done = True
        self.message.say(lambda: tr("That is all. You can hide at any time."))
        self.message.show()

    def first_field(self) -> Button:
        return self.try_it


def read_card_file(path: Path) -> bytes:
    """The bytes of a card file, at most 64 kB; ``OSError`` as usual."""
    with path.open("rb") as stream:
        return stream.read(65_536)
