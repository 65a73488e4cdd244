"""The state of a case: what screens, lists and slips are drawn from. ``case_fold`` makes it from entries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from borderdesk.domain.fold import Conflict
from borderdesk.domain.values import (
    AgeGroup,
    CardAnswer,
    CaseCode,
    DeviceId,
    Outcome,
    ReferralStep,
    StationCode,
    Urgency,
    UserId,
)


@dataclass(frozen=True)
class Person:
    """What the person is called and was asked; everything but the name as used may be blank."""

    name_as_used: str = ""
    latin_name: str = ""
    birth_year: str = ""
    sex: str = ""
    nationality: str = ""
    contact: str = ""
    document_number: str = ""
    companions: str = ""


@dataclass(frozen=True)
class Screening:
    """A finished form and what it computed."""

    form: str
    version: str
    sha256: str
    instance: str
    at: datetime
    by: UserId
    outcome: Outcome | None = None
    flags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    results: dict[str, str] = field(default_factory=dict)
    on: DeviceId | None = field(default=None, compare=False)
    """The PC it was finished on: role numbers such as O1 repeat from PC to PC. Said again under a PC's new
    identity it is the same.
    """

    @property
    def official_involved(self) -> bool:
        """Whether this form says that the record must stay out of every list of the station."""
        return "OFFICIAL_INVOLVED" in {flag.replace("-", "_").upper() for flag in self.flags}


@dataclass(frozen=True)
class Lowering:
    """A wish to lower O1 or O2; ``agreed`` is None until a supervisor answered."""

    outcome: Outcome
    reason: str
    asked_by: UserId
    asked_at: datetime
    agreed: bool | None = None
    answer: str = ""


@dataclass(frozen=True)
class Consent:
    """What was agreed for one receiver; the last word counts, a withdrawal always."""

    receiver: str
    record: str
    refer: str
    share: str
    statistics: str
    withheld: tuple[str, ...]
    how: str
    witness: str
    child_assent: str
    override_reason: str
    at: datetime
    withdrawn: bool = False

    @property
    def sharing_allowed(self) -> bool:
        """Whether anything beyond the slip may leave for this receiver."""
        return not self.withdrawn and (bool(self.override_reason) or (self.refer == self.share == "yes"))


@dataclass(frozen=True)
class Referral:
    """An issued referral and how far it got.

    ``number`` is what it is called here; where two desks gave the same one, the second has a letter added.
    ``on_paper`` is what its slip says.
    """

    number: str
    receiver: str
    urgency: Urgency
    needs: tuple[str, ...]
    mode: str
    issued_at: datetime
    due: datetime
    step: ReferralStep
    detail: str
    instance: str
    form: str
    sha256: str
    printed: int
    on_paper: str

    @property
    def open(self) -> bool:
        """Whether a reply is still waited for."""
        return self.step is ReferralStep.SENT


_MEDICAL_HOURS = frozenset({"1", "24", "72"})
"""Time limits the form of danger and needs gives; anything else in an imported record is none."""


_CAME_TO_NOTHING = frozenset({ReferralStep.DECLINED, ReferralStep.LOST_CONTACT, ReferralStep.WITHDRAWN})


@dataclass(frozen=True)
class CaseState:
    """One case as the journal tells it."""

    code: CaseCode
    station: StationCode = StationCode("")
    opened_at: datetime | None = None
    opened_by: UserId = UserId("")
    opened_on: DeviceId | None = None
    updated_at: datetime | None = None
    direction: str = ""
    age_group: AgeGroup = AgeGroup.ADULT
    doubts_lifted: tuple[str, ...] = ()
    """Instances of forms that doubted the age before an officer said that the person is an adult."""
    language: str = ""
    party: int = 1
    person: Person = Person()
    screenings: tuple[Screening, ...] = ()
    confirmed: Outcome | None = None
    lowering: Lowering | None = None
    consents: tuple[Consent, ...] = ()
    referrals: tuple[Referral, ...] = ()
    refused: bool = False
    card: CardAnswer | None = None
    """What became of the card that is offered to who wants no referral; None while none was offered."""
    recording: str = ""
    """The person's last word on keeping the record: yes, no or later; "" where nobody asked."""
    contacts: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    """What only a person can settle."""
    unsettled: tuple[Screening, ...] = ()
    """Records of one form that contradict each other: until somebody chose, all of them protect."""
    heads: tuple[str, ...] = ()
    entries: int = 0
    hidden_entries: int = 0

    @property
    def opened(self) -> bool:
        """Whether the entry that opens the case has arrived."""
        return self.opened_at is not None

    def screening(self, form: str) -> Screening | None:
        """The latest finished record of a form."""
        return next((done for done in reversed(self.screenings) if done.form == form), None)

    @property
    def proposed(self) -> Outcome | None:
        """The most protective outcome that the latest record of each form computed.

        O1 and O2 stay even when the form is filled again with other answers: only a countersign lowers them.
        """
        guarded = [done.outcome for done in self.screenings if done.outcome and done.outcome.guarded]
        outcomes = [done.outcome for done in self._counting if done.outcome] + guarded
        return self._with_child_protection(max(outcomes, key=lambda outcome: outcome.rank, default=None))

    @property
    def outcome(self) -> Outcome | None:
        """The outcome in force: what was confirmed, else what the forms propose."""
        return self._with_child_protection(self.confirmed or self.proposed)

    @property
    def awaits_child_protection(self) -> bool:
        """Whether the person may be a child and nobody has told child protection yet."""
        return self.age_group is not AgeGroup.ADULT and "child_protection" not in self.contacts

    def _with_child_protection(self, outcome: Outcome | None) -> Outcome | None:
        """No child ends with nothing noted before child protection was told, whoever says so and in whatever
        order the age was doubted."""
        return Outcome.O3 if outcome is Outcome.O4 and self.awaits_child_protection else outcome

    @property
    def lowering_pending(self) -> bool:
        """Whether a supervisor still has to countersign."""
        return self.lowering is not None and self.lowering.agreed is None

    @property
    def flags(self) -> tuple[str, ...]:
        """All flags raised by the latest record of each form, in order of first appearance.

        What asked for child protection for a doubt about the age alone no longer does once an officer said
        that the person is an adult. While another desk says otherwise, it does.
        """
        lifted = self.doubts_lifted if self.age_group is AgeGroup.ADULT else ()
        return tuple(
            dict.fromkeys(
                flag
                for done in self._counting
                for flag in done.flags
                if flag != "CHILD" or done.instance not in lifted
            )
        )

    @property
    def _counting(self) -> tuple[Screening, ...]:
        latest = {done.form: done for done in self.screenings}
        return (*latest.values(), *self.unsettled)

    @property
    def asylum(self) -> bool:
        """Whether the person fears going back: then nobody contacts their embassy."""
        return "ASYLUM" in self.flags

    @property
    def medical_by(self) -> datetime | None:
        """By when a doctor has to be seen, as the form of danger and needs gave it; None while a referral
        for medical care is on its way or was taken up, or where no time limit was given."""
        needs = self.screening("risk_needs")
        hours = needs.results.get("medical_hours", "") if needs else ""
        if needs is None or hours not in _MEDICAL_HOURS:
            return None
        if any("medical" in each.needs and each.step not in _CAME_TO_NOTHING for each in self.referrals):
            return None
        return needs.at + timedelta(hours=int(hours))

    @property
    def official_involved(self) -> bool:
        """Whether the record must stay out of every list of the station."""
        return any(done.official_involved for done in self._counting)

    def consent(self, receiver: str) -> Consent | None:
        """What is agreed for a receiver."""
        return next((consent for consent in self.consents if consent.receiver == receiver), None)

    @property
    def stays_here(self) -> bool:
        """Whether the record's content must not leave the PC: help refused, or recording not agreed."""
        return (self.refused and not self.referrals) or self.recording == "no"

    @property
    def due(self) -> datetime | None:
        """When the next reply is due, if one is waited for."""
        return min((referral.due for referral in self.referrals if referral.open), default=None)
