"""The main job from the command line: each command does its part and tells it as text and JSON."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.story import Said, Story, Terminal, play
from tests.desk import posts


@pytest.fixture(scope="module", autouse=True)
def passphrase() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
        yield


@pytest.fixture(scope="module")
def story(passphrase: None, tmp_path_factory: pytest.TempPathFactory) -> Story:
    return play(tmp_path_factory.mktemp("story"))


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def test_a_card_carries_the_six_words_that_the_other_desk_is_told(story: Story, terminal: Terminal) -> None:
    card, peer = story.said["card"].data, story.said["trust"].data
    assert set(card) == {"card", "station", "words"}
    assert Path(card["card"]).is_file()
    assert (card["station"], len(card["words"])) == ("HXY", 6)
    assert (peer["station"], peer["role"], peer["words"]) == ("HXY", "checkpoint", card["words"])
    said = terminal("card", story.checkpoint, "--out", story.folder / "again.card")
    assert said.code == 0
    assert f"compare aloud: {' '.join(card['words'])}" in said.out


def test_screening_tells_the_case_the_outcome_and_what_comes_next(story: Story) -> None:
    first, last = story.said["first_sight"].data, story.said["adult"].data
    assert (first["form"], first["outcome"], first["next"]) == ("first_sight", None, "preconditions")
    assert (last["code"], last["form"], last["outcome"]) == (first["code"], "adult", "O2")
    assert last["reasons"]


def test_a_case_is_screened_further_in_plain_words(story: Story, terminal: Terminal) -> None:
    said = terminal(
        "screen", story.checkpoint, "--form", "first_sight", "--answers", story.folder / "first_sight.json"
    )
    assert said.code == 0
    code, told = said.out.strip().split(": ", 1)
    assert code != story.code
    assert told == "first_sight finished; next: preconditions"


def test_a_referral_has_a_number_a_check_and_a_day(story: Story) -> None:
    issued = story.said["refer"].data
    assert set(issued) == {"code", "number", "check", "due"}
    assert (issued["code"], issued["number"]) == (story.code, "R1")


def test_a_referral_for_an_unknown_code_is_refused(story: Story, terminal: Terminal) -> None:
    said = terminal(
        "refer", story.checkpoint, "BD-HXY-26-00000-0", "--answers", story.folder / "referral.json"
    )
    assert said.code == 1
    assert "[case_code.check]" in said.err  # one letter wrong is told as such


def test_papers_are_pdfs_named_by_code_and_number_only(story: Story) -> None:
    papers = [Path(path) for path in story.said["slip"].data]
    assert [path.name for path in papers] == [f"{story.code}-R1-slip.pdf", f"{story.code}-R1-form.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in papers)


def test_a_package_is_told_with_its_place_and_counts(story: Story, terminal: Terminal) -> None:
    packed = story.said["export"].data
    assert (packed["number"], packed["records"], packed["withheld"]) == (1, 1, 0)
    assert story.package.parent == story.stick
    assert story.package.stat().st_size == packed["size"]


def test_a_dry_run_tells_what_would_come_and_brings_nothing(story: Story) -> None:
    (seen,) = story.said["dry_run"].data
    assert (seen["kind"], seen["station"], seen["number"]) == ("records", "HXY", 1)
    assert (seen["already_imported"], seen["repeated"], seen["waiting"]) == (False, 0, 0)
    assert [(record["code"], record["state"]) for record in seen["records"]] == [(story.code, "new")]
    assert story.said["cases_before"].data == []


def test_an_import_brings_every_entry_once(story: Story) -> None:
    (first,), (again,) = story.said["import"].data, story.said["import_again"].data
    assert (first["new"], first["repeated"], first["records"]) == (story.said["export"].data["entries"], 0, 1)
    assert (again["new"], again["repeated"]) == (0, first["new"])
    assert Path(first["receipt"]).parent == story.stick
    assert first["receipt_problem"] == ""


def test_a_dry_run_of_what_is_here_says_so_in_plain_words(story: Story, terminal: Terminal) -> None:
    said = terminal("import", story.supervisor, story.package, "--dry-run")
    entries = story.said["export"].data["entries"]
    assert said.code == 0
    told = "repeated, 0 waiting, 0 set aside, 0 possible duplicates"
    assert said.out == f"{story.package.name}: HXY 1, 0 new, {entries} {told}\n"


def test_the_receipt_makes_the_record_confirmed_and_the_list_tells_nothing_about_the_person(
    story: Story, terminal: Terminal
) -> None:
    (receipt,) = story.said["receipt"].data
    assert (receipt["kind"], receipt["new"]) == ("receipt", 1)
    (row,) = story.said["cases"].data
    assert (row["code"], row["station"], row["carriage"]) == (story.code, "HXY", "confirmed")
    said = terminal("cases", story.supervisor)
    assert said.code == 0
    assert said.out.splitlines()[-1] == "1 records"
    everything = said.out + "".join(each.out for each in story.said.values())
    assert posts.NAME_LAO not in everything
    assert posts.FACTS not in everything


def test_a_filter_shows_fewer_records(story: Story, terminal: Terminal) -> None:
    assert terminal("cases", story.supervisor, "--show", "mine", "--json").data == []


def test_a_whole_journal_is_unbroken_and_refolds_to_the_same(story: Story, terminal: Terminal) -> None:
    found = terminal("verify", story.supervisor, "--json")
    assert (found.code, found.data["ok"]) == (0, True)
    chains = found.data["chains"]
    assert len(chains) == 2
    assert all(chain["entries"] > 0 and not chain["problem"] for chain in chains)
    assert terminal("verify", story.supervisor).out.count("unbroken") == 2
    rebuilt = terminal("rebuild", story.supervisor, "--json")
    assert (rebuilt.code, rebuilt.data["cases"], rebuilt.data["different"]) == (0, 1, [])
    assert "1 records refolded, 0 different." in terminal("rebuild", story.supervisor).out


def test_a_package_is_inspected_without_a_key(story: Story, terminal: Terminal) -> None:
    seen = terminal("inspect", story.package, "--json")
    assert (seen.code, seen.data["sealed"], seen.data["problem"]) == (0, True, None)
    assert seen.data["size"] == story.package.stat().st_size
    plain = terminal("inspect", story.package)
    assert plain.code == 0
    assert "sealed: True" in plain.out.splitlines()


def test_a_refusal_as_json_tells_what_happened_what_is_safe_and_what_next(
    story: Story, terminal: Terminal, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not the passphrase\n", encoding="utf-8")
    said = terminal("cases", story.checkpoint, "--passphrase-file", secret, "--json")
    assert said.code == 1
    assert set(said.data["error"]) == {"code", "kind", "happened", "safe", "next"}
    assert (said.data["error"]["code"], said.data["error"]["kind"]) == ("passphrase.wrong", "rule")
    assert said.err == ""


def test_a_desk_does_only_what_its_role_may(story: Story, terminal: Terminal) -> None:
    said = terminal("export", story.supervisor, "--to", story.stick, "--json")
    assert said.code == 1
    assert said.data["error"]["kind"] == "not_allowed"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("cases",),
        ("screen", "somewhere", "--form", "adult"),
        ("init", "somewhere", "--role", "king", "--station", "HXY"),
        ("inspect", "no-such-file"),
        ("import", "somewhere"),
    ],
)
def test_wrong_usage_ends_with_2(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    said = terminal(*arguments)
    assert said.code == 2
    assert "Usage:" in said.err


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("import", "--help")])
def test_help_ends_with_0(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    said: Said = terminal(*arguments)
    assert (said.code, bool(said.out), said.err) == (0, True, "")
