"""Words on a screen: labels that wrap in every language and follow the language switch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from borderdesk.ui import icons, theme
from borderdesk.ui.said import Say, in_lines, lines_are_ours, plain, said, shown
from borderdesk.ui.widgets.focus import draw_ring

_ANY = 1 << 20
"""Pixels that no text needs."""


class Label(QLabel):
    """Wrapped text of one kind of the type scale, never cut above or below.

    ``kind`` is a key of ``theme.TYPE_SCALE``. ``buddy`` is the field this label names.
    """

    def __init__(
        self,
        say: Say = "",
        kind: str = "body",
        *,
        muted: bool = False,
        strong: bool = False,
        wrap: bool = True,
        buddy: QWidget | None = None,
        name: str = "",
    ) -> None:
        super().__init__()
        self._say = say
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("type", kind)
        if muted:
            self.setProperty("muted", True)
        if strong:
            self.setProperty("strong", True)
        if name:
            self.setObjectName(name)
        self._set_policy()
        if buddy is not None:
            self.setBuddy(buddy)
        self._lead()
        self.say(say)

    def say(self, say: Say) -> None:
        """Show ``say`` from now on, in whatever language is current."""
        self._say = say
        text = said(say)
        visible = shown(text) if self.wordWrap() else text
        if visible != super().text():
            super().setText(visible)
            self.setAccessibleName(plain(text))

    def say_again(self) -> None:
        """Say the same in the language of the moment."""
        self.say(self._say)

    def set_wrapped(self, wrap: bool) -> None:
        """Wrap from now on, or stand on one line."""
        if wrap != self.wordWrap():
            self.setWordWrap(wrap)
            self._set_policy()
            self.say(self._say)

    def _set_policy(self) -> None:
        across = QSizePolicy.Policy.Preferred if self.wordWrap() else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(self.wordWrap())
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Qt's own name for ``say`` with a plain string."""
        self.say(text)

    def plain_text(self) -> str:
        """What is shown, without break points."""
        return plain(super().text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say_again()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lead()

    def _lead(self) -> None:
        lead = theme.leading(self.font())
        margins = self.contentsMargins()
        if (margins.top(), margins.bottom()) != (lead, lead):
            self.setContentsMargins(margins.left(), lead, margins.right(), lead)


class SpokenLabel(Label):
    """Words in a language of the person: lines end between words, in Burmese too."""

    def say(self, say: Say) -> None:
        super().say(say)
        self._end_lines()

    def plain_text(self) -> str:
        """What is shown, without line ends of our own."""
        return plain(said(self._say))

    def heightForWidth(self, width: int) -> int:
        words = said(self._say)
        if not (self.wordWrap() and lines_are_ours(words)):
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        across = width - margins.left() - margins.right()
        lined = self._lined(words, across)
        # The letters come from another font, which stands taller than the label's own.
        inner = self.fontMetrics().boundingRect(QRect(0, 0, _ANY, _ANY), 0, lined)
        return inner.height() + margins.top() + margins.bottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_lines()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._end_lines()

    def _end_lines(self) -> None:
        words = said(self._say)
        if self.wordWrap() and lines_are_ours(words):
            lined = self._lined(words, self.contentsRect().width())
            if lined != self.text():
                QLabel.setText(self, lined)

    def _lined(self, words: str, width: int) -> str:
        return in_lines(words, width, self.fontMetrics().horizontalAdvance)


class PageTitle(Label):
    """The one title of a screen; announced inside the window, never in its title bar."""

    def __init__(self, say: Say = "", name: str = "") -> None:
        super().__init__(say, "page", name=name)


class SectionTitle(Label):
    """A heading above a group of rows or cards."""

    def __init__(self, say: Say = "", name: str = "") -> None:
        super().__init__(say, "section", name=name)


class LandingTitle(SectionTitle):
    """A heading the keyboard is brought to, with the ring that shows it is there."""

    def __init__(self, say: Say = "", name: str = "") -> None:
        super().__init__(say, name=name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_ring(self)


class IconMark(QLabel):
    """An icon that stands beside words and says nothing by itself.

    It stands in the middle of one line of ``words``, where these are given; put it at their top.
    """

    def __init__(self, icon: str, size: int = 24, role: str = "text", *, words: Label | None = None) -> None:
        super().__init__()
        self._icon, self._size, self._role, self._words = icon, size, role, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def show_icon(self, icon: str, role: str = "text") -> None:
        """Show another icon or colour role."""
        self._icon, self._role = icon, role
        self._draw()

    def sizeHint(self) -> QSize:
        side = theme.px(self._size)
        if self._words is None:
            return QSize(side, side)
        around = self._words.contentsMargins()
        return QSize(side, max(side, self._words.fontMetrics().height() + around.top() + around.bottom()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(icons.pixmap(self._icon, theme.px(self._size), self._role, widget=self))


def announce(widget: QWidget, text: str, assertive: bool = False) -> None:
    """Have a screen reader say ``text`` from ``widget``; silent where none is running."""
    from PySide6.QtGui import QAccessibleAnnouncementEvent  # late: only a running reader needs it

    if not QAccessible.isActive():
        return
    event: QAccessibleEvent = QAccessibleAnnouncementEvent(widget, text)
    if assertive and isinstance(event, QAccessibleAnnouncementEvent):
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
