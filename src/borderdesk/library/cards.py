"""Procedure cards (SOP) for the help beside a step: one card as Markdown, quickly."""

from dataclasses import dataclass

from borderdesk.domain.errors import Unavailable
from borderdesk.library.catalogue import found
from borderdesk.library.document import Kind


@dataclass(frozen=True)
class SopCard:
    """A procedure card as Markdown; ``draft`` shows the banner, ``language`` is that of the text."""

    id: str
    title: str
    markdown: str
    draft: bool
    language: str = "en"


def sop_card(sop_id: str, language: str) -> SopCard | None:
    """A procedure card in a language, else in English; None where there is no such card."""
    try:
        card = found(sop_id, language).document
    except Unavailable:
        return None
    if card.kind is not Kind.SOP:
        return None
    return SopCard(card.id, card.title, card.markdown, card.draft, card.language)
