"""What is said to the person where a form's own words speak to the officer; no Qt.

``ASKED`` has, by form and name, the sentence that stands on the person's screen instead of the label. A form
of another author that speaks to the person needs none.
"""

from __future__ import annotations

from borderdesk.domain.disclosure import Item
from borderdesk.text import translatable

INVITE = translatable("Every traveller fills in a form alone. Please come with me.")
FIRST_NEEDS = translatable(
    "First: do you need water, the toilet, medicine or a rest? Please tell the officer now."
)
SENTENCES = {INVITE: "say_invite", FIRST_NEEDS: "say_first_needs"}
"""Pages that no form has, and what their recordings are called (``desk.recordings``)."""

STOP = translatable("Stop")
NEXT = translatable("Next")
BEFORE = translatable("Back")
WAIT = translatable("One moment, please.")
TELL = translatable("Please tell the officer your answer.")
MISSING = translatable("This question is not written in your language. Please ask the officer.")
THANKS = translatable("Thank you. We stop here.")
DONE = translatable("Thank you. Please turn to the officer.")
LISTEN = translatable("Listen")
WORDS = (STOP, NEXT, BEFORE, WAIT, TELL, MISSING, THANKS, DONE, LISTEN)
"""What the buttons and the calm pages say."""

ASKED = {
    "preconditions": {
        "rights_text": translatable(
            "We tell you who we are and why we talk, what is written down and who sees it. You may skip any "
            "question and stop at any time. You may see what is written, ask how long it is kept, and take "
            "your agreement back. We keep it private, except when someone's life is in danger. Help does "
            "not depend on your answers."
        ),
        "PRE_4_choice": translatable("Whom would you rather talk to?"),
        "PRE_6": translatable("Was this explained so that you understand it?"),
        "PRE_8": translatable("May we write down your answers?"),
        "PRE_7": translatable("Do you agree to talk with us?"),
    },
    "adult": {
        "AD_42_harm": translatable(
            "Are you afraid of prison, torture, death or serious harm there because of who you are or what "
            "you believe?"
        ),
    },
    "child": {"CH_26_fear": translatable("Are you afraid of being sent back?")},
    "mixed_movement": {"VM_13": translatable("What helps you?")},
    "risk_needs": {
        "IR_01": translatable("Is your life in danger now, for example from an injury or an illness?"),
        "IR_02": translatable("Are you afraid that you may harm yourself or others?"),
        "IR_06": translatable("Is someone who controls you, or collects a debt, near here or calling you?"),
        "IR_07": translatable("Are other people still held at a place you know?"),
        "IR_03": translatable("Are you pregnant, have you just given birth, or may you lose a pregnancy?"),
        "IR_05": translatable("Do you need help with your health?"),
        "IR_08": translatable("Is anyone threatening your family at home?"),
        "IR_10": translatable("Do you have a safe place to sleep tonight?"),
        "IR_15": translatable("May someone be watching your phone or accounts, or see where you are?"),
        "IR_17": translatable("Is it dangerous for you to go back home, or to the country you just left?"),
        "IR_11": translatable("What do you need now?"),
        "IR_12": translatable("Do you need an interpreter or sign language?"),
        "IR_13": translatable("Are you under 18, or is a child with you or left behind?"),
        "IR_14": translatable("What must fit at the place where you will stay?"),
        "IR_16": translatable("Whom do you want to contact?"),
        "IR_18": translatable("What other help do you want?"),
    },
    "referral": {
        "accepts_help": translatable("Do you want this help?"),
        "danger_near": translatable("Is someone near here whom you want to avoid?"),
        "do_not_contact": translatable("Whom should we not contact?"),
        "safe_way": translatable("How can we reach you safely?"),
        "handover_mode": translatable("How would you like to get there?"),
        "consent_text": translatable(
            "Help is free and you may say no. You see the list of what this receiver gets, and you may take "
            "anything off it. You may change your mind later; what was already sent cannot be called back. "
            "A no has no bad effect for you."
        ),
        "withheld": translatable("What should not be passed on? Take it off."),
        "consent_record": translatable("May we keep this record?"),
        "consent_refer": translatable("May we refer you?"),
        "consent_share": translatable("May this receiver get the listed information?"),
        "consent_statistics": translatable("May we count this in statistics, without name?"),
        "child_assent": translatable("Do you agree?"),
    },
}

CHOICES = {
    ("preconditions", "PRE_7"): {
        "given": translatable("Yes, I agree"),
        "assent": translatable("Yes, I agree"),
        "refused": translatable("No"),
    },
}
"""Words of answers that speak about the person."""

OFFICERS = {
    "adult": ("AD_44", "officer_concern", "stopped"),
    "child": ("CH_02", "CH_08_act", "CH_23", "CH_24", "CH_27", "CH_28", "officer_concern", "stopped"),
    "mixed_movement": ("VM_14",),
    "health": (
        *("HS_02", "HS_02_site", "HS_05", "HS_08", "HS_10", "HS_11", "HS_12", "HS_13", "HS_14", "HS_15"),
        "HS_16",
    ),
}
"""What the officer answers about the person or the talk, by form: it is none of the person's pages."""

ALOUD_ONLY = {"risk_needs": ("IR_04", "IR_09")}
"""Never on a screen that somebody could come upon; the officer is told to ask them aloud."""

GETS = translatable("{agency} will get:")
GETS_NOTHING = translatable("Only the code on your card. Nothing else is passed on.")
ITEMS = {
    Item.CODE: translatable("A code without your name"),
    Item.LANGUAGES: translatable("Which languages you speak"),
    Item.AGE_BAND: translatable("Your age group"),
    Item.SEX: translatable("Whether you are a woman or a man"),
    Item.NAME: translatable("Your name"),
    Item.NATIONALITY: translatable("Your nationality"),
    Item.NEEDS: translatable("What help you need"),
    Item.FACTS: translatable("What they must know about what happened"),
    Item.OUTCOME: translatable("The next step, as a code"),
    Item.SAFETY: translatable("How to keep you safe"),
    Item.CONTACT_WAY: translatable("How to reach you safely"),
    Item.DONE: translatable("What was already done for you here"),
    Item.HANDOVER: translatable("How you get there"),
}
"""The items of the list in simple words, never with what is written in them."""
