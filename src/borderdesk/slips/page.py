"""Pages of running text with headings, lists and a foot: for reports of several pages."""

from __future__ import annotations

from borderdesk.slips.sheet import A4, Sheet, first_baseline, paragraph_height
from borderdesk.slips.text_layout import Style
from borderdesk.slips.wording import DRAFT
from borderdesk.text.catalogue import tr_in, translatable

LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 14.0, 280.0
WIDTH = RIGHT - LEFT
_PAGE = translatable("Page {page} of {pages}")


class Page:
    """A column of text and signs that goes on to the next page by itself, with ``foot`` below each."""

    def __init__(self, sheet: Sheet, language: str, family: str, *, foot: str, reference: str = "") -> None:
        self.sheet, self.language, self.reference, self.foot = sheet, language, reference, foot
        self.title = Style(20, bold=True, family=family)
        self.section = Style(13, bold=True, family=family)
        self.body = Style(10.5, family=family)
        self.strong = Style(10.5, bold=True, family=family)
        self.small = Style(10, family=family)
        self.y = TOP
        self.number = 0
        self.pages = 0

    def say(self, message: str, **fields: object) -> str:
        """A sentence of the paper in its language."""
        return tr_in(self.language, message).format(**fields)

    def begin(self) -> None:
        """The next page, with its foot."""
        self.sheet.new_page()
        self.number += 1
        self.y = TOP
        foot = A4[1] - 9
        self.sheet.text(self.say(self.foot), LEFT, foot, self.small, language=self.language)
        numbered = self.say(_PAGE, page=self.number, pages=self.pages)
        said = f"{self.reference} · {numbered}" if self.reference else numbered
        self.sheet.text(said, RIGHT, foot, self.small, "right")

    def room(self, height: float) -> None:
        """Go on to the next page where ``height`` does not fit any more."""
        if self.y + height > BOTTOM:
            self.begin()

    def text(self, words: str, style: Style, *, indent: float = 0.0, gap: float = 1.2) -> None:
        """A paragraph."""
        width = WIDTH - indent
        self.room(paragraph_height(words, width, style))
        bottom = self.sheet.paragraph(words, LEFT + indent, self.y, width, style, language=self.language)
        self.y = bottom + gap

    def numbered(self, mark: str, words: str) -> None:
        """A step with its number in front."""
        self.room(paragraph_height(words, WIDTH - 8, self.body))
        self.sheet.text(mark, LEFT + 6, self.y + first_baseline(self.body), self.body, "right", self.language)
        self.text(words, self.body, indent=8, gap=0.6)

    def heading(self, words: str, *, keep: float = 16.0) -> None:
        """A section's name, never left alone at the foot of a page."""
        self.room(paragraph_height(words, WIDTH, self.section) + keep)
        self.y += 3
        self.sheet.rule(LEFT, self.y, RIGHT, self.y, 0.8)
        self.y += 1.5
        self.text(words, self.section)


def draw_draft_strip(page: Page) -> None:
    """Says at the top that nobody has signed this content yet."""
    page.sheet.box(LEFT, page.y, WIDTH, 8, 1)
    said = tr_in(page.language, DRAFT)
    page.sheet.text(said, (LEFT + RIGHT) / 2, page.y + 5.5, page.strong, "centre", page.language)
    page.y += 11


def draw_point(page: Page, words: str) -> None:
    """A line of a list."""
    height = paragraph_height(words, WIDTH - 6, page.body)
    page.room(height)
    page.sheet.disc(LEFT + 2, page.y + first_baseline(page.body) - 1.2, 0.8)
    page.text(words, page.body, indent=6, gap=0.4)
