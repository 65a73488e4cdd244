"""Records an answer by voice, where the form asks for one and the PC has a microphone.

The sound stays in memory until it is kept in the encrypted store: nothing is written to the disk. WAV, one
channel, 16 kHz: speech is clear in it and every player on a PC plays it.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.widgets import Button, Label

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSource

RATE = 16_000
LONGEST_S = 300
"""Five minutes: 9.6 MB, just under what one attachment may hold."""


@cache
def can_record() -> bool:
    """Whether Qt's sound library loads on this PC and knows a microphone."""
    try:
        from PySide6.QtMultimedia import QMediaDevices  # late: it loads the sound system
    except ImportError:
        return False
    return not QMediaDevices.defaultAudioInput().isNull()


def wav_of(samples: bytes) -> bytes:
    """A WAV file of 16-bit samples."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples[: len(samples) // 2 * 2])
    return out.getvalue()


class Recorder(QWidget):
    """Record and Stop, with the seconds beside; ``recorded(bytes)`` hands the WAV on."""

    recorded = Signal(bytes)

    def __init__(self, name: str, source: Callable[[QIODevice], QAudioSource] | None = None) -> None:
        super().__init__()
        self._begin = source or _microphone
        self._source: QAudioSource | None = None
        self._taken = QBuffer(self)
        self.button = Button(self._words, icon="microphone", on_click=self._flip, name=f"{name}.record")
        self.seconds = Label("", "small", muted=True, wrap=False, name=f"{name}.seconds")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.button)
        row.addWidget(self.seconds)
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._count)

    @property
    def recording(self) -> bool:
        """Whether the microphone is on."""
        return self._source is not None

    def _words(self) -> str:
        return tr("Stop recording") if self.recording else tr("Record sound")

    def _flip(self) -> None:
        if self.recording:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Listen from now on."""
        self._taken.close()
        self._taken.setData(b"")
        self._taken.open(QIODevice.OpenModeFlag.WriteOnly)
        self._source = self._begin(self._taken)
        self._tick.start()
        self._count()
        self.button.say(self._words)

    def stop(self, *, keep: bool = True) -> None:
        """Listen no more; what was said is handed on, or forgotten."""
        source, self._source = self._source, None
        if source is None:
            return
        source.stop()
        self._tick.stop()
        samples = bytes(self._taken.data().data())
        self._taken.close()
        self._taken.setData(b"")
        self.seconds.say("")
        self.button.say(self._words)
        if keep and samples:
            self.recorded.emit(wav_of(samples))

    def _count(self) -> None:
        done = self._taken.size() // (2 * RATE)
        self.seconds.say(lambda: f"{done // 60}:{done % 60:02}")
        if done >= LONGEST_S:
            self.stop()


def _microphone(into: QIODevice) -> QAudioSource:
    from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices  # late: see above

    shape = QAudioFormat()
    shape.setSampleRate(RATE)
    shape.setChannelCount(1)
    shape.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    source = QAudioSource(QMediaDevices.defaultAudioInput(), shape)
    source.start(into)
    return source
