"""What a receiver gets to know: the list a person hears before agreeing, and what the papers then say.

Called by the page of consent and by the papers, with the running referral form.
"""

from dataclasses import dataclass

from borderdesk.desk.directory import receiver
from borderdesk.desk.forms import form_language
from borderdesk.domain.disclosure import Item, disclosed
from borderdesk.forms import Question, Session
from borderdesk.text import LANGUAGES, language, tr_in, translatable
from borderdesk.text.catalogue import SOURCE_LANGUAGE

_FIELDS: dict[Item, tuple[str, ...]] = {
    Item.LANGUAGES: ("languages", "interpreter_needed"),
    Item.AGE_BAND: ("age_band",),
    Item.SEX: ("sex_stated",),
    Item.NAME: ("person_name",),
    Item.NATIONALITY: ("nationality",),
    Item.NEEDS: ("needs",),
    Item.FACTS: ("facts",),
    Item.SAFETY: ("danger_near", "do_not_contact"),
    Item.CONTACT_WAY: ("safe_way", "safe_contact", "safe_hour"),
    Item.DONE: ("first_aid", "food_given", "interpreter_used", "items_kept"),
    Item.HANDOVER: ("handover_mode", "escort_same_sex"),
}
"""Which fields of the referral form make up an item of the disclosure list."""
ITEM_LABELS = {
    Item.CODE: translatable("Case code"),
    Item.LANGUAGES: translatable("Languages"),
    Item.AGE_BAND: translatable("Age group"),
    Item.SEX: translatable("Sex or gender as stated"),
    Item.NAME: translatable("Name as used"),
    Item.NATIONALITY: translatable("Nationality"),
    Item.NEEDS: translatable("Help needed"),
    Item.FACTS: translatable("Facts the receiver must know"),
    Item.OUTCOME: translatable("Outcome code"),
    Item.SAFETY: translatable("Safety notes"),
    Item.CONTACT_WAY: translatable("Safe way to reach the person"),
    Item.DONE: translatable("Help already given"),
    Item.HANDOVER: translatable("How the person gets there"),
}


@dataclass(frozen=True)
class AgencyLine:
    """One line of "what this agency will get"; a withheld line is shown struck out."""

    item: Item
    label: str
    value: str
    withheld: bool


def item_label(item: Item, in_language: str) -> str:
    """An item of the disclosure list in a language."""
    return tr_in(in_language, ITEM_LABELS[item])


def agency_list(
    session: Session, receiver_id: str, withheld: frozenset[Item], *, sharing: bool, code: str
) -> list[AgencyLine]:
    """The list the person hears before agreeing, from the running referral form.

    :raises Unavailable: ``directory.missing``.
    """
    kind = receiver(receiver_id).kind
    return [
        AgencyLine(
            each.item,
            item_label(each.item, language()),
            item_value(session, each.item, code, language()),
            each.withheld,
        )
        for each in disclosed(kind, withheld, sharing=sharing)
    ]


def item_value(session: Session, item: Item, code: str, in_language: str) -> str:
    """An item's value, from the referral form's answers; labels in a language, English
    where it has none."""
    if item is Item.CODE:
        return code
    if item is Item.OUTCOME:
        return next((value for path, value in session.answers().items() if path.endswith("/outcome")), "")
    texts = [answer_label(session, name, in_language) for name in _FIELDS[item]]
    return "; ".join(text for text in texts if text)


def answer_label(session: Session, name: str, in_language: str) -> str:
    """An answer by field name as its label in a language, "" where it is blank or not asked."""
    for _, node in session.asked():
        if node.name == name:
            return _answer_text(session, session.question(node), in_language)
    return ""


def _answer_text(session: Session, question: Question, in_language: str) -> str:
    if not question.state.relevant or not question.value:
        return ""
    if question.control not in ("select", "select1"):
        return question.value
    own = form_language(session.form, in_language)
    elsewhere = own is None and in_language not in LANGUAGES
    spoken = form_language(session.form, SOURCE_LANGUAGE) if elsewhere else own
    labels = {choice.value: str(choice.label) for choice in question.choices(spoken)}
    if elsewhere:
        labels = {value: tr_in(in_language, label) for value, label in labels.items()}
    return ", ".join(labels.get(value, value) for value in question.values)
