"""A card for officers on paper: its steps, where its words come from, and that it is a draft."""

import pytest
from tests.slips.reading import title_and_author, words

from borderdesk.slips.procedure_card import CardLine, CardText, ProcedureCard, draw_procedure_card

pytestmark = pytest.mark.usefixtures("qapp")

STEPS = tuple(CardLine(f"Step {number}.", f"{number}.") for number in range(1, 10))
CARD = CardText(
    "en",
    "First look",
    (("Steps", STEPS), ("Never", (CardLine("Never whisper."), CardLine("A point", "•")))),
    "Version of 26/11/2026 · Sources: Own wording",
    draft=True,
)


def test_a_card_says_its_steps_and_sources_and_that_it_is_a_draft_for_officers() -> None:
    drawn = draw_procedure_card(ProcedureCard((CARD,), "S02 · 2026112601"))
    text = words(drawn)
    for said in ("Draft content, not validated", "First look", "Never whisper.", "Sources: Own wording"):
        assert said in text
    for step in STEPS:
        assert f"{step.mark} {step.text}" in " ".join(text.split())
    assert "For officers. Keep it where travellers do not see it." in text
    assert "S02 · 2026112601 · Page 1 of 1" in text
    assert title_and_author(drawn) == ("Card for officers", "")


def test_a_long_card_goes_on_to_the_next_page_and_counts_them() -> None:
    long = CardText("en", "Long", (("Steps", STEPS * 20),), "", draft=False)
    drawn = draw_procedure_card(ProcedureCard((long, CARD), "S02", practice=True))
    assert drawn.pages > 2
    assert f"Page {drawn.pages - 1} of {drawn.pages - 1}" in words(drawn)
    assert words(drawn).count("PRACTICE") == drawn.pages
