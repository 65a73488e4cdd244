"""Every kind of fact the journal can hold: its name, its fields and what it touches.

``touches`` names the fields of the subject's state that a fact sets. Two facts that did not see
each other and touch the same field are a conflict (see ``fold``).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, cast, get_origin

from borderdesk.domain.disclosure import Item
from borderdesk.domain.errors import Damaged
from borderdesk.domain.journal import read_json
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import AgeGroup, Outcome, ReferralStep, Urgency, Verdict, moment

_DEFAULTS: dict[type, tuple[tuple[str, object], ...]] = {}
_GIVEN: dict[str, tuple[set[str], dict[str, Any], dict[str, Callable[[], Any]]]] = {}
_KINDS: dict[str, type["Fact"]] = {}


@dataclass(frozen=True)
class Fact:
    """One thing that happened. Subclasses give ``kind`` and their fields."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _KINDS[cls.kind] = cls

    def touches(self) -> tuple[str, ...]:
        """Fields of the subject's state that this fact sets; none for facts that only add a line."""
        return ()

    def setting(self, name: str) -> object:
        """What this fact says about a field it touches; equal settings do not contradict each other."""
        return repr(self)

    def check(self) -> None:
        """That every value is one this program knows; otherwise the fact counts as unreadable.

        :raises ValueError: with the name of the field or the value.
        """

    def payload(self) -> dict[str, Any]:
        """The fields, ready for ``journal.canonical``; those at their default are left out."""
        out: dict[str, Any] = {}
        for name, default in _defaults(type(self)):
            value = getattr(self, name)
            if value != default and value not in ((), {}):
                out[name] = list(value) if isinstance(value, tuple) else value
        return out


def _texts_only(results: Mapping[str, str]) -> None:
    if not all(type(value) is str for value in results.values()):
        raise ValueError("results")


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
class AssessmentCompleted(Fact):
    """A border post or a crisis plan as a team found it; nobody's record."""

    kind = "assessment.completed"
    form: str
    version: str
    sha256: str
    instance: str
    results: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        _texts_only(self.results)

    def touches(self) -> tuple[str, ...]:
        return (f"form.{self.form}",)


@dataclass(frozen=True)
class HealthChecked(Fact):
    """A health check, under a number of its own: never part of a screening record."""

    kind = "health.checked"
    form: str
    version: str
    sha256: str
    instance: str
    results: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        _texts_only(self.results)

    def touches(self) -> tuple[str, ...]:
        return (f"form.{self.form}",)


@dataclass(frozen=True)
class AgeDoubted(Fact):
    """Under 18 or not sure, found after the case was opened."""

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
        _texts_only(self.results)

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


@dataclass(frozen=True)
class RecordCarried(Fact):
    """A separate record went, alone, to the other receiver; kept with the record so that no list tells."""

    kind = "record.carried"
    number: int
    recipients: tuple[str, ...]
    sha256: str


@dataclass(frozen=True)
class RecordViewed(Fact):
    kind = "record.viewed"
    purpose: str = ""


@dataclass(frozen=True)
class DocumentRead(Fact):
    """An officer says that they have read this version of a document."""

    kind = "document.read"
    document: str
    version: str


@dataclass(frozen=True)
class NamesSearched(Fact):
    """Somebody searched records by name; the words searched for are not kept."""

    kind = "records.searched"
    purpose: str
    found: int


@dataclass(frozen=True)
class RecordsExported(Fact):
    """Finished records left in clear text: which form, how written, how many, why, and who stood by."""

    kind = "records.exported_clear"
    form: str
    written: str
    records: int
    left_out: int
    reason: str
    second: str


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
class UserAdded(Fact):
    kind = "user.added"
    role: str
    trained_child: bool = False

    def check(self) -> None:
        Role(self.role)

    def touches(self) -> tuple[str, ...]:
        return ("user",)


@dataclass(frozen=True)
class DeviceRegistered(Fact):
    """The installation itself: who writes this chain, and the key its slips are checked with."""

    kind = "device.registered"
    station: str
    post: str
    slip_key: str
    practice: bool = False

    def check(self) -> None:
        Post(self.post)
        bytes.fromhex(self.slip_key)

    def touches(self) -> tuple[str, ...]:
        return ("device",)


