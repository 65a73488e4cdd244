"""What is written about a record from its opening to its confirmed next step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from borderdesk.domain.facts.fact import Fact, texts_only
from borderdesk.domain.values import AgeGroup, Outcome, Verdict


@dataclass(frozen=True)
class CaseOpened(Fact):
    kind = "case.opened"
    station: str
    direction: str
    age_group: str
    language: str = ""
    party: int = 1

    def check(self) -> None:
        AgeGroup(self.age_group)

    def touches(self) -> tuple[str, ...]:
        return ("intake",)


@dataclass(frozen=True)
class NothingNoted(Fact):
    """A first sight without a sign: counted for the station, no file opened."""

    kind = "sight.nothing"
    direction: str
    party: int = 1


@dataclass(frozen=True)
class GroupOpened(Fact):
    """People who came together: one record, a case code each in the order they were counted."""

    kind = "group.opened"
    station: str
    direction: str
    members: tuple[str, ...]
    language: str = ""

    def touches(self) -> tuple[str, ...]:
        return ("group",)


@dataclass(frozen=True)
class GroupMemberMarked(Fact):
    """Who seems to lead the group waits apart from the others; or no longer does."""

    kind = "group.kept_apart"
    member: str
    apart: bool

    def touches(self) -> tuple[str, ...]:
        return (f"apart.{self.member}",)


@dataclass(frozen=True)
class AgeDoubted(Fact):
    """Another age group than the case was opened with: under 18, not sure, or certainly adult after all."""

    kind = "case.age_group"
    age_group: str

    def check(self) -> None:
        AgeGroup(self.age_group)

    def touches(self) -> tuple[str, ...]:
        return ("age_group",)


@dataclass(frozen=True)
class PersonRecorded(Fact):
    kind = "person.recorded"
    name_as_used: str
    latin_name: str = ""
    birth_year: str = ""
    sex: str = ""
    nationality: str = ""
    contact: str = ""
    document_number: str = ""
    companions: str = ""

    def touches(self) -> tuple[str, ...]:
        return tuple(f"person.{name}" for name in self.payload())

    def setting(self, name: str) -> object:
        return getattr(self, name.removeprefix("person."))


@dataclass(frozen=True)
class ScreeningCompleted(Fact):
    """A form finished: its record, and the results that the form computed by name."""

    kind = "screening.completed"
    form: str
    version: str
    sha256: str
    instance: str
    outcome: str = ""
    flags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    results: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        if self.outcome:
            Outcome(self.outcome)
        texts_only(self.results)

    def touches(self) -> tuple[str, ...]:
        return (f"form.{self.form}",)


@dataclass(frozen=True)
class ScreeningResumed(Fact):
    kind = "screening.resumed"
    form: str
    position: str


@dataclass(frozen=True)
class OutcomeConfirmed(Fact):
    kind = "outcome.confirmed"
    outcome: str

    def check(self) -> None:
        Outcome(self.outcome)

    def touches(self) -> tuple[str, ...]:
        return ("outcome",)


@dataclass(frozen=True)
class OutcomeRaised(Fact):
    kind = "outcome.raised"
    outcome: str
    reason: str

    def check(self) -> None:
        Outcome(self.outcome)

    def touches(self) -> tuple[str, ...]:
        return ("outcome",)


@dataclass(frozen=True)
class OutcomeLowered(Fact):
    """Lowered by the officer alone: only from O3 or below."""

    kind = "outcome.lowered"
    outcome: str
    reason: str

    def check(self) -> None:
        Outcome(self.outcome)

    def touches(self) -> tuple[str, ...]:
        return ("outcome",)


@dataclass(frozen=True)
class LoweringAsked(Fact):
    """O1 or O2 stays in force until a supervisor has countersigned."""

    kind = "outcome.lowering_asked"
    outcome: str
    reason: str

    def check(self) -> None:
        Outcome(self.outcome)

    def touches(self) -> tuple[str, ...]:
        return ("outcome.lowering",)


@dataclass(frozen=True)
class LoweringAnswered(Fact):
    kind = "outcome.lowering_answered"
    agreed: bool
    outcome: str
    reason: str = ""

    def check(self) -> None:
        Outcome(self.outcome)

    def touches(self) -> tuple[str, ...]:
        return ("outcome.lowering", "outcome") if self.agreed else ("outcome.lowering",)


@dataclass(frozen=True)
class ContactLogged(Fact):
    """A child-protection contact: who was told."""

    kind = "contact.logged"
    purpose: str
    who: str


@dataclass(frozen=True)
class StepDone(Fact):
    """A step of the priority card, ticked."""

    kind = "priority.step_done"
    step: str


@dataclass(frozen=True)
class DraftMoved(Fact):
    """An unfinished form went on in another version of it; how many answers came along."""

    kind = "screening.moved"
    form: str
    before: str
    after: str
    kept: int
    dropped: int


@dataclass(frozen=True)
class ConflictResolved(Fact):
    """A person chose between settings of the field ``about`` that had not seen each other.

    ``chosen`` is the entry whose setting counts, "" for none at all. The others stay as versions.
    """

    kind = "conflict.resolved"
    about: str
    chosen: str
    reason: str = ""

    def touches(self) -> tuple[str, ...]:
        return (self.about,)

    def setting(self, name: str) -> object:
        return self.chosen


@dataclass(frozen=True)
class PairDecided(Fact):
    """Somebody says whether two records are of one person; ``undecided`` takes an earlier word back."""

    kind = "pair.decided"
    first: str
    second: str
    verdict: str

    def check(self) -> None:
        Verdict(self.verdict)

    def touches(self) -> tuple[str, ...]:
        return ("pair",)
