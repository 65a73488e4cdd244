"""The same person at two posts: found with reasons in words, decided by people, never by the program."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts
from tests.postgres import cluster

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.case import Person
from borderdesk.domain.errors import Cancelled
from borderdesk.domain.roles import Role
from borderdesk.domain.values import Verdict
from borderdesk.store.schema import person_key, person_row
from borderdesk.text import set_language

BOUNMY = Person("ບຸນມີ ວົງສາ", birth_year="1995", sex="f", document_number="P 12-345 67", companions="ສົມສັກ, ແກ້ວ")
BUNMEE = Person("Bunmee Wongsa", birth_year="2538", sex="f", document_number="p1234567")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def second_post(tmp_path: Path, watch: posts.Watch) -> Iterator[Workspace]:
    """Another checkpoint, with its own device."""
    made = desk.create_workspace(
        tmp_path / "second",
        post=posts.Post.CHECKPOINT,
        station="NBT",
        role=Role.OFFICER,
        passphrase=posts.PASSPHRASE,
        clock=watch,
    ).workspace
    yield made
    made.close()


def record(here: Workspace, person: Person, **seen: str) -> str:
    code = posts.new_case(here, seen)
    desk.record_person(here, code, person)
    return code


def carry(here: Workspace, supervisor: Workspace, stick: Path) -> None:
    packed = desk.pack(here, stick).value
    desk.apply_import(supervisor, packed.path)


def open_pairs(here: Workspace) -> list[set[str]]:
    desk.compare_records(here)
    return [{pair.first.code, pair.second.code} for pair in desk.possible_duplicates(here).pairs]


def test_two_posts_one_person_and_a_supervisor_who_decides(
    checkpoint: Workspace, second_post: Workspace, supervisor: Workspace, stick: Path
) -> None:
    posts.introduced(checkpoint, supervisor)
    posts.introduced(second_post, supervisor)
    first = record(checkpoint, BOUNMY)
    second = record(second_post, BUNMEE)
    record(second_post, Person("ສົມພອນ ແກ້ວ", birth_year="1995", sex="f"))
    carry(checkpoint, supervisor, stick)
    carry(second_post, supervisor, stick)

    assert open_pairs(supervisor) == [{first, second}]
    (pair,) = desk.possible_duplicates(supervisor).pairs
    assert pair.because == (
        "same document number",
        "same name, in Lao and in Latin letters",
        "same birth year",
        "same sex noted",
        "recorded on the same day",
    )
    seen = desk.pair(supervisor, first, second)
    assert {seen.first.name_as_used, seen.second.name_as_used} == {"ບຸນມີ ວົງສາ", "Bunmee Wongsa"}
    desk.decide_pair(supervisor, second, first, Verdict.SAME)
    assert open_pairs(supervisor) == []
    assert [each.code for each in desk.linked_records(supervisor, first)] == [second]
    assert [each.code for each in desk.linked_records(supervisor, second)] == [first]
    assert desk.lookalikes(supervisor, first) == []

    desk.decide_pair(supervisor, first, second, Verdict.UNDECIDED)
    assert open_pairs(supervisor) == [{first, second}]
    assert desk.linked_records(supervisor, first) == []
    assert desk.rebuild(supervisor).different == ()
    assert open_pairs(supervisor) == [{first, second}]


def test_the_dry_run_says_what_may_be_a_duplicate_and_changes_nothing(
    checkpoint: Workspace, second_post: Workspace, supervisor: Workspace, stick: Path
) -> None:
    posts.introduced(checkpoint, supervisor)
    posts.introduced(second_post, supervisor)
    record(checkpoint, BOUNMY)
    carry(checkpoint, supervisor, stick)
    second = record(second_post, BUNMEE)
    record(second_post, Person("ສົມພອນ ແກ້ວ"))
    apart = record(second_post, BUNMEE)
    posts.finish(second_post, apart, "preconditions", posts.READY)
    packed = desk.pack(second_post, stick).value
    before = posts.entries_of(supervisor)
    preview = desk.preview_import(supervisor, packed.path)
    assert {each.code for each in preview.duplicates} == {second, apart}
    assert posts.entries_of(supervisor) == before
    desk.apply_import(supervisor, packed.path)
    assert desk.preview_import(supervisor, packed.path).duplicates == ()


def test_not_the_same_is_remembered_and_travels(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    (found,) = desk.lookalikes(checkpoint, second)
    assert found.code == first
    assert found.because[0] == "same document number"
    desk.decide_pair(checkpoint, first, second, Verdict.DIFFERENT)
    assert desk.lookalikes(checkpoint, second) == desk.lookalikes(checkpoint, first) == []
    carry(checkpoint, supervisor, stick)
    assert open_pairs(supervisor) == []
    (decided,) = desk.decided_pairs(supervisor)
    assert (decided.verdict, decided.said[0].by, decided.first.here) == (Verdict.DIFFERENT, "O1", False)


def test_two_desks_that_decide_differently_are_asked_again(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    carry(checkpoint, supervisor, stick)
    desk.decide_pair(supervisor, first, second, Verdict.SAME)
    desk.decide_pair(checkpoint, first, second, Verdict.DIFFERENT)
    carry(checkpoint, supervisor, stick)
    (pair,) = desk.possible_duplicates(supervisor).pairs
    assert {each.verdict for each in pair.said} == {Verdict.SAME, Verdict.DIFFERENT}
    assert desk.linked_records(supervisor, first) == []
    desk.decide_pair(supervisor, first, second, Verdict.SAME)
    assert desk.possible_duplicates(supervisor).pairs == ()
    assert len(desk.linked_records(supervisor, first)) == 1


def test_a_supervisors_word_goes_back_to_the_post_that_wrote_both_records_and_to_no_other(
    checkpoint: Workspace, second_post: Workspace, supervisor: Workspace, stick: Path
) -> None:
    for post in (checkpoint, second_post):
        posts.introduced(post, supervisor)
    ours, also_ours, theirs = (record(here, BOUNMY) for here in (checkpoint, checkpoint, second_post))
    carry(checkpoint, supervisor, stick)
    carry(second_post, supervisor, stick)
    desk.decide_pair(supervisor, ours, also_ours, Verdict.SAME)
    desk.decide_pair(supervisor, ours, theirs, Verdict.SAME)
    desk.apply_import(checkpoint, desk.pack_for(supervisor, checkpoint.device, stick).value.path)
    assert [each.code for each in desk.linked_records(checkpoint, ours)] == [also_ours]
    assert len(desk.linked_records(supervisor, ours)) == 2
    with checkpoint.store.read() as transaction:
        assert len(transaction.journal.subjects("pair:")) == 1
        assert not transaction.journal.mentions(theirs)
    assert posts.refusal(desk.pack_for, supervisor, second_post.device, stick) == "transfer.nothing_new"


def test_a_word_on_a_pair_stays_when_an_import_is_undone_and_counts_when_it_comes_back(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    path = desk.pack(checkpoint, stick).value.path
    desk.apply_import(supervisor, path)
    desk.decide_pair(supervisor, first, second, Verdict.SAME)
    (imported,) = desk.imports(supervisor)
    desk.undo_import(supervisor, imported.sha256)
    assert desk.decided_pairs(supervisor) == open_pairs(supervisor) == []
    assert desk.rebuild(supervisor).different == ()
    desk.apply_import(supervisor, path)
    assert [each.code for each in desk.linked_records(supervisor, first)] == [second]
    assert open_pairs(supervisor) == []


def test_two_supervisors_of_one_national_database_see_the_same_pairs(
    checkpoint: Workspace, second_post: Workspace, tmp_path: Path, stick: Path
) -> None:
    database = cluster().database()
    offices = [
        desk.create_workspace(
            tmp_path / station,
            post=posts.Post.SUPERVISOR,
            station=station,
            role=Role.SUPERVISOR,
            passphrase=posts.PASSPHRASE,
            clock=posts.Watch(),
            database=database,
        ).workspace
        for station in ("VTE", "LPQ")
    ]
    first, second = record(checkpoint, BOUNMY), record(second_post, BUNMEE)
    for post, office in zip((checkpoint, second_post), offices, strict=True):
        posts.introduced(post, office)
        carry(post, office, stick)
    for office in offices:
        assert open_pairs(office) == [{first, second}]
    desk.decide_pair(offices[0], first, second, Verdict.SAME)
    assert [each.code for each in desk.linked_records(offices[1], second)] == [first]
    assert desk.rebuild(offices[1]).different == ()
    for office in offices:
        assert open_pairs(office) == []
        office.close()


def test_linked_through_another_record(checkpoint: Workspace) -> None:
    codes = [record(checkpoint, BOUNMY) for _ in range(3)]
    desk.decide_pair(checkpoint, codes[0], codes[1], Verdict.SAME)
    desk.decide_pair(checkpoint, codes[1], codes[2], Verdict.SAME)
    linked = {each.code: each.direct for each in desk.linked_records(checkpoint, codes[0])}
    assert linked == {codes[1]: True, codes[2]: False}


def test_a_record_kept_apart_is_nobodys_candidate_and_no_link_leads_to_it(checkpoint: Workspace) -> None:
    first, second, third = (record(checkpoint, BOUNMY) for _ in range(3))
    desk.decide_pair(checkpoint, first, second, Verdict.SAME)
    desk.decide_pair(checkpoint, second, third, Verdict.SAME)
    posts.finish(checkpoint, second, "preconditions", posts.READY)
    draft = desk.start_form(checkpoint, second, "risk_needs").value
    posts.fill(checkpoint, draft.id, {"IR_09": "yes"})  # not even finished
    supervising = posts.as_role(checkpoint, Role.SUPERVISOR, "S1")
    for here in (checkpoint, posts.as_role(checkpoint, Role.OFFICER, "O2"), supervising):
        assert [each.code for each in desk.lookalikes(here, first)] == [third]
        assert desk.linked_records(here, first) == []
        assert {first, third} in open_pairs(here)
        assert not any(second in pair for pair in open_pairs(here))
        assert second not in {each.first.code for each in desk.decided_pairs(here)}
        assert posts.refusal(desk.pair, here, first, second) == "case.missing"
        assert posts.refusal(desk.decide_pair, here, first, second, Verdict.SAME) == "case.missing"
    assert desk.lookalikes(checkpoint, second) == desk.linked_records(checkpoint, second) == []


def test_who_did_not_want_to_be_recorded_is_not_compared(checkpoint: Workspace) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    assert desk.lookalikes(checkpoint, first) != []
    posts.finish(checkpoint, second, "preconditions", {**posts.READY, "PRE_8": "no"})
    assert desk.lookalikes(checkpoint, first) == desk.lookalikes(checkpoint, second) == []
    assert open_pairs(checkpoint) == []


def test_what_is_said_of_a_record_that_stays_here_stays_here(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    desk.decide_pair(checkpoint, first, second, Verdict.SAME)
    desk.refuse_referral(checkpoint, second, explained_by="O1")
    carry(checkpoint, supervisor, stick)
    assert desk.decided_pairs(supervisor) == []
    desk.decide_pair(checkpoint, first, second, Verdict.UNDECIDED)
    assert desk.decided_pairs(checkpoint) == []


def test_no_table_of_persons_holds_a_document_number_or_a_written_name(checkpoint: Workspace) -> None:
    record(checkpoint, BOUNMY)
    with checkpoint.store.read() as transaction:
        rows = [
            tuple(row)
            for table in (person_row, person_key)
            for row in transaction.connection.execute(table.select())
        ]
    told = repr(rows)
    assert "1234567" not in told.replace(" ", "")
    assert "ບຸນມີ" not in told and len(rows) > 5


def test_a_pair_is_spoken_of_without_saying_which(checkpoint: Workspace) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    desk.decide_pair(checkpoint, first, second, Verdict.SAME)
    with checkpoint.store.read() as transaction:
        (subject,) = transaction.journal.subjects("pair:")
        (entry,) = transaction.journal.of(subject)
    assert first not in subject and second not in subject
    assert json.loads(entry.payload or b"")["verdict"] == "same"


def test_looking_at_a_pair_of_others_is_written_down_once(checkpoint: Workspace) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    other = posts.as_role(checkpoint, Role.OFFICER, "O2")
    before = posts.entries_of(checkpoint)
    desk.possible_duplicates(other)
    assert posts.entries_of(checkpoint) == before
    desk.pair(other, first, second)
    desk.pair(other, second, first)
    assert posts.entries_of(checkpoint) == before + 2


def test_a_person_written_anew_is_compared_anew(checkpoint: Workspace) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, Person("ສົມພອນ ແກ້ວ"))
    assert open_pairs(checkpoint) == []
    desk.record_person(checkpoint, second, BUNMEE)
    assert open_pairs(checkpoint) == [{first, second}]
    desk.record_person(checkpoint, second, Person("ສົມພອນ ແກ້ວ", birth_year="1960", document_number="X99999"))
    assert open_pairs(checkpoint) == []


def test_comparing_can_be_stopped_and_goes_on_the_next_time(checkpoint: Workspace) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)

    def stop(step: str, done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.compare_records(checkpoint, stop)
    assert desk.possible_duplicates(checkpoint).waiting == 2
    assert open_pairs(checkpoint) == [{first, second}]
    assert desk.possible_duplicates(checkpoint).waiting == 0


@pytest.mark.parametrize(
    ("first", "second", "because"),
    [
        (
            Person("ບຸນມີ ວົງສາ", birth_year="1995"),
            Person("ບຸນມາ ວົງສາ", birth_year="1995"),
            "names differ by one vowel",
        ),
        (
            Person("Phommachan Keo", birth_year="1995"),
            Person("ປົມມະຈັນ ແກ້ວ", birth_year="໑໙໙໕"),
            "names differ by one consonant",
        ),
        (
            Person("ບຸນມີ ວົງສາ", birth_year="1995"),
            Person("ບຸນມີ ວົງສາ", birth_year="1996"),
            "birth years are one year apart",
        ),
        (
            Person("ບຸນມີ", companions="ແກ້ວ"),
            Person("Bounmy", companions="Somsack / Keo"),
            "a companion has the same name",
        ),
        (Person("ບຸນມີ ວົງສາ"), Person("ທ້າວ ບຸນມີ ວົງສາ"), "same name, written differently"),
    ],
)
def test_reasons_in_words(checkpoint: Workspace, first: Person, second: Person, because: str) -> None:
    code, other = record(checkpoint, first), record(checkpoint, second)
    (found,) = desk.lookalikes(checkpoint, code)
    assert found.code == other
    assert because in found.because
    set_language("lo")
    for sentence in desk.lookalikes(checkpoint, code)[0].because:
        assert not any(letter.isascii() and letter.isalpha() for letter in sentence), sentence


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Person("ບຸນມີ"), Person("ບຸນມີ")),
        (Person("ຄຳ"), Person("Kham")),
        (Person("ບຸນມີ", birth_year="1995", sex="f"), Person("ບຸນມາ", birth_year="1995", sex="f")),
        (Person("ບຸນມີ ວົງສາ", sex="f"), Person("ບຸນມີ ວົງສາ", sex="m")),
        (Person("ບຸນມີ ວົງສາ", birth_year="1995"), Person("ບຸນມີ ວົງສາ", birth_year="1960")),
        (Person("ບຸນມີ", document_number="none"), Person("ສົມພອນ", document_number="none")),
    ],
)
def test_false_friends_are_not_candidates(checkpoint: Workspace, first: Person, second: Person) -> None:
    code = record(checkpoint, first)
    record(checkpoint, second)
    assert desk.lookalikes(checkpoint, code) == []
    assert open_pairs(checkpoint) == []


def test_a_workspace_of_an_earlier_program_is_gone_through_once(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "golden" / "releases" / "0.1.0" / "checkpoint"
    shutil.copytree(old, tmp_path / "old")
    here = posts.reopened(tmp_path / "old")
    steps: list[str] = []
    desk.compare_records(here, lambda step, done, total: steps.append(step))
    assert "read" in steps
    steps.clear()
    desk.compare_records(here, lambda step, done, total: steps.append(step))
    assert set(steps) == {"compare"}
    assert desk.rebuild(here).different == ()
    here.close()


def test_refusals(checkpoint: Workspace) -> None:
    first, second = record(checkpoint, BOUNMY), record(checkpoint, BUNMEE)
    assert posts.refusal(desk.decide_pair, checkpoint, first, first, Verdict.SAME) == "pair.one_record"
    assert posts.refusal(desk.decide_pair, checkpoint, first, second, Verdict.UNDECIDED) == "pair.not_decided"
    missing = desk.start_case(checkpoint, direction="arriving", age_group="adult").value.case_code
    assert posts.refusal(desk.decide_pair, checkpoint, first, missing, Verdict.SAME) == "case.missing"
    entries = posts.entries_of(checkpoint)
    desk.decide_pair(checkpoint, first, second, Verdict.SAME)
    desk.decide_pair(checkpoint, first, second, Verdict.SAME)
    assert posts.entries_of(checkpoint) == entries + 1
