"""The sources of a content file in words of a language, for screens and papers."""

from __future__ import annotations

from collections.abc import Iterable

from borderdesk.text.catalogue import tr_in, translatable

_OWN = translatable("Own wording")
"""As content files write it among their sources; the one source that is not a name."""


def sources_in_words(language: str, sources: Iterable[str]) -> str:
    """The sources one after another; names stay as they are in every language."""
    return "; ".join(tr_in(language, _OWN) if each == _OWN else each for each in sources)
