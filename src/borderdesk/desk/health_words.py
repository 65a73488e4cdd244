"""What a health check came to, as the next step in calm words: an act, and how. Never an illness."""

from borderdesk.text import tr


def after_check(result: str) -> tuple[str, str]:
    """The act and how, for a ``health_result``; one of a newer form is left to health staff."""
    return {
        "emergency": (
            tr("Ambulance first"),
            tr("Call the ambulance and give first aid. The form can wait."),
        ),
        "second_check": (
            tr("Look once more"),
            tr("Let the traveller sit and drink, then measure again. If it stays, call health staff."),
        ),
        "none": (
            tr("Nothing more is needed now"),
            tr("The traveller goes on, with advice."),
        ),
    }.get(
        result,
        (
            tr("Health staff look next"),
            tr("Walk together to the waiting room: a mask, water, a chair. Call health staff."),
        ),
    )
