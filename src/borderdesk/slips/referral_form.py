"""The referral form: the facts a receiver needs, in marked copies on A4; called by ``desk``.

Each copy shows exactly the sections it was given, every page says which copy and page it is, the
receiver's copy ends in a reply to tear off and is followed by a page for the outside of its envelope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from borderdesk.slips import wording
from borderdesk.slips.blocks import QUIET, Blocks, helpline_said, phone_line, stack_height
from borderdesk.slips.content import CopyFor, FormCopy, PrintedDocument, ReferralForm, Row, Section
from borderdesk.slips.sheet import A4, Area, Sheet, line_width
from borderdesk.slips.signs import QR_SIZE, draw_square_code, draw_tick_box, draw_urgency, draw_writing_line
from borderdesk.slips.text_layout import Style
from borderdesk.slips.wording import Said, Tongues
from borderdesk.text.dates import short_moment

_LEFT = 16.0
_RIGHT = A4[0] - 14.0
_TOP = 31.0
"""Where the blocks of a page begin, below its header."""

_BOTTOM = A4[1] - 12.0
_LABEL_WIDTH = 58.0
_VALUE_LEFT = _LEFT + _LABEL_WIDTH + 4
_REPLY_HEIGHT = 54.0
_SIGNATURE_HEIGHT = 29.0
_LINES = 20
"""The most lines a value takes in each language, so that a row always fits a page."""


def draw_referral_form(form: ReferralForm, family: str = "noto") -> PrintedDocument:
    """All copies of the form as one PDF in memory; ``family`` is one of ``fonts.FAMILIES``.

    The same form gives the same bytes. ``RuleBroken("slip.code_too_long")`` when its codes do not fit
    the square code. The PDF's own title stays neutral.
    """
    sheet = Sheet(wording.SERVICE_CARD, A4, form.practice)
    for copy in form.copies:
        _CopyDrawing(form, copy, sheet, family).draw()
    return sheet.finish()


@dataclass(frozen=True, slots=True)
class _Block:
    """Something of a known height that is never split; ``heads`` keeps the next block on its page."""

    height: float
    draw: Callable[[float], None]
    heads: bool = False


class _CopyDrawing(Blocks):
    """One copy, laid out first and drawn when the number of its pages is known."""

    def __init__(self, form: ReferralForm, copy: FormCopy, sheet: Sheet, family: str) -> None:
        super().__init__(sheet, form.reference, form.station, family)
        self.form = form
        self.copy = copy
        self.day = form.day_of_print
        self.tongues = _tongues(copy.made_for, form.language)
        self.strong = replace(self.type.strong, size=11)

    def draw(self) -> None:
        pages = self._laid_out()
        foot = _BOTTOM - _REPLY_HEIGHT
        torn = (Area(0, 0, A4[0], foot), Area(0, foot, A4[0], A4[1] - foot))
        for number, blocks in enumerate(pages, start=1):
            replies = self.copy.made_for is CopyFor.RECEIVER and number == len(pages)
            self.sheet.new_page(torn if replies else ())
            self._page_head(number, len(pages))
            y = _TOP
            for block in blocks:
                block.draw(y)
                y += block.height
        if self.copy.made_for is CopyFor.RECEIVER:
            self._envelope()

    def _laid_out(self) -> list[list[_Block]]:
        """The blocks of each page; the reply stands at the foot of the last one."""
        pages: list[list[_Block]] = [[]]
        y = _TOP
        blocks = self._blocks()
        for place, block in enumerate(blocks):
            following = blocks[place + 1].height if block.heads and place + 1 < len(blocks) else 0.0
            if pages[-1] and y + block.height + following > _BOTTOM:
                pages.append([])
                y = _TOP
            pages[-1].append(block)
            y += block.height
        if self.copy.made_for is CopyFor.RECEIVER:
            if y + _REPLY_HEIGHT > _BOTTOM:
                pages.append([])
                y = _TOP
            foot = _BOTTOM - _REPLY_HEIGHT
            pages[-1] += [_Block(foot - y, lambda _: None), _Block(_REPLY_HEIGHT, self._reply_foot)]
        return pages

    def _blocks(self) -> list[_Block]:
        blocks = [*self._reference_blocks(), *self._receiver_blocks()]
        for section in self.copy.sections:
            blocks += self._section_blocks(section)
        if self.copy.made_for is CopyFor.STATION and self.form.signatures:
            blocks.append(_Block(_SIGNATURE_HEIGHT, self._signature_boxes))
        if self.copy.made_for is CopyFor.PERSON:
            blocks += self._rights_blocks()
        return blocks

    # header, reference, receiver

    def _page_head(self, page: int, pages: int) -> None:
        mark = wording.copy_mark(self.copy.made_for, self.tongues)
        bottom = self.heading(wording.REFERRAL_FORM, mark, self.tongues, _LEFT, 8, _RIGHT)
        self.codes(_LEFT, bottom + 6)
        said = self.tongues.said(wording.PAGE, page=page, pages=pages)
        self.sheet.text(said.joined("  ·  "), _RIGHT, bottom + 6, self.type.label, "right")

    def _reference_blocks(self) -> list[_Block]:
        """R0: who sends, when and how soon, the square code beside it."""
        form = self.form
        facts = [
            (wording.VERSION, str(form.version)),
            (wording.DATE, short_moment(form.issued_at)),
            (wording.ISSUED_BY, form.station),
        ]
        if self.copy.made_for is CopyFor.STATION:
            facts.append((wording.PRINTED_BY, form.printed_by))

        def draw(top: float) -> None:
            draw_square_code(self.sheet, form.reference, _RIGHT - QR_SIZE + QUIET, top - 1.5)
            y = top
            for label, value in facts:
                y = self._labelled(y, label, value)
            self.inline(_LEFT, y + 4.8, self.tongues.said(wording.PRIORITY))
            x = _VALUE_LEFT + draw_urgency(self.sheet, form.urgency, _VALUE_LEFT, y + 4.8, 3.2) + 2
            words = self.tongues.said(wording.URGENCIES[form.urgency])
            x += self.sheet.text(words.lao, x, y + 4.8, self.strong) + 2
            self.sheet.text(words.other, x, y + 4.8, self.type.second)

        return [_Block(max(QR_SIZE, 6 * len(facts) + 7.5), draw)]

    def _labelled(self, top: float, label: str, value: str) -> float:
        self.inline(_LEFT, top + 4.8, self.tongues.said(label))
        self.sheet.text(value, _VALUE_LEFT, top + 4.8, self.strong)
        return top + 6

    def _receiver_blocks(self) -> list[_Block]:
        """Where the person is going; of a confidential receiver only its neutral name and number.

        The person's own copy travels with them and carries the neutral name too.
        """
        receiver, tongues, style = self.form.receiver, self.tongues, self.type
        neutral = receiver.confidential or self.copy.made_for is CopyFor.PERSON
        name = tongues.content(receiver.card_name if neutral else receiver.name)
        lines: list[tuple[str, Style, int]] = [(name.lao, self.strong, 2), (name.other, style.second, 2)]
        if self.copy.made_for is CopyFor.STATION:
            lines.append((receiver.directory_id, style.label, 1))
        if not receiver.confidential:
            lines.append((tongues.content(receiver.address).joined(" · "), style.label, 2))
        hours = "" if receiver.confidential else tongues.content(receiver.hours).joined(" · ")
        called = phone_line(receiver, self.day, tongues)
        lines.append((" · ".join(text for text in (called, hours) if text), style.label, 2))
        width = _RIGHT - _VALUE_LEFT
        height = stack_height(lines, width) + 3

        def draw(top: float) -> None:
            self.inline(_LEFT, top + 6, tongues.said(wording.RECEIVER))
            self.stack(lines, _VALUE_LEFT, top + 1.2, width, height)

        return [_Block(height, draw)]

    # sections

    def _section_blocks(self, section: Section) -> list[_Block]:
        """A title and its rows; nothing for a section without rows."""
        if not section.rows:
            return []
        return [
            _Block(9.5, self._section_title(section.block), heads=True),
            *map(self._row_block, section.rows),
        ]

    def _section_title(self, block: str) -> Callable[[float], None]:
        said = self.tongues.said(wording.BLOCKS[block])

        def draw(top: float) -> None:
            self.sheet.rule(_LEFT, top + 1.6, _RIGHT, top + 1.6)
            x = _LEFT + self.sheet.text(block, _LEFT, top + 7.2, self.type.second) + 2.5
            x += self.sheet.text(said.lao, x, top + 7.2, self.strong) + 2
            self.sheet.text(said.other, x, top + 7.2, self.type.second)

        return draw

    def _row_block(self, row: Row) -> _Block:
        label = self.tongues.content(row.label)
        value = self.tongues.said(wording.WITHHELD) if row.withheld else self.tongues.content(row.value)
        labels = self._cell(label, self.type.label, _LABEL_WIDTH)
        values = self._cell(value, self.type.body, _RIGHT - _VALUE_LEFT)
        height = max(stack_height(labels, _LABEL_WIDTH), stack_height(values, _RIGHT - _VALUE_LEFT)) + 0.6

        def draw(top: float) -> None:
            self.stack(labels, _LEFT, top, _LABEL_WIDTH, height)
            self.stack(values, _VALUE_LEFT, top, _RIGHT - _VALUE_LEFT, height)

        return _Block(height, draw)

    def _cell(self, said: Said, style: Style, width: float) -> list[tuple[str, Style, int]]:
        """Both languages on one line where they fit, else below each other."""
        if not said.other:
            return [(said.lao, style, _LINES)]
        together = f"{said.lao} · {said.other}"
        if line_width(together, style) <= width:
            return [(together, style, 1)]
        return [(said.lao, style, _LINES), (said.other, replace(self.type.second, leading=1.36), _LINES)]

    # ends

    def _signature_boxes(self, top: float) -> None:
        half = (_RIGHT - _LEFT - 6) / 2
        for place, label in enumerate((wording.PERSON_OR_THUMB, wording.WITNESS)):
            x = _LEFT + place * (half + 6)
            self.sheet.box(x, top + 3, half, _SIGNATURE_HEIGHT - 5)
            self.inline(x + 2, top + 8, self.tongues.said(label))

    def _rights_blocks(self) -> list[_Block]:
        """What the person may expect, on the person's copy."""
        tongues, style, width = self.tongues, self.type, _RIGHT - _LEFT
        said = [tongues.said(message) for message in (wording.BRING, wording.FREE, wording.MAY_SAY_NO)]
        lines = [(one.joined("   "), style.body, 2) for one in said]
        helpline = helpline_said(self.form.helpline, self.day, tongues)
        lines.append((helpline.joined("   "), self.strong, 2))

        def draw(top: float) -> None:
            self.sheet.rule(_LEFT, top + 2, _RIGHT, top + 2)
            self.stack(lines, _LEFT, top + 4, width, 60)

        return [_Block(stack_height(lines, width) + 5, draw)]

    def _reply_foot(self, top: float) -> None:
        """R7: what comes back, and no more than that."""
        sheet, tongues = self.sheet, self.tongues
        sheet.cut_line(8, top, sheet.width - 8, top)
        title = tongues.said(wording.BLOCKS["R7"])
        x = _LEFT + sheet.text("R7", _LEFT, top + 7, self.type.second) + 2.5
        x += sheet.text(title.lao, x, top + 7, self.strong) + 2
        sheet.text(title.other, x, top + 7, self.type.second)
        draw_square_code(sheet, self.reference, _RIGHT - QR_SIZE + QUIET, top + 3)
        self.inline(_LEFT, top + 13, tongues.said(wording.ACKNOWLEDGEMENT, station=self.station))
        self.codes(_LEFT, top + 19)
        end = _RIGHT - QR_SIZE - 3
        y = self._choices(top + 26, end, (wording.ACCEPTED, wording.NOT_ABLE), wording.REASON)
        y = self._choices(y, _RIGHT, (wording.REDIRECTED,), None)
        y = self._choices(y, _RIGHT, (wording.STARTED,), None)
        self.signing_line(_LEFT, y + 2, _RIGHT)

    def _choices(self, y: float, right: float, options: tuple[str, ...], then: str | None) -> float:
        """Tick boxes in a row and a line to write on up to ``right``; the next row's baseline."""
        x = _LEFT
        for option in options:
            x += draw_tick_box(self.sheet, x, y) + 1.4
            x = self.inline(x, y, self.tongues.said(option)) + 4
        if then:
            x = self.inline(x, y, self.tongues.said(then)) + 3.6
        draw_writing_line(self.sheet, x - 2, y, right - x + 2)
        return y + 6.4

    def _envelope(self) -> None:
        """A page for the outside of the envelope: the code and nothing else."""
        self.sheet.new_page()
        style = Style(26, bold=True, family=self.type.title.family)
        self.sheet.text(
            self.reference.case_code, self.sheet.width / 2, self.sheet.height / 2, style, "centre"
        )


def _tongues(made_for: CopyFor, language: str) -> Tongues:
    """Station: Lao. Receiver: Lao and English. Person: Lao, with the person's language unless Lao."""
    if made_for is CopyFor.STATION or (made_for is CopyFor.PERSON and language == wording.LAO):
        return Tongues(None)
    return Tongues(wording.ENGLISH) if made_for is CopyFor.RECEIVER else wording.with_person(language)
