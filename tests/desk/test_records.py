"""Lists, search, people, notes, health: what is shown to whom and what is written down."""

from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import new_case, referred, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.case import Person
from borderdesk.domain.roles import Role
from borderdesk.domain.values import ReferralStep


def test_lists_are_filtered_by_what_is_to_be_done(checkpoint: Workspace, watch: posts.Watch) -> None:
    opened = new_case(checkpoint)
    watch.forward(minutes=1)
    waiting = referred(checkpoint)
    watch.forward(minutes=1)
    closed = referred(checkpoint)
    desk.answer_referral(checkpoint, closed, "R1", ReferralStep.CLOSED)

    def codes(show: desk.CaseFilter) -> list[str]:
        return [row.code for row in desk.cases(checkpoint, show)]

    assert codes(desk.CaseFilter.ALL) == [closed, waiting, opened]
    assert codes(desk.CaseFilter.UNFINISHED) == [opened]
    assert codes(desk.CaseFilter.WAITING) == [waiting]
    assert codes(desk.CaseFilter.LATE) == []
    assert codes(desk.CaseFilter.CLOSED) == [closed]
    watch.forward(days=4)
    assert codes(desk.CaseFilter.LATE) == [waiting]
    assert desk.today(checkpoint).due[0].late


def test_a_record_is_found_by_any_part_of_its_code(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    for part in (code, code[10:15], code[10:13].lower(), f" {code[3:6]} {code[7:9]}", code.replace("-", "")):
        assert code in [row.code for row in desk.find_cases(checkpoint, part)]
    assert desk.find_cases(checkpoint, "") == desk.find_cases(checkpoint, "ZZZZZZZ") == []


def test_names_are_searched_for_a_purpose_and_the_words_are_not_kept(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    assert refusal(desk.search_names, checkpoint, "ບຸນມີ", purpose=" ") == "search.purpose_missing"
    found = desk.search_names(checkpoint, "ບຸນມີໄຊ", purpose="came back")
    assert [row.code for row in found.value] == [code]
    assert found.changes.kinds == {"records.searched"}
    with checkpoint.store.read() as transaction:
        newest = transaction.journal.one(checkpoint.device, transaction.journal.end(checkpoint.device).seq)
    assert newest and newest.payload == b'{"found":1,"purpose":"came back"}'


def test_a_name_is_recorded_as_used_and_nothing_else_is_asked_for(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    assert refusal(desk.record_person, checkpoint, code, Person()) == "person.name_missing"
    desk.record_person(checkpoint, code, Person("  ນ້ອຍ ", latin_name="Noy"))
    assert desk.case(checkpoint, code).person == Person("ນ້ອຍ", latin_name="Noy")
    assert refusal(desk.record_person, checkpoint, "BD-HXY-26-7K3QD-S", Person("x")) == "case.missing"


def test_a_contact_needs_to_say_with_whom(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    assert refusal(desk.log_contact, checkpoint, code, " ") == "contact.who_missing"
    desk.log_contact(checkpoint, code, "duty desk")
    assert desk.case(checkpoint, code).contacts == ("child_protection",)


def test_the_timeline_tells_everything_newest_first(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    desk.confirm_outcome(checkpoint, code)
    items = desk.timeline(checkpoint, code)
    assert items[0].kind == "outcome.confirmed" and items[-1].kind == "case.opened"
    assert all(item.here and item.fact for item in items)


def test_the_hand_over_note_stays_on_this_pc(checkpoint: Workspace) -> None:
    before = posts.entries_of(checkpoint)
    desk.set_hand_over_note(checkpoint, "  7K3QD: call back at 4 ")
    assert desk.today(checkpoint).hand_over_note == "7K3QD: call back at 4"
    assert posts.entries_of(checkpoint) == before


@pytest.mark.parametrize("verb", ["case", "timeline", "outcome"])
def test_a_record_that_is_not_here_is_named(checkpoint: Workspace, verb: str) -> None:
    assert refusal(getattr(desk, verb), checkpoint, "BD-HXY-26-7K3QD-S") == "case.missing"


def test_cards_are_trusted_after_comparing_words_and_never_ones_own(
    checkpoint: Workspace, supervisor: Workspace
) -> None:
    card = desk.own_card(supervisor)
    shown = desk.read_card(card)
    assert shown.words == desk.card_words(supervisor) and len(shown.words) == 6
    assert (shown.role, shown.station, shown.device) == ("supervisor", "VTE", supervisor.device)
    assert desk.peers(checkpoint) == []
    peer = desk.trust_card(checkpoint, card).value
    assert peer.words == shown.words
    assert [each.device for each in desk.peers(checkpoint)] == [supervisor.device]
    desk.trust_card(checkpoint, card)
    assert len(desk.peers(checkpoint)) == 1
    assert refusal(desk.trust_card, checkpoint, desk.own_card(checkpoint)) == "card.own"
    for broken in (b"", b"x" * 70_000, card[:-20], card.replace(b"VTE", b"HXY")):
        assert refusal(desk.trust_card, checkpoint, broken).startswith("card.")
    auditor = posts.as_role(checkpoint, Role.AUDITOR)
    assert refusal(desk.trust_card, auditor, card) == "role.not_allowed"


def test_health_speaks_of_chain_space_and_clock(checkpoint: Workspace, watch: posts.Watch) -> None:
    screened(checkpoint)
    lines = {line.code: line for line in desk.health(checkpoint)}
    assert lines["chain"].ok and lines["clock"].ok
    assert int(lines["chain"].value) == posts.entries_of(checkpoint)
    watch.forward(days=-3)
    assert not {line.code: line for line in desk.health(checkpoint)}["clock"].ok
    with checkpoint.store.write() as transaction:
        transaction.connection.exec_driver_sql("UPDATE entry SET actor = 'S9' WHERE seq = 3")
    assert not {line.code: line for line in desk.health(checkpoint)}["chain"].ok
    broken = desk.verify(checkpoint)
    assert not broken.ok and broken.chains[0].problem == "journal.altered"


def test_rebuilding_finds_everything_as_it_was(checkpoint: Workspace) -> None:
    referred(checkpoint)
    rebuilt = desk.rebuild(checkpoint)
    assert (rebuilt.cases, rebuilt.different) == (1, ())


def test_facts_of_a_workspace_folder_are_told_without_a_key(checkpoint: Workspace, tmp_path: Path) -> None:
    assert desk.workspace_facts(checkpoint.folder) == desk.WorkspaceFacts(True, False)
    assert [user.id for user in desk.users(checkpoint.folder)] == ["O1"]
    assert refusal(desk.users, tmp_path / "none") == "workspace.missing"
