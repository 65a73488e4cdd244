"""The card for somebody who wants no referral or no talk: its paper, its words, and that it was offered.

The card knows no record: what is printed is the same for everybody at this desk that day. That it was offered
is a fact of the record, and stays on this PC where the record does.
"""

from dataclasses import replace
from pathlib import Path

from borderdesk.desk.directory import stations
from borderdesk.desk.paper import helpline_for_paper, services_for_paper
from borderdesk.desk.paper_files import write_papers
from borderdesk.desk.records import readable_case
from borderdesk.desk.workspace import Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.domain.values import CardAnswer, CardTopic
from borderdesk.slips.content import LeafletPaper, PrintedDocument, RightsCard, RightsWords
from borderdesk.slips.rights_words import card_text, card_words
from borderdesk.slips.wording import where_to_ask
from borderdesk.text import LANGUAGES, noted_sentences, unread
from borderdesk.text.catalogue import SOURCE_LANGUAGE


@permitted(Act.PRINT)
def rights_card_pdf(
    workspace: Workspace, second: str = "en", font: str = "noto", *, size: str = "cards"
) -> PrintedDocument:
    """The card in Lao and ``second``: ``size`` cards (a sheet of small ones), a5 (two) or a4 (one)."""
    from borderdesk.slips.rights_card import draw_rights_card  # late: reportlab and HarfBuzz

    return draw_rights_card(_card(workspace, second), LeafletPaper(size), font)


@permitted(Act.PRINT)
def save_rights_card(workspace: Workspace, folder: Path, second: str = "en", *, size: str = "cards") -> Path:
    """Write the card as PDF into a chosen folder; the file is named like the leaflets on the counter.

    :raises Unavailable: ``stick.unwritable``.
    """
    drawn = rights_card_pdf(workspace, second, size=size)
    (path,) = write_papers(folder, {f"rights-{second}.pdf": drawn})
    return path


@permitted(Act.PRINT)
def rights_card(workspace: Workspace, language: str) -> RightsWords:
    """What the card says in a language, and what is said beside it and never printed."""
    return card_words(_card(workspace, language), language)


def _card(workspace: Workspace, language: str) -> RightsCard:
    today = workspace.clock().date()
    province = next((each.province for each in stations() if each.code == workspace.station), "")
    written = {LANGUAGES[0], language} - {SOURCE_LANGUAGE}
    card = RightsCard(
        language=language,
        printed_on=today,
        services=services_for_paper(today, province, language),
        helpline=helpline_for_paper(today),
        practice=workspace.practice,
    )
    with noted_sentences() as said:
        for code in written:
            card_text(card, code)
            where_to_ask(card.helpline, today, code)
    return replace(card, draft=any(unread(code, said) for code in written))


@permitted(Act.PRINT)
def mark_card_printed(workspace: Workspace, code: str, language: str, pages: int) -> Done[None]:
    """Write down in the person's record that the card left the printer."""
    with workspace.store.write() as transaction:
        readable_case(workspace, transaction, code)
        fact = facts.CardPrinted(language, pages)
        return Done(None, workspace.record(transaction, case_subject(code), fact))


@permitted(Act.REFER)
def offer_card(
    workspace: Workspace,
    code: str,
    answer: CardAnswer,
    *,
    explained_by: str,
    explained: tuple[CardTopic, ...] = (),
) -> Done[CaseState]:
    """The card was offered: what became of it, who explained what.

    :raises RuleBroken: ``offer.who_missing``.
    """
    if not explained_by.strip():
        raise RuleBroken("offer.who_missing")
    with workspace.store.write() as transaction:
        readable_case(workspace, transaction, code)
        fact = facts.CardOffered(answer.value, explained_by.strip(), tuple(each.value for each in explained))
        changes = workspace.record(transaction, case_subject(code), fact)
        return Done(readable_case(workspace, transaction, code), changes)
