"""Plain words for outcomes, steps, forms and replies; for the case file and the list. No Qt."""

from __future__ import annotations

from borderdesk.domain.values import Outcome, ReferralStep
from borderdesk.text import tr, translatable

OUTCOMES = {
    Outcome.O1: (translatable("Act now"), "outcome_hexagon", "act_now"),
    Outcome.O2: (translatable("Offer referral today"), "outcome_triangle", "refer"),
    Outcome.O3: (
        translatable("Refer for a specialist talk; do not send back meanwhile"),
        "outcome_diamond",
        "more_needed",
    ),
    Outcome.O4: (
        translatable("Nothing noted today – not a clearance"),
        "outcome_circle",
        "nothing_noted",
    ),
    Outcome.O5: (translatable("Not completed – offer again"), "outcome_dashed_circle", "not_completed"),
}
"""Each outcome as an act: its words, its icon, its status colour (Private mode only)."""

FORMS = {
    "first_sight": translatable("First sight"),
    "preconditions": translatable("Before we talk"),
    "adult": translatable("Adult talk"),
    "child": translatable("Child talk"),
    "mixed_movement": translatable("Talk about the journey"),
    "travel_document": translatable("Document check"),
    "risk_needs": translatable("Danger and needs"),
    "health": translatable("Health check"),
    "group_arrival": translatable("Group arrival"),
    "poe_assessment": translatable("Border post assessment"),
    "crisis": translatable("Border crisis"),
    "referral": translatable("Referral"),
}
"""The forms of the program, in words that anybody may read at a counter."""

REPLIES = {
    ReferralStep.ACKNOWLEDGED: translatable("Accepted"),
    ReferralStep.DECLINED: translatable("Not able"),
    ReferralStep.REDIRECTED: translatable("Redirected"),
    ReferralStep.STARTED: translatable("Service started"),
    ReferralStep.CLOSED: translatable("Service ended"),
    ReferralStep.LOST_CONTACT: translatable("Contact lost"),
}
"""What a receiver can answer, in the order of the tear-off part, then what may follow."""

_STEPS = {
    "begun": translatable("Unfinished"),
    "opened": translatable("Opened"),
    "confirmed": translatable("Step chosen"),
    "refused": translatable("No referral wanted"),
    "referral.sent": translatable("Waiting for reply"),
    "referral.acknowledged": translatable("Reply: accepted"),
    "referral.started": translatable("Service started"),
    "referral.closed": translatable("Service ended"),
    "referral.declined": translatable("Reply: not able"),
    "referral.redirected": translatable("Reply: redirected"),
    "referral.lost_contact": translatable("Contact lost"),
    "referral.withdrawn": translatable("Agreement taken back"),
}


def outcome_words(outcome: Outcome) -> str:
    """The act an outcome asks for."""
    return tr(OUTCOMES[outcome][0])


def form_words(form: str) -> str:
    """A form by its everyday name."""
    return tr(FORMS[form]) if form in FORMS else form


def step_words(step: str) -> str:
    """How far a record got, in words that anybody may read at a counter."""
    if step.startswith("form."):
        return tr("{form} done", form=form_words(step.removeprefix("form.")))
    return tr(_STEPS[step]) if step in _STEPS else step


def reply_words(step: ReferralStep) -> str:
    """A reply, or where a referral stands."""
    return tr(REPLIES[step]) if step in REPLIES else step_words(f"referral.{step.value}")
