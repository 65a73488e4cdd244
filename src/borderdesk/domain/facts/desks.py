"""People, desks and whom they trust; what was looked at, searched, read and taken out."""

from dataclasses import dataclass

from borderdesk.domain.facts.fact import Fact
from borderdesk.domain.roles import Post, Role


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
class PeerContinues(Fact):
    """Somebody compared the words of a desk's new identity and accepted that it goes on for ``before``."""

    kind = "peer.continues"
    device: str
    before: str
    last: int


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
