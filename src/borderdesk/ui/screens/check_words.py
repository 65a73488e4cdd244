"""What a health check came to, in calm words; for the page after one and the list of finished ones."""

from __future__ import annotations

from dataclasses import dataclass

from borderdesk.text import tr


@dataclass(frozen=True)
class CheckWords:
    """What comes next after a check: an act in a few words, and how."""

    headline: str
    how: str
    icon: str


def check_words(result: str) -> CheckWords:
    """The words of ``health_result``; a result of a newer form is left to health staff."""
    return {
        "emergency": CheckWords(
            tr("Ambulance first"),
            tr("Call the ambulance and give first aid. The form can wait."),
            "look",
        ),
        "second_check": CheckWords(
            tr("Look once more"),
            tr("Let the traveller sit and drink, then measure again. If it stays, call health staff."),
            "retry",
        ),
        "none": CheckWords(
            tr("Nothing more is needed now"),
            tr("The traveller goes on, with advice."),
            "saved",
        ),
    }.get(
        result,
        CheckWords(
            tr("Health staff look next"),
            tr("Walk together to the waiting room: a mask, water, a chair. Call health staff."),
            "look",
        ),
    )
