"""Separate records: in no list of the station, in none of its packages, sealed to another desk alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import finish, refusal, screened

from borderdesk import desk
from borderdesk.desk.directory import directory
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.errors import BorderDeskError


@pytest.fixture
def central(tmp_path: Path, watch: posts.Watch) -> Iterator[Workspace]:
    """The other receiver's desk, somewhere else."""
    here = posts.workspace(tmp_path, "supervisor_other", watch, "central")
    yield here
    here.close()


def separate(here: Workspace, **answers: str) -> str:
    code = screened(here)
    finish(here, code, "risk_needs", {"IR_09": "yes", "IR_10": "no", **answers})
    return code


def acquainted(checkpoint: Workspace, central: Workspace) -> None:
    desk.trust_card(checkpoint, desk.own_card(central), alternate=True)
    desk.trust_card(central, desk.own_card(checkpoint))


def test_the_record_leaves_every_list_and_search_at_once(checkpoint: Workspace) -> None:
    code = separate(checkpoint)
    assert desk.cases(checkpoint) == []
    assert desk.find_cases(checkpoint, code) == []
    assert [row.code for row in desk.separate_records(checkpoint, posts.PASSPHRASE)] == [code]
    lead = posts.as_role(checkpoint, desk_role := checkpoint.user.role, "X2")
    assert desk_role
    assert refusal(desk.case, lead, code) == "case.missing"


