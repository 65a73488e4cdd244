"""A small source tree and the workbook of it, for the tests of what reviewers send back."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from borderdesk import desk
from borderdesk.resources import resource

TODAY = date(2026, 11, 26)
PO = """# Draft: Lao not yet reviewed
msgid ""
msgstr ""
"Language: lo\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Hide"
msgstr "ເຊື່ອງ"
"""
FORM = Path(__file__).with_name("small_talk.md").read_text(encoding="utf-8")
SERVICES = """# Kept as it is.

[[service]]
id = "one"
name_en = "House one"  # said so
name_lo = "ເຮືອນໜຶ່ງ"
"""
SAID = "Half of what they had said."
STORY = resource("practice", "stories", "01_adult.toml").read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small source tree; the i18n folder is what a caller names."""
    for folder in ("i18n/lo", "i18n/notices", "forms", "directory", "practice/stories"):
        (tmp_path / "tree" / folder).mkdir(parents=True)
    for name, text in (
        ("i18n/lo/shell.po", PO),
        ("forms/small.md", FORM),
        ("directory/provinces.toml", SERVICES),
        ("practice/stories/01_adult.toml", STORY),
    ):
        (tmp_path / "tree" / name).write_text(text, encoding="utf-8", newline="")
    for language in ("en", "lo"):
        folder = tmp_path / "tree" / "library" / language
        folder.mkdir(parents=True)
        for name in ("S06", "S07"):
            shutil.copy(resource("library", language, f"{name}.md"), folder)
    return tmp_path / "tree" / "i18n"


@pytest.fixture
def book(tmp_path: Path, tree: Path) -> Path:
    desk.export_translations(tmp_path / "book.xlsx", sources=tree)
    return tmp_path / "book.xlsx"


def states(tree: Path) -> dict[str, tuple[int, int]]:
    return {each.kind: (each.drafts, each.reviewed) for each in desk.review_state("lo", sources=tree)}
