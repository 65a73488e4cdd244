"""Packages that are not for here, not whole, or hold what nobody could have written."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.forged import by_hand, handed, journal, other_identity, tampered
from tests.desk.posts import entries_of, new_case, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.journal import to_line
from borderdesk.domain.values import DeviceId, UserId

pytestmark = pytest.mark.usefixtures("met")


def test_packages_that_are_not_for_here_or_not_whole_change_nothing(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    screened(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    whole = path.read_bytes()
    stranger = posts.workspace(tmp_path, "checkpoint", name="stranger")
    with stranger.store.write() as transaction:
        transaction.set_secret("device.identity", other_identity())
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
        transaction.set_secret("device.identity", other_identity())
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
