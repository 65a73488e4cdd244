"""QuestionCard: one question as it stands on a page.

From top to bottom: small code and question, the person's line, the hint, the answer, an optional note, the
message, and on demand why the question is shown. Patched from new :class:`ShownQuestion` values, never
rebuilt while it has the keyboard.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QGroupBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.media import QuestionMedia, picture
from borderdesk.ui.questions.registry import widget_for
from borderdesk.ui.questions.shown import ShownQuestion, ShownReason
from borderdesk.ui.questions.sound import PlayButton
from borderdesk.ui.widgets import Button, IconButton, IconMark, Label, SpokenLabel, TextField

_IN_A_TABLE = frozenset({"list-nolabel", "table-list"})
_WIDE_ROW = 640
"""Words and answers of a table row stand side by side from this width (100 % pixels)."""


class QuestionCard(QGroupBox):
    """One question with its answer field.

    Signals: ``answered(key, value, by_key)``; ``note_written(key, text)``; ``why_asked(key)`` and
    ``reason_followed(key)``; from the keyboard ``next_requested(key)``, ``previous_requested(key)`` and
    ``tabbed(key)``.
    """

    answered = Signal(str, str, bool)
    note_written = Signal(str, str)
    why_asked = Signal(str)
    reason_followed = Signal(str)
    next_requested = Signal(str)
    tabbed = Signal(str)
    previous_requested = Signal(str)

    def __init__(
        self,
        question: ShownQuestion,
        *,
        place: str,
        has_why: bool = False,
        media: QuestionMedia | None = None,
    ) -> None:
        super().__init__()
        self.question = question
        self._media = media
        self.setObjectName(f"{place}.q.{question.key}")
        self.setProperty("surface", "card")
        self.setProperty("unit", True)
        self.setFlat(True)
        self._problem = ""
        self._has_why = has_why
        self._measured: tuple[int, int] | None = None
        self._code = Label("", "caption", muted=True, wrap=False)
        self.label = Label("", "body" if question.is_note else "question")
        self.person_line = SpokenLabel("", "body", muted=True)
        self.hint = Label("", "small", muted=True)
        self.probe = Label("", "small", name=f"{place}.probe.{question.key}")
        self.film = Label(
            lambda: tr("A film belongs to this question. It is not shown here."), "small", muted=True
        )
        self.picture = QLabel()
        self.picture.setObjectName(f"{place}.picture.{question.key}")
        self.play: PlayButton | None = None
        self.message = Label("", "small", strong=True)
        self.message.setObjectName(f"{place}.message.{question.key}")
        self._mark = IconMark("look", 18)
        self._why_lines: list[Button] = []
        self._build(place, has_why)
        self.field = self._make_field(question)
        self._put_texts(question)

    # building

    def _build(self, place: str, has_why: bool) -> None:
        key = self.question.key
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(8))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for label in (self.label, self.person_line, self.hint, self.probe, self.film):
            texts.addWidget(label)
        texts.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        self._code.setMinimumWidth(theme.px(52))
        head.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        texts.addStretch(1)
        head.addLayout(texts, 1)
        self.why = IconButton(
            "help",
            lambda: tr("Why?"),
            on_click=lambda: self.why_asked.emit(key),
            name=f"{place}.why.{key}",
        )
        head.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        if self.question.sound:
            self.play = PlayButton(f"{place}.play.{key}")
            head.addWidget(self.play, 0, Qt.AlignmentFlag.AlignTop)
        self.note_toggle: IconButton | None = None
        self.note_box: TextField | None = None
        if self.question.note is not None:
            self.note_toggle = IconButton(
                "note", lambda: tr("Add a note"), on_click=self._open_note, name=f"{place}.note.{key}"
            )
            head.addWidget(self.note_toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(theme.px(8))
        self._row.addLayout(head, 1)
        self._column.addLayout(self._row)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.message, 1)
        self._reasons = QGridLayout()
        self._reasons.setSpacing(0)
        self._column.addLayout(line)
        self._column.addLayout(self._reasons)
        if self.question.note is not None:
            self._build_note(place)
        self._set_margins()

    def _build_note(self, place: str) -> None:
        self.note_box = TextField(
            name=f"{place}.note.{self.question.key}.text",
            placeholder=lambda: tr("Note: no names, no detail"),
        )
        self.note_box.setAccessibleName(tr("{code}, note", code=self.question.code or self.question.key))
        self.note_box.setText(self.question.note or "")
        self.note_box.setVisible(bool(self.question.note))
        self.note_box.editingFinished.connect(self._note_done)
        self._column.addWidget(self.note_box)

    def _make_field(self, question: ShownQuestion) -> AnswerField:
        field = widget_for(question)(question)
        field.use(self._media)
        field.answered.connect(lambda value, by_key: self.answered.emit(self.question.key, value, by_key))
        field.next_requested.connect(lambda: self.next_requested.emit(self.question.key))
        field.tabbed.connect(lambda: self.tabbed.emit(self.question.key))
        field.previous_requested.connect(lambda: self.previous_requested.emit(self.question.key))
        field.problem_found.connect(self._tell_problem)
        self._row.addWidget(field, 2)
        field.setVisible(not question.is_note)
        return field

    def _set_margins(self) -> None:
        self.setContentsMargins(0, 0, 0, 0)
        side, edge = theme.px(16), theme.px(12)
        if self.question.is_note:
            edge = theme.px(8)
        self._column.setContentsMargins(side, edge, side, edge)

    # showing

    def show_question(self, question: ShownQuestion) -> bool:
        """Take over what changed; the answer widget is replaced when its kind changed, never in use.

        Gives whether there was anything to take over: then the card may need another height.
        """
        if question == self.question:
            return False
        self._measured = None
        fits = type(self.field) is widget_for(question)
        if fits or self.field.isAncestorOf(self.focusWidget() or self):
            self.field.show_question(question)
        else:
            old, self.field = self.field, self._make_field(question)
            old.hide()
            old.deleteLater()
        if self.note_box is not None and not self.note_box.hasFocus():
            self.note_box.setText(question.note or "")
        self._put_texts(question)
        return True

    def _put_texts(self, question: ShownQuestion) -> None:
        self.question = question
        self._code.setText(question.code)
        self._code.setVisible(bool(question.code))
        self.label.setText(question.label)
        self.person_line.setText(question.person_label)
        self.person_line.setVisible(bool(question.person_label))
        self.hint.setText(question.hint)
        self.hint.setVisible(bool(question.hint))
        self.probe.setText(tr("Tip: {probe}", probe=question.probe) if question.probe else "")
        self.probe.setVisible(bool(question.probe))
        self.film.setVisible(question.film)
        self._put_media(question)
        self.setAccessibleName(f"{question.code} {question.label}".strip())
        self._show_message()

    def _put_media(self, question: ShownQuestion) -> None:
        drawn = picture(question.image, theme.px(480), theme.px(240)) if question.image else QPixmap()
        if not drawn.isNull():
            self.picture.setPixmap(drawn)
            self.picture.setFixedSize(drawn.size())
        self.picture.setVisible(not drawn.isNull())
        self.picture.setAccessibleName(tr("Picture of the question"))
        if self.play is not None:
            self.play.show_sound(question.sound)

    def _tell_problem(self, problem: str) -> None:
        self._problem = problem
        self._show_message()

    def _show_message(self) -> None:
        text = self._problem or self.question.message
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self._mark.setVisible(bool(text))
        self.setAccessibleDescription(text)
        self.why.setVisible(self._has_why or bool(self.question.message))

    def show_reasons(self, shown: Sequence[ShownReason], refused: Sequence[ShownReason] = ()) -> None:
        """List the answers that brought this question up and what the rule asks of its answer, or take the
        list away when it is there.
        """
        old, self._why_lines = self._why_lines, []
        for line in old:
            self._reasons.removeWidget(line)
            line.hide()
            line.deleteLater()
        if old:
            return
        lines = [(each.key, tr("Shown because: {reason}", reason=each.text)) for each in shown]
        lines += [(each.key, each.text) for each in refused]
        for row, (key, words) in enumerate(lines):
            button = Button(
                words,
                "quiet",
                icon="up",
                on_click=partial(self.reason_followed.emit, key),
                name=f"{self.objectName()}.because.{row + 1}",
            )
            self._reasons.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
            self._why_lines.append(button)

    def _open_note(self) -> None:
        if self.note_box is not None:
            self.note_box.setVisible(True)
            self.note_box.setFocus()

    def _note_done(self) -> None:
        if self.note_box is not None and self.note_box.text() != (self.question.note or ""):
            self.note_written.emit(self.question.key, self.note_box.text())

    def commit(self) -> None:
        """Hand over what is typed but not yet committed."""
        self.field.commit()
        self._note_done()

    def take_focus(self) -> None:
        """Move the keyboard to the answer."""
        self.field.take_focus()

    def stops(self) -> list[QWidget]:
        """Everything the Tab key stops at, in reading order."""
        buttons: list[QWidget] = [self.why]
        if self.play is not None:
            buttons.append(self.play)
        if self.note_toggle is not None:
            buttons.append(self.note_toggle)
        after: list[QWidget] = list(self._why_lines)
        if self.note_box is not None:
            after.append(self.note_box)
        return [*buttons, *self.field.stops(), *after]

    @property
    def takes_answer(self) -> bool:
        """Whether the keyboard has something to do here."""
        return not self.question.readonly and bool(self.field.stops())

    # geometry

    def _lay_for(self, width: int) -> None:
        """A row of a table of questions has its answers beside the words where there is room."""
        if self.question.appearance & _IN_A_TABLE:
            beside = width >= theme.px(_WIDE_ROW)
            way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
            if self._row.direction() != way:
                self._row.setDirection(way)

    def height_at(self, width: int) -> int:
        """Height needed at ``width`` logical pixels; kept until a part changes."""
        self._lay_for(width)
        if self._measured is None or self._measured[0] != width:
            self._measured = (width, self._column.totalHeightForWidth(width))
        return self._measured[1]

    def event(self, event: QEvent) -> bool:
        """A changed part makes the kept height stale."""
        if event.type() in (
            QEvent.Type.LayoutRequest,
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.LanguageChange,
        ):
            self._measured = None
            if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
                self._set_margins()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm frame; a note lies on the page without one."""
        if self.question.is_note:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("hairline"), 1))
        painter.setBrush(theme.color("surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.px(8), theme.px(8))
        painter.end()
