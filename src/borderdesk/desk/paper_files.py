"""Papers as PDF files in a folder that somebody chose, such as a stick; for the other desk modules."""

from collections.abc import Mapping
from pathlib import Path

from borderdesk.desk.content_folder import write_whole
from borderdesk.domain.errors import Unavailable
from borderdesk.slips.content import PrintedDocument


def write_papers(folder: Path, papers: Mapping[str, PrintedDocument]) -> list[Path]:
    """Write each paper, whole or not at all, under its file name; a folder that is not there is made.

    :raises Unavailable: ``stick.unwritable``.
    """
    try:
        return [write_whole(folder / name, paper.pdf) for name, paper in papers.items()]
    except Unavailable as error:
        raise Unavailable("stick.unwritable") from error
