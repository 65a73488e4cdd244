"""Content packs: signed by a key of their own, looked at, installed whole or not at all, really used."""

import json
from pathlib import Path

import pytest
from tests.desk import content, posts
from tests.desk.posts import entries_of, refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Role
from borderdesk.resources import at_work
from borderdesk.text import tr_in


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
