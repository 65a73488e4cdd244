"""A procedure card on paper for the officers of a post, a page a language; called by ``desk``.

It is for the drawer and the briefing, not for travellers, and its foot says so on every page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.page import Page, draw_draft_strip, draw_point
from borderdesk.slips.sheet import A4, Sheet
from borderdesk.text.catalogue import translatable

TITLE = "Card for officers"
"""The PDF's own title: neutral, like every paper's."""

_OFFICERS = translatable("For officers. Keep it where travellers do not see it.")
_BODY, _SECTION = 12.5, 14
"""Points: it is read standing, by several people, and a card has room for it."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A paragraph; a point of a list where ``mark`` is "•"; a step where it is its number, such as "1."."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CardText:
    """A card in one language: its sections with their lines, and what is known of it (``facts``)."""

    language: str
    title: str
    sections: tuple[tuple[str, tuple[CardLine, ...]], ...]
    facts: str
    draft: bool


@dataclass(frozen=True, slots=True)
class ProcedureCard:
    """A card in one or two languages, each of which begins a page."""

    texts: tuple[CardText, ...]
    reference: str
    practice: bool = False


def draw_procedure_card(card: ProcedureCard, family: str = "noto") -> PrintedDocument:
    """The card as a PDF in memory; the same card gives the same bytes."""
    counts = tuple(_draw(Sheet(TITLE, A4), card, text, family, 0) for text in card.texts)
    sheet = Sheet(TITLE, A4, card.practice)
    for text, pages in zip(card.texts, counts, strict=True):
        _draw(sheet, card, text, family, pages)
    return sheet.finish()


def _draw(sheet: Sheet, card: ProcedureCard, text: CardText, family: str, pages: int) -> int:
    """One language of the card; the pages that it took."""
    page = Page(sheet, text.language, family, foot=_OFFICERS, reference=card.reference)
    page.body, page.section = replace(page.body, size=_BODY), replace(page.section, size=_SECTION)
    page.pages = pages
    page.begin()
    if text.draft:
        draw_draft_strip(page)
    page.text(text.title, page.title)
    for title, lines in text.sections:
        if title:
            page.heading(title)
        for line in lines:
            _draw_line(page, line)
    page.y += 3
    page.text(text.facts, page.small)
    return page.number


def _draw_line(page: Page, line: CardLine) -> None:
    if not line.mark:
        page.text(line.text, page.body)
    elif not line.mark[0].isdigit():
        draw_point(page, line.text)
    else:
        page.numbered(line.mark, line.text)
