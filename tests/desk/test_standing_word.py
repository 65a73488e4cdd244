"""What only a supervisor may say counts in a checkpoint's chain only where it names a supervisor before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.country import Country, copied
from tests.desk.posts import PASSPHRASE, new_case, screened

from borderdesk import desk
from borderdesk.desk.standing_word import NOT_A_SUPERVISOR
from borderdesk.desk.workspace import Workspace, case_subject
from borderdesk.domain import facts
from borderdesk.domain.roles import Role
from borderdesk.domain.values import Outcome
from borderdesk.ui.screens.countersign.presenter import CountersignPresenter
from borderdesk.ui.screens.file.presenter import FilePresenter


@pytest.fixture
def country(made_country: Path, tmp_path: Path) -> Iterator[Country]:
    found = copied(made_country, tmp_path)
    yield found
    found.close()


def asked_to_lower(here: Workspace) -> str:
    code = screened(here)
    desk.confirm_outcome(here, code)
    desk.choose_outcome(here, code, Outcome.O4, "wrong person")
    return code


def with_supervisor(here: Workspace) -> Workspace:
    """Somebody who may countersign has an account on this PC."""
    chief = posts.as_role(here, Role.SUPERVISOR, "O1")
    desk.add_user(chief, "S1", Role.SUPERVISOR, "another quiet river", own_passphrase=PASSPHRASE)
    return posts.as_role(here, Role.SUPERVISOR, "S1")


def writes(here: Workspace, code: str, *said: facts.Fact) -> None:
    with here.store.write() as transaction:
        here.record(transaction, case_subject(code), *said)


def shelf(here: Workspace) -> list[tuple[str, str]]:
    return [(each.code, each.reason) for each in desk.set_aside(here)]


def test_an_officers_pc_cannot_countersign_for_itself(country: Country) -> None:
    hxy, vte = country.hxy, country.vte
    code = asked_to_lower(hxy)
    writes(hxy, code, facts.LoweringAnswered(True, "O4"))
    path = desk.pack(hxy, country.stick).value.path
    preview = desk.preview_import(vte, path)
    assert [(each.code, each.reason) for each in preview.in_state("set_aside")] == [(code, NOT_A_SUPERVISOR)]
    assert desk.apply_import(vte, path).value.set_aside == 1
    state = desk.case(vte, code)
    assert (state.outcome, state.lowering_pending) == (Outcome.O2, True)
    assert shelf(vte) == [(code, NOT_A_SUPERVISOR)]
    assert desk.try_again(vte).value.used == 0
    assert desk.apply_import(vte, path).value.set_aside == 0
    again = desk.pack(hxy, country.stick, again_from=1).value.path
    assert desk.apply_import(vte, again).value.set_aside == 0
    assert desk.case(vte, code).outcome is Outcome.O2
    assert desk.verify(vte).ok and desk.rebuild(vte).different == ()


def test_nor_settle_a_contradiction_about_the_outcome(country: Country) -> None:
    hxy, vte = country.hxy, country.vte
    code = asked_to_lower(hxy)
    writes(hxy, code, facts.ConflictResolved("outcome", ""))
    country.up(hxy, vte)
    assert desk.case(vte, code).outcome is Outcome.O2
    assert shelf(vte) == [(code, NOT_A_SUPERVISOR)]


def test_whoever_is_made_a_supervisor_later_was_none_before(country: Country) -> None:
    hxy, vte = country.hxy, country.vte
    code = asked_to_lower(hxy)
    chief = posts.as_role(hxy, Role.SUPERVISOR, "S1")
    writes(chief, code, facts.LoweringAnswered(True, "O4"))
    with_supervisor(hxy)
    country.up(hxy, vte)
    assert desk.case(vte, code).outcome is Outcome.O2
    assert shelf(vte) == [(code, NOT_A_SUPERVISOR)]


def test_a_supervisor_at_the_checkpoint_may_and_it_is_said_where(country: Country) -> None:
    hxy, vte = country.hxy, country.vte
    code = asked_to_lower(hxy)
    desk.countersign(with_supervisor(hxy), code, True)
    country.up(hxy, vte)
    assert (desk.case(vte, code).outcome, shelf(vte)) == (Outcome.O4, [])
    told = [line.text for line in FilePresenter(vte, code).state().lines]
    assert any(each.endswith("(countersigned at the checkpoint)") for each in told)
    desk.choose_outcome(hxy, code, Outcome.O2, "a car waits")
    desk.choose_outcome(hxy, code, Outcome.O4, "no car after all")
    country.up(hxy, vte)
    (pending,) = desk.countersign_list(vte)
    (line,) = CountersignPresenter().state([pending]).waiting
    assert line.detail.endswith("An earlier wish was countersigned at the checkpoint.")


def test_a_supervisors_own_countersign_is_marked_nowhere(country: Country) -> None:
    hxy, vte = country.hxy, country.vte
    code = asked_to_lower(hxy)
    country.up(hxy, vte)
    desk.countersign(vte, code, True)
    country.down(vte, hxy)
    for here in (vte, hxy):
        assert not any("checkpoint" in line.text for line in FilePresenter(here, code).state().lines)


@pytest.mark.parametrize("real", [True, False])
def test_sticks_in_any_order_lead_to_the_same(country: Country, real: bool) -> None:
    hxy, vte, lpq = country.hxy, country.vte, country.lpq
    chief = with_supervisor(hxy) if real else posts.as_role(hxy, Role.SUPERVISOR, "S1")
    code = asked_to_lower(hxy)
    first = desk.pack(hxy, country.stick).value.path
    desk.countersign(chief, code, True)
    second = desk.pack(hxy, country.stick).value.path
    new_case(hxy)
    third = desk.pack(hxy, country.stick).value.path
    for path in (first, second, third):
        desk.apply_import(vte, path)
    for path in (third, second, second, first, second):
        desk.apply_import(lpq, path)
    for here in (vte, lpq):
        assert desk.case(here, code).outcome is (Outcome.O4 if real else Outcome.O2)
        assert shelf(here) == ([] if real else [(code, NOT_A_SUPERVISOR)])
        assert desk.verify(here).ok and desk.rebuild(here).different == ()
