"""The way back: a supervisor's entries reach the desk they concern, and tell it nothing of any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.country import Country, copied
from tests.desk.forged import handed, journal
from tests.desk.posts import introduced, new_case, referred, refusal, screened

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.relaying import own_head
from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.journal import to_line, write_entry
from borderdesk.domain.values import Outcome, ReferralStep
from borderdesk.exchange import Card, Manifest, SignedHead, heads_extra, heads_in, open_package


@pytest.fixture
def country(made_country: Path, tmp_path: Path) -> Iterator[Country]:
    found = copied(made_country, tmp_path)
    yield found
    found.close()


def test_what_a_supervisor_wrote_reaches_its_checkpoint_and_no_other(country: Country) -> None:
    hxy, bko, vte = country.hxy, country.bko, country.vte
    ours, theirs = referred(hxy), referred(bko)
    country.up(hxy, vte)
    country.up(bko, vte)
    for code in (ours, theirs):
        desk.case(vte, code, purpose="follow-up")
        desk.answer_referral(vte, code, "R1", ReferralStep.ACKNOWLEDGED, "by phone")
    waiting = {each.station: each.entries for each in desk.desks_to_send(vte)}
    assert (waiting["HXY"], waiting["BKO"]) == (1, 1)
    path = desk.pack_for(vte, hxy.device, country.stick).value.path
    preview = desk.preview_import(hxy, path)
    assert [(each.code, each.state) for each in preview.records] == [(ours, "changed")]
    assert refusal(desk.preview_import, bko, path) == "package.not_for_us"
    desk.apply_import(hxy, path)
    assert desk.case(hxy, ours).referrals[0].step is ReferralStep.ACKNOWLEDGED
    assert [row.code for row in desk.cases(hxy)] == [ours]
    with hxy.store.read() as transaction:
        opened = open_package(path, device_identity(transaction), _cards(hxy))
    lines = b"\n".join(opened.entries())
    opened.close()
    for told in (theirs.encode(), bko.device.encode(), b"record.viewed", b"slip_key", b"peer:", b"package:"):
        assert told not in lines
    assert lines.count(ours.encode()) == 1
    chain = next(each for each in desk.verify(hxy).chains if each.device == vte.device)
    assert desk.verify(hxy).ok and chain.sealed == chain.entries - 1
    assert desk.rebuild(hxy).different == ()
    assert refusal(desk.pack_for, vte, hxy.device, country.stick) == "transfer.nothing_new"


def _cards(here: Workspace) -> dict[str, Card]:
    with here.store.read() as transaction:
        return trusted_cards(here, transaction)


def test_a_countersign_travels_back_and_the_next_package_goes_on_where_it_ended(country: Country) -> None:
    hxy, vte = country.hxy, country.vte
    code = screened(hxy)
    desk.confirm_outcome(hxy, code)
    desk.choose_outcome(hxy, code, Outcome.O4, "mistaken")
    country.up(hxy, vte)
    desk.countersign(vte, code, True)
    country.down(vte, hxy)
    assert desk.case(hxy, code).outcome is Outcome.O4
    late = referred(hxy)
    country.up(hxy, vte)
    desk.answer_referral(vte, late, "R1", ReferralStep.CLOSED)
    first = desk.pack_for(vte, hxy.device, country.stick)
    desk.answer_referral(vte, late, "R1", ReferralStep.LOST_CONTACT)
    second = desk.pack_for(vte, hxy.device, country.stick)
    assert desk.apply_import(hxy, second.value.path).value.waiting > 0
    assert desk.apply_import(hxy, first.value.path).value.waiting == 0
    assert desk.case(hxy, late).referrals[0].step is ReferralStep.LOST_CONTACT


def test_two_supervisors_see_each_other_through_a_checkpoint_and_by_stick(country: Country) -> None:
    hxy, vte, lpq = country.hxy, country.vte, country.lpq
    code = referred(hxy)
    country.up(hxy, vte, lpq)
    desk.answer_referral(vte, code, "R1", ReferralStep.ACKNOWLEDGED, "by phone")
    country.down(vte, hxy)
    path = country.up(hxy, lpq, vte)
    assert desk.case(lpq, code).referrals[0].step is ReferralStep.ACKNOWLEDGED
    assert desk.preview_import(vte, path).left_out > 0, "one's own entries that come back are not needed"
    assert desk.verify(lpq).ok and desk.rebuild(lpq).different == ()
    # What the checkpoint did not get is filled in by a stick from supervisor to supervisor.
    before = next(each for each in desk.verify(lpq).chains if each.device == vte.device)
    assert before.sealed > 0
    country.down(vte, lpq)
    after = next(each for each in desk.verify(lpq).chains if each.device == vte.device)
    assert after.sealed == 0
    assert [each.payload for each in journal(lpq, vte.device)] == [
        each.payload for each in journal(vte, vte.device)[: after.entries]
    ]


def test_a_checkpoint_cannot_make_up_what_a_supervisor_wrote(country: Country) -> None:
    hxy, vte, lpq = country.hxy, country.vte, country.lpq
    code = referred(hxy)
    country.up(hxy, vte, lpq)
    desk.answer_referral(vte, code, "R1", ReferralStep.ACKNOWLEDGED)
    country.down(vte, hxy)
    chain = journal(hxy, vte.device)
    with hxy.store.read() as transaction:
        identity = device_identity(transaction)
        kept = heads_in(_manifest(country, vte, hxy))
        own = own_head(hxy, transaction, identity, 1)
    forged = write_entry(
        device=vte.device,
        seq=chain[-1].seq + 1,
        lamport=chain[-1].lamport + 1,
        at=posts.NOON.strftime("%Y-%m-%dT%H:%M:%SZ"),
        actor=vte.user.id,
        kind="outcome.lowering_answered",
        subject=f"case:{code}",
        base=(),
        prev_digest=chain[-1].digest,
        payload=facts.LoweringAnswered(True, "O4").payload(),
        salt=bytes(16),
    )
    mine = to_line(journal(hxy, hxy.device)[0])
    last = chain[-1].seq
    shortened = [to_line(each) for each in chain[:-1]]
    inserted = [*shortened, to_line(forged)]
    claims: tuple[tuple[list[bytes], SignedHead | None, int], ...] = (
        ([to_line(each) for each in [*chain, forged]], kept[vte.device], last + 1),
        (shortened, kept[vte.device], last - 1),
        (inserted, kept[vte.device], last + 1),
        ([to_line(each) for each in chain], own[hxy.device], last),
        ([to_line(each) for each in chain], None, last),
        ([to_line(each) for each in [chain[0], *chain[2:]]], kept[vte.device], last),
    )
    for lines, head, end in claims:
        path = handed(
            hxy,
            lpq,
            country.stick,
            [mine, *lines],
            entry_ranges={hxy.device: (1, 1), vte.device: (1, end)},
            extra=heads_extra({vte.device: head} if head else {}),
        )
        assert refusal(desk.apply_import, lpq, path) in ("package.altered", "journal.broken_chain")
        path.unlink()
    assert desk.case(lpq, code).lowering is None
    whole = handed(
        hxy,
        lpq,
        country.stick,
        [mine, *(to_line(each) for each in chain)],
        entry_ranges={hxy.device: (1, 1), vte.device: (1, last)},
        extra=heads_extra(kept),
    )
    assert desk.apply_import(lpq, whole).value.new == len(chain)


def _manifest(country: Country, sender: Workspace, receiver: Workspace) -> Manifest:
    path = next(iter(sorted(country.stick.glob(f"{sender.station}-*.bdpkg"))))
    with receiver.store.read() as transaction:
        opened = open_package(path, device_identity(transaction), _cards(receiver))
    opened.close()
    return opened.manifest


def test_checkpoints_take_records_from_supervisors_only_and_supervisors_choose_a_desk(
    country: Country,
) -> None:
    introduced(country.hxy, country.bko)
    new_case(country.bko)
    path = handed(
        country.bko,
        country.hxy,
        country.stick,
        [to_line(each) for each in journal(country.bko, country.bko.device)],
    )
    assert refusal(desk.apply_import, country.hxy, path) == "package.not_from_supervisor"
    assert refusal(desk.pack, country.vte, country.stick) == "transfer.choose_desk"
    assert refusal(desk.pack_for, country.vte, "nobody", country.stick) == "card.unknown"
    assert len(desk.cases(country.hxy)) == 0
