"""Agreement, referral and paper: what a person was offered, accepted and was given."""

from dataclasses import dataclass

from borderdesk.domain.disclosure import Item
from borderdesk.domain.facts.fact import Fact
from borderdesk.domain.values import CardAnswer, CardTopic, ReferralStep, Urgency, moment


@dataclass(frozen=True)
class ConsentRecorded(Fact):
    """What the person agreed to for one receiver; each agreement is yes, no or later."""

    kind = "consent.recorded"
    receiver: str
    record: str
    refer: str
    share: str
    statistics: str
    withheld: tuple[str, ...] = ()
    how: str = ""
    witness: str = ""
    child_assent: str = ""
    override_reason: str = ""
    override_second: str = ""

    def check(self) -> None:
        for name in self.withheld:
            Item(name)

    def touches(self) -> tuple[str, ...]:
        return (f"consent.{self.receiver}",)


@dataclass(frozen=True)
class ConsentWithdrawn(Fact):
    kind = "consent.withdrawn"
    receiver: str
    reason: str = ""

    def touches(self) -> tuple[str, ...]:
        return (f"consent.{self.receiver}",)


@dataclass(frozen=True)
class ReferralIssued(Fact):
    """A referral sealed with its number; ``content`` is what the receiver's copy may say."""

    kind = "referral.issued"
    number: str
    receiver: str
    urgency: str
    needs: tuple[str, ...]
    mode: str
    due: str
    instance: str = ""
    form: str = ""
    version: str = ""
    sha256: str = ""

    def check(self) -> None:
        Urgency(self.urgency)
        moment(self.due)

    def touches(self) -> tuple[str, ...]:
        return (f"referral.{self.number}",)


@dataclass(frozen=True)
class ReferralRefused(Fact):
    """The person does not want help now; nothing about the record leaves the PC."""

    kind = "referral.refused"
    explained_by: str
    reason: str = ""

    def touches(self) -> tuple[str, ...]:
        return ("refusal",)


@dataclass(frozen=True)
class CardPrinted(Fact):
    """The card for somebody who wants no referral left the printer; it bears nothing of the record."""

    kind = "card.printed"
    language: str
    pages: int


@dataclass(frozen=True)
class CardOffered(Fact):
    """That card was offered: what became of it, who explained what. Stays where the record stays."""

    kind = "card.offered"
    answer: str
    explained_by: str
    explained: tuple[str, ...] = ()

    def check(self) -> None:
        CardAnswer(self.answer)
        for topic in self.explained:
            CardTopic(topic)


@dataclass(frozen=True)
class ServiceMissing(Fact):
    """No receiver was found for these needs: a gap to report."""

    kind = "referral.no_service"
    needs: tuple[str, ...]


@dataclass(frozen=True)
class ReferralAnswered(Fact):
    """The receiver's reply, or a later step of the referral."""

    kind = "referral.answered"
    number: str
    step: str
    detail: str = ""

    def check(self) -> None:
        ReferralStep(self.step)

    def touches(self) -> tuple[str, ...]:
        return (f"referral.{self.number}",)


@dataclass(frozen=True)
class SlipPrinted(Fact):
    kind = "slip.printed"
    number: str
    documents: tuple[str, ...]
    pages: int
    to: str = "printer"
