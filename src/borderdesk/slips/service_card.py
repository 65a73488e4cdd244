"""The service card slip: a neutral paper that travels with the person; called by ``desk``.

Three papers carry the same blocks. On A4 one sheet is cut into the receiver's part with its tear-off
acknowledgement, the station's part and the person's folded card; on A5 each copy is a page; or the card
alone, for somebody who wants no other paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from borderdesk.slips import wording
from borderdesk.slips.blocks import NARROW, QUIET, Blocks, helpline_said, phone_line, phone_said, stack_height
from borderdesk.slips.content import Bilingual, CardPaper, CopyFor, PrintedDocument, ServiceCard
from borderdesk.slips.sheet import A4, A5, Area, Sheet
from borderdesk.slips.signs import QR_SIZE, draw_square_code, draw_urgency
from borderdesk.slips.text_layout import Style
from borderdesk.slips.wording import Said, Tongues
from borderdesk.text.dates import short_date, short_moment

CARD_SIZE = (85.6, 54.0)
"""ISO/IEC 7810 ID-1, in millimetres."""

TITLE = "Service card"
_GAP = 2.2
_TALL = {"my": 1.16, "km": 1.12, "th": 1.05}
"""How much more height a line takes in a script that stacks its signs higher and deeper than Latin."""

_MARGIN = 14.0
_CUTS = (127.8, 167.6, 202.0)
"""Where the three-part sheet is cut: below the receiver's part, the reply and the station's part."""

_TEAR = 145.5
"""Where the reply is torn off the receiver's A5 copy."""


def draw_service_card(
    card: ServiceCard, paper: CardPaper = CardPaper.A4_THREE_PART, family: str = "noto"
) -> PrintedDocument:
    """The card as a PDF in memory; ``family`` is one of ``fonts.FAMILIES``.

    The same card gives the same bytes. ``RuleBroken("slip.code_too_long")`` when its codes do not fit
    the square code.
    """
    size = A5 if paper is CardPaper.A5_COPIES else A4
    drawing = _CardDrawing(card, Sheet(TITLE, size, card.practice), family)
    layouts: dict[CardPaper, Callable[[], None]] = {
        CardPaper.A4_THREE_PART: drawing.three_part_page,
        CardPaper.A5_COPIES: drawing.pages_for_each_copy,
        CardPaper.CARD_ONLY: drawing.card_page,
    }
    layouts[paper]()
    return drawing.sheet.finish()