@dataclass(frozen=True)
class PeerTrusted(Fact):
    """A card that somebody compared by its words and accepted.

    ``alternate`` is the desk that separate records are sealed to; it gets nothing else.
    """

    kind = "peer.trusted"
    card: str
    alternate: bool = False

    def touches(self) -> tuple[str, ...]:
        return ("peer",)


@dataclass(frozen=True)
class PeerRevoked(Fact):
    """A desk is no longer trusted: its PC is lost, or its key may be in other hands."""

    kind = "peer.revoked"
    device: str
    reason: str

    def touches(self) -> tuple[str, ...]:
        return ("peer",)


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
class PackageExported(Fact):
    """``withheld`` names cases that went without content, ``released`` those whose content went later."""

    kind = "package.exported"
    number: int
    recipients: tuple[str, ...]
    first: int
    last: int
    sha256: str
    withheld: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    passed_on: tuple[str, ...] = ()
    """``device:seq``: how far the chains of other desks went along."""

    def touches(self) -> tuple[str, ...]:
        return ("package",)


@dataclass(frozen=True)
class PackageHandedOver(Fact):
    """The stick left the desk."""

    kind = "package.handed_over"
    number: int


@dataclass(frozen=True)
class PackageImported(Fact):
    kind = "package.imported"
    sender: str
    number: int
    sha256: str
    new: int
    repeated: int
    set_aside: int = 0


@dataclass(frozen=True)
class PackageRefused(Fact):
    """A package came that could not be taken in at all, and why (a code). No file name: it may tell."""

    kind = "package.refused"
    sha256: str
    reason: str
    sender: str = ""
    number: int = 0
    station: str = ""


@dataclass(frozen=True)
class ImportUndone(Fact):
    """Everything that a package brought was taken out again; the audit of it stays."""

    kind = "import.undone"
    sender: str
    number: int
    sha256: str
    entries: int
    reason: str = ""


@dataclass(frozen=True)
class ReceiptReceived(Fact):
    """A supervisor's signed word that these entries have arrived."""

    kind = "receipt.received"
    sender: str
    number: int
    package: int
    first: int
    last: int


@dataclass(frozen=True)
class PackageRepeated(Fact):
    """A package that had been applied before came again; nothing was new in it."""

    kind = "package.repeated"
    sender: str
    number: int
    sha256: str


@dataclass(frozen=True)
class ReceiptWritten(Fact):
    """Receipt ``number`` lies on a stick: about ``package`` of ``device``, up to entry ``last``."""

    kind = "receipt.written"
    device: str
    number: int
    package: int
    last: int


@dataclass(frozen=True)
class ResendAsked(Fact):
    """A request to send again from entry ``first`` lies on a stick; ``last`` is 0 for everything since."""

    kind = "resend.asked"
    device: str
    number: int
    first: int
    last: int = 0


@dataclass(frozen=True)
class ResendReceived(Fact):
    """A supervisor's desk asked this PC to send again."""

    kind = "resend.received"
    sender: str
    station: str
    number: int
    first: int
    last: int = 0


@dataclass(frozen=True)
class ContentKeyMade(Fact):
    """A key that content packs are signed with was made at this desk; ``card`` is its public part."""

    kind = "content.key_made"
    card: str


@dataclass(frozen=True)
class ContentKeyWithdrawn(Fact):
    """Packs signed by this content key are not taken any more, from now on and for good."""

    kind = "content.key_withdrawn"
    fingerprint: str
    reason: str = ""


@dataclass(frozen=True)
class PackSigned(Fact):
    """A content pack was put together and signed here; ``listing`` is the digest of all it says."""

    kind = "content.pack_signed"
    number: int
    key: str
    listing: str
    files: int
    draft: bool = False


@dataclass(frozen=True)
class PackInstalled(Fact):
    """This desk uses a content pack from now on; ``older`` when it was asked for in spite of a newer one."""

    kind = "content.pack_installed"
    number: int
    key: str
    listing: str
    kinds: tuple[str, ...]
    draft: bool = False
    older: bool = False

    def touches(self) -> tuple[str, ...]:
        return tuple(f"content.{kind}" for kind in self.kinds)


@dataclass(frozen=True)
class DeviceContinues(Fact):
    """This device goes on for another: the same PC, set back to an old copy, under a new identity.

    The new chain says again, under the same numbers, what the old one said here. ``last`` and ``digest`` are
    the last entry of the old chain that was confirmed; what others hold after that is lost time, and may come
    back. ``generation`` counts a PC's identities from 0.
    """

    kind = "device.continues"
    before: str
    last: int
    digest: str
    generation: int
    noticed_by: str


