"""Plays the recorded wording of a question. Where the PC has no sound there is no button at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSizePolicy

from borderdesk.text import tr
from borderdesk.ui.said import Say
from borderdesk.ui.widgets import Button, IconButton

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer


@cache
def can_play() -> bool:
    """Whether Qt's sound library loads on this PC and knows a loudspeaker."""
    try:
        from PySide6.QtMultimedia import QMediaDevices  # late: it loads the sound system
    except ImportError:
        return False
    return not QMediaDevices.defaultAudioOutput().isNull()


class PlayButton(IconButton):
    """Plays one sound from memory; nothing is ever written to the disk."""

    def __init__(self, name: str, say: Say = lambda: tr("Play the question aloud")) -> None:
        super().__init__("play", say, on_click=lambda: self.play(), name=name)
        self._content = b""
        self._player: QMediaPlayer | None = None
        self._source: QObject | None = None

    def show_sound(self, content: bytes) -> None:
        """Offer this sound; hidden where there is none or it cannot be played."""
        self._content = content
        self.setVisible(bool(content) and can_play())

    def hideEvent(self, event: QHideEvent) -> None:
        """A covered or left page is silent."""
        super().hideEvent(event)
        self.stop()

    def stop(self) -> None:
        """No more sound."""
        if self._player is not None:
            self._player.stop()

    def play(self) -> None:
        """From the beginning."""
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer  # late: see above

        if self._player is None:
            self._player = QMediaPlayer(self)
            self._player.setAudioOutput(QAudioOutput(self._player))
        source = QBuffer(self._player)
        source.setData(QByteArray(self._content))
        source.open(QIODevice.OpenModeFlag.ReadOnly)
        self._source = source
        self._player.setSourceDevice(source)
        self._player.play()


class ListenButton(PlayButton):
    """The same on a page for the person: big and named, since who cannot read must find it."""

    def __init__(self, name: str, say: Say) -> None:
        super().__init__(name, say)
        self._kind = "secondary"
        self.setProperty("type", "person")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_words(True)

    def sizeHint(self) -> QSize:
        return Button.sizeHint(self)

    def minimumSizeHint(self) -> QSize:
        return Button.minimumSizeHint(self)

    def heightForWidth(self, width: int) -> int:
        return Button.heightForWidth(self, width)
