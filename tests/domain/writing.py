"""Devices that write entries for the tests of this room: each has a chain, and sees what it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from borderdesk.domain.facts import Fact
from borderdesk.domain.fold import heads
from borderdesk.domain.journal import FIRST_DIGEST, Entry, write_entry
from borderdesk.domain.values import DeviceId, UserId

CODE = "BD-HXY-26-7K3QD-M"
CASE = f"case:{CODE}"
AT = "2026-03-05T12:00:00Z"


@dataclass
class Device:
    """A PC with its own chain; ``known`` are all entries it has written or been shown."""

    name: str
    known: dict[str, Entry] = field(default_factory=dict)
    chain: list[Entry] = field(default_factory=list)

    def writes(self, *facts: Fact, subject: str = CASE, at: str = AT, actor: str = "O1") -> Entry:
        for fact in facts:
            about = [entry for entry in self.known.values() if entry.subject == subject]
            entry = write_entry(
                device=DeviceId(self.name),
                seq=len(self.chain) + 1,
                lamport=max((known.lamport for known in self.known.values()), default=0) + 1,
                at=at,
                actor=UserId(actor),
                kind=fact.kind,
                subject=subject,
                base=heads(about),
                prev_digest=self.chain[-1].digest if self.chain else FIRST_DIGEST,
                payload=fact.payload(),
                salt=bytes(16),
            )
            self.chain.append(entry)
            self.known[entry.id] = entry
        return self.chain[-1]

    def sees(self, entries: Iterable[Entry]) -> None:
        self.known.update({entry.id: entry for entry in entries})

    @property
    def case(self) -> list[Entry]:
        return [entry for entry in self.known.values() if entry.subject == CASE]
