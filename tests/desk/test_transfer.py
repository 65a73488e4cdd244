"""Records on a stick: packed, previewed, applied once, in any order, and what must stay here."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.forged import by_hand, journal
from tests.desk.posts import entries_of, new_case, referred, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.values import CardAnswer, Carriage

pytestmark = pytest.mark.usefixtures("met")


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
        desk.offer_card(checkpoint, code, CardAnswer.TAKEN, explained_by="talk")
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
    about = [entry for entry in arrived if entry.subject == f"case:{code}"]
    assert about and {entry.payload for entry in about} == {None}
    assert not {"referral.refused", "card.offered"} & {entry.kind for entry in about}, "it would tell"
    assert all(entry.payload for entry in arrived if entry.subject == f"case:{shown}")


def test_a_refusal_alone_names_its_record_so_that_a_pc_set_back_can_keep_it(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    desk.refuse_referral(checkpoint, code, explained_by="talk")
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert desk.case(supervisor, code).hidden_entries == 1
    desk.offer_card(checkpoint, code, CardAnswer.TAKEN, explained_by="talk")
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    kinds = [entry.kind for entry in journal(supervisor, checkpoint.device)]
    assert "referral.refused" in kinds and "card.offered" not in kinds
    assert desk.verify(supervisor).ok
    referred(checkpoint, code)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    assert desk.case(supervisor, code).hidden_entries == 0
    assert desk.case(supervisor, code).card is CardAnswer.TAKEN


def test_when_the_person_agrees_after_all_the_content_follows_once(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    code = screened(checkpoint)
    desk.refuse_referral(checkpoint, code, explained_by="talk")
    first = desk.pack(checkpoint, stick).value.path
    assert desk.preview_import(supervisor, first).records == (), "nobody is told who agreed to nothing"
    assert desk.apply_import(supervisor, first).value.records == 0
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
