"""A group arrival: one record, a file for each person, leaders kept apart, nothing that tells who."""

import pytest
from tests.desk import posts
from tests.desk.posts import NOTHING_SEEN, fill, finish, refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace


def group_of(here: Workspace, size: int = 3) -> desk.Group:
    return desk.open_group(here, direction="returned", size=size, language="lo").value


def looked_at(here: Workspace, group: desk.Group, number: int, **seen: str) -> str:
    member = group.members[number - 1].code
    draft = desk.start_member(here, group.code, member, age_group="adult").value
    fill(here, draft.id, {**NOTHING_SEEN, "FS_01": "seen", **seen})
    return desk.complete_form(here, draft.id).value.code


def test_one_record_holds_a_code_for_each_person(checkpoint: Workspace) -> None:
    group = group_of(checkpoint, 5)
    codes = {member.code for member in group.members}
    assert len(codes) == 5
    assert group.code not in codes
    assert group.waiting == 5
    assert desk.cases(checkpoint) == []
    assert desk.drafts(checkpoint) == []
    assert [each.code for each in desk.groups(checkpoint)] == [group.code]


@pytest.mark.parametrize("size", [0, 1, 201])
def test_a_number_of_people_that_is_no_group_is_refused(checkpoint: Workspace, size: int) -> None:
    assert refusal(desk.open_group, checkpoint, direction="returned", size=size) == "group.size"
    assert refusal(desk.open_group, checkpoint, direction="up", size=3) == "intake.malformed"
    assert desk.groups(checkpoint) == []


def test_each_person_gets_a_file_of_their_own(checkpoint: Workspace) -> None:
    group = group_of(checkpoint)
    code = looked_at(checkpoint, group, 2)
    state = desk.case(checkpoint, code)
    assert (state.direction, state.party) == ("returned", 3)
    members = desk.group(checkpoint, group.code).members
    assert [member.opened for member in members] == [False, True, False]
    assert desk.group(checkpoint, group.code).waiting == 2


def test_nobody_of_a_group_is_counted_off_without_a_file(checkpoint: Workspace) -> None:
    group = group_of(checkpoint)
    draft = desk.start_member(checkpoint, group.code, group.members[0].code, age_group="adult").value
    before = posts.entries_of(checkpoint)
    assert refusal(desk.nothing_noted, checkpoint, draft.id) == "group.file_each"
    assert posts.entries_of(checkpoint) == before
    assert desk.group(checkpoint, group.code).members[0].draft == draft.id


def test_a_person_is_begun_once(checkpoint: Workspace) -> None:
    group = group_of(checkpoint)
    first = group.members[0].code
    draft = desk.start_member(checkpoint, group.code, first, age_group="unsure").value
    assert dict(draft.intake)["party"] == "3"
    assert refusal(desk.start_member, checkpoint, group.code, first, age_group="adult") == "group.begun"
    assert desk.group(checkpoint, group.code).members[0].draft == draft.id
    other = desk.open_group(checkpoint, direction="returned", size=2).value.members[0].code
    assert refusal(desk.start_member, checkpoint, group.code, other, age_group="adult") == "case.missing"


def test_a_leader_is_kept_apart_and_the_mark_can_be_taken_back(checkpoint: Workspace) -> None:
    group = group_of(checkpoint)
    leader = group.members[1].code
    marked = desk.keep_apart(checkpoint, group.code, leader, True).value
    assert [member.apart for member in marked.members] == [False, True, False]
    again = desk.keep_apart(checkpoint, group.code, leader, False).value
    assert not any(member.apart for member in again.members)
    assert refusal(desk.keep_apart, checkpoint, group.code, group.code, True) == "case.missing"


def test_a_file_kept_apart_is_missing_from_the_group_too(checkpoint: Workspace) -> None:
    group = group_of(checkpoint)
    code = looked_at(checkpoint, group, 2)
    finish(checkpoint, code, "risk_needs", {"IR_09": "yes"})
    others = [member for member in group.members if member.code != code]
    assert list(desk.group(checkpoint, group.code).members) == others, "nothing in the others tells of it"
    other = posts.as_role(checkpoint, checkpoint.user.role)
    assert code not in {member.code for member in desk.group(other, group.code).members}


def test_a_group_that_is_finished_leaves_the_list(checkpoint: Workspace) -> None:
    group = group_of(checkpoint, 2)
    for number in (1, 2):
        looked_at(checkpoint, group, number)
    assert desk.groups(checkpoint) == []
    assert refusal(desk.group, checkpoint, group.members[0].code) == "group.missing"
