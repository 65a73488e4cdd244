"""A document of a supervisor's own that brings a file."""

from borderdesk.library.enclosure import ending_of, medium_of, pdf_text


def card(data: bytes, name: str = "D01", language: str = "en", title: str = "Stamps and visas") -> str:
    """The document that names what kind of file this is."""
    return f"""+++
id = "{name}"
kind = "sop"
language = "{language}"
title = "{title}"
neutral_title = "{title}"
sensitive = false
audience = ["officer"]
direction = "both"
version = "2026112601"
status = "draft-unvalidated"
translation = "original"
reviewed_by = "none"
sources = ["Department of Immigration"]
review_date = 2027-05-26
medium = "{medium_of(data)}"
+++

What to look at.
"""


def brought(data: bytes, name: str = "D01", language: str = "en") -> dict[str, bytes]:
    """The files of such a document, by path, as a pack installs them."""
    place = f"library/{language}/{name}"
    files = {f"{place}.md": card(data, name, language).encode(), f"{place}.{ending_of(data)}": data}
    words = pdf_text(data) if ending_of(data) == "pdf" else ""
    return files | ({f"{place}.txt": words.encode()} if words else {})
