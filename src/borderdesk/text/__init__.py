"""Language: program text, notices, Lao script, dates. Pure Python over ICU; every room may import it."""

from borderdesk.text.catalogue import (
    LANGUAGES,
    NEIGHBOURS,
    WRITTEN,
    language,
    noted_sentences,
    ntr,
    ntr_in,
    said_unread,
    set_language,
    tr,
    tr_in,
    translatable,
    unread,
    was_read,
)
from borderdesk.text.notices import Notice, notice

__all__ = [
    "LANGUAGES",
    "NEIGHBOURS",
    "WRITTEN",
    "Notice",
    "language",
    "noted_sentences",
    "notice",
    "ntr",
    "ntr_in",
    "said_unread",
    "set_language",
    "tr",
    "tr_in",
    "translatable",
    "unread",
    "was_read",
]
