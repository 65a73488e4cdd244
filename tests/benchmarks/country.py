"""A country's records for measuring: packages of any size from one checkpoint, written without its desk."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.test_desk import case_facts
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.codes import new_case_code
from borderdesk.domain.facts import Fact
from borderdesk.domain.journal import Entry, to_line, write_entry
from borderdesk.domain.values import StationCode
from borderdesk.exchange import read_card, write_package

NAMES = [
    f"{first} {last}"
    for first in ("ບຸນມີ", "ສົມພອນ", "ແກ້ວ", "ຄຳຫລ້າ", "ວິໄລ", "ຈັນທອນ", "ແສງດາວ", "ນ້ອຍ", "ທອງໃບ", "ມະນີວັນ")
    for last in ("ພົມມະຈັນ", "ສີສຸວັນ", "ໄຊຍະວົງ", "ພອນສະຫວັນ", "ອິນທະວົງ", "ແກ້ວມະນີ", "ຫຼວງພະບາງ", "ວົງສາ")
]
LATIN = [
    f"{first} {last}"
    for first in ("Bounmy", "Somphone", "Keo", "Khamla", "Vilay", "Chanthone", "Sengdao", "Noy", "Thongbai")
    for last in ("Phommachan", "Sisouvanh", "Xayavong", "Phonsavanh", "Inthavong", "Keomany", "Vongsa")
]


@dataclass
class Country:
    """A checkpoint whose chain grows package by package, and the folder of a supervisor's empty desk."""

    checkpoint: Workspace
    supervisor: Path
    to: bytes

    def __post_init__(self) -> None:
        with self.checkpoint.store.read() as transaction:
            self.identity = device_identity(transaction)
            self._start = list(transaction.journal.chain(self.checkpoint.device))
            form = transaction.forms.latest("adult")
        assert form
        self._form = form.version, form.sha256
        self._last = self._start[-1]
        self._chance = random.Random(7)
        self._number = 0

    def package(self, folder: Path, entries: int) -> Path:
        """The next package, with this many entries in four a case."""
        self._number += 1
        start, self._start = self._start, []
        first = start[0].seq if start else self._last.seq + 1
        last = self._last.seq + entries
        return write_package(
            folder,
            kind="records",
            sender=self.identity,
            number=self._number,
            recipients=[read_card(self.to)],
            station=self.checkpoint.station,
            role=self.checkpoint.post.value,
            entry_ranges={self.checkpoint.device: (first, last)},
            entries=self._lines(start, entries),
            created=posts.NOON,
            practice=False,
        ).path

    def _lines(self, start: list[Entry], entries: int) -> Iterator[bytes]:
        yield from map(to_line, start)
        written = 0
        while True:
            code = new_case_code(StationCode("HXY"), 2026, self._chance.randbytes)
            seen: tuple[str, ...] = ()
            for fact in case_facts(self._chance, self._form):
                if written == entries:
                    return
                yield to_line(self._next(f"case:{code}", fact, seen))
                seen = (self._last.id,)
                written += 1

    def _next(self, subject: str, fact: Fact, seen: tuple[str, ...]) -> Entry:
        self._last = write_entry(
            device=self.checkpoint.device,
            seq=self._last.seq + 1,
            lamport=self._last.lamport + 1,
            at="2026-03-05T12:00:00Z",
            actor=self.checkpoint.user.id,
            kind=fact.kind,
            subject=subject,
            base=seen,
            prev_digest=self._last.digest,
            payload=self._varied(fact.payload()),
            salt=self._chance.randbytes(16),
        )
        return self._last

    def _varied(self, payload: dict[str, object]) -> dict[str, object]:
        if "name_as_used" in payload:
            payload["name_as_used"] = self._chance.choice(NAMES)
            payload["latin_name"] = self._chance.choice(LATIN)
        return payload


def founded(folder: Path) -> Country:
    """Two new desks that trust each other."""
    checkpoint = posts.workspace(folder, "checkpoint")
    supervisor = posts.workspace(folder, "supervisor")
    posts.introduced(checkpoint, supervisor)
    card = desk.own_card(supervisor)
    supervisor.close()
    return Country(checkpoint, supervisor.folder, card)
