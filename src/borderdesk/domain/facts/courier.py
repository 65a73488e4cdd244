"""Packages, receipts and requests on sticks, and imports that were undone."""

from dataclasses import dataclass

from borderdesk.domain.facts.fact import Fact


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
class PackageRepeated(Fact):
    """A package that had been applied before came again; nothing was new in it."""

    kind = "package.repeated"
    sender: str
    number: int
    sha256: str


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
class RecordCarried(Fact):
    """A separate record went, alone, to the other receiver; kept with the record so that no list tells."""

    kind = "record.carried"
    number: int
    recipients: tuple[str, ...]
    sha256: str


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
class ReceiptWritten(Fact):
    """Receipt ``number`` lies on a stick: about ``package`` of ``device``, up to entry ``last``."""

    kind = "receipt.written"
    device: str
    number: int
    package: int
    last: int


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
