"""Who can be referred to: receivers that fit a person's needs, ranked with the reasons in words.

Called by the page of needs, by issuing a referral, and by what plays a story through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from borderdesk.desk.directory import Receiver, directory, provinces, stations
from borderdesk.desk.records import readable_case
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.case import CaseState
from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.roles import Act
from borderdesk.domain.values import AgeGroup
from borderdesk.slips.content import confirmed_recently
from borderdesk.text import language, tr, translatable
from borderdesk.text.collation import sort_key

CALL_FIRST_AFTER = timedelta(days=90)
NEED_NAMES = {
    "shelter": translatable("Safe place to stay"),
    "medical": translatable("Medical care"),
    "child_protection": translatable("Child protection"),
    "legal": translatable("Legal advice"),
    "interpreter": translatable("Interpreter"),
    "food": translatable("Food and basic items"),
    "transport": translatable("Transport"),
    "family_contact": translatable("Contact with family"),
    "consular": translatable("Contact with embassy"),
    "return_assistance": translatable("Help to go home"),
    "full_identification": translatable("Specialist interview"),
}
_TAKES = {
    frozenset(("woman", "man")): translatable("Takes women and men"),
    frozenset(("woman",)): translatable("Takes women only"),
    frozenset(("man",)): translatable("Takes men only"),
    frozenset(("adult",)): translatable("Takes adults only"),
    frozenset(("child",)): translatable("Takes children only"),
}


@dataclass(frozen=True)
class RankedReceiver:
    """A receiver and why it is offered, in words. Nothing is preselected."""

    receiver: Receiver
    why: tuple[str, ...]
    matches: tuple[str, ...]
    open_now: bool
    call_first: bool
    number_shown: bool


@permitted(Act.REFER)
def ranked_receivers(workspace: Workspace, code: str, needs: tuple[str, ...]) -> list[RankedReceiver]:
    """Receivers for these needs, those that match nothing left out.

    First what is in this province or serves the whole country; there by how many of the needs it meets, then
    what speaks the person's language, is near, and is open day and night; equal ones in order of name.
    For who fears going back nobody is found for contact with their embassy, of whatever kind the service is.
    """
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
    province = next((each.province for each in stations() if each.code == workspace.station), "")
    wanted = set(needs) - ({"consular"} if state.asylum else set())
    today = workspace.clock().date()
    ranked = []
    for each in directory():
        matches = tuple(name for name in each.needs if name in wanted)
        if not matches or not _accepts(each, state) or forbidden(each, state):
            continue
        near = bool(province) and each.province == province
        why = _why(each, matches, near)
        call_first = each.checked_on is None or today - each.checked_on > CALL_FIRST_AFTER
        shown = RankedReceiver(each, why, matches, each.open_24h, call_first, _number_prints(each, today))
        name = sort_key(each.name(language()))
        spoken = not state.language or state.language in each.languages
        # Near before open at night: in its hours a desk of this province is open as well.
        fits = (-len(matches), not spoken, not near, not each.open_24h)
        ranked.append((not (near or each.national), *fits, name, each.id, shown))
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])]


def _accepts(each: Receiver, state: CaseState) -> bool:
    """Age is known to the case; sex is asked on the form and never presumed here."""
    child = state.age_group is not AgeGroup.ADULT
    return not each.ages or ("child" if child else "adult") in each.ages


def forbidden(each: Receiver, state: CaseState) -> str:
    """The code with which a receiver is refused for this record, "" where nothing is against it.

    Who fears going back is never brought into contact with their embassy or consular service. Where an
    official may be involved, the department is reached at its centre and not through its local desks.
    """
    if state.asylum and each.kind is ReceiverKind.CONSULATE:
        return "referral.no_embassy"
    if state.official_involved and each.kind is ReceiverKind.ATD and not each.national:
        return "referral.not_local"
    return ""


def _why(each: Receiver, matches: tuple[str, ...], near: bool) -> tuple[str, ...]:
    why = [tr("Offers: {needs}", needs=", ".join(need_name(name) for name in matches))]
    if each.open_24h:
        why.append(tr("Open day and night"))
    elif each.hours(language()):
        why.append(tr("Open {hours}", hours=each.hours(language())))
    if near:
        why.append(tr("In this province"))
    elif each.national:
        why.append(tr("Serves the whole country"))
    elif away := next((place for place in provinces() if place.iso == each.province), None):
        why.append(tr("In another province: {province}", province=away.name(language())))
    return (*why, *takes_words(each.sexes, each.ages))


def takes_words(sexes: Sequence[str], ages: Sequence[str]) -> tuple[str, ...]:
    """Whom a service takes, in sentences; nothing where the directory does not say, or says all ages."""
    said = (_TAKES.get(frozenset(sexes)), _TAKES.get(frozenset(ages)))
    return tuple(tr(words) for words in said if words)


def _number_prints(each: Receiver, today: date) -> bool:
    return bool(each.phone) and confirmed_recently(each.phone_verified_on, today)


def need_name(name: str) -> str:
    """A need in the language of the moment."""
    return tr(NEED_NAMES[name]) if name in NEED_NAMES else name
