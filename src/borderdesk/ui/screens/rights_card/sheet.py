"""Printing the card: the language beside Lao, its size, how many sheets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from borderdesk import desk
from borderdesk.slips.content import LeafletPaper, PrintedDocument
from borderdesk.text import LANGUAGES, WRITTEN, tr
from borderdesk.text.spoken import SPOKEN
from borderdesk.ui import theme
from borderdesk.ui.paper import Printers
from borderdesk.ui.screens.library.leaflet_sheet import COPIES, SIZES, how_to_cut, unchecked_words
from borderdesk.ui.screens.preview_sheet import PreviewSheet
from borderdesk.ui.screens.rights_card.presenter import card_unread
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Choice


class RightsCardSheet(PreviewSheet):
    """Shows the card as it will be printed, and prints it; small ones first. ``printed`` is told the language
    beside Lao and how many pages left the printer.
    """

    def __init__(
        self,
        around: Surroundings,
        second: str,
        printers: Printers,
        printed: Callable[[str, int], object],
    ) -> None:
        super().__init__(lambda: tr("Print the card"), around, printers, name="rightsCard")
        self._printed = printed
        self.second = Choice(name="rightsCard.language")
        offered = [code for code in WRITTEN if code != LANGUAGES[0]]
        self.second.show_choices([(code, partial(tr, SPOKEN[code][1])) for code in offered], second)
        self.size_choice = Choice(name="rightsCard.size")
        sizes = [(size.value, partial(tr, words)) for size, words in SIZES.items()]
        self.size_choice.show_choices(sizes, LeafletPaper.CARDS.value)
        self.count = Choice(name="rightsCard.copies")
        self.count.show_choices([(str(number), str(number)) for number in COPIES])
        self.offer(lambda: tr("Language beside Lao"), self.second)
        self.offer(lambda: tr("Size"), self.size_choice)
        self.offer(lambda: tr("How many sheets"), self.count, self._count)

    def paper(self) -> Callable[[], PrintedDocument]:
        """The card in the chosen language and size."""
        second, size = self.second.key(), self.size_choice.key()
        self.foot.set_note(partial(how_to_cut, LeafletPaper(size), True))
        unchecked = second not in LANGUAGES and card_unread(self._around.workspace, second)
        self.warn(partial(unchecked_words, second) if unchecked else "")
        family = theme.appearance().family
        return partial(desk.rights_card_pdf, self._around.workspace, second, family, size=size)

    def once_printed(self) -> Callable[[int], object]:
        return partial(self._printed, self.second.key())

    def _count(self) -> None:
        self.copies = int(self.count.key())
        self.show_acts()
