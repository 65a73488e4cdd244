"""What both papers are put together from: labelled facts, codes, text stacks and the tear-off reply.

``service_card`` and ``referral_form`` build on ``Blocks`` and add their own layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from borderdesk.slips import wording
from borderdesk.slips.content import Helpline, Receiver, Reference
from borderdesk.slips.sheet import Sheet, paragraph_height
from borderdesk.slips.signs import QR_SIZE, draw_square_code, draw_tick_box, draw_writing_line
from borderdesk.slips.text_layout import Style
from borderdesk.slips.wording import Said, Tongues

NARROW = 140.0
"""Below this width, in millimetres, two languages stand under each other, not side by side."""

QUIET = 2.4
"""The empty border inside a square code: moved out by it, the code lines up with the margin."""

_TIGHTER = 0.9


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The type of a paper: Lao never below 10 pt (9.5 on the card), codes 11 pt bold or more."""

    title: Style
    second_title: Style
    name: Style
    strong: Style
    body: Style
    label: Style
    second: Style
    card: Style
    card_strong: Style
    card_name: Style
    card_second: Style
    card_second_strong: Style

    @classmethod
    def of(cls, family: str) -> TypeScale:
        """The scale in one of ``fonts.FAMILIES``."""
        card, card_second = Style(9.5, family=family, leading=1.45), Style(8.5, family=family, leading=1.36)
        return cls(
            title=Style(18, bold=True, family=family),
            second_title=Style(13, family=family),
            name=Style(13, bold=True, family=family),
            strong=Style(11.5, bold=True, family=family),
            body=Style(10.5, family=family),
            label=Style(10, family=family),
            second=Style(9, family=family),
            card=card,
            card_strong=Style(11, bold=True, family=family, leading=1.45),
            card_name=replace(card, bold=True),
            card_second=card_second,
            card_second_strong=replace(card_second, bold=True),
        )


