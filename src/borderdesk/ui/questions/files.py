"""Answers that are pictures or files: chosen or pasted, made harmless, kept in the encrypted store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import notice, tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.media import (
    LONGEST_SIDE,
    MOST_READ,
    PICTURES,
    QuestionMedia,
    harmless_image,
    harmless_picture,
    picture,
)
from borderdesk.ui.questions.recorder import Recorder, can_record
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.questions.sound import PlayButton
from borderdesk.ui.widgets import Button, Flow, Label

_KINDS = {
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
}
_PATTERNS = {"image": PICTURES, "audio": "*.[mow][pga4v][3agv4]*", "video": "*.mp4"}


class FileField(AnswerField):
    """Choose, look at, take away. Pictures are drawn anew, so that nothing but the picture is kept."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        name = f"answer.{question.key}"
        self.preview = QLabel()
        self.preview.setObjectName(f"{name}.preview")
        self.said = Label("", "small", muted=True, name=f"{name}.said")
        self.choose_button = Button(
            self._choose_words, icon="folder", on_click=self._choose, name=f"{name}.choose"
        )
        self.paste_button = Button(lambda: tr("Paste picture"), on_click=self.paste, name=f"{name}.paste")
        self.clear_button = Button(
            lambda: tr("Clear"), icon="remove", on_click=self.clear, name=f"{name}.clear"
        )
        acts = QWidget()
        flow = Flow(theme.px(8), parent=acts)
        self.recorder: Recorder | None = None
        self.play: PlayButton | None = None
        if self._wants == "audio":
            self.play = PlayButton(f"{name}.play", lambda: tr("Play the recording"))
            flow.addWidget(self.play)
            if can_record():
                self.recorder = Recorder(name)
                self.recorder.recorded.connect(lambda sound: self._keep(sound, "audio/wav"))
                flow.addWidget(self.recorder)
        for button in (self.choose_button, self.paste_button, self.clear_button):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addWidget(acts)
        self.show_question(question)

    @property
    def _wants(self) -> str:
        """``image``, ``audio``, ``video`` or ``application``."""
        return (self.question.media_type or "image/*").partition("/")[0]

    @property
    def _longest(self) -> int:
        """The longer side of a kept picture: as the form asks (``max-pixels``), never more than ours."""
        return min(self.question.pixels or LONGEST_SIDE, LONGEST_SIDE)

    def _choose_words(self) -> str:
        return tr("Choose a picture") if self._wants == "image" else tr("Choose a file")

    def use(self, media: QuestionMedia | None) -> None:
        """Take the keeper, then show what it holds."""
        super().use(media)
        self.show_question(self.question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over the stored file and the state."""
        super().show_question(question)
        content = self.media.keeper.get(question.value) if self.media and question.value else None
        pixels = (theme.px(320), theme.px(240))
        drawn = picture(content, *pixels) if content else None
        shown = drawn is not None and not drawn.isNull()
        if shown and drawn is not None:
            self.preview.setPixmap(drawn)
            self.preview.setFixedSize(drawn.size())
        self.preview.setVisible(shown)
        self.preview.setAccessibleName(question.label)
        self.said.say(self._words(content))
        if self.play is not None:
            self.play.show_sound(content or b"")
        editable = not question.readonly and self.media is not None
        self.choose_button.setEnabled(
            editable and self.media is not None and self.media.choose_file is not None
        )
        if self.recorder is not None:
            self.recorder.button.setEnabled(editable)
        self.paste_button.setEnabled(editable)
        self.paste_button.setVisible(self._wants == "image")
        self.clear_button.setEnabled(editable and bool(question.value))
        for button in (self.choose_button, self.paste_button, self.clear_button):
            button.setAccessibleDescription(question.label)

    def _words(self, content: bytes | None) -> str:
        if not self.question.value:
            return tr("Nothing chosen yet.")
        if content is None:
            return tr("This file is not on this PC.")
        return tr("Kept in the record, {size} kB.", size=max(1, round(len(content) / 1000)))

    def stops(self) -> list[QWidget]:
        """The buttons."""
        sound = [each for each in (self.play, self.recorder and self.recorder.button) if each is not None]
        return [*sound, self.choose_button, self.paste_button, self.clear_button]

    def commit(self) -> None:
        """The microphone never runs on behind a left page, a cover or a lock; what was said stays."""
        if self.recorder is not None:
            self.recorder.stop()

    # answering

    def _choose(self) -> None:
        if self.media is not None and self.media.choose_file is not None:
            self.media.choose_file(_PATTERNS.get(self._wants, "*"), self.take)

    def take(self, path: Path) -> None:
        """Read a chosen file and keep it as the answer."""
        try:
            if path.stat().st_size > MOST_READ:
                self.problem_found.emit(tr("This file is too large."))
                return
            content = path.read_bytes()
        except OSError:
            self.problem_found.emit(tr("This file cannot be read."))
            return
        drawn = harmless_picture(content, self._longest)
        if drawn is not None:
            self._keep(drawn, "image/jpeg")
        elif self._wants == "image":
            self.problem_found.emit(tr("This is not a picture that can be shown."))
        else:
            self._keep(content, _KINDS.get(path.suffix.lower(), "application/octet-stream"))

    def paste(self) -> None:
        """Take the picture from the clipboard."""
        image: QImage = QApplication.clipboard().image()
        if image.isNull():
            self.problem_found.emit(tr("There is no picture to paste."))
        else:
            self._keep(harmless_image(image, self._longest), "image/jpeg")

    def _keep(self, content: bytes, media_type: str) -> None:
        if self.media is None:
            return
        before = self.question.value
        try:
            name = self.media.keeper.put(content, media_type)
        except BorderDeskError as error:
            self.problem_found.emit(notice(error.code, None, **error.fields).happened)
            return
        self.problem_found.emit("")
        self.answered.emit(name, False)
        self._forget(before, name)

    def clear(self) -> None:
        """Take the answer back; the file is gone for good."""
        before = self.question.value
        self.problem_found.emit("")
        self.answered.emit("", False)
        self._forget(before, "")

    def _forget(self, before: str, now: str) -> None:
        # After the answer was saved: a record never names a file that is gone.
        if self.media is not None and before and before != now:
            self.media.keeper.drop(before)

    def sizeHint(self) -> QSize:
        """Room for the buttons, and for the picture where there is one."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()
