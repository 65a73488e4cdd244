"""The pictures and sounds of a form: what came along with it, read once, for the questions that show them."""

from __future__ import annotations

from borderdesk.forms import Question, Session
from borderdesk.forms.inlining import clip_address, media_of
from borderdesk.text.spoken import understood
from borderdesk.ui.questions.media import QuestionMedia
from borderdesk.ui.questions.reading import code_of


class FormFiles:
    """Files of the form of ``session``; without ``media`` there are none, and none are collected."""

    def __init__(self, session: Session, media: QuestionMedia | None) -> None:
        self._session, self._media = session, media
        self._read: dict[str, bytes] = {}
        self._named = media is not None and any(True for _ in media_of(session.form))

    @property
    def collects(self) -> str:
        """What the form takes besides words: everything, a signature, or nothing where none can be kept."""
        if self._media is None:
            return ""
        return "all" if self._media.keeper.allowed else "signature"

    def at(self, address: str) -> bytes:
        """A picture or sound by its address; empty where it did not come along."""
        if not address or self._media is None:
            return b""
        if address not in self._read:
            self._read[address] = self._media.keeper.of_form(address) or b""
        return self._read[address]

    def picture(self, question: Question, language: str, else_in: str) -> bytes:
        """The picture of a question; one that comes with one language only is shown with all."""
        if not self._named:
            return b""
        return self.at(question.label(language).image or question.label(else_in).image)

    def pictures(self, question: Question, language: str) -> dict[str, str]:
        """Addresses of the pictures of choices by value."""
        if not self._named:
            return {}
        return {choice.value: choice.label.image for choice in question.choices(language)}

    def films(self, question: Question, language: str) -> bool:
        """Whether a film belongs to the question."""
        return self._named and bool(question.label(language).video)

    def sound(self, question: Question, language: str) -> bytes:
        """The recorded wording of a question in a language: the form's own, else a clip that was put beside
        the form (``AD_02.lo``); empty where nobody recorded it.
        """
        if self._media is None:
            return b""
        languages = self._session.form.languages
        has_own = self._named and (language in languages or not languages)  # else another language's
        own = self.at(question.label(language).audio) if has_own else b""
        return own or self.clip(question.name, language)

    def clip(self, name: str, language: str) -> bytes:
        """A recording of what is called so, in a language or one that its speakers follow; empty for none."""
        heard = (self.at(clip_address(name, code)) for code in understood(code_of(language)))
        return next((sound for sound in heard if sound), b"")
