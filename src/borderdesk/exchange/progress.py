"""How packing and opening tell how far they are; desk passes its own callable in."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is (0: not known). May raise
``Cancelled``, which ends the work and leaves nothing behind. Steps: ``pack`` (entries), ``attach``
(attachments), ``verify`` and ``unseal`` (bytes), ``check`` (bytes of files), ``read`` (entries)."""


def no_progress(step: str, done: int, total: int) -> None:
    """For callers that show nothing."""
