"""The library on paper: leaflets for travellers, cards for officers, and what is known of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.library import catalogue
from borderdesk.library.document import Document, Kind
from borderdesk.library.enclosure import Medium, pdf_pages
from borderdesk.library.markup import Shape
from borderdesk.slips.content import Leaflet, LeafletPaper, LeafletText, PrintedDocument
from borderdesk.text import tr_in
from borderdesk.text.dates import short_date
from borderdesk.text.sources import sources_in_words

if TYPE_CHECKING:
    from borderdesk.slips.procedure_card import CardText


def document_facts(document: Document, language: str) -> tuple[str, ...]:
    """Version, day of review, sources and state of the translation, in words of a language."""
    day = document.changed_on
    facts = [
        tr_in(language, "Version of {day}", day=short_date(day))
        if day
        else tr_in(language, "Version {version}", version=document.version),
        tr_in(language, "Look at it again by {day}", day=short_date(document.review_date)),
        tr_in(language, "Sources: {sources}", sources=sources_in_words(language, document.sources)),
    ]
    if document.translation.startswith("draft"):
        facts.append(tr_in(language, "Translation not reviewed yet"))
    return tuple(facts)


@permitted(Act.READ_CONTENT)
def leaflet_pdf(
    workspace: Workspace,
    document_id: str,
    language: str = "lo",
    second: str = "en",
    font: str = "noto",
    *,
    size: str = "a4",
) -> PrintedDocument:
    """IEC material as a leaflet in two languages; one alone where ``second`` is "" or the same.

    ``size`` a4 (one), a5 (two on a sheet) or cards (a sheet of small ones). A leaflet never shows a text in
    another language than asked for: what is missing is left out.

    :raises Unavailable: ``document.missing``.
    :raises RuleBroken: ``document.not_a_leaflet`` for anything that is not IEC material to read or look at;
        ``leaflet.too_long`` where it has no room in this size.
    """
    from borderdesk.desk.paper import helpline_for_paper  # late: forms
    from borderdesk.slips.leaflet import draw_leaflet  # late: reportlab and HarfBuzz

    first = catalogue.found(document_id, language).document
    if first.kind is not Kind.IEC or first.medium is Medium.SOUND:
        raise RuleBroken("document.not_a_leaflet", id=document_id)
    other = catalogue.text_of(document_id, second) if second and second != first.language else None
    if first.medium is not None:
        return _enclosed_pdf(first, practice=workspace.practice)
    texts = [text for text in (first, other) if text is not None]
    today = workspace.clock().date()
    leaflet = Leaflet(
        texts=tuple(_leaflet_text(text) for text in texts),
        document_id=first.id,
        version=first.version,
        pictograms=next((text.pictograms for text in texts if text.pictograms), ()),
        helpline=helpline_for_paper(today),
        printed_on=today,
        draft=any(text.draft for text in texts),
        practice=workspace.practice,
    )
    return draw_leaflet(leaflet, LeafletPaper(size), font)


@permitted(Act.READ_CONTENT)
def card_pdf(
    workspace: Workspace, document_id: str, language: str = "lo", second: str = "en", font: str = "noto"
) -> PrintedDocument:
    """A card for officers on A4, one page a language; in one alone where ``second`` is "" or the same.

    :raises Unavailable: ``document.missing``, ``document.file_missing``.
    :raises RuleBroken: ``document.not_a_card`` for what travellers get, and for a sound.
    """
    from borderdesk.slips.procedure_card import ProcedureCard, draw_procedure_card  # late: reportlab

    first = catalogue.found(document_id, language).document
    if first.kind is not Kind.SOP or first.medium is Medium.SOUND:
        raise RuleBroken("document.not_a_card", id=document_id)
    if first.medium is not None:
        return _enclosed_pdf(first, practice=workspace.practice)
    other = catalogue.text_of(document_id, second) if second and second != first.language else None
    card = ProcedureCard(
        texts=tuple(_card_text(text) for text in (first, other) if text is not None),
        reference=f"{first.id} · {first.version}",
        practice=workspace.practice,
    )
    return draw_procedure_card(card, font)


def _card_text(text: Document) -> CardText:
    from borderdesk.slips.procedure_card import CardLine, CardText  # late: reportlab

    marks = {Shape.BULLET: "•", Shape.PARAGRAPH: ""}
    sections = tuple(
        (
            section.title,
            tuple(CardLine(line.text, marks.get(line.shape, f"{line.number}.")) for line in section.lines),
        )
        for section in text.sections
    )
    facts = " · ".join(document_facts(text, text.language))
    return CardText(text.language, text.title, sections, facts, text.draft)


def _enclosed_pdf(document: Document, *, practice: bool) -> PrintedDocument:
    """The PDF or picture that a document brings, to hand out: a PDF as it is, a picture on A4; in practice
    with its mark.

    :raises Unavailable: ``document.file_missing``.
    """
    data = catalogue.enclosed(document)
    if document.medium is Medium.PDF:
        if practice:
            from borderdesk.slips.practice_mark import marked_for_practice  # late: reportlab

            data = marked_for_practice(data)
        return PrintedDocument(document.title, data, pdf_pages(data))
    from borderdesk.slips.picture import draw_picture  # late: reportlab

    return draw_picture(data, f"{document.id} · {document.version}", practice=practice)


def _leaflet_text(text: Document) -> LeafletText:
    lines = [line for section in text.sections for line in section.lines]
    return LeafletText(text.language, text.title, lines[0].text, tuple(line.text for line in lines[1:]))