class _CardDrawing(Blocks):
    """The blocks of one card, drawn wherever a paper puts them; millimetres, ``y`` downwards."""

    def __init__(self, card: ServiceCard, sheet: Sheet, family: str) -> None:
        super().__init__(sheet, card.reference, card.station, family)
        self.card = card
        self.day = card.day_of_print
        self.both = wording.with_person(card.language)
        self.lao_only = Tongues(None)

    # papers

    def three_part_page(self) -> None:
        sheet = self.sheet
        left, right = _MARGIN, sheet.width - _MARGIN
        cuts = (0.0, *_CUTS)
        strips = [Area(0, top, sheet.width, bottom - top) for top, bottom in pairwise(cuts)]
        card_left, card_top = (sheet.width - 2 * CARD_SIZE[0]) / 2, 212.0
        sheet.new_page((*strips, *self.card_faces(card_left, card_top)))
        self.receiver_part(left, 8, right, bottom=126)
        self.reply(left, 129.2, right)
        self.station_part(left, 169.4, right)
        for place in _CUTS:
            sheet.cut_line(8, place, sheet.width - 8, place)
        self.person_card(card_left, card_top)
        self.cutting_note(276)
        self.page_number(1, 1, self.both, right)

    def pages_for_each_copy(self) -> None:
        sheet = self.sheet
        left, right = 11.0, sheet.width - 11.0
        torn = [Area(0, 0, sheet.width, _TEAR), Area(0, _TEAR, sheet.width, sheet.height - _TEAR)]
        for page, draw in enumerate((self.station_page, self.receiver_page, self.person_page), start=1):
            sheet.new_page(torn if page == CopyFor.RECEIVER.value else ())
            draw(left, right)
            self.page_number(page, 3, self.both, right)

    def card_page(self) -> None:
        sheet = self.sheet
        left, top = (sheet.width - 2 * CARD_SIZE[0]) / 2, (sheet.height - CARD_SIZE[1]) / 2
        sheet.new_page(self.card_faces(left, top))
        self.person_card(left, top)
        self.cutting_note(top + CARD_SIZE[1] + 12)

    def station_page(self, left: float, right: float) -> None:
        lao = self.lao_only
        y = self.copy_heading(CopyFor.STATION, lao, left, 9, right)
        y = self.reference_block(left, y + 3, right, lao, issued=True)
        y = self.fact(left, y, wording.RECEIVER, self.card.receiver.directory_id, lao)
        y = self.fact(left, y, wording.PRINTED_BY, self.card.printed_by, lao)
        self.sheet.text(lao.said(wording.KEEP_LOCKED).lao, left, y + 8, self.type.body)

    def receiver_page(self, left: float, right: float) -> None:
        self.receiver_part(left, 8, right, bottom=144)
        self.sheet.cut_line(6, _TEAR, self.sheet.width - 6, _TEAR)
        self.reply(left, _TEAR + 1, right)

    def person_page(self, left: float, right: float) -> None:
        y = self.copy_heading(CopyFor.PERSON, self.both, left, 9, right)
        y = self.reference_block(left, y + 3, right, self.both, issued=False)
        y = self.parting(left, y, right)
        name = None if self.card.receiver.confidential else self.card.receiver.card_name
        y = self.where(left, y, right, name, room=70, place=False)
        y = self.parting(left, y, right)
        self.rights(left, y, right)

    # parts

    def receiver_part(self, left: float, top: float, right: float, bottom: float) -> None:
        """The receiver's copy: who sends, how soon, where to, and what the person may expect."""
        receiver = self.card.receiver
        y = self.copy_heading(CopyFor.RECEIVER, self.both, left, top, right)
        y = self.reference_block(left, y + 2.5, right, self.both, issued=True)
        y = self.parting(left, y, right)
        # Even here the neutral name: every part of a slip travels in somebody's hand (ux §9).
        name = receiver.card_name
        room = bottom - y - self.rights_height(right - left) - 3
        y = self.where(left, y, right, name, room, place=not receiver.confidential)
        y = self.parting(left, y, right)
        self.rights(left, y, right)

    def station_part(self, left: float, top: float, right: float) -> None:
        """The station's copy, in Lao: codes, urgency, the receiver's directory number, who printed."""
        sheet, style, card, lao = self.sheet, self.type, self.card, self.lao_only
        mark = wording.copy_mark(CopyFor.STATION, lao).lao
        x = left + sheet.text(lao.said(wording.SERVICE_CARD).lao, left, top + 5, style.strong) + 5
        sheet.text(f"{mark} ({lao.said(wording.KEEP_LOCKED).lao})", x, top + 5, style.body)
        draw_square_code(sheet, card.reference, right - QR_SIZE + QUIET, top + 3.5)
        self.codes(left, top + 12.4)
        x = left + sheet.text(short_moment(card.issued_at), left, top + 19.6, style.body) + 6
        x += sheet.text(f"{lao.said(wording.ISSUED_BY).lao} {card.station}", x, top + 19.6, style.body) + 6
        x += draw_urgency(sheet, card.urgency, x, top + 19.6, 3) + 1.6
        sheet.text(lao.said(wording.URGENCIES[card.urgency]).lao, x, top + 19.6, style.body)
        receiver = f"{lao.said(wording.RECEIVER).lao} {card.receiver.directory_id}"
        x = left + sheet.text(receiver, left, top + 26.6, style.body) + 6
        sheet.text(f"{lao.said(wording.PRINTED_BY).lao} {card.printed_by}", x, top + 26.6, style.body)

    def card_faces(self, x: float, y: float) -> tuple[Area, Area]:
        """Front and back of the card whose top left corner is at ``x``, ``y``."""
        width, height = CARD_SIZE
        return Area(x, y, width, height), Area(x + width, y, width, height)

    def person_card(self, x: float, y: float) -> None:
        """The card to keep, front in Lao and back in both, side by side to fold."""
        sheet = self.sheet
        width, height = CARD_SIZE
        for edge in (y, y + height):
            sheet.cut_line(x, edge, x + 2 * width, edge)
        for edge in (x, x + 2 * width):
            sheet.cut_line(edge, y, edge, y + height)
        fold = x + width
        sheet.rule(fold, y - 3.2, fold, y - 0.8)
        sheet.rule(fold, y + height + 0.8, fold, y + height + 3.2)
        self._card_front(x + 5, y + 3, width - 10)
        self._card_back(x + width + 5, y + 3, width - 10)

    def _card_front(self, x: float, y: float, width: float) -> None:
        sheet, style, card, lao = self.sheet, self.type, self.card, self.lao_only
        sheet.text(lao.said(wording.SERVICE_CARD).lao, x, y + 5, style.card_strong)
        sheet.text(wording.copy_mark(CopyFor.PERSON, lao).lao, x + width, y + 5, style.card, "right")
        draw_square_code(sheet, card.reference, x + width - QR_SIZE + QUIET, y + 6.4)
        sheet.text(card.reference.case_code, x, y + 11.6, style.card_strong)
        codes = f"{card.reference.referral_no}  ·  {card.reference.printed_check}"
        sheet.text(codes, x, y + 17.2, style.card_strong)
        sheet.text(short_date(card.issued_at.date()), x, y + 22.6, style.card)
        mark = draw_urgency(sheet, card.urgency, x, y + 27.8, 2.7)
        sheet.text(lao.said(wording.URGENCIES[card.urgency]).lao, x + mark + 1.5, y + 27.8, style.card)
        name, phone, hours = self._card_receiver(lao)
        lines = ((name.lao, style.card_name, 2), (phone.lao, style.card_name, 2), (hours.lao, style.card, 1))
        self.stack(lines, x, y + 30.6, width, room=18.5)

    def _card_back(self, x: float, y: float, width: float) -> None:
        sheet, style, both = self.sheet, self.type, self.both
        bottom = y + CARD_SIZE[1] - 5.5
        rights = [both.said(message) for message in (wording.BRING, wording.FREE, wording.MAY_SAY_NO)]
        helpline = helpline_said(self.card.helpline, self.day, self.both)
        lao = [(said.lao, style.card, 2) for said in (*rights, helpline)]
        y = self.stack(lao, x, y + 0.9, width, room=24) + 1.4
        sheet.rule(x, y, x + width, y)
        name, phone, hours = self._card_receiver(both)
        second = [(both.said(wording.SERVICE_CARD).other, style.card_second_strong, 1)]
        called = (phone.other or phone.lao, hours.other or hours.lao)
        texts = [name.other or name.lao, " · ".join(text for text in called if text)]
        texts += [rights[0].other, " ".join(said.other for said in rights[1:]).strip(), helpline.other]
        second += [(text, style.card_second, 2) for text in dict.fromkeys(texts)]
        taller = _TALL.get(both.second or "", 1.0)
        second = [
            (text, replace(style, leading=style.leading * taller), most) for text, style, most in second
        ]
        self.stack(second, x, y + 1, width, room=24 if taller == 1 else bottom - y - 1)

    def _card_receiver(self, tongues: Tongues) -> tuple[Said, Said, Said]:
        """Name, number and hours as the person's card may say them; of a confidential one the number only."""
        receiver = self.card.receiver
        if receiver.confidential:
            return Said("", ""), phone_said(receiver, self.day, tongues), Said("", "")
        name, hours = tongues.content(receiver.card_name), tongues.content(receiver.hours)
        return name, phone_said(receiver, self.day, tongues), hours

    # blocks

    def copy_heading(
        self, made_for: CopyFor, tongues: Tongues, left: float, top: float, right: float
    ) -> float:
        """Title and copy mark over a rule; the rule's place."""
        mark = wording.copy_mark(made_for, tongues)
        return self.heading(wording.SERVICE_CARD, mark, tongues, left, top, right)

    def reference_block(self, left: float, top: float, right: float, tongues: Tongues, issued: bool) -> float:
        """Codes, date and urgency with the square code beside them; the bottom."""
        card = self.card
        draw_square_code(self.sheet, card.reference, right - QR_SIZE + QUIET, top - 0.5)
        codes = f"{card.reference.case_code}  ·  {card.reference.referral_no}"
        y = self.fact(left, top, wording.CODE, codes, tongues)
        y = self.fact(left, y, wording.CHECK_CODE, card.reference.printed_check, tongues)
        day = short_moment(card.issued_at) if issued else short_date(card.issued_at.date())
        y = self.fact(left, y, wording.DATE, day, tongues)
        if issued:
            y = self.fact(left, y, wording.ISSUED_BY, card.station, tongues)
        y = max(y, top + 20.2)  # below the square code, which the words would run into on a narrow sheet
        words = tongues.said(wording.URGENCIES[card.urgency])
        self.inline(left, y + 4.8, tongues.said(wording.PRIORITY))
        x = left + self.indent(tongues)
        x += draw_urgency(self.sheet, card.urgency, x, y + 4.8, 3.2) + 2
        x += self.sheet.text(words.lao, x, y + 4.8, self.type.strong) + _GAP
        self.sheet.text(words.other, x, y + 4.8, self.type.second)
        return y + 6.2

    def where(
        self, left: float, top: float, right: float, name: Bilingual | None, room: float, place: bool
    ) -> float:
        """Whom to go to. Without ``place`` only the name given and the number, never where it is."""
        style, receiver, tongues = self.type, self.card.receiver, self.both
        self.inline(left, top + 4.8, tongues.said(wording.GO_TO if name else wording.CALL))
        said = tongues.content(name) if name else Said("", "")
        lines = [(said.lao, style.name, 2), (said.other, style.body, 2)]
        if place:
            lines.append((tongues.content(receiver.address).joined(" · "), style.body, 2))
        lines.append((phone_line(receiver, self.day, tongues), style.strong, 2))
        hours = tongues.content(receiver.hours)
        if hours.lao and not receiver.confidential:
            lines.append((f"{tongues.said(wording.HOURS).joined(' ')}: {hours.joined(' · ')}", style.body, 2))
        if place and receiver.languages:
            spoken = tongues.languages(receiver.languages).joined(" · ")
            label = tongues.said(wording.LANGUAGES_SPOKEN).joined(" ")
            lines.append((f"{label}: {spoken}", style.body, 2))
        return self.stack(lines, left, top + 6, right - left, room - 6)

    def rights(self, left: float, top: float, right: float) -> float:
        """What to bring, that it is free, that one may say no, and one helpline."""
        (lao, other), helpline = (
            self._rights_columns(),
            helpline_said(self.card.helpline, self.day, self.both),
        )
        width = right - left
        strong = self.type.strong
        if width < NARROW:
            y = self.stack([*lao, (helpline.lao, strong, 2)], left, top, width, room=60)
            return self.stack([*other, (helpline.other, strong, 2)], left, y + 1, width, room=60)
        half = width / 2
        y = max(
            self.stack(lao, left, top, half - 3, room=60),
            self.stack(other, left + half, top, half, room=60),
        )
        return max(
            self.sheet.paragraph(helpline.lao, left, y, half - 3, strong),
            self.sheet.paragraph(helpline.other, left + half, y, half, strong),
        )

    def rights_height(self, width: float) -> float:
        """The height ``rights`` takes, in millimetres."""
        narrow = width < NARROW
        room = width if narrow else width / 2 - 3
        helpline = helpline_said(self.card.helpline, self.day, self.both)
        heights = [
            stack_height([*column, (end, self.type.strong, 2)], room)
            for column, end in zip(self._rights_columns(), (helpline.lao, helpline.other), strict=True)
        ]
        return sum(heights) + 1 if narrow else max(heights)

    def _rights_columns(self) -> tuple[list[tuple[str, Style, int]], list[tuple[str, Style, int]]]:
        bring, free, no = (
            self.both.said(message) for message in (wording.BRING, wording.FREE, wording.MAY_SAY_NO)
        )
        lao = (bring.lao, f"{free.lao} {no.lao}")
        other = (bring.other, f"{free.other} {no.other}".strip())
        body = self.type.body
        return [(text, body, 3) for text in lao], [(text, body, 3) for text in other]

    def cutting_note(self, y: float) -> None:
        said = self.both.said(wording.CUT_AND_FOLD)
        self.sheet.text(said.joined("   "), self.sheet.width / 2, y, self.type.label, "centre")
