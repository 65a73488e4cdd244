"""Who gets what, and who may do what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdesk.domain.disclosure import MATRIX, Item, ReceiverKind, disclosed
from borderdesk.domain.errors import NotAllowed
from borderdesk.domain.roles import PERMISSIONS, Act, Role, may, require

ITEMS = st.frozensets(st.sampled_from(list(Item)))


@given(st.sampled_from(list(ReceiverKind)), ITEMS)
def test_without_agreement_nothing_but_the_code_is_told(
    kind: ReceiverKind, withheld: frozenset[Item]
) -> None:
    told = [each.item for each in disclosed(kind, withheld, sharing=False) if not each.withheld]
    assert told == [Item.CODE]


@given(st.sampled_from(list(ReceiverKind)), ITEMS)
def test_a_receiver_gets_what_its_task_needs_minus_what_the_person_took_off(
    kind: ReceiverKind, withheld: frozenset[Item]
) -> None:
    lines = disclosed(kind, withheld, sharing=True)
    assert [each.item for each in lines] == [item for item in Item if item in MATRIX[kind]]
    told = {each.item for each in lines if not each.withheld}
    assert told == set(MATRIX[kind]) - (withheld - {Item.CODE, Item.HANDOVER})


def test_names_go_only_to_those_who_register_people() -> None:
    named = {kind for kind in ReceiverKind if Item.NAME in MATRIX[kind]}
    assert named.isdisjoint({ReceiverKind.HOSPITAL, ReceiverKind.NGO, ReceiverKind.CONSULATE})
    assert set(MATRIX) == set(ReceiverKind)


def test_only_a_supervisor_countersigns_and_nobody_is_left_out_of_the_table() -> None:
    assert PERMISSIONS[Act.COUNTERSIGN] == {Role.SUPERVISOR}
    assert set(PERMISSIONS) == set(Act)
    assert all(may(role, Act.OWN_ACCESS) for role in Role)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CONTENT_ADMIN, Role.HEALTH])
def test_those_without_case_work_neither_screen_nor_read(role: Role) -> None:
    for act in (Act.SCREEN, Act.READ_RECORDS, Act.SEARCH_NAMES, Act.REFER, Act.PRINT):
        with pytest.raises(NotAllowed) as refused:
            require(role, act)
        assert refused.value.code == "role.not_allowed"
        assert refused.value.fields["act"] == act.value
