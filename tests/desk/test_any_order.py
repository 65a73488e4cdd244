"""Any order, any number of times: once every package came, every desk holds the same, bit for bit."""

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk import posts
from tests.desk.country import copied, everything
from tests.desk.forged import by_hand
from tests.desk.posts import new_case, referred, screened

from borderdesk import desk
from borderdesk.domain import facts
from borderdesk.domain.case import Person
from borderdesk.domain.values import ReferralStep


@pytest.fixture(scope="module")
def sticks(made_country: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Path, ...]]:
    """A supervisor's desk that has seen nothing, and all that was ever packed for it, in order: two
    checkpoints, another supervisor, contradictions, content kept back and released, a broken entry, re-sends.
    """
    folder = tmp_path_factory.mktemp("sticks")
    country = copied(made_country, folder)
    hxy, bko, vte, lpq = country.hxy, country.bko, country.vte, country.lpq
    quiet = screened(hxy)
    desk.refuse_referral(hxy, quiet, explained_by="talk")
    named = referred(hxy)
    country.up(hxy, vte)
    country.up(bko, vte)
    desk.answer_referral(vte, named, "R1", ReferralStep.ACKNOWLEDGED)
    by_hand(vte, f"case:{named}", facts.PersonRecorded("Noi"))
    desk.record_person(hxy, named, Person("Nui"))
    desk.answer_referral(hxy, named, "R1", ReferralStep.DECLINED)
    country.down(vte, hxy)
    referred(hxy, quiet)
    country.up(hxy, vte)
    new_case(bko)
    by_hand(bko, f"case:{new_case(bko)}", raw=("outcome.confirmed", b'{"outcome": 7}'))
    country.up(bko, vte)
    desk.resolve(vte, named, {"referral.R1": _last_side(vte, named, "referral.R1")})
    desk.pack_for(vte, lpq.device, country.stick)
    desk.withdraw_consent(hxy, named, "lwu-bokeo")
    country.down(vte, hxy)
    desk.pack(hxy, country.stick)
    desk.pack(hxy, country.stick, again_from=5)
    desk.pack_for(vte, lpq.device, country.stick, again_from=1)
    own = lpq.folder
    wanted = []
    for path in sorted(country.stick.glob("*.bdpkg"), key=lambda each: each.stat().st_mtime_ns):
        try:
            desk.preview_import(lpq, path)
            wanted.append(path)
        except Exception as other:
            assert getattr(other, "code", "") == "package.not_for_us", other
    country.close()
    return own, tuple(wanted)


def _last_side(here: desk.Workspace, code: str, field: str) -> str:
    record = desk.contradiction(here, code)
    return next(each for each in record.fields if each.name == field).sides[-1].entry


@pytest.fixture(scope="module")
def straight(
    sticks: tuple[Path, tuple[Path, ...]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    """What a desk holds to which every stick came once, in order."""
    made, paths = sticks
    folder = tmp_path_factory.mktemp("straight") / "LPQ"
    shutil.copytree(made, folder, ignore=shutil.ignore_patterns("lock"))
    here = posts.reopened(folder)
    for path in paths:
        desk.apply_import(here, path)
    found = everything(here)
    assert found["waiting"] == set() and len(desk.cases(here)) == 4
    assert desk.verify(here).ok and desk.rebuild(here).different == ()
    here.close()
    return found


@given(st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_schedule_ends_bit_for_bit_the_same(
    sticks: tuple[Path, tuple[Path, ...]],
    straight: dict[str, object],
    tmp_path_factory: pytest.TempPathFactory,
    chance: random.Random,
) -> None:
    """Out of order, doubled, lost and brought again later, and some undone in between."""
    made, paths = sticks
    folder = tmp_path_factory.mktemp("schedule") / "LPQ"
    shutil.copytree(made, folder, ignore=shutil.ignore_patterns("lock"))
    here = posts.reopened(folder)
    lost = chance.sample(paths, 2)
    first = [path for path in paths if path not in lost]
    order = [*chance.sample(first, len(first)), *chance.choices(first, k=2), *chance.sample(lost, 2)]
    undone = chance.sample(range(len(order)), 2)
    for place, path in enumerate(order):
        desk.apply_import(here, path)
        if place in undone:
            last = desk.imports(here)[0]
            if not desk.preview_undo(here, last.sha256).problem:
                desk.undo_import(here, last.sha256)
                order.append(next(each for each in paths if _digest(each) == last.sha256))
    assert everything(here) == straight
    assert desk.verify(here).ok and desk.rebuild(here).different == ()
    here.close()
    shutil.rmtree(folder)


def _digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.long
@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_many_schedules_end_bit_for_bit_the_same(
    sticks: tuple[Path, tuple[Path, ...]],
    straight: dict[str, object],
    tmp_path_factory: pytest.TempPathFactory,
    chance: random.Random,
) -> None:
    test_any_schedule_ends_bit_for_bit_the_same.hypothesis.inner_test(  # type: ignore[attr-defined]  # by hypothesis
        sticks, straight, tmp_path_factory, chance
    )
