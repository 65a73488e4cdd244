"""What the card's screen does, without Qt: its words in each language, and what is written down."""

from __future__ import annotations

from dataclasses import dataclass

from borderdesk import desk
from borderdesk.desk import Changes, Workspace
from borderdesk.domain import facts
from borderdesk.domain.values import CardAnswer, CardTopic
from borderdesk.slips.content import RightsCard, RightsWords
from borderdesk.slips.wording import DRAFT
from borderdesk.text import LANGUAGES, WRITTEN, language, noted_sentences, tr, tr_in, unread
from borderdesk.text.spoken import SPOKEN, language_name, shown_instead, understood
from borderdesk.ui.screens.library.state import PersonText

LAO, ENGLISH = LANGUAGES


@dataclass(frozen=True)
class CardState:
    """``aloud`` is what the officer must explain beside the card; ``explained_by`` whoever explained the help
    that was not wanted, where it was noted.
    """

    words: RightsWords
    aloud: str
    explained_by: str
    stays_here: bool


class RightsCardPresenter:
    """The card, for a record or (``code`` blank) for anybody at the counter."""

    def __init__(self, workspace: Workspace, code: str) -> None:
        self._workspace = workspace
        self.code = code
        self._spoken = desk.case(workspace, code).language if code else ""

    def state(self) -> CardState:
        """The page now, in the program's language.

        :raises Unavailable: ``case.missing``.
        """
        words = desk.rights_card(self._workspace, language())
        if not self.code:
            return CardState(words, "", "", False)
        stays = desk.case(self._workspace, self.code).stays_here
        return CardState(words, self._aloud(), self._explained_by(), stays)

    def second_language(self) -> str:
        """The language beside Lao to begin with: the person's, where it is written."""
        own = next((code for code in understood(self._spoken) if code in WRITTEN), ENGLISH)
        return own if own != LAO else ENGLISH

    def turned_language(self) -> str:
        """The language that the turned screen begins with."""
        return self._spoken if self._spoken in SPOKEN else language()

    def _aloud(self) -> str:
        if not self._spoken or any(code in LANGUAGES for code in understood(self._spoken)):
            return ""
        written = next((code for code in understood(self._spoken) if code in WRITTEN), "")
        name = language_name(self._spoken, language())
        if not written:
            return tr("No {language} text: explain it aloud.", language=name)
        if card_unread(self._workspace, written):
            return tr("Nobody has checked the {language} words yet: explain aloud as well.", language=name)
        return ""

    def _explained_by(self) -> str:
        """Who explained the help when it was not wanted: most often the same explains the card."""
        for item in desk.timeline(self._workspace, self.code):
            if isinstance(item.fact, facts.ReferralRefused):
                return item.fact.explained_by
        return ""

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Code and own name of the languages that the person may choose."""
        return tuple((code, own) for code, (own, _) in SPOKEN.items())

    def for_person(self, code: str) -> tuple[PersonText, ...]:
        """The words for a person who reads ``code``; where there are none, Lao and English, which say so."""
        written = next((each for each in understood(code) if each in WRITTEN), "")
        if written:
            return (self._shown(written, ""),)
        return tuple(self._shown(each, code) for each in LANGUAGES)

    def _shown(self, code: str, missing: str) -> PersonText:
        text = desk.rights_card(self._workspace, code)
        told = shown_instead(missing, code, code) if missing else ""
        draft = tr_in(code, DRAFT) if card_unread(self._workspace, code) else ""
        points = (*text.printed.points, text.ask, *text.unprinted)
        return PersonText(
            code, text.printed.title, text.printed.lead, points, draft, told, RightsCard.PICTOGRAMS
        )

    def mark_printed(self, second: str, pages: int) -> Changes:
        """The card left the printer; written down where there is a record."""
        return desk.mark_card_printed(self._workspace, self.code, second, pages).changes

    def offered(self, answer: CardAnswer, explained_by: str, explained: tuple[CardTopic, ...]) -> Changes:
        """What became of the card, who explained what.

        :raises RuleBroken: ``offer.who_missing``.
        """
        done = desk.offer_card(
            self._workspace, self.code, answer, explained_by=explained_by, explained=explained
        )
        return done.changes


def card_unread(workspace: Workspace, code: str) -> bool:
    """Whether the card says anything in a language that nobody who knows it has checked."""
    with noted_sentences() as said:
        desk.rights_card(workspace, code)
    return unread(code, said)
