"""Content packs: signed by a key of their own, looked at, installed whole or not at all, really used."""

import json
import sys
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.desk import content, posts
from tests.desk.posts import entries_of, refusal
from tests.desk.test_failing_disk import disk_of
from tests.exchange.posts import CountingFiles
from tests.library import media

from borderdesk import desk
from borderdesk.desk.pack_items import checked_item
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Role
from borderdesk.exchange import ContentFile
from borderdesk.resources import at_work
from borderdesk.text import tr_in


@pytest.fixture
def author(supervisor: Workspace, checkpoint: Workspace, met: None, stick: Path) -> Workspace:
    """The supervisor's desk, whose content key the checkpoint knows."""
    content.key_known(supervisor, checkpoint, folder=stick)
    return supervisor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "content"


def test_a_pack_is_really_used_once_it_is_installed(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    content.written(
        folder,
        {
            "library/lo/S07.md": content.document(words="ຂໍ້ໃໝ່ໃນບັດ.", reviewer="Somchit"),
            "forms/extra.md": content.form(),
            "directory/services.toml": content.service(),
            "i18n/lo/wording.po": content.sentences({"This help is free.": "ບໍ່ຕ້ອງຈ່າຍເງິນ."}),
            "i18n/lo/translations.po": content.sentences({"Transfer": "ຮັບສົ່ງ"}),
        },
    )
    pack = content.on_stick(author, folder, stick)
    with at_work(checkpoint.content):
        before = desk.sop_card("S07", "lo")
    done = desk.install_pack(checkpoint, pack)
    assert done.value.changed and len(done.value.kinds) == 5
    with at_work(checkpoint.content):
        card = desk.sop_card("S07", "lo")
        assert before and card and "ຂໍ້ໃໝ່ໃນບັດ" in card.markdown and "ຂໍ້ໃໝ່ໃນບັດ" not in before.markdown
        assert card.draft, "the banner stays"
        assert desk.receiver("lwu-bokeo").card_name_lo == "ໂຕະບໍລິການ ບໍ່ແກ້ວ"
        assert tr_in("lo", "This help is free.") == "ບໍ່ຕ້ອງຈ່າຍເງິນ."
        assert tr_in("lo", "Transfer") == "ຮັບສົ່ງ"
    assert "extra" in {each.id for each in desk.form_list(checkpoint)}
    checkpoint.close()
    clear = "ຂໍ້ໃໝ່ໃນບັດ".encode()
    assert not any(clear in path.read_bytes() for path in checkpoint.folder.rglob("*") if path.is_file())
    again = posts.reopened(checkpoint.folder)
    assert desk.search_library("ຂໍ້ໃໝ່ໃນບັດ", "lo")[0].document.id == "S07", "found by who signed in last"
    again.close()
    author.close()
    assert tr_in("lo", "Transfer") != "ຮັບສົ່ງ", "nothing of it once the desk is locked"


def test_the_same_pack_twice_changes_nothing(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    pack = content.on_stick(author, content.reviewed(folder), stick)
    desk.install_pack(checkpoint, pack)
    before = entries_of(checkpoint)
    assert desk.preview_pack(checkpoint, pack).already
    assert not desk.install_pack(checkpoint, pack).value.changed
    second = desk.write_pack(author, 1, stick)
    assert second.path != pack and second.path.read_bytes() == pack.read_bytes()
    assert not desk.install_pack(checkpoint, second.path).value.changed
    assert entries_of(checkpoint) == before


def test_an_older_pack_is_refused_unless_it_is_asked_for(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    first = content.on_stick(author, content.reviewed(folder, "ໜຶ່ງ."), stick)
    second = content.on_stick(author, content.reviewed(folder, "ສອງ."), stick)
    desk.install_pack(checkpoint, second)
    assert desk.preview_pack(checkpoint, first).older
    assert refusal(desk.install_pack, checkpoint, first) == "pack.older"
    assert desk.install_pack(checkpoint, first, older=True).value.changed
    with at_work(checkpoint.content):
        card = desk.sop_card("S07", "lo")
    assert card and "ໜຶ່ງ." in card.markdown


def test_the_preview_tells_what_is_new_changed_and_removed(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    files: dict[str, str | bytes] = {
        "S07.md": content.document(words="ຂໍ້.", reviewer="Somchit"),
        "S99.md": content.document(reviewer="Somchit").replace('id = "S07"', 'id = "S99"'),
        "services.toml": content.service() + content.service("new-desk"),
    }
    first = content.on_stick(author, content.written(folder, files), stick)
    seen = {each.kind: each for each in desk.preview_pack(checkpoint, first).changes}
    documents, rows = seen[desk.PackKind.DOCUMENT], seen[desk.PackKind.DIRECTORY]
    assert [each.name for each in documents.new] == ["S99 lo"]
    assert [each.name for each in documents.changed] == ["S07 lo"]
    assert [each.name for each in rows.new] == ["new-desk"]
    assert [each.name for each in rows.changed] == ["lwu-bokeo"]
    assert "atd-duty" in {each.name for each in rows.removed}
    desk.install_pack(checkpoint, first)
    (folder / "S99.md").unlink()
    (folder / "services.toml").write_text(content.service(), encoding="utf-8")
    second = content.on_stick(author, folder, stick)
    seen = {each.kind: each for each in desk.preview_pack(checkpoint, second).changes}
    assert [each.name for each in seen[desk.PackKind.DOCUMENT].removed] == ["S99 lo"]
    assert [each.name for each in seen[desk.PackKind.DIRECTORY].removed] == ["new-desk"]


def test_a_running_draft_finishes_on_its_old_version(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    first = content.on_stick(author, content.written(folder, {"extra.md": content.form("1")}), stick)
    desk.install_pack(checkpoint, first)
    code = posts.new_case(checkpoint)
    draft = desk.start_form(checkpoint, code, "extra").value
    content.written(folder, {"extra.md": content.form("2", "Something more?")})
    desk.install_pack(checkpoint, content.on_stick(author, folder, stick))
    posts.fill(checkpoint, draft.id, {"more": "no"})
    desk.complete_form(checkpoint, draft.id)
    versions = [each.version for each in desk.form_versions(checkpoint, "extra")]
    assert versions == ["2", "1"]
    with checkpoint.store.read() as transaction:
        filled = [
            json.loads(entry.payload or b"{}")
            for entry in transaction.journal.of(f"case:{code}")
            if entry.kind == "screening.completed"
        ]
    assert filled[-1]["form"] == "extra" and filled[-1]["version"] == "1"
    assert desk.form(checkpoint, "extra").version == "2"


def test_a_form_that_the_next_pack_leaves_out_is_not_offered_any_more(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    content.written(folder, {"extra.md": content.form("1"), "other.md": content.form("1", form_id="other")})
    desk.install_pack(checkpoint, content.on_stick(author, folder, stick))
    assert {each.id for each in desk.form_list(checkpoint) if each.brought} == {"extra", "other"}
    (folder / "extra.md").unlink()
    second = content.on_stick(author, folder, stick)
    forms = desk.preview_pack(checkpoint, second).changes[0]
    assert [each.name for each in forms.removed] == ["extra"]
    desk.install_pack(checkpoint, second)
    assert {each.id for each in desk.form_list(checkpoint) if each.brought} == {"other"}
    assert desk.form(checkpoint, "extra").version == "1", "records of it still open"


def test_a_form_under_a_known_version_must_be_the_same_form(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    content.written(folder / "mine", {"extra.md": content.form("1", "Ours")})
    here = posts.as_role(checkpoint, Role.SUPERVISOR)
    desk.add_form_file(here, folder / "mine" / "extra.md")
    files: dict[str, str | bytes] = {
        "extra.md": content.form("1"),
        "S07.md": content.document(words="ຂໍ້.", reviewer="Somchit"),
    }
    pack = content.on_stick(author, content.written(folder / "theirs", files), stick)
    before = entries_of(checkpoint)
    for verb in (desk.preview_pack, desk.install_pack):
        with pytest.raises(BorderDeskError) as refused:
            verb(checkpoint, pack)
        assert refused.value.code == "pack.broken"
        assert refused.value.fields["file"] == "forms/extra.xml"
        assert refused.value.fields["reason"] == "form.raise_version"
    assert entries_of(checkpoint) == before
    assert [each.reason for each in desk.refused_arrivals(checkpoint)] == ["pack.broken"], (
        "once in the ledger"
    )
    with at_work(checkpoint.content):
        card = desk.sop_card("S07", "lo")
    assert card and "ຂໍ້." not in card.markdown, "the card beside it was not installed either"


def test_unreviewed_lao_safety_text_cannot_be_signed_into_a_pack(author: Workspace, folder: Path) -> None:
    content.written(folder, {"S07.md": content.document(words="ຂໍ້."), "I01.md": content.document("I01")})
    seen = desk.compose_pack(author, [folder])
    assert {each.file for each in seen.blocking} == {"library/lo/S07.md", "library/lo/I01.md"}
    assert refusal(desk.sign_pack, author, [folder]) == "pack.unreviewed"
    assert not desk.compose_pack(author, [folder], draft=True).blocking
    content.written(folder, {"S07.md": content.document(words="ຂໍ້.", status="validated")})
    assert refusal(desk.sign_pack, author, [folder], draft=True) == "pack.not_marked"
    content.written(folder, {"S07.md": content.document(words="ຂໍ້.")})
    assert desk.sign_pack(author, [folder], draft=True).value.draft


def test_what_was_looked_at_is_what_is_signed(author: Workspace, folder: Path) -> None:
    seen = desk.compose_pack(author, [content.reviewed(folder)])
    content.reviewed(folder, "ຢ່າງອື່ນ.")
    assert refusal(desk.sign_pack, author, [folder], listing=seen.listing) == "pack.changed_since"


def test_the_supervisor_sees_who_has_which_pack(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    assert [(place.station, place.number) for place in desk.pack_places(author)] == [("HXY", 0)]
    pack = content.on_stick(author, content.reviewed(folder), stick)
    desk.install_pack(checkpoint, pack)
    desk.apply_import(author, desk.pack(checkpoint, stick).value.path)
    places = {place.station: place for place in desk.pack_places(author)}
    assert places["HXY"].number == 1 and places["HXY"].newest
    content.on_stick(author, content.reviewed(folder, "ສອງ."), stick)
    assert not next(place for place in desk.pack_places(author) if place.station == "HXY").newest


def test_a_supervisor_hands_on_what_a_content_admin_signed(
    supervisor: Workspace, checkpoint: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    admin = posts.workspace(tmp_path, "supervisor", name="admin")
    content.key_known(posts.as_role(admin, Role.CONTENT_ADMIN), supervisor, checkpoint, folder=stick)
    pack = content.on_stick(admin, content.reviewed(folder), stick)
    desk.install_pack(supervisor, pack)
    kept = desk.signed_packs(supervisor)
    assert [(each.number, each.received) for each in kept] == [(1, True)]
    other = tmp_path / "other"
    other.mkdir()
    handed_on = desk.write_pack(supervisor, 1, other).path
    assert (handed_on.name, handed_on.read_bytes()) == (pack.name, pack.read_bytes())
    assert desk.install_pack(checkpoint, handed_on).value.changed
    counted = CountingFiles()
    desk.write_pack(supervisor, 1, other, files=counted)
    for step in range(counted.steps):
        left = set(other.iterdir())
        assert refusal(desk.write_pack, supervisor, 1, other, files=CountingFiles(step)).startswith("stick.")
        assert set(other.iterdir()) == left
    admin.close()


def test_packs_of_an_unknown_or_withdrawn_key_are_refused(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    first = content.on_stick(author, content.reviewed(folder), stick)
    leaked = desk.content_keys(author)[0]
    new_card = tmp_path / "cards"
    new_card.mkdir()
    content.key_known(author, folder=new_card)
    second = content.on_stick(author, content.reviewed(folder, "ສອງ."), stick)
    assert refusal(desk.preview_pack, checkpoint, second) == "pack.unknown_key"
    desk.trust_content_key(checkpoint, desk.read_card_file(next(new_card.glob("*.card"))))
    desk.withdraw_content_key(author, leaked.fingerprint, "its PC was stolen")
    third = content.on_stick(author, content.reviewed(folder, "ສາມ."), stick)
    assert desk.preview_pack(checkpoint, first).number == 1, "the checkpoint has not heard of it yet"
    (gone,) = desk.preview_pack(checkpoint, third).withdraws
    assert (gone.fingerprint, gone.label, gone.words) == (leaked.fingerprint, "VTE content", leaked.words)
    for agreed in ([], ["0" * 64]):
        assert refusal(desk.install_pack, checkpoint, third, withdrawing=agreed) == "pack.withdraws"
    assert not any(key.withdrawn for key in desk.content_keys(checkpoint))
    reasons = {each.reason for each in desk.refused_arrivals(checkpoint)}
    assert "pack.withdraws" not in reasons, "nothing is wrong with it"
    desk.install_pack(checkpoint, third, withdrawing=[leaked.fingerprint])
    assert refusal(desk.install_pack, checkpoint, first, older=True) == "pack.withdrawn_key"
    card = tmp_path / "old.card"
    card.write_bytes(next(stick.glob("*-content.card")).read_bytes())
    assert refusal(desk.trust_content_key, checkpoint, desk.read_card_file(card)) == "card.withdrawn"


def test_a_content_key_speaks_for_no_desk_and_a_desk_for_no_content(
    author: Workspace, checkpoint: Workspace, stick: Path
) -> None:
    card = desk.read_card_file(next(stick.glob("*-content.card")))
    assert refusal(desk.trust_card, checkpoint, card) == "card.content_key"
    assert refusal(desk.trust_content_key, checkpoint, desk.own_card(author)) == "card.not_content"
    assert [peer.role for peer in desk.peers(checkpoint)] == ["supervisor"]
    posts.new_case(checkpoint)
    records = desk.pack(checkpoint, stick).value.path
    assert refusal(desk.preview_pack, author, records) == "pack.unknown_key"


BROKEN: dict[str, tuple[dict[str, str | bytes], str]] = {
    "not a document": ({"library/lo/S07.md": b"+++\x00 PK\x03\x04"}, "document.not_text"),
    "a script": ({"S07.md": content.document(words="<script>x</script>")}, "document.html"),
    "a remote link": ({"S07.md": content.document(words="[x](https://x.example)")}, "document.link"),
    "a form that does not compile": (
        {
            "extra.md": content.form().replace(
                "| | text | more | Anything else? | ມີຫຍັງອີກບໍ່? |",
                "| | calculate | more | | |",
            )
        },
        "form.broken",
    ),
    "a row without a source": ({"services.toml": content.service(source="")}, "directory.row"),
    "a row checked tomorrow": (
        {"services.toml": content.service() + "checked_on = 2030-01-01\n"},
        "directory.day_ahead",
    ),
    "brackets without end": ({"services.toml": "q = " + "[" * 60_000}, "directory.unreadable"),
    "a form that no pack can name": (
        {"extra.md": content.form(form_id="extra.v2")},
        "pack.file_name",
    ),
    "a form that people would take for another": (
        {"adult.md": content.form(form_id="Adult")},
        "pack.name_differs",
    ),
    "a picture with an archive behind it": (
        {
            "extra.md": content.form()
            .replace("label::Lao (lo) |", "label::Lao (lo) | media::image |")
            .replace("ມີຫຍັງອີກບໍ່? |", "ມີຫຍັງອີກບໍ່? | map.png |"),
            "extra-media/map.png": media.picture() + b"PK\x03\x04",
        },
        "pack.media",
    ),
    "a form under two names": (
        {"extra.md": content.form(), "other.md": content.form(form_id="Extra")},
        "pack.twice",
    ),
    "a row of no known kind": ({"services.toml": content.service(kind="shop")}, "directory.row"),
    "a broken placeholder": (
        {"lo.po": content.sentences({"Package {number} of {station}": "ຊຸດ {number} ຂອງ {stations}"})},
        "sentences.places",
    ),
    "a placeholder that reaches further": (
        {"lo.po": content.sentences({"For: {desks}": "{desks.__class__}"})},
        "sentences.places",
    ),
    "no sentences at all": ({"lo.po": "msgid\n"}, "sentences.unreadable"),
    "a word that marks people out": (
        {"wording/lo.po": content.sentences({"Service card": "ບັດຜູ້ເຄາະຮ້າຍ"})},
        "pack.never_on_paper",
    ),
    "a wording that has no room": (
        {"wording/lo.po": content.sentences({"This help is free.": "ບໍ່ຕ້ອງຈ່າຍ " * 20})},
        "pack.too_long",
    ),
    "a translation that marks people out on paper": (
        {"lo.po": content.sentences({"Service card": "ບັດຜູ້ເຄາະຮ້າຍ"})},
        "pack.never_on_paper",
    ),
    "a form without what the program goes by": (
        {"adult.md": content.form("2099", form_id="adult")},
        "pack.form_fields",
    ),
    "a sentence of no paper": (
        {"wording/lo.po": content.sentences({"Transfer": "ຮັບສົ່ງ"})},
        "pack.not_on_paper",
    ),
}


def test_what_is_wrong_is_told_with_its_place_and_nothing_is_signed(author: Workspace, folder: Path) -> None:
    good = content.document("S08", words="ຂໍ້.", reviewer="Somchit")
    before = entries_of(author)
    told = {}
    for case, (files, _) in BROKEN.items():
        content.written(folder / case, {**files, "library/lo/S08.md": good})
        with pytest.raises(BorderDeskError) as refused:
            desk.sign_pack(author, [folder / case])
        assert refused.value.code == "pack.broken"
        assert Path(str(refused.value.fields["file"])).stem.lower() in {
            "s07",
            "extra",
            "extra.v2",
            "services",
            "lo",
            "wording",
            "translations",
            "adult",
        }
        told[case] = refused.value.fields["reason"]
    assert told == {case: reason for case, (_, reason) in BROKEN.items()}
    assert entries_of(author) == before


def test_a_form_of_other_letters_than_utf_8_is_told_before_anything_is_installed() -> None:
    text = '<?xml version="1.0" encoding="windows-1252"?><h>Ê</h>'
    with pytest.raises(BorderDeskError) as refused:
        checked_item(ContentFile("forms/extra.xml", text.encode("cp1252")), posts.NOON.date())
    assert refused.value.fields["reason"] == "form.encoding"


def test_a_file_of_no_known_kind_is_not_left_out_unseen(author: Workspace, folder: Path) -> None:
    content.reviewed(folder)
    content.written(folder, {"notes.docx": b"PK\x03\x04"})
    assert refusal(desk.compose_pack, author, [folder]) == "pack.unknown_file"


class StatementFailsError(Exception):
    """What the database says in the middle of installing."""


def test_a_failure_at_any_statement_leaves_everything_as_it_was(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    content.written(
        folder,
        {
            "S07.md": content.document(words="ຂໍ້.", reviewer="Somchit"),
            "extra.md": content.form(),
            "services.toml": content.service(),
        },
    )
    pack = content.on_stick(author, folder, stick)
    with checkpoint.store.read() as transaction:
        engine = transaction.connection.engine
        journal = transaction.journal.count()
    count = 0
    fail_at = 0

    def step(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal count
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            count += 1
            if count == fail_at:
                raise StatementFailsError(statement)

    event.listen(engine, "before_cursor_execute", step)
    try:
        while True:
            fail_at += 1
            count = 0
            try:
                done = desk.install_pack(checkpoint, pack)
            except StatementFailsError:
                assert entries_of(checkpoint) == journal
                assert desk.form_versions(checkpoint, "extra") == []
                with at_work(checkpoint.content):
                    assert desk.receiver("lwu-bokeo").source != "Visit of 3 March 2026"
                assert not desk.preview_pack(checkpoint, pack).already
                continue
            break
    finally:
        event.remove(engine, "before_cursor_execute", step)
    assert done.value.changed and fail_at > 6
    with at_work(checkpoint.content):
        assert desk.receiver("lwu-bokeo").source == "Visit of 3 March 2026"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of file sizes to set")
def test_a_full_disk_leaves_the_content_as_it_was_until_there_is_room(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path
) -> None:
    pack = content.on_stick(author, content.reviewed(folder), stick)
    before, log = entries_of(checkpoint), checkpoint.folder / "workspace.db-wal"
    for more in (0, 5_000, 9_000):
        with disk_of((log.stat().st_size if log.exists() else 0) + more):
            assert refusal(desk.install_pack, checkpoint, pack) == "store.full"
        assert entries_of(checkpoint) == before and not desk.preview_pack(checkpoint, pack).already
    assert desk.install_pack(checkpoint, pack).value.changed and desk.verify(checkpoint).ok


def test_a_stick_that_fails_at_any_step_is_left_without_a_pack(
    author: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    number = desk.sign_pack(author, [content.reviewed(folder)]).value.number
    counted = CountingFiles()
    empty = tmp_path / "empty"
    empty.mkdir()
    whole = desk.write_pack(author, number, empty, files=counted)
    whole.path.unlink()
    for step in range(counted.steps):
        code = refusal(desk.write_pack, author, number, empty, files=CountingFiles(step))
        assert code.startswith("stick.")
        assert list(empty.iterdir()) == []


def test_a_practice_desk_practises_with_real_content_and_never_the_other_way_round(
    author: Workspace, checkpoint: Workspace, stick: Path, folder: Path, tmp_path: Path
) -> None:
    practice = posts.workspace(tmp_path, "checkpoint_practice")
    desk.trust_content_key(practice, desk.read_card_file(next(stick.glob("*-content.card"))))
    pack = content.on_stick(author, content.reviewed(folder), stick)
    assert desk.install_pack(practice, pack).value.changed
    content.key_known(posts.as_role(practice, Role.SUPERVISOR), folder=tmp_path)
    card = desk.read_card_file(next(tmp_path.glob("*-content.card")))
    assert refusal(desk.trust_content_key, checkpoint, card) == "card.practice"
    practice.close()


def test_only_who_answers_for_content_signs_it(author: Workspace, folder: Path) -> None:
    for role in (Role.OFFICER, Role.SHIFT_LEAD, Role.HEALTH, Role.AUDITOR):
        somebody = posts.as_role(author, role)
        assert refusal(desk.sign_pack, somebody, [content.reviewed(folder)]) == "role.not_allowed"
