"""Procedure cards (SOP) as they ship: Markdown with facts in front, one file a language."""

import tomllib
from dataclasses import dataclass

from borderdesk.resources import resource


@dataclass(frozen=True)
class SopCard:
    """A procedure card as Markdown; ``draft`` shows the banner."""

    id: str
    title: str
    markdown: str
    draft: bool


def sop_card(sop_id: str, language: str) -> SopCard | None:
    """A procedure card in a language, else in English; None where there is no such card yet."""
    for where in (language, "en"):
        path = resource("library", where, f"{sop_id}.md")
        if path.is_file():
            front, _, body = path.read_text(encoding="utf-8").removeprefix("+++\n").partition("\n+++\n")
            facts = tomllib.loads(front)
            return SopCard(sop_id, facts["title"], body.strip(), "draft" in facts.get("status", "draft"))
    return None
