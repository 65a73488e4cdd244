"""Receipts: what they confirm, from whom they count, and what they cannot do."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.forged import journal, other_identity
from tests.desk.posts import refusal, screened

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.values import Carriage
from borderdesk.exchange import (
    Receipt,
    ResendRequest,
    SignedHead,
    read_card,
    sign_head,
    write_receipt,
    write_request,
)

pytestmark = pytest.mark.usefixtures("met")


def receipt_file(
    sender: Workspace,
    to: Workspace,
    stick: Path,
    receipt: Receipt,
    role: str = "supervisor",
    proof: SignedHead | None = None,
) -> Path:
    with sender.store.read() as transaction:
        identity = device_identity(transaction)
    card = read_card(desk.own_card(to))
    return write_receipt(
        stick,
        receipt,
        sender=identity,
        number=5,
        recipients=[card],
        station=sender.station,
        role=role,
        heads={proof.device: proof} if proof else {},
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
        "receipt.unproved": receipt(confirmed={device: (1, end + 4)}, heads={}),
    }
    for code, each in refused.items():
        assert (
            refusal(desk.apply_import, checkpoint, receipt_file(supervisor, checkpoint, stick, each)) == code
        )
    for heads in ({device: (end, "f" * 64)}, {device: (end + 1, head)}):
        path = receipt_file(supervisor, checkpoint, stick, receipt(heads=heads))
        assert refusal(desk.apply_import, checkpoint, path) == "receipt.unproved"
    assert desk.cases(checkpoint)[0].carriage is Carriage.NOT_PACKED
    assert not desk.standing(checkpoint).behind, "a made-up receipt stops nobody's work"
    path = receipt_file(supervisor, checkpoint, stick, receipt())
    assert desk.apply_import(checkpoint, path).value.new == 1, "without proof it confirms what is here"
    assert desk.cases(checkpoint)[0].carriage is Carriage.CONFIRMED


def test_only_this_pcs_own_signature_proves_that_it_has_been_further(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    screened(checkpoint)
    device, end = checkpoint.device, len(journal(checkpoint, checkpoint.device))
    with supervisor.store.read() as transaction:
        theirs = device_identity(transaction)
    with checkpoint.store.read() as transaction:
        own = device_identity(transaction)
    claim = Receipt(device, 1, "0" * 64, {device: (1, end + 400)}, "S1", posts.NOON)
    real = sign_head(own, end, journal(checkpoint, device)[-1].digest)
    proofs = (
        replace(sign_head(theirs, end + 400, "f" * 64), device=str(device)),
        replace(real, seq=end + 400),
        replace(real, digest="f" * 64),
        real,
    )
    for proof in proofs:
        path = receipt_file(supervisor, checkpoint, stick, claim, proof=proof)
        for verb in (desk.preview_import, desk.apply_import):
            assert refusal(verb, checkpoint, path) == "receipt.unproved"
        asked = ResendRequest(str(device), 1, 0, (end + 400, "f" * 64), "S1", posts.NOON)
        path = write_request(
            stick,
            asked,
            sender=theirs,
            number=7,
            recipients=[read_card(desk.own_card(checkpoint))],
            station="VTE",
            role="supervisor",
            heads={str(device): proof},
        ).path
        assert refusal(desk.apply_import, checkpoint, path) == "receipt.unproved"
    assert not desk.standing(checkpoint).behind
    path = receipt_file(supervisor, checkpoint, stick, claim, proof=sign_head(own, end + 400, "f" * 64))
    assert refusal(desk.apply_import, checkpoint, path) == "receipt.ahead"
    assert desk.standing(checkpoint).behind


def test_a_checkpoint_cannot_give_receipts(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    other = posts.workspace(tmp_path, "checkpoint", name="other")
    with other.store.write() as transaction:
        transaction.set_secret("device.identity", other_identity())
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
