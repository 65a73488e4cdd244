"""What the referral composer does, without Qt: needs, ranked receivers, gaps and refusals."""

from __future__ import annotations

from collections.abc import Callable

from borderdesk import desk
from borderdesk.desk import Changes, RankedReceiver, Receiver, Workspace
from borderdesk.desk.directory import directory
from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.values import NEEDS
from borderdesk.text import language, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.refer.answers import NamedAnswers
from borderdesk.ui.screens.refer.state import Act, Answer, NeedChip, ReceiverCard, ReferState

FIRST_SHOWN = 4
"""So many receivers are shown before "Show more": a list is read from the top."""

PERSON_GROUPS = ("person", "reason", "safety", "done")
"""Groups of the form that the optional panel holds (R1 to R4)."""

Rank = Callable[[Workspace, str, tuple[str, ...]], list[RankedReceiver]]
"""Receivers for these needs, the best first."""

_NEEDED = ("needs", "urgency", "receiver", "handover_mode")


class ReferPresenter:
    """The composer over one referral draft."""

    def __init__(
        self, workspace: Workspace, code: str, answers: NamedAnswers, rank: Rank = desk.ranked_receivers
    ) -> None:
        self._rank = rank
        self._workspace = workspace
        self._code = code
        self.answers = answers
        self._all_shown = False
        self._reported: tuple[str, ...] | None = None

    def state(self) -> ReferState:
        """The composer now."""
        accepts = Answer(self.answers.value("accepts_help"))
        needs = self.answers.values("needs")
        ranked = self._rank(self._workspace, self._code, needs) if needs else []
        nobody = bool(needs) and not ranked
        cards = [self._card(each) for each in ranked] if ranked else []
        if nobody:
            cards = [self._fallback(each) for each in self._duty_desk()]
        kept = self.answers.value("receiver")
        if kept and not any(card.chosen for card in cards):
            cards.insert(0, self._kept(kept))
        shown = len(cards) if self._all_shown else FIRST_SHOWN
        chosen = next((number for number, card in enumerate(cards) if card.chosen), -1)
        shown = max(shown, chosen + 1)
        covered = {need for each in ranked for need in each.matches}
        return ReferState(
            accepts=accepts,
            needs=tuple(NeedChip(name, desk.need_name(name), name in needs) for name in self._need_names()),
            receivers=tuple(cards[:shown]),
            more=max(len(cards) - shown, 0),
            unmet=", ".join(desk.need_name(name) for name in needs if name not in covered),
            nobody=nobody,
            gap_reported=self._reported == needs,
            still_open=self._still_open(),
            act={Answer.NO: Act.REFUSED, Answer.LATER: Act.KEEP}.get(accepts, Act.AGREEMENT),
        )

    def _need_names(self) -> list[str]:
        offered = [value for value, _ in self.answers.choices("needs")]
        return [name for name in NEEDS if name in offered]

    def toggle_need(self, name: str, wanted: bool) -> None:
        """Add a need or take it away; the form's own order is kept."""
        now = set(self.answers.values("needs")) ^ ({name} if wanted != self._has(name) else set())
        self.answers.give("needs", " ".join(each for each in self._need_names() if each in now))

    def _has(self, name: str) -> bool:
        return name in self.answers.values("needs")

    def choose_receiver(self, receiver_id: str) -> None:
        """Name the agency; consent is then asked for this one."""
        self.answers.give("receiver", receiver_id)

    def show_all(self) -> None:
        """Offer every receiver that fits."""
        self._all_shown = True

    def report_gap(self) -> Changes:
        """Keep for the supervisor that nobody offers what is needed."""
        needs = self.answers.values("needs")
        done = desk.report_missing_service(self._workspace, self._code, needs)
        self._reported = needs
        return done.changes

    def refuse(self, explained_by: str) -> Changes:
        """The person does not want help; the reason is the form's own answer, if one was given."""
        reason = self.answers.value("declined_reason")
        done = desk.refuse_referral(self._workspace, self._code, explained_by=explained_by, reason=reason)
        return done.changes

    def _still_open(self) -> str:
        labels = {
            "needs": tr("Help needed"),
            "urgency": tr("How soon"),
            "receiver": tr("Receiver"),
            "handover_mode": tr("How the person gets there"),
        }
        if not self.answers.value("accepts_help"):
            return tr("Ask first whether the person accepts help.")
        missing = [labels[name] for name in _NEEDED if not self.answers.value(name)]
        return tr("Still open: {what}", what=", ".join(missing)) if missing else ""

    # receivers

    def _duty_desk(self) -> list[Receiver]:
        """The desk that takes any case and knows services elsewhere: the directory's first of its kind."""
        return [each for each in directory() if each.kind is ReceiverKind.ATD][:1]

    def _card(self, each: RankedReceiver) -> ReceiverCard:
        why = list(each.why)
        spoken = [self.answers.choice("languages", code) for code in each.receiver.languages]
        if spoken:
            why.append(tr("Speaks {languages}", languages=", ".join(spoken)))
        return self._shown(each.receiver, " · ".join(why), each.call_first, each.number_shown)

    def _fallback(self, each: Receiver) -> ReceiverCard:
        return self._shown(each, tr("Can find a service in another province"), True, False)

    def _kept(self, receiver_id: str) -> ReceiverCard:
        why = tr("Chosen earlier. Does not offer what is ticked now.")
        return self._shown(desk.receiver(receiver_id), why, False, False)

    def _shown(self, each: Receiver, why: str, call_first: bool, number_shown: bool) -> ReceiverCard:
        return ReceiverCard(
            id=each.id,
            name=each.name(language()),
            why=why,
            reach=reach_words(each, number_shown),
            checked=checked_words(each, call_first),
            call_first=call_first,
            chosen=self.answers.value("receiver") == each.id,
        )


def reach_words(each: Receiver, number_shown: bool) -> str:
    """How to reach a service: never where a confidential one is, never an unverified number."""
    if each.confidential:
        if number_shown:
            return tr("Address is kept private: call this number {phone}", phone=each.phone)
        return tr("Address is kept private: ask the duty desk for the number")
    address = each.address_lo if language() == "lo" else each.address_en
    phone = tr("Call {phone}", phone=each.phone) if number_shown else ""
    return " · ".join(part for part in (address, phone) if part)


def checked_words(each: Receiver, call_first: bool) -> str:
    """When a service's entry was last checked, and its number with it; an old entry says to call first."""
    if each.checked_on is None:
        return tr("Call first: this entry was never checked")
    day = short_date(each.checked_on)
    if each.phone_verified_on is None:
        if call_first:
            return tr("Call first: entry checked {day}, its number was not", day=day)
        return tr("Entry checked {day}, its number was not", day=day)
    if call_first:
        return tr("Call first: number checked {day}", day=day)
    return tr("Number checked {day}", day=day)