class Blocks:
    """Draws blocks of one paper on ``sheet``; millimetres, ``y`` downwards."""

    def __init__(self, sheet: Sheet, reference: Reference, station: str, family: str) -> None:
        self.sheet = sheet
        self.reference = reference
        self.station = station
        self.type = TypeScale.of(family)

    def heading(
        self, title: str, mark: Said, tongues: Tongues, left: float, top: float, right: float
    ) -> float:
        """Title and copy mark over a rule; the rule's place."""
        sheet, style = self.sheet, self.type
        said = tongues.said(title)
        x = left + sheet.text(said.lao, left, top + 9, style.title) + 3
        sheet.text(said.other, x, top + 9, style.second_title)
        sheet.text(mark.lao, right, top + (4.6 if mark.other else 9), style.strong, "right")
        sheet.text(mark.other, right, top + 9.4, style.second, "right")
        sheet.rule(left, top + 13, right, top + 13, 1)
        return top + 13

    def codes(self, x: float, y: float) -> float:
        """Case code, referral number and check on one line; the width."""
        reference = self.reference
        line = f"{reference.case_code}  ·  {reference.referral_no}  ·  {reference.printed_check}"
        return self.sheet.text(line, x, y, self.type.strong)

    def fact(self, left: float, top: float, message: str, value: str, tongues: Tongues) -> float:
        """A labelled value; the bottom."""
        self.inline(left, top + 4.8, tongues.said(message))
        self.sheet.text(value, left + self.indent(tongues), top + 4.8, self.type.strong)
        return top + 6.2

    def indent(self, tongues: Tongues) -> float:
        """Where values begin, to the right of the labels."""
        return 44.0 if tongues.second else 30.0

    def inline(self, x: float, y: float, said: Said) -> float:
        """Lao and the second language after it, smaller; where they end."""
        x += self.sheet.text(said.lao, x, y, self.type.label)
        return x + 1.6 + self.sheet.text(said.other, x + 1.6, y, self.type.second) if said.other else x

    def bilingual(self, x: float, y: float, said: Said, stacked: bool) -> float:
        """As ``inline``, or ``stacked`` the second language on a line below; the last baseline."""
        if not stacked or not said.other:
            self.inline(x, y, said)
            return y
        self.sheet.text(said.lao, x, y, self.type.label)
        self.sheet.text(said.other, x, y + 4.2, self.type.second)
        return y + 4.2

    def parting(self, left: float, top: float, right: float) -> float:
        """A thin rule between two blocks; where the next begins."""
        self.sheet.rule(left, top + 1.8, right, top + 1.8)
        return top + 3.4

    def page_number(self, page: int, pages: int, tongues: Tongues, right: float) -> None:
        """``ໜ້າ 1/2 · Page 1 of 2`` at the foot."""
        said = tongues.said(wording.PAGE, page=page, pages=pages)
        style = self.type.label
        self.sheet.text(said.joined("  ·  "), right, self.sheet.height - 8.6, style, "right")

    def stack(
        self, lines: Sequence[tuple[str, Style, int]], x: float, top: float, width: float, room: float
    ) -> float:
        """Paragraphs of ``(text, style, most lines)`` below each other; where they end.

        When they need more than ``room``, the lines move closer; if that is not enough, the later
        paragraphs give up their second line first.
        """
        if stack_height(lines, width) > room:
            lines = [
                (text, replace(style, leading=style.leading * _TIGHTER), most) for text, style, most in lines
            ]
        for place in reversed(range(len(lines))):
            if stack_height(lines, width) <= room:
                break
            text, style, _ = lines[place]
            lines = [*lines[:place], (text, style, 1), *lines[place + 1 :]]
        for text, style, most in lines:
            top = self.sheet.paragraph(text, x, top, width, style, max_lines=most)
        return top

    def reply(self, left: float, top: float, right: float) -> float:
        """The part that comes back to the station; on a narrow sheet it takes more lines. Its bottom."""
        sheet, both = self.sheet, Tongues(wording.ENGLISH)
        narrow = right - left < NARROW
        end = right - QR_SIZE - 3
        draw_square_code(sheet, self.reference, right - QR_SIZE + QUIET, top + 3)
        title = both.said(wording.SERVICE_CARD)
        x = left + sheet.text(title.lao, left, top + 4.6, self.type.strong) + 1.6
        sheet.text(title.other, x, top + 4.6, self.type.body)
        returning = both.said(wording.ACKNOWLEDGEMENT, station=self.station)
        y = self.bilingual(left, top + 10.2, returning, narrow) + 5.8
        self.codes(left, y)
        y += 6.2
        x = left
        for option in (wording.ACCEPTED, wording.NOT_ABLE, wording.REDIRECTED):
            if narrow and option == wording.REDIRECTED:
                x, y, end = left, y + 6.2, right
            x += draw_tick_box(sheet, x, y) + 1.4
            x = self.inline(x, y, both.said(option)) + 4
        draw_writing_line(sheet, x - 2, y, end - x + 2)
        return self.signing_line(left, y + 7.4, end, narrow)

    def signing_line(self, left: float, y: float, right: float, stacked: bool = False) -> float:
        """Lines for date and time, post and signature, with their names below; the last baseline."""
        both = Tongues(wording.ENGLISH)
        third = (right - left) / 3
        last = y
        for place, field in enumerate((wording.DATE_AND_TIME, wording.POST, wording.SIGNATURE)):
            x = left + place * third
            draw_writing_line(self.sheet, x, y, third - (4 if place < 2 else 0))
            last = self.bilingual(x, y + 5, both.said(field), stacked)
        return last


def stack_height(lines: Sequence[tuple[str, Style, int]], width: float) -> float:
    """The height of ``Blocks.stack`` with room enough, in millimetres."""
    return sum(paragraph_height(text, width, style, most) for text, style, most in lines)


def phone_said(receiver: Receiver, day: date, tongues: Tongues) -> Said:
    """The receiver's number, or where to ask when nobody has confirmed it lately."""
    if not receiver.phone_printable_on(day):
        return tongues.said(wording.ASK_AT_DESK)
    said = tongues.said(wording.CALL)
    return Said(f"{said.lao} {receiver.phone}", f"{said.other} {receiver.phone}" if said.other else "")


def phone_line(receiver: Receiver, day: date, tongues: Tongues) -> str:
    """``phone_said`` on one line, the number once."""
    if not receiver.phone_printable_on(day):
        return tongues.said(wording.ASK_AT_DESK).joined(" · ")
    return f"{tongues.said(wording.CALL).joined(' ')}: {receiver.phone}"


def helpline_said(helpline: Helpline | None, day: date, tongues: Tongues) -> Said:
    """The one helpline, or where to ask when there is none confirmed lately."""
    if helpline is None or not helpline.printable_on(day):
        return tongues.said(wording.ASK_AT_DESK)
    said = tongues.said(wording.HELPLINE)
    return Said(f"{said.lao} {helpline.number}", f"{said.other} {helpline.number}" if said.other else "")