def test_not_sure_about_an_official_keeps_the_record_apart_too(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    draft = desk.start_form(checkpoint, code, "risk_needs").value.id
    posts.fill(checkpoint, draft, {"IR_09": "unsure"})
    assert desk.cases(checkpoint) == []
    posts.fill(checkpoint, draft, {"IR_09": "no"})
    assert [row.code for row in desk.cases(checkpoint)] == [code]


def test_an_official_told_of_before_a_file_is_open_is_hidden_at_once(checkpoint: Workspace) -> None:
    draft = desk.start_case(checkpoint, direction="arriving", age_group="adult", form_id="risk_needs").value
    posts.fill(checkpoint, draft.id, {"IR_09": "yes"})
    assert desk.today(checkpoint).unfinished == []
    colleague = posts.as_role(checkpoint, checkpoint.user.role, "X2")
    assert refusal(desk.open_draft, colleague, draft.id) == "case.missing"
    assert refusal(desk.start_form, colleague, draft.case_code, "risk_needs") == "case.missing"
    assert refusal(desk.put_away, colleague, draft.id) == "case.missing"
    own = desk.separate_records(checkpoint, posts.PASSPHRASE)
    assert [(row.code, row.step) for row in own] == [(draft.case_code, "begun")]
    posts.fill(checkpoint, draft.id, {"IR_10": "yes"})
    desk.complete_form(checkpoint, draft.id)
    own = desk.separate_records(checkpoint, posts.PASSPHRASE)
    assert [(row.code, row.step) for row in own] == [(draft.case_code, "form.risk_needs")]


def test_who_hears_of_an_official_in_a_colleagues_record_can_finish_the_talk(
    checkpoint: Workspace, central: Workspace, stick: Path
) -> None:
    hears = posts.as_role(checkpoint, checkpoint.user.role, desk.users(checkpoint.folder)[0].id)
    opener = posts.as_role(checkpoint, checkpoint.user.role, "X9")
    code = screened(opener)
    acquainted(checkpoint, central)
    draft = desk.start_form(hears, code, "risk_needs").value.id
    posts.fill(hears, draft, {"IR_09": "yes", "IR_10": "no"})
    posts.fill(hears, draft, {"IR_11": "food"})
    desk.complete_form(hears, draft)
    assert [row.code for row in desk.separate_records(hears, posts.PASSPHRASE)] == [code]
    assert desk.case(hears, code).official_involved
    assert desk.pack_separate(hears, stick).value.records == 1


def test_who_opened_a_record_before_a_colleague_noted_an_official_sees_it_no_more(
    checkpoint: Workspace,
) -> None:
    """The opener may be that official's friend."""
    opener = posts.as_role(checkpoint, checkpoint.user.role, desk.users(checkpoint.folder)[0].id)
    hears = posts.as_role(checkpoint, checkpoint.user.role, "X9")
    code = screened(opener)
    left = desk.start_form(opener, code, "mixed_movement").value.id
    draft = desk.start_form(hears, code, "risk_needs").value.id
    posts.fill(hears, draft, {"IR_09": "yes"})
    for _moment in ("said in the talk", "sealed"):
        assert desk.cases(opener) == []
        assert desk.today(opener).unfinished == []
        assert desk.separate_records(opener, posts.PASSPHRASE) == []
        assert refusal(desk.case, opener, code) == "case.missing"
        assert refusal(desk.open_draft, opener, left) == "case.missing"
        assert desk.drafts(opener) == desk.drafts(opener, code) == []
        if desk.drafts(hears, code):
            desk.complete_form(hears, draft)
    assert desk.case(hears, code).official_involved


def test_an_official_noted_and_taken_back_is_told_to_who_noted_it_alone(
    checkpoint: Workspace, central: Workspace, stick: Path
) -> None:
    hears = posts.as_role(checkpoint, checkpoint.user.role, desk.users(checkpoint.folder)[0].id)
    opener = posts.as_role(checkpoint, checkpoint.user.role, "X9")
    acquainted(checkpoint, central)
    code = screened(opener)
    finish(hears, code, "risk_needs", {"IR_09": "yes", "IR_10": "no"})
    desk.pack_separate(hears, stick)
    finish(hears, code, "risk_needs", {"IR_09": "no", "IR_10": "no"})
    kinds = [item.kind for item in desk.timeline(hears, code)]
    assert kinds.count("screening.completed") == 5 and "record.carried" in kinds
    told = desk.timeline(opener, code)
    assert [item.kind for item in told].count("screening.completed") == 4
    assert "OFFICIAL" not in str(told) and "record.carried" not in str(told)


def test_only_the_other_receiver_can_read_it(
    checkpoint: Workspace, supervisor: Workspace, central: Workspace, met: None, stick: Path
) -> None:
    open_code = screened(checkpoint)
    code = separate(checkpoint)
    acquainted(checkpoint, central)
    packed = desk.pack_separate(checkpoint, stick).value
    assert packed.records == 1
    with pytest.raises(BorderDeskError):
        desk.preview_import(supervisor, packed.path)
    desk.apply_import(central, packed.path)
    assert desk.case(central, code).official_involved
    assert refusal(desk.case, central, open_code) == "case.missing"


def test_the_stations_own_package_still_tells_nothing(
    checkpoint: Workspace, supervisor: Workspace, central: Workspace, met: None, stick: Path
) -> None:
    code = separate(checkpoint)
    acquainted(checkpoint, central)
    desk.pack_separate(checkpoint, stick)
    ordinary = desk.pack(checkpoint, stick).value
    assert ordinary.records == 0
    desk.apply_import(supervisor, ordinary.path)
    assert refusal(desk.case, supervisor, code) == "case.missing"
    with pytest.raises(BorderDeskError):
        desk.preview_import(central, ordinary.path)


def test_without_another_receiver_or_a_record_nothing_is_written(
    checkpoint: Workspace, central: Workspace, stick: Path
) -> None:
    separate(checkpoint)
    assert refusal(desk.pack_separate, checkpoint, stick) == "separate.no_receiver"
    acquainted(checkpoint, central)
    other = posts.as_role(checkpoint, checkpoint.user.role, "X2")
    assert refusal(desk.pack_separate, other, stick) == "separate.nothing"
    assert list(stick.iterdir()) == []


def test_the_other_receiver_is_no_ordinary_receiver(
    checkpoint: Workspace, central: Workspace, stick: Path
) -> None:
    acquainted(checkpoint, central)
    assert [station for station, _words in desk.alternate_receivers(checkpoint)] == ["VTE"]
    assert desk.transfer_status(checkpoint).recipients == []
    screened(checkpoint)
    assert refusal(desk.pack, checkpoint, stick) == "transfer.no_recipient"


def test_a_checkpoint_cannot_be_the_other_receiver(checkpoint: Workspace, central: Workspace) -> None:
    assert refusal(desk.trust_card, central, desk.own_card(checkpoint), alternate=True) == (
        "card.alternate_checkpoint"
    )


def test_packing_again_gets_the_next_number_and_changes_nothing_there(
    checkpoint: Workspace, central: Workspace, stick: Path
) -> None:
    code = separate(checkpoint)
    acquainted(checkpoint, central)
    first, second = (desk.pack_separate(checkpoint, stick).value for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    desk.apply_import(central, second.path)
    assert desk.apply_import(central, first.path).value.new == 0
    assert desk.case(central, code).opened


def test_the_author_sees_that_it_went(checkpoint: Workspace, central: Workspace, stick: Path) -> None:
    code = separate(checkpoint)
    acquainted(checkpoint, central)
    desk.pack_separate(checkpoint, stick)
    assert "record.carried" in [item.kind for item in desk.timeline(checkpoint, code)]


def test_a_separate_record_goes_to_the_department_at_its_centre_alone(checkpoint: Workspace) -> None:
    code = separate(checkpoint)
    offered = desk.ranked_receivers(checkpoint, code, ("full_identification",))
    department = [each.receiver for each in offered if each.receiver.kind is ReceiverKind.ATD]
    assert department
    assert all(each.national for each in department)
    desk.confirm_outcome(checkpoint, code)
    local = next(each for each in directory() if each.kind is ReceiverKind.ATD and not each.national)
    draft = posts.referral_draft(checkpoint, code, receiver=local.id, needs="full_identification")
    assert refusal(desk.issue_referral, checkpoint, draft) == "referral.not_local"
