"""Language: program text, notices, Lao script, dates. Pure Python over ICU; every room may import it."""

from borderdesk.text.catalogue import (
    LANGUAGES,
    WRITTEN,
    is_reviewed,
    language,
    ntr,
    ntr_in,
    set_language,
    tr,
    tr_in,
    translatable,
)
from borderdesk.text.notices import Notice, notice

__all__ = [
    "LANGUAGES",
    "WRITTEN",
    "Notice",
    "is_reviewed",
    "language",
    "notice",
    "ntr",
    "ntr_in",
    "set_language",
    "tr",
    "tr_in",
    "translatable",
]
