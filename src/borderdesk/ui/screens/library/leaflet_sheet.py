"""Printing a leaflet or an officers' card: the languages on it, its size, how many sheets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from borderdesk import desk
from borderdesk.slips.content import LeafletPaper, PrintedDocument
from borderdesk.slips.wording import ASK, HELPLINE
from borderdesk.text import LANGUAGES, tr, translatable, was_read
from borderdesk.text.spoken import SPOKEN
from borderdesk.ui import theme
from borderdesk.ui.paper import Printers
from borderdesk.ui.said import Say
from borderdesk.ui.screens.preview_sheet import PreviewSheet
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Choice

SIZES = {
    LeafletPaper.A4: translatable("A4, one leaflet"),
    LeafletPaper.A5: translatable("A5, two on a sheet"),
    LeafletPaper.CARDS: translatable("Small cards, a sheet full"),
}
COPIES = (1, 2, 5, 10, 20, 50)


_OURS: tuple[tuple[str, Say], ...] = (
    ("lo en", lambda: tr("Lao and English")),
    ("lo", lambda: tr("Lao")),
    ("en", lambda: tr("English")),
)


class CardSheet(PreviewSheet):
    """Shows an officers' card as it will be printed, and prints it."""

    def __init__(self, around: Surroundings, document_id: str, printers: Printers) -> None:
        super().__init__(lambda: tr("Print the card"), around, printers, name="card")
        self._id = document_id
        self.languages = Choice(name="card.languages")
        self.languages.show_choices(list(_OURS))
        self.offer(lambda: tr("Languages"), self.languages)

    def paper(self) -> Callable[[], PrintedDocument]:
        """The card in the chosen languages."""
        first, _, second = self.languages.key().partition(" ")
        family = theme.appearance().family
        return partial(desk.card_pdf, self._around.workspace, self._id, first, second, family)


class LeafletSheet(PreviewSheet):
    """Shows a leaflet as it will be printed, and prints it."""

    def __init__(self, around: Surroundings, document_id: str, printers: Printers) -> None:
        super().__init__(lambda: tr("Print leaflet"), around, printers, name="leaflet")
        self._id = document_id
        self.languages = Choice(name="leaflet.languages")
        self.languages.show_choices(_offered(document_id))
        self.size_choice = Choice(name="leaflet.size")
        self.size_choice.show_choices([(size.value, partial(tr, words)) for size, words in SIZES.items()])
        self.count = Choice(name="leaflet.copies")
        self.count.show_choices([(str(number), str(number)) for number in COPIES])
        self.offer(lambda: tr("Languages"), self.languages)
        if desk.document(document_id, LANGUAGES[0]).document.medium is None:
            self.offer(lambda: tr("Size"), self.size_choice)  # a PDF or picture has its own
        self.offer(lambda: tr("How many sheets"), self.count, self._count)

    def paper(self) -> Callable[[], PrintedDocument]:
        """The leaflet in the chosen languages and size."""
        first, _, second = self.languages.key().partition(" ")
        size = self.size_choice.key()
        self.foot.set_note(partial(how_to_cut, LeafletPaper(size), bool(second)))
        codes = (code for code in (first, second) if code and code not in LANGUAGES)
        unchecked = next((code for code in codes if not leaflet_read(self._id, code)), "")
        self.warn(partial(unchecked_words, unchecked) if unchecked else "")
        family = theme.appearance().family
        return partial(desk.leaflet_pdf, self._around.workspace, self._id, first, second, family, size=size)

    def _count(self) -> None:
        self.copies = int(self.count.key())
        self.show_acts()


def how_to_cut(size: LeafletPaper, folds: bool) -> str:
    """What to do with the sheet."""
    if size is LeafletPaper.A4:
        return tr("Fold along the dotted line.") if folds else ""
    if folds:
        return tr("Cut along the dashed lines, fold along the dotted one.")
    return tr("Cut along the dashed lines.")


def leaflet_read(document_id: str, code: str) -> bool:
    """Whether all that a leaflet says in a language was read by somebody who knows it."""
    return desk.document(document_id, code).document.words_read and all(
        was_read(code, sentence) for sentence in (ASK, HELPLINE)
    )


def unchecked_words(code: str) -> str:
    """What to do where nobody has checked a language."""
    return tr(
        "Nobody has checked the {language} words yet: explain aloud as well.",
        language=tr(SPOKEN[code][1]),
    )


def _offered(document_id: str) -> list[tuple[str, Say]]:
    """What can be printed: Lao beside another language that the leaflet is written in, or one alone."""
    offered = list(_OURS)
    for code, (_, name) in SPOKEN.items():
        if code not in LANGUAGES and not desk.document(document_id, code).fallback:
            offered.append((f"lo {code}", partial(_with_lao, name)))
            offered.append((code, partial(tr, name)))
    return offered


def _with_lao(name: str) -> str:
    return tr("Lao and {language}", language=tr(name))
