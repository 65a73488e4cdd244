"""What is not signed into a content pack, and the place that is told."""

import errno
from pathlib import Path

import pytest
from tests.desk import content, posts
from tests.desk.posts import entries_of, refusal
from tests.library import media

from borderdesk import desk
from borderdesk.desk.pack_items import checked_item
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Role
from borderdesk.exchange import ContentFile


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


@pytest.mark.parametrize("asked", ["stat", "is_file"])
def test_a_folder_whose_stick_was_pulled_cannot_be_read(
    author: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    def fails(*_: object, **__: object) -> object:
        raise OSError(errno.EIO, "pulled")

    content.written(folder, {"S07.md": content.document()})
    monkeypatch.setattr(Path, asked, fails)
    assert refusal(desk.compose_pack, author, [folder]) == "pack.source_unreadable"


BROKEN: dict[str, tuple[dict[str, str | bytes], str]] = {
    "not a document": ({"library/lo/S07.md": b"+++\x00 PK\x03\x04"}, "document.not_text"),
    "a script": ({"S07.md": content.document(words="<script>x</script>")}, "document.html"),
    "a remote link": ({"S07.md": content.document(words="[x](https://x.example)")}, "document.link"),
    "a text in letters of another program": (
        {"S07.md": content.document().encode("utf-16")},
        "document.not_text",
    ),
    "a text without its facts": ({"S07.md": "Ask first.\n"}, "document.front_missing"),
    "nothing at all": ({"S07.md": ""}, "document.front_missing"),
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


def test_only_who_answers_for_content_signs_it(author: Workspace, folder: Path) -> None:
    for role in (Role.OFFICER, Role.SHIFT_LEAD, Role.HEALTH, Role.AUDITOR):
        somebody = posts.as_role(author, role)
        assert refusal(desk.sign_pack, somebody, [content.reviewed(folder)]) == "role.not_allowed"
