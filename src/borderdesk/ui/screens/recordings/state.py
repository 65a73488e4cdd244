"""What the recordings page shows."""

from __future__ import annotations

from dataclasses import dataclass

from borderdesk import desk


@dataclass(frozen=True)
class RecordingLine:
    """One question: what is read aloud, where its recording is, and what can be done."""

    recording: desk.Recording
    words: str
    detail: str
    icon: str
    can_remove: bool
