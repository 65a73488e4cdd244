"""What the print preview does, without Qt: which pages, in which copies, and what was printed."""

from __future__ import annotations

from dataclasses import replace

from borderdesk import desk
from borderdesk.desk import Changes, Workspace
from borderdesk.desk.forms import form_language
from borderdesk.domain import facts
from borderdesk.domain.case import Referral
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.forms import Session
from borderdesk.slips.wording import LANGUAGE_NAMES
from borderdesk.text import LANGUAGES, WRITTEN, language, noted_sentences, notice, tr, unread
from borderdesk.ui.screens.print.state import ALL_COPIES, Drawn, Paper, PrintState, Size, Wishes

LAO = "lo"
PERSON = 3
"""The copy that the person keeps."""


class PrintPresenter:
    """The papers of one issued referral. ``number`` blank means the latest."""

    def __init__(self, workspace: Workspace, code: str, number: str = "", *, font: str = "noto") -> None:
        self._workspace = workspace
        self._code = code
        self._font = font
        state = desk.case(workspace, code)
        self.referral = self._find(state.referrals, number)
        self._person_language = state.language
        self.wishes = Wishes(second_language=self._languages()[0][0])

    @staticmethod
    def _find(referrals: tuple[Referral, ...], number: str) -> Referral:
        for each in reversed(referrals):
            if number in ("", each.number):
                return each
        raise RuleBroken("referral.unknown", number=number)

    @property
    def number(self) -> str:
        """The referral's number, ``R1``."""
        return self.referral.number

    def wish(self, **changes: object) -> None:
        """Choose another paper, size, copies or language."""
        self.wishes = replace(self.wishes, **changes)  # type: ignore[arg-type]  # fields by name

    def tick_copy(self, copy: int, wanted: bool) -> None:
        """Print a copy or leave it out; the last one stays."""
        now = set(self.wishes.copies) - {copy} | ({copy} if wanted else set())
        if now:
            self.wish(copies=tuple(sorted(now)))

    def person_wants_none(self, none: bool) -> None:
        """The person does not want a copy, which is their right; or wants it after all."""
        if none and self.wishes.size is Size.CARD:
            self.wish(size=Size.A4)
        self.tick_copy(PERSON, not none)

    def state(self, drawn: Drawn | None = None) -> PrintState:
        """The options now, and what the paper that was drawn says of itself."""
        used = _size_used(self.wishes)
        return PrintState(
            wishes=self.wishes,
            no_person_copy=PERSON not in self.wishes.copies,
            printed=self.wishes.paper.value in self._printed(),
            note=self._note(used),
            languages=tuple(self._languages()),
            unspoken=self._unspoken(),
            unchecked=tr(LANGUAGE_NAMES[drawn.unchecked]) if drawn is not None and drawn.unchecked else "",
            reference=self._reference(),
            form_refused=self._form_refused(),
        )

    def _note(self, used: Size) -> str:
        if self.wishes.paper is Paper.FORM:
            return tr("Put the receiver's copy in a closed envelope.")
        if used is not self.wishes.size:
            return tr("With a copy left out, each copy is a page of its own (A5).")
        return ""

    def _languages(self) -> list[tuple[str, str]]:
        """Second languages there is paper text in, the person's own first; Lao is always there."""
        codes = [code for code in WRITTEN if code != LAO]
        codes.sort(key=lambda code: code != self._person_language)
        return [(code, tr(LANGUAGE_NAMES[code])) for code in codes]

    def _unspoken(self) -> str:
        if self._person_language in ("", *WRITTEN):
            return ""
        return self._language_name(self._person_language)

    def _language_name(self, code: str) -> str:
        form = desk.form_by_hash(self._workspace, self.referral.sha256)
        session = Session(form, saved=self.referral.instance)
        for _, node in session.asked():
            if node.name == "languages":
                choices = session.choices(session.question(node), form_language(form, language()))
                return next((str(each.label) for each in choices if each.value == code), code)
        return code

    def _reference(self) -> tuple[str, str, str]:
        reference = desk.slip_reference(self._workspace, self._code, self.number)
        return reference.case_code, reference.referral_no, reference.printed_check

    def _form_refused(self) -> str:
        consent = desk.case(self._workspace, self._code).consent(self.referral.receiver)
        if consent is None or not consent.sharing_allowed:
            return str(notice("slip.no_consent"))
        return ""

    def _printed(self) -> set[str]:
        """Kinds of paper that were printed of this referral before."""
        found: set[str] = set()
        for item in desk.timeline(self._workspace, self._code):
            if isinstance(item.fact, facts.SlipPrinted) and item.fact.number == self.number:
                found |= {name.split(".")[0] for name in item.fact.documents}
        return found

    # the paper

    def draw(self, wishes: Wishes) -> Drawn:
        """The document as it will be printed; takes a moment, so it is called in the free lane.

        :raises NotAllowed: ``slip.no_consent`` for the form, ``slip.not_ours``.
        """
        with noted_sentences() as said:
            drawn = self._draw(wishes)
        second = wishes.second_language
        if second in LANGUAGES or not unread(second, said):
            return drawn
        return replace(drawn, unchecked=second)

    def _draw(self, wishes: Wishes) -> Drawn:
        copies = wishes.copies
        names = tuple(f"{wishes.paper.value}.{copy}" for copy in copies)
        if wishes.paper is Paper.FORM:
            if self._form_refused():
                raise NotAllowed("slip.no_consent")
            form = desk.referral_form_pdf(
                self._workspace,
                self._code,
                self.number,
                copies=copies,
                language=self._paper_language(wishes),
                font=self._font,
            )
            return Drawn(Paper.FORM, form.pdf, tuple(range(form.pages)), names)
        size = _size_used(wishes)
        slip = desk.slip_pdf(
            self._workspace,
            self._code,
            self.number,
            size=size.value,
            language=self._paper_language(wishes),
            font=self._font,
        )
        pages = tuple(copy - 1 for copy in copies) if size is Size.A5 else tuple(range(slip.pages))
        if size is Size.CARD:
            names = (f"{wishes.paper.value}.{PERSON}",)
        return Drawn(Paper.SLIP, slip.pdf, pages, names)

    def _paper_language(self, wishes: Wishes) -> str:
        """The person's language decides whether their copy is in Lao or in the second language."""
        return LAO if self._person_language == LAO else wishes.second_language

    def mark(self, drawn: Drawn, to: str) -> Changes:
        """Write down that paper was made: who, when, what, how many pages."""
        done = desk.mark_printed(
            self._workspace, self._code, self.number, drawn.documents, len(drawn.pages), to
        )
        return done.changes

    def mark_copied(self) -> Changes:
        """The code was copied by hand onto a printed blank."""
        done = desk.mark_printed(self._workspace, self._code, self.number, ("slip.blank",), 1, "blank")
        return done.changes

    def file_name(self, drawn: Drawn) -> str:
        """A name for a PDF on a stick: codes only."""
        return f"BorderDesk-{self._code.split('-')[3]}-{self.number}-{drawn.paper.value}.pdf"


def _size_used(wishes: Wishes) -> Size:
    """One A4 sheet holds all three copies; with one left out each copy is a page of its own."""
    if wishes.size is Size.A4 and wishes.copies != ALL_COPIES:
        return Size.A5
    return wishes.size
