"""Records on a stick: packed, previewed, applied once, confirmed by a receipt; trouble of every kind."""

import errno
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.desk import posts
from tests.desk.posts import entries_of, new_case, referred, refusal, screened
from tests.exchange.posts import CountingFiles, SmallStick

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.errors import Cancelled
from borderdesk.domain.facts import Fact
from borderdesk.domain.journal import Entry, to_line
from borderdesk.domain.values import Carriage, DeviceId, UserId
from borderdesk.exchange import DeviceIdentity, FileSystem, Receipt, read_card, write_package, write_receipt

pytestmark = pytest.mark.usefixtures("met")


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


# ------------------------------------------------------------------ the good day
def test_a_record_travels_and_only_a_receipt_makes_it_received(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = referred(checkpoint)

    def carriage() -> Carriage:
        return desk.cases(checkpoint)[0].carriage

    assert carriage() is Carriage.NOT_PACKED
    packed = desk.pack(checkpoint, stick).value
    assert (packed.path.name, packed.number, packed.records, packed.withheld) == ("HXY-000001.bdpkg", 1, 1, 0)
    assert carriage() is Carriage.PACKED
    desk.mark_carried(checkpoint, 1)
    assert carriage() is Carriage.CARRIED

    preview = desk.preview_import(supervisor, packed.path)
    assert (preview.station, preview.number, preview.already_imported) == ("HXY", 1, False)
    assert (preview.new, preview.repeated, preview.waiting) == (packed.entries, 0, 0)
    assert [record.code for record in preview.in_state("new")] == [code]
    assert desk.cases(supervisor) == []

    result = desk.apply_import(supervisor, packed.path, receipt_to=stick).value
    assert (result.new, result.records, result.set_aside) == (packed.entries, 1, 0)
    assert carriage() is Carriage.CARRIED
    there = desk.cases(supervisor)[0]
    assert (there.code, there.mine, there.outcome) == (code, False, desk.cases(checkpoint)[0].outcome)
    assert desk.case(supervisor, code).screenings == desk.case(checkpoint, code).screenings

    assert result.receipt and result.receipt.name == "VTE-000001.receipt"
    assert desk.preview_import(checkpoint, result.receipt).kind == "receipt"
    done = desk.apply_import(checkpoint, result.receipt).value
    assert (done.new, done.repeated) == (1, 0)
    assert carriage() is Carriage.CONFIRMED
    assert desk.apply_import(checkpoint, result.receipt).value.repeated == 1
    status = desk.transfer_status(checkpoint)
    assert status.counts[Carriage.CONFIRMED] == 1
    assert [(row.number, row.carriage) for row in status.packages] == [(1, Carriage.CONFIRMED)]
    assert refusal(desk.pack, checkpoint, stick) == "transfer.nothing_new"


def test_looking_at_a_received_record_does_not_unreceive_it(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    receipt = desk.apply_import(
        supervisor, desk.pack(checkpoint, stick).value.path, receipt_to=stick
    ).value.receipt
    assert receipt
    desk.apply_import(checkpoint, receipt)
    colleague = posts.as_role(checkpoint, checkpoint.user.role, "O2")
    before = entries_of(checkpoint)
    desk.case(colleague, code, purpose="hand-over")
    desk.case(colleague, code)
    assert entries_of(checkpoint) == before + 1, "audited once a sitting"
    desk.case(checkpoint, code)
    assert entries_of(checkpoint) == before + 1, "one's own is not audited"
    assert desk.cases(checkpoint)[0].carriage is Carriage.CONFIRMED


def test_importing_again_changes_nothing_but_writes_the_receipt_again(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    screened(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    first = desk.apply_import(supervisor, path, receipt_to=stick).value
    count, rows = entries_of(supervisor), desk.cases(supervisor)
    preview = desk.preview_import(supervisor, path)
    assert preview.already_imported and preview.new == 0 and preview.in_state("same")
    again = desk.apply_import(supervisor, path, receipt_to=stick).value
    assert (again.new, again.repeated) == (0, first.new)
    assert again.receipt and again.receipt != first.receipt
    assert (entries_of(supervisor), desk.cases(supervisor)) == (count, rows)
    assert [row.numbers for row in desk.inbox(supervisor)] == [(1,)]


def test_a_changed_record_is_told_from_a_new_one(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    desk.confirm_outcome(checkpoint, code)
    other = new_case(checkpoint)
    preview = desk.preview_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert {record.code: record.state for record in preview.records} == {code: "changed", other: "new"}


def test_what_contradicts_a_decision_here_is_shown_before_applying(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    by_hand(supervisor, f"case:{code}", facts.OutcomeConfirmed("O1"))
    desk.confirm_outcome(checkpoint, code)
    path = desk.pack(checkpoint, stick).value.path
    assert [record.code for record in desk.preview_import(supervisor, path).in_state("decision")] == [code]
    desk.apply_import(supervisor, path)
    row = desk.cases(supervisor)[0]
    assert (row.conflicts, row.outcome) == (1, "O1"), "kept side by side, the more protective in force"


# ------------------------------------------------------------------ any order
def three_packages(checkpoint: Workspace, folder: Path) -> list[Path]:
    paths = []
    for _ in range(3):
        referred(checkpoint)
        paths.append(desk.pack(checkpoint, folder).value.path)
    return paths


def test_packages_in_any_order_wait_and_then_fall_into_place(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    paths = three_packages(checkpoint, stick)
    supervisor.close()
    states = []
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 2, 1, 0)]):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(supervisor.folder, copy)
        here = posts.reopened(copy)
        waiting = [desk.apply_import(here, paths[at]).value.waiting for at in order]
        states.append(([replace(row) for row in desk.cases(here)], journal(here, checkpoint.device)))
        assert desk.inbox(here)[0].waiting == 0
        assert desk.verify(here).ok and desk.rebuild(here).different == ()
        if number == 1:
            assert waiting[0] > 0 and waiting[1] > 0 and waiting[2] == 0
        here.close()
    assert all(state == states[0] for state in states)
    assert len(states[0][0]) == 3


def test_the_inbox_names_the_stick_that_is_missing(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    paths = three_packages(checkpoint, stick)
    assert [(row.numbers, row.missing) for row in desk.inbox(supervisor)] == [((), ())]
    desk.apply_import(supervisor, paths[2])
    row = desk.inbox(supervisor)[0]
    assert (row.station, row.numbers, row.missing) == ("HXY", (3,), (1, 2))
    assert row.waiting > 0 and row.last_at == posts.NOON
    assert desk.cases(supervisor) == []


def test_packing_again_from_an_earlier_entry_fills_a_lost_stick(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    three_packages(checkpoint, stick)[0].unlink()
    first = desk.transfer_status(checkpoint).packages[-1].first
    again = desk.pack(checkpoint, stick, again_from=first).value
    assert again.number == 4
    desk.apply_import(supervisor, again.path)
    assert len(desk.cases(supervisor)) == 3


# ------------------------------------------------------------------ what must stay here
@pytest.mark.parametrize("why", ["refused", "not_recorded", "official"])
def test_content_that_must_stay_travels_as_an_empty_place_in_the_chain(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, why: str
) -> None:
    shown = screened(checkpoint)
    code = screened(checkpoint)
    if why == "refused":
        desk.refuse_referral(checkpoint, code, explained_by="talk")
    elif why == "not_recorded":
        desk.issue_referral(checkpoint, posts.referral_draft(checkpoint, code, consent_record="no"))
    else:
        posts.finish(checkpoint, code, "risk_needs", {"IR_09": "yes"})
    packed = desk.pack(checkpoint, stick).value
    # Nothing tells that there is a separate record, not even a count.
    assert (packed.records, packed.withheld) == (1, 0 if why == "official" else 1)
    desk.apply_import(supervisor, packed.path)
    assert [row.code for row in desk.cases(supervisor)] == [shown]
    assert refusal(desk.case, supervisor, code) == "case.missing"
    assert desk.verify(supervisor).ok
    arrived = journal(supervisor, checkpoint.device)
    assert {entry.payload for entry in arrived if entry.subject == f"case:{code}"} == {None}
    assert all(entry.payload for entry in arrived if entry.subject == f"case:{shown}")


def test_when_the_person_agrees_after_all_the_content_follows_once(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.refuse_referral(checkpoint, code, explained_by="talk")
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    referred(checkpoint, code)
    second = desk.pack(checkpoint, stick).value
    assert second.withheld == 0
    preview = desk.preview_import(supervisor, second.path)
    assert preview.in_state("changed")[0].code == code
    desk.apply_import(supervisor, second.path)
    assert desk.case(supervisor, code).screenings == desk.case(checkpoint, code).screenings
    assert desk.case(supervisor, code).hidden_entries == 0
    new_case(checkpoint)
    third = desk.pack(checkpoint, stick).value
    assert desk.preview_import(supervisor, third.path).repeated == 0, "sent once, not with every stick"
    lost = desk.pack(checkpoint, stick, again_from=third.entries).value
    assert desk.preview_import(supervisor, lost.path).repeated > 0, "packing again takes it along"


def test_released_content_that_comes_before_its_place_is_not_lost(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.refuse_referral(checkpoint, code, explained_by="talk")
    first = desk.pack(checkpoint, stick).value.path
    referred(checkpoint, code)
    second = desk.pack(checkpoint, stick).value.path
    assert desk.apply_import(supervisor, second).value.waiting > 0
    desk.apply_import(supervisor, first)
    state = desk.case(supervisor, code)
    assert (state.hidden_entries, len(state.referrals)) == (0, 1)
    assert state.screenings == desk.case(checkpoint, code).screenings
    assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()


# ------------------------------------------------------------------ bad input
def test_packages_that_are_not_for_here_or_not_whole_change_nothing(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    screened(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    whole = path.read_bytes()
    stranger = posts.workspace(tmp_path, "checkpoint", name="stranger")
    with stranger.store.write() as transaction:
        transaction.set_secret("device.identity", _other_identity())
    practice = posts.workspace(tmp_path, "supervisor_practice")
    assert refusal(desk.trust_card, checkpoint, desk.own_card(practice)) == "card.practice"
    assert refusal(desk.trust_card, practice, desk.own_card(checkpoint)) == "card.practice"
    # Even where somebody got round that, the package says what it is.
    desk.trust_card(replace(practice, practice=False), desk.own_card(checkpoint))
    bad: dict[str, tuple[Callable[[], Path], Workspace]] = {
        "package.truncated": (lambda: _written(stick, whole[: len(whole) // 2]), supervisor),
        "package.altered": (lambda: _written(stick, whole[:-40] + bytes(40)), supervisor),
        "package.not_a_package": (lambda: _written(stick, b"holiday photo"), supervisor),
        "package.not_found": (lambda: stick / "gone.bdpkg", supervisor),
        "package.not_for_us": (lambda: path, stranger),
        "package.unknown_sender": (lambda: handed(stranger, supervisor, stick, []), supervisor),
        "package.not_practice": (
            lambda: handed(checkpoint, practice, stick, [to_line(journal(checkpoint, checkpoint.device)[0])]),
            practice,
        ),
        "package.practice": (lambda: handed(checkpoint, supervisor, stick, [], practice=True), supervisor),
        "package.sender_differs": (
            lambda: handed(checkpoint, supervisor, stick, [], station="XXX"),
            supervisor,
        ),
        "package.other_kind": (lambda: handed(checkpoint, supervisor, stick, [], kind="content"), supervisor),
    }
    for code, (make, reader) in bad.items():
        file = make()
        before = entries_of(reader)
        assert refusal(desk.preview_import, reader, file) == code
        assert refusal(desk.apply_import, reader, file, receipt_to=stick) == code
        assert entries_of(reader) == before, code
    assert list(stick.glob("*.receipt")) == []
    stranger.close()
    practice.close()


def _written(stick: Path, content: bytes) -> Path:
    path = stick / "HXY-000099.bdpkg"
    path.write_bytes(content)
    return path


def _other_identity() -> bytes:
    return DeviceIdentity.generate("HXY-stranger").to_bytes()


def test_history_written_anew_is_refused_as_a_whole(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    checkpoint.close()
    shutil.copytree(checkpoint.folder, tmp_path / "backup")
    here = posts.reopened(checkpoint.folder)
    screened(here)
    desk.apply_import(supervisor, desk.pack(here, stick).value.path)
    here.close()
    restored = posts.reopened(tmp_path / "backup")
    screened(restored)
    before = entries_of(supervisor), desk.cases(supervisor)
    path = desk.pack(restored, stick).value.path
    assert refusal(desk.preview_import, supervisor, path) == "journal.forked"
    assert refusal(desk.apply_import, supervisor, path) == "journal.forked"
    assert (entries_of(supervisor), desk.cases(supervisor)) == before
    restored.close()


def tampered(entry: Entry, **change: object) -> bytes:
    return to_line(replace(entry, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"actor": UserId("S1")}, "journal.altered"),
        ({"payload": b"{}"}, "journal.altered"),
        ({"device": DeviceId("VTE-other")}, "package.altered"),
    ],
)
def test_an_entry_that_is_not_as_it_was_written_stops_the_import(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, change: dict[str, object], code: str
) -> None:
    screened(checkpoint)
    entries = journal(checkpoint, checkpoint.device)
    lines = [to_line(entry) for entry in entries]
    lines[4] = tampered(entries[4], **change)
    before = entries_of(supervisor)
    path = handed(checkpoint, supervisor, stick, lines)
    assert refusal(desk.apply_import, supervisor, path) == code
    assert entries_of(supervisor) == before


def test_a_line_of_nonsense_and_a_foreign_range_stop_the_import(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    for lines, changed, code in (
        ([b"nonsense"], {}, "journal.unreadable"),
        ([b'{"device": "\\ud800"}'], {}, "journal.unreadable"),
        ([], {"entry_ranges": {"VTE-other": (1, 2)}}, "package.altered"),
    ):
        path = handed(checkpoint, supervisor, stick, lines, **changed)  # type: ignore[arg-type]
        assert refusal(desk.apply_import, supervisor, path) == code


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("outcome.confirmed", b'{"outcome": "O9"}'),
        ("screening.completed", b'{"form": 7}'),
        ("case.opened", b'{"station": "HXY", "direction": "up", "age_group": "ancient"}'),
        (
            "referral.issued",
            b'{"number": "R1", "receiver": "x", "urgency": "urgent", "needs": [], "mode": "", "due": "soon"}',
        ),
        ("person.recorded", b'{"name_as_used": 7}'),
    ],
)
def test_one_record_that_cannot_be_read_is_set_aside_and_the_rest_arrives(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, kind: str, payload: bytes
) -> None:
    bad, good = new_case(checkpoint), new_case(checkpoint)
    by_hand(checkpoint, f"case:{bad}", raw=(kind, payload))
    path = desk.pack(checkpoint, stick).value.path
    aside = desk.preview_import(supervisor, path).in_state("set_aside")
    assert [(record.code, record.reason) for record in aside] == [(bad, "fact.unreadable")]
    result = desk.apply_import(supervisor, path, receipt_to=stick).value
    assert result.set_aside == 1
    assert {row.code for row in desk.cases(supervisor)} == {bad, good}
    assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()
    assert desk.case(supervisor, bad).opened


def test_entries_about_cases_nobody_could_have_opened_are_set_aside(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    opened = facts.CaseOpened("HXY", "arriving", "adult")
    for subject in ("case:x", "case:BD-HXY-26-7K3QD-M", "case:<b>"):
        by_hand(checkpoint, subject, opened)
    good = new_case(checkpoint)
    result = desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path).value
    assert result.set_aside == 3
    assert [row.code for row in desk.cases(supervisor)] == [good]


def test_imported_entries_grant_neither_trust_nor_users(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    friend = posts.workspace(tmp_path, "checkpoint", name="friend")
    with friend.store.write() as transaction:
        transaction.set_secret("device.identity", _other_identity())
    desk.trust_card(checkpoint, desk.own_card(friend))
    by_hand(checkpoint, f"user:{supervisor.device}:S1", facts.UserAdded("auditor"))
    by_hand(checkpoint, f"user:{supervisor.device}:X1", facts.UserAdded("supervisor"))
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert [peer.device for peer in desk.peers(supervisor)] == [checkpoint.device]
    assert [user.id for user in desk.list_users(supervisor)] == ["S1"]
    assert refusal(desk.preview_import, supervisor, handed(friend, supervisor, stick, [])) == (
        "package.unknown_sender"
    )
    friend.close()


# ------------------------------------------------------------------ receipts
def receipt_file(
    sender: Workspace, to: Workspace, stick: Path, receipt: Receipt, role: str = "supervisor"
) -> Path:
    with sender.store.read() as transaction:
        identity = device_identity(transaction)
    card = read_card(desk.own_card(to))
    return write_receipt(
        stick, receipt, sender=identity, number=5, recipients=[card], station=sender.station, role=role
    ).path


def test_receipts_that_confirm_what_they_should_not_are_refused(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    screened(checkpoint)
    device, end = checkpoint.device, len(journal(checkpoint, checkpoint.device))
    head = journal(checkpoint, device)[-1].digest

    def receipt(**changed: object) -> Receipt:
        good = Receipt(device, 1, "0" * 64, {device: (1, end)}, "S1", posts.NOON, heads={device: (end, head)})
        return replace(good, **changed)  # type: ignore[arg-type]

    refused = {
        "receipt.not_ours": receipt(device="HXY-other", confirmed={"HXY-other": (1, 3)}, heads={}),
        "receipt.ahead": receipt(confirmed={device: (1, end + 4)}, heads={}),
    }
    for code, each in refused.items():
        assert (
            refusal(desk.apply_import, checkpoint, receipt_file(supervisor, checkpoint, stick, each)) == code
        )
    for heads in ({device: (end, "f" * 64)}, {device: (end + 1, head)}):
        path = receipt_file(supervisor, checkpoint, stick, receipt(heads=heads))
        assert refusal(desk.apply_import, checkpoint, path) == "receipt.ahead"
    assert desk.cases(checkpoint)[0].carriage is Carriage.NOT_PACKED


def test_a_checkpoint_cannot_give_receipts(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    other = posts.workspace(tmp_path, "checkpoint", name="other")
    with other.store.write() as transaction:
        transaction.set_secret("device.identity", _other_identity())
    desk.trust_card(checkpoint, desk.own_card(other))
    receipt = Receipt(checkpoint.device, 1, "0" * 64, {checkpoint.device: (1, 3)}, "O1", posts.NOON)
    path = receipt_file(other, checkpoint, stick, receipt, role="checkpoint")
    assert refusal(desk.apply_import, checkpoint, path) == "receipt.not_from_supervisor"
    other.close()


def test_a_receipt_confirms_and_does_nothing_else(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    screened(checkpoint)
    receipt = desk.apply_import(
        supervisor, desk.pack(checkpoint, stick).value.path, receipt_to=stick
    ).value.receipt
    assert receipt
    state, before = desk.cases(checkpoint), journal(checkpoint, checkpoint.device)
    done = desk.apply_import(checkpoint, receipt)
    assert done.changes.kinds == {"receipt.received"}
    after = journal(checkpoint, checkpoint.device)
    assert after[:-1] == before and after[-1].kind == "receipt.received"
    assert [replace(row, carriage=Carriage.PACKED) for row in desk.cases(checkpoint)] == state


def test_a_receipt_counts_although_the_supervisors_desk_gives_its_numbers_again(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    """The supervisor's PC was set back to a copy, and counts its receipts from there."""
    screened(checkpoint)
    first = desk.apply_import(
        supervisor, desk.pack(checkpoint, stick).value.path, receipt_to=stick
    ).value.receipt
    assert first
    desk.apply_import(checkpoint, first)
    first.unlink()
    later = screened(checkpoint)
    with supervisor.store.write() as transaction:
        transaction.set_setting("receipts.written", 0)
    again = desk.apply_import(
        supervisor, desk.pack(checkpoint, stick).value.path, receipt_to=stick
    ).value.receipt
    assert again and again.name == first.name
    assert not desk.preview_import(checkpoint, again).already_imported
    assert desk.apply_import(checkpoint, again).value.new == 1
    assert {row.code: row.carriage for row in desk.cases(checkpoint)}[later] is Carriage.CONFIRMED
    assert desk.preview_import(checkpoint, again).already_imported
    assert desk.apply_import(checkpoint, again).value.repeated == 1


def test_the_import_stands_when_the_receipt_cannot_be_written(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    result = desk.apply_import(supervisor, path, receipt_to=stick / "gone").value
    assert (result.receipt, result.receipt_problem) == (None, "stick.removed")
    assert [row.code for row in desk.cases(supervisor)] == [code]


# ------------------------------------------------------------------ the stick fails
@pytest.mark.parametrize(("system", "code"), [(errno.ENOSPC, "stick.full"), (errno.EIO, "stick.removed")])
def test_a_stick_that_fails_at_any_step_marks_nothing_packed(
    checkpoint: Workspace, stick: Path, tmp_path: Path, system: int, code: str
) -> None:
    screened(checkpoint)
    counting = CountingFiles()
    trial = tmp_path / "trial"
    trial.mkdir()
    checkpoint.close()
    shutil.copytree(checkpoint.folder, tmp_path / "copy")
    copy = posts.reopened(tmp_path / "copy")
    desk.pack(copy, trial, files=counting)
    copy.close()
    here = posts.reopened(checkpoint.folder)
    before = entries_of(here)
    for step, name in enumerate(counting.names):
        if name == "close" and step > counting.names.index("open"):
            continue  # the file was whole by then and only read
        assert refusal(desk.pack, here, stick, files=CountingFiles(step, system)) == code, (step, name)
        assert entries_of(here) == before
        assert desk.cases(here)[0].carriage is Carriage.NOT_PACKED
    for left in stick.iterdir():
        left.unlink()  # a stick that failed for good cannot be tidied by anybody
    assert desk.pack(here, stick).value.number == 1
    here.close()


def test_a_small_stick_is_full_and_left_clean(checkpoint: Workspace, stick: Path) -> None:
    screened(checkpoint)
    assert refusal(desk.pack, checkpoint, stick, files=SmallStick(2000)) == "stick.full"
    assert list(stick.iterdir()) == []
    assert desk.cases(checkpoint)[0].carriage is Carriage.NOT_PACKED


class Lying(FileSystem):
    """A stick that keeps other bytes than it was given."""

    def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
        return super().write(file, bytes(len(data)))


def test_a_stick_that_keeps_other_bytes_is_found_out(checkpoint: Workspace, stick: Path) -> None:
    screened(checkpoint)
    assert refusal(desk.pack, checkpoint, stick, files=Lying()) == "stick.misread"
    assert desk.cases(checkpoint)[0].carriage is Carriage.NOT_PACKED


def test_stopping_half_way_leaves_both_sides_as_they_were(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    screened(checkpoint)

    def stop(step: str, done: int, total: int) -> None:
        raise Cancelled

    before = entries_of(checkpoint)
    with pytest.raises(Cancelled):
        desk.pack(checkpoint, stick, stop)
    assert (entries_of(checkpoint), list(stick.iterdir())) == (before, [])
    path = desk.pack(checkpoint, stick).value.path
    before = entries_of(supervisor)
    for call in (desk.preview_import, desk.apply_import):
        with pytest.raises(Cancelled):
            call(supervisor, path, stop)
    assert entries_of(supervisor) == before


def test_packing_needs_somebody_to_seal_to(tmp_path: Path, stick: Path) -> None:
    alone = posts.workspace(tmp_path, "checkpoint", name="alone")
    screened(alone)
    assert desk.transfer_status(alone).missing == "transfer.no_recipient"
    assert refusal(desk.pack, alone, stick) == "transfer.no_recipient"
    alone.close()
