"""What no verb of the desk would write: entries by hand, and packages with any lines at all."""

import json
from dataclasses import replace
from pathlib import Path

from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.facts import Fact
from borderdesk.domain.journal import Entry, to_line
from borderdesk.domain.values import DeviceId
from borderdesk.exchange import DeviceIdentity, read_card, write_package


def journal(here: Workspace, device: str) -> list[Entry]:
    with here.store.read() as transaction:
        return list(transaction.journal.chain(DeviceId(device)))


def by_hand(here: Workspace, subject: str, *written: Fact, raw: tuple[str, bytes] | None = None) -> None:
    """Entries that no verb of the desk would write."""
    with here.store.write() as transaction:
        here.record(transaction, subject, *written)
        if raw:
            kind, payload = raw
            unknown = Raw(kind, json.loads(payload))
            transaction.journal.append(
                here.device, here.user.id, subject, unknown, at=here.now(), salt=bytes(16)
            )


class Raw:
    """Stands for a fact with any content at all."""

    def __init__(self, kind: str, content: dict[str, object]) -> None:
        self.kind = kind
        self._content = content

    def payload(self) -> dict[str, object]:
        return self._content

    def touches(self) -> tuple[str, ...]:
        return ("anything",)


def handed(
    sender: Workspace, receiver: Workspace, folder: Path, lines: list[bytes], **changed: object
) -> Path:
    """A package with exactly these lines, signed and sealed as it should be."""
    with sender.store.read() as transaction:
        identity = device_identity(transaction)
    asked = {
        "kind": "records",
        "sender": identity,
        "number": 77,
        "recipients": [read_card(desk.own_card(receiver))],
        "station": sender.station,
        "role": sender.post.value,
        "entry_ranges": {sender.device: (1, max(1, len(lines)))},
        "entries": iter(lines),
        "created": posts.NOON,
        "practice": sender.practice,
        **changed,
    }
    return write_package(folder, **asked).path  # type: ignore[arg-type]


def other_identity() -> bytes:
    return DeviceIdentity.generate("HXY-stranger").to_bytes()


def tampered(entry: Entry, **change: object) -> bytes:
    return to_line(replace(entry, **change))  # type: ignore[arg-type]