@dataclass(frozen=True)
class PeerContinues(Fact):
    """Somebody compared the words of a desk's new identity and accepted that it goes on for ``before``."""

    kind = "peer.continues"
    device: str
    before: str
    last: int


@dataclass(frozen=True)
class EntriesReturned(Fact):
    """What this desk holds of a checkpoint's lost time lies on a stick for it: entries of ``before``."""

    kind = "entries.returned"
    device: str
    before: str
    number: int
    first: int
    last: int


@dataclass(frozen=True)
class EntriesTakenBack(Fact):
    """This PC has its own entries of the lost time again, up to ``last`` of its old chain."""

    kind = "entries.taken_back"
    before: str
    sender: str
    last: int


@dataclass(frozen=True)
class UnknownFact(Fact):
    """A fact from a newer program: kept as it is, shown as such, never lost."""

    kind = "unknown"
    named: str
    content: Mapping[str, Any] = field(default_factory=dict)


def decode(kind: str, payload: bytes) -> Fact:
    """The fact in an entry's payload; fields that this program does not know are passed over.

    :raises Damaged: ``fact.unreadable`` when the payload is not what its kind asks for.
    """
    try:
        content = read_json(payload)
        if not isinstance(content, dict):
            raise TypeError(kind)
        if b"\\ud" in payload:  # half a surrogate pair: it could not be kept as UTF-8
            json.dumps(content, ensure_ascii=False).encode()
        if b"\\u0000" in payload and "\0" in _all_text(content):  # nor this in a row of PostgreSQL
            raise ValueError(kind)
        cls = _KINDS.get(kind)
        if cls is None:
            return UnknownFact(kind, content)
        values: dict[str, Any] = {}
        for name, declared in _declared(cls):
            if name in content:
                value = content[name]
                if not _fits(value, declared):
                    raise TypeError(name)
                values[name] = tuple(value) if isinstance(value, list) else value
        # As ``cls(**values)``, several times as fast; imports are much of this.
        fact = object.__new__(cls)
        fact.__dict__.update(_given(cls, values), **values)
        fact.check()
        return fact
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged("fact.unreadable", kind=kind) from error


def _given(cls: type[Fact], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A kind's defaults. :raises TypeError: when a value without one is missing."""
    if cls.kind not in _GIVEN:
        specs = fields(cls)
        required = {spec.name for spec in specs if spec.default is spec.default_factory is MISSING}
        defaults = {spec.name: spec.default for spec in specs if spec.default is not MISSING}
        made = {spec.name: spec.default_factory for spec in specs if spec.default_factory is not MISSING}
        _GIVEN[cls.kind] = (required, defaults, made)
    required, defaults, made = _GIVEN[cls.kind]
    if not required <= values.keys():
        raise TypeError(cls.kind)
    return {**defaults, **{name: make() for name, make in made.items()}} if made else defaults


def _all_text(value: object) -> str:
    """Everything written in a decoded payload, one after the other."""
    if isinstance(value, dict):
        return "".join(_all_text(each) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return "".join(map(_all_text, value))
    return value if isinstance(value, str) else ""


def _defaults(cls: type[Fact]) -> tuple[tuple[str, object], ...]:
    if cls not in _DEFAULTS:
        _DEFAULTS[cls] = tuple((spec.name, spec.default) for spec in fields(cls))
    return _DEFAULTS[cls]


_ONLY_TEXT = {str}
_SHAPES: dict[str, tuple[tuple[str, type], ...]] = {}


def _declared(cls: type[Fact]) -> tuple[tuple[str, type], ...]:
    """A kind's fields and what JSON holds for them; no other type is taken, not even bool for int."""
    if cls.kind not in _SHAPES:
        _SHAPES[cls.kind] = _shapes(cls)
    return _SHAPES[cls.kind]


def _shapes(cls: type[Fact]) -> tuple[tuple[str, type], ...]:
    shapes: list[tuple[str, type]] = []
    for spec in fields(cls):
        shape = get_origin(spec.type) or spec.type
        shapes.append(
            (spec.name, list if shape is tuple else dict if shape is Mapping else cast(type, shape))
        )
    return tuple(shapes)


def _fits(value: object, declared: type) -> bool:
    if type(value) is not declared:
        return False
    return declared is not list or {*map(type, cast("list[object]", value))} <= _ONLY_TEXT
