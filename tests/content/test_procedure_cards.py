"""Procedure cards: both languages, at most nine steps, draft status, neutral names for the counter."""

import re
import tomllib
from datetime import date
from typing import Any

import pytest

from borderdesk.resources import resource

CARDS = ("S03", "S04", "S06", "S07", "S08")
AVOIDED = (
    "victim",
    "traffick",
    "suspect",
    "illegal",
    "score",
    "cleared",
    "ຄ້າມະນຸດ",
    "ເຄາະຮ້າຍ",
    "ຄະແນນ",
    "ສົງໄສ",
)


def card(sop: str, language: str) -> tuple[dict[str, Any], str]:
    text = resource("library", language, f"{sop}.md").read_text(encoding="utf-8")
    front, _, body = text.removeprefix("+++\n").partition("\n+++\n")
    return tomllib.loads(front), body


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize("sop", CARDS)
def test_a_card_says_what_it_is_and_that_it_is_a_draft(sop: str, language: str) -> None:
    front, body = card(sop, language)
    assert (front["id"], front["language"], front["status"]) == (sop, language, "draft-unvalidated")
    assert front["reviewed_by"] == ""
    assert isinstance(front["review_by"], date)
    assert front["sources"]
    assert body.strip().startswith(f"# {front['title']}\n")


@pytest.mark.parametrize("sop", CARDS)
def test_both_languages_have_the_same_steps_and_at_most_nine(sop: str) -> None:
    counts = [len(re.findall(r"^\d+\. ", card(sop, language)[1], re.MULTILINE)) for language in ("en", "lo")]
    assert counts[0] == counts[1]
    assert 1 <= counts[0] <= 9


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize("sop", CARDS)
def test_a_card_uses_neutral_words(sop: str, language: str) -> None:
    front, body = card(sop, language)
    for word in AVOIDED:
        assert word not in (front["title"] + front["counter_title"] + body).lower()
