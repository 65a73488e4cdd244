"""An import taken out again as a whole: what would go is shown first, and nothing may build on it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.desk.posts import new_case, referred, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace, case_subject
from borderdesk.domain import facts
from borderdesk.domain.errors import Cancelled
from borderdesk.domain.values import Outcome, ReferralStep
from borderdesk.store import schema

pytestmark = pytest.mark.usefixtures("met")
_OWN_NUMBERS = {"id", "import_id"}


def everything(here: Workspace) -> dict[str, set[tuple[Any, ...]]]:
    """All rows of all tables that an import writes to; this desk's own entries and row numbers left out."""
    tables = (
        schema.entry,
        schema.waiting,
        schema.case_row,
        schema.set_aside,
        schema.attachment,
        schema.filled,
    )
    with here.store.read() as transaction:
        found = {}
        for table in tables:
            columns = [column for column in table.c if column.name not in _OWN_NUMBERS]
            query = select(*columns)
            if table is schema.entry:
                query = query.where(table.c.device != here.device)
            found[table.name] = {tuple(row) for row in transaction.connection.execute(query)}
        found["words"] = set(transaction.search.contents().values())  # type: ignore[assignment]  # only compared
        return found


def last_import(here: Workspace) -> str:
    return desk.imports(here)[0].sha256


def test_after_an_undo_everything_is_as_before_and_the_package_can_come_again(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    kept = screened(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    before = everything(supervisor)
    desk.confirm_outcome(checkpoint, kept)
    gone = referred(checkpoint)
    second = desk.pack(checkpoint, stick).value
    desk.apply_import(supervisor, second.path)
    after = everything(supervisor)
    preview = desk.preview_undo(supervisor, last_import(supervisor))
    assert (preview.line.station, preview.line.number, preview.problem) == ("HXY", 2, "")
    assert (preview.gone, preview.back, preview.entries) == ((gone,), (kept,), second.entries)
    assert everything(supervisor) == after, "looking changes nothing"
    desk.undo_import(supervisor, last_import(supervisor), "wrong stick")
    assert everything(supervisor) == before
    assert [row.code for row in desk.cases(supervisor)] == [kept]
    assert [(row.numbers) for row in desk.inbox(supervisor)] == [(1,)]
    assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()
    with supervisor.store.read() as transaction:
        kinds = [entry.kind for entry in transaction.journal.chain(supervisor.device)]
    assert kinds.count("package.imported") == 2 and kinds[-1] == "import.undone", "the audit stays"
    assert not desk.preview_import(supervisor, second.path).already_imported
    assert desk.apply_import(supervisor, second.path).value.new == second.entries
    assert everything(supervisor) == after
    assert [(row.numbers) for row in desk.inbox(supervisor)] == [(1, 2)]


def test_what_a_later_package_or_a_person_built_on_it_is_in_the_way(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = referred(checkpoint)
    first = desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path).value.sha256
    new_case(checkpoint)
    second = desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path).value.sha256
    assert desk.preview_undo(supervisor, first).problem == "import.later_first"
    assert refusal(desk.undo_import, supervisor, first) == "import.later_first"
    desk.undo_import(supervisor, second)
    assert refusal(desk.undo_import, supervisor, second) == "import.unknown"
    desk.case(supervisor, code, purpose="follow-up")
    assert desk.preview_undo(supervisor, first).problem == "", "having looked is not building on it"
    desk.answer_referral(supervisor, code, "R1", ReferralStep.ACKNOWLEDGED)
    assert desk.preview_undo(supervisor, first).problem == "import.built_on"
    assert refusal(desk.undo_import, supervisor, first) == "import.built_on"
    assert [row.code for row in desk.cases(supervisor)] == [code]


def test_what_had_waited_for_the_package_waits_again(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    new_case(checkpoint)
    first = desk.pack(checkpoint, stick).value.path
    late = new_case(checkpoint)
    second = desk.pack(checkpoint, stick).value.path
    empty = everything(supervisor)
    desk.apply_import(supervisor, second)
    waiting = everything(supervisor)
    assert desk.preview_undo(supervisor, last_import(supervisor)).waiting > 0
    desk.apply_import(supervisor, first)
    assert late in {row.code for row in desk.cases(supervisor)}
    preview = desk.preview_undo(supervisor, last_import(supervisor))
    assert preview.wait_again == desk.preview_import(supervisor, second).entries
    desk.undo_import(supervisor, last_import(supervisor))
    assert everything(supervisor) == waiting
    desk.undo_import(supervisor, last_import(supervisor))
    assert everything(supervisor) == empty


def test_content_that_an_import_brought_after_all_goes_again(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.refuse_referral(checkpoint, code, explained_by="talk")
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    before = everything(supervisor)
    referred(checkpoint, code)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert desk.case(supervisor, code).referrals
    desk.undo_import(supervisor, last_import(supervisor))
    assert everything(supervisor) == before
    assert refusal(desk.case, supervisor, code) == "case.missing"


def test_the_conflict_that_an_import_brought_goes_with_it(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    with supervisor.store.write() as transaction:
        supervisor.record(transaction, f"case:{code}", facts.OutcomeConfirmed("O1"))
    desk.confirm_outcome(checkpoint, code)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert [row.code for row in desk.contradictions(supervisor)] == [code]
    desk.undo_import(supervisor, last_import(supervisor))
    assert desk.contradictions(supervisor) == []
    assert desk.case(supervisor, code).outcome is Outcome.O1


# ------------------------------------------------------------------ many at once
def test_a_whole_folder_is_taken_in_each_package_for_itself(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    codes = set()
    for _ in range(3):
        codes.add(new_case(checkpoint))
        desk.pack(checkpoint, stick)
    inner = stick / "old" / "older"
    inner.mkdir(parents=True)
    shutil.move(next(stick.glob("*-000002.bdpkg")), inner)
    (stick / "HXY-000009.bdpkg").write_bytes(b"holiday photo")
    (stick / "notes.txt").write_text("x")
    seen = desk.preview_folder(supervisor, [stick])
    assert sorted(each.problem for each in seen) == ["", "", "", "package.not_a_package"]
    steps: list[tuple[str, int, int]] = []
    done = desk.import_folder(supervisor, [stick], lambda *step: steps.append(step)).value
    assert [item.problem for item in done.refused] == ["package.not_a_package"]
    assert {row.code for row in desk.cases(supervisor)} == codes
    assert done.not_reached == () and ("package", 0, 4) in steps
    receipts = [item.result.receipt for item in done.items if item.result and item.result.receipt]
    assert len(receipts) == 1, "one receipt confirms all of a desk"
    assert desk.import_folder(supervisor, [stick]).value.new == 0


def test_stopping_in_a_folder_keeps_what_is_done(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    for _ in range(3):
        new_case(checkpoint)
        desk.pack(checkpoint, stick)

    def stop(step: str, done: int, total: int) -> None:
        if step == "package" and done == 2:
            raise Cancelled

    done = desk.import_folder(supervisor, [stick], stop).value
    assert (len(done.items), len(done.not_reached), done.stopped_by) == (2, 1, "cancelled")
    assert len(desk.cases(supervisor)) == 2


# ------------------------------------------------------------------ set aside, and tried again
def test_a_record_of_an_unknown_form_version_counts_and_waits_on_the_shelf_for_its_form(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    with supervisor.store.write() as transaction:
        adult = transaction.forms.latest("adult")
        assert adult
        transaction.connection.execute(
            schema.form_version.delete().where(schema.form_version.c.sha256 == adult.sha256)
        )
    path = desk.pack(checkpoint, stick).value.path
    aside = desk.preview_import(supervisor, path).in_state("set_aside")
    assert [(each.code, each.reason) for each in aside] == [(code, "form.version_missing")]
    desk.apply_import(supervisor, path)
    assert [(item.code, item.reason, item.kind) for item in desk.set_aside(supervisor)] == [
        (code, "form.version_missing", "screening.completed")
    ]
    assert desk.case(supervisor, code).outcome is Outcome.O2, "nobody is less protected meanwhile"
    assert desk.outcome(supervisor, code).in_force is Outcome.O2, "without its sentences"
    again = desk.try_again(supervisor).value
    assert (again.used, again.left) == (0, 1)
    with supervisor.store.write() as transaction:
        transaction.forms.add(adult)
    again = desk.try_again(supervisor).value
    assert (again.used, again.left, desk.set_aside(supervisor)) == (1, 0, [])


# ------------------------------------------------------------------ trust taken back
def test_a_desk_that_lost_trust_is_refused_and_sealed_to_no_more(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    new_case(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    desk.apply_import(supervisor, path)
    assert refusal(desk.revoke_trust, supervisor, checkpoint.device, " ") == "card.reason_missing"
    desk.revoke_trust(supervisor, checkpoint.device, "stolen")
    assert refusal(desk.revoke_trust, supervisor, checkpoint.device, "again") == "card.unknown"
    assert refusal(desk.apply_import, supervisor, path) == "package.revoked_sender"
    assert [each.reason for each in desk.refused_arrivals(supervisor)] == ["package.revoked_sender"]
    assert refusal(desk.trust_card, supervisor, desk.own_card(checkpoint)) == "card.revoked"
    assert desk.peers(supervisor) == [] and len(desk.cases(supervisor)) == 1


def test_a_stamp_that_no_desk_can_have_reached_is_refused_and_drags_nobody_along(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    new_case(checkpoint)
    with checkpoint.store.write() as transaction:
        transaction.journal._latest = 2**53 - 2
        checkpoint.record(transaction, "station:HXY", facts.NothingNoted("arriving"))
    path = desk.pack(checkpoint, stick).value.path
    assert refusal(desk.apply_import, supervisor, path) == "journal.stamp_too_far"
    assert [each.reason for each in desk.refused_arrivals(supervisor)] == ["journal.stamp_too_far"]
    with supervisor.store.read() as transaction:
        assert transaction.journal.newest() < 1000


def test_an_undo_leaves_the_content_in_use_here_although_a_record_named_its_file(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    with supervisor.store.write() as transaction:
        card = transaction.attachments.put(b"a card from a pack", "application/octet-stream")
        transaction.set_setting("content.installed", {"files": {"library/lo/S07.md": card}})
    code = screened(checkpoint)
    with checkpoint.store.write() as transaction:
        checkpoint.record(transaction, case_subject(code), facts.ContactLogged("other", f"{card}.txt"))
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    desk.undo_import(supervisor, last_import(supervisor))
    with supervisor.store.read() as transaction:
        assert transaction.attachments.has(card)
