"""A supervisor keeps the directory in the author's folder: rows and checks; bad rows are told."""

import errno
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.desk import content
from tests.desk.posts import refusal

from borderdesk import desk
from borderdesk.desk.directory_fields import FIELDS, Part, Problem, problems
from borderdesk.desk.paper import helpline_for_paper
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.phones import can_be_dialled, looks_personal
from borderdesk.resources import Content, ContentInUse, at_work
from borderdesk.text import noted_sentences, unread

ROW = {"id": "atd-bokeo", "phone": "084 211 000", "source": "Visit"}


def rows(writer: Workspace, folder: Path | None, part: Part = Part.SERVICES) -> dict[str, desk.DirectoryRow]:
    return {row.id: row for row in desk.directory_rows(writer, folder, part)}


def wrong(writer: Workspace, folder: Path, changed: dict[str, Any], **kwargs: Any) -> list[tuple[str, str]]:
    with pytest.raises(RuleBroken) as refused:
        desk.save_directory_row(writer, folder, changed, **kwargs)
    found: tuple[Problem, ...] = refused.value.fields["problems"]  # type: ignore[assignment]
    assert refused.value.code == found[0].code and refused.value.fields["field"] == found[0].field
    return [(each.field, each.code.removeprefix("directory.")) for each in found]


def test_a_service_is_changed_checked_and_taken_out_in_the_folder_only(
    writer: Workspace, folder: Path
) -> None:
    today = writer.clock().date()
    shipped = desk.directory_rows(writer)
    assert all(row.stale and not row.number_prints and not row.problems for row in shipped)
    assert wrong(writer, folder, ROW) == [("phone", "personal_number")]
    made = desk.save_directory_row(writer, folder, ROW, checked_for="DoI", office_number=True)
    assert (made.checked_on, made.text("checked_by")) == (today, f"{writer.user.id}, DoI")
    assert desk.checking_organisation(writer) == "DoI"
    found = rows(writer, folder)
    assert len(found) == len(shipped) and found["atd-bokeo"].number_prints and not found["atd-bokeo"].stale
    assert list(found)[-1] == "atd-bokeo", "what needs a look comes first"
    # Another number that nobody called is not printed.
    again = desk.save_directory_row(
        writer, folder, {"id": "atd-bokeo", "phone": "084 211 999"}, office_number=True
    )
    assert not again.number_prints and again.checked_on == today
    checked = desk.check_directory_row(writer, folder, "atd-bokeo", "Women's Union")
    assert checked.number_prints and checked.text("checked_by") == f"{writer.user.id}, Women's Union"
    desk.remove_directory_row(writer, folder, "atd-bokeo")
    assert "atd-bokeo" not in rows(writer, folder)
    assert desk.receiver("atd-bokeo").phone == "", "nothing is in use before a pack is signed"
    assert refusal(desk.remove_directory_row, writer, folder, "atd-bokeo") == "directory.missing"
    assert refusal(desk.check_directory_row, writer, folder, "atd-bokeo", "x") == "directory.missing"


def test_help_lines_and_border_posts_are_kept_the_same_way(writer: Workspace, folder: Path) -> None:
    line = desk.check_directory_row(writer, folder, "lo-national", "MoPS", part=Part.HELPLINES)
    assert line.number_prints and not line.stale
    again = desk.save_directory_row(
        writer, folder, {"id": "lo-national", "number": "1301"}, part=Part.HELPLINES, office_number=True
    )
    assert not again.number_prints and again.checked_on is None
    post = desk.check_directory_row(writer, folder, "HXY", "DoI", part=Part.STATIONS)
    assert post.flag("verified") and not post.stale
    new = {"code": "QQQ", "name_lo": "ດ່ານໃໝ່", "name_en": "New post", "class": "local", "kind": "land"}
    desk.save_directory_row(writer, folder, new, part=Part.STATIONS)
    assert rows(writer, folder, Part.STATIONS)["QQQ"].stale
    assert sorted(path.name for path in folder.rglob("*.toml")) == ["helplines.toml", "stations.toml"]


def test_everything_that_is_wrong_with_a_row_is_told_at_its_field(writer: Workspace, folder: Path) -> None:
    row = {"id": "New One", "kind": "shop", "name_en": "x", "name_lo": "x", "card_name_en": "Victim desk"}
    row |= {"phone": "21267734", "needs": ["shelter", "gold"], "province": "LA-QQ", "card_name_lo": ""}
    row |= {"confidential": True, "address_en": "Here 1"}
    assert wrong(writer, folder, row, office_number=True, checked_for=" ") == [
        ("id", "name"),
        ("card_name_lo", "missing_field"),
        ("card_name_en", "card_name"),
        ("kind", "value"),
        ("province", "value"),
        ("needs", "value"),
        ("phone", "number"),
        ("address_en", "private_address"),
        ("source", "no_source"),
        ("checked_by", "no_organisation"),
    ]
    mobile = ROW | {"phone": "020 5555 1234"}
    assert wrong(writer, folder, mobile, office_number=True) == [("phone", "mobile")]
    assert not folder.exists()
    assert desk.save_directory_row(writer, folder, mobile | {"duty_line": True}, office_number=True).phone


@pytest.mark.parametrize(
    ("number", "dialled", "personal"),
    [
        ("1300", True, False),
        ("021 267734", True, False),
        ("+856 21 267734", True, False),
        ("+856 20 5551 2228", True, True),
        ("0305512345", True, True),
        ("+66 99 130 1300", True, True),
        ("+95 9 12345678", True, True),
        ("13912345678", False, True),
        ("21267734", False, False),
        ("call me", False, False),
    ],
)
def test_a_mobile_is_told_from_the_line_of_an_office(number: str, dialled: bool, personal: bool) -> None:
    assert (can_be_dialled(number), looks_personal(number)) == (dialled, personal)


def test_what_the_author_wrote_beside_the_rows_stays(writer: Workspace, folder: Path) -> None:
    second = f"# ask again\n{content.service('second')}\n# end\n"
    text = f"# Kept by O. Keo\n\n{content.service()}own = 1 # ours\n\n{second}"
    content.written(folder, {"services.toml": text})
    desk.save_directory_row(writer, folder, {"id": "lwu-bokeo", "hours_lo": "ທຸກມື້"})
    saved = (folder / "services.toml").read_text(encoding="utf-8")
    assert saved == text.replace("own = 1 # ours\n", 'own = 1 # ours\nhours_lo = "ທຸກມື້"\n')
    desk.remove_directory_row(writer, folder, "second")
    saved = (folder / "services.toml").read_text(encoding="utf-8")
    assert "Kept by O. Keo" in saved and "# end" in saved and "ask again" not in saved


def test_who_adds_a_row_does_not_write_over_one_of_its_name(writer: Workspace, folder: Path) -> None:
    content.written(folder, {"services.toml": content.service()})
    save = partial(desk.save_directory_row, writer, folder, {"id": "lwu-bokeo", "hours_en": "never"})
    assert refusal(save, there=False) == "directory.twice"
    assert "never" not in (folder / "services.toml").read_text(encoding="utf-8")
    save(there=True)
    assert "never" in (folder / "services.toml").read_text(encoding="utf-8")


def test_a_row_that_a_colleague_took_out_meanwhile_is_not_made_anew_in_part(
    writer: Workspace, folder: Path
) -> None:
    content.written(folder, {"services.toml": content.service() + content.service("second")})
    desk.remove_directory_row(writer, folder, "second")
    changed = {"id": "second", "hours_en": "Mornings"}
    assert refusal(desk.save_directory_row, writer, folder, changed, there=True) == "directory.row_gone"
    assert set(rows(writer, folder)) == {"lwu-bokeo"}


def _answers_with_an_error(*_: object, **__: object) -> object:
    raise OSError(errno.EIO, "as a stick does that was pulled while it was in use")


def test_a_folder_whose_stick_was_pulled_is_not_made_anew_on_the_disk(
    writer: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.written(folder, {"services.toml": content.service()})
    desk.set_author_folder(writer, folder)
    folder.rename(tmp_path / "pulled")
    changed = {"id": "lwu-bokeo", "hours_en": "Mornings"}
    assert refusal(desk.save_directory_row, writer, folder, changed) == "content.folder_gone"
    assert refusal(desk.remove_directory_row, writer, folder, "lwu-bokeo") == "content.folder_gone"
    assert not folder.exists()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "stat", _answers_with_an_error)
        assert desk.author_folder(writer) is None
        assert refusal(desk.set_author_folder, writer, folder) == "content.no_folder"
    (tmp_path / "pulled").rename(folder)
    assert desk.save_directory_row(writer, folder, changed).text("hours_en") == "Mornings"


def test_a_bad_row_is_told_with_its_place_and_the_good_ones_are_there(
    writer: Workspace, folder: Path
) -> None:
    tomorrow = writer.clock().date() + timedelta(days=1)
    bad = content.service("late") + f"checked_on = {tomorrow}\n"
    files = content.service() + content.service("no-source", source="") + bad + content.service()
    content.written(folder, {"services.toml": files})
    found = desk.directory_rows(writer, folder)
    assert [(row.number, [each.code for each in row.problems]) for row in found] == [
        (2, ["directory.no_source"]),
        (3, ["directory.day_ahead"]),
        (4, ["directory.twice"]),
        (1, []),
    ]
    desk.save_directory_row(writer, folder, {"id": "no-source", "source": "Visit"})
    assert not rows(writer, folder)["no-source"].problems
    assert refusal(desk.save_directory_row, writer, folder, {"id": "late", "hours_lo": "x"}) == (
        "directory.day_ahead"
    )
    desk.remove_directory_row(writer, folder, "lwu-bokeo")
    assert [row.id for row in desk.directory_rows(writer, folder)].count("lwu-bokeo") == 1
    content.written(folder, {"services.toml": "[[service]]\nid = \n"})
    with pytest.raises(RuleBroken) as refused:
        desk.directory_rows(writer, folder)
    assert refused.value.code == "directory.unreadable" and "line 2" in str(refused.value.fields["what"])


def test_the_directory_knows_its_age(writer: Workspace, folder: Path, checkpoint: Workspace) -> None:
    age = desk.directory_age(writer)
    assert age.rows == age.never > 20 and (age.newest, age.prints) == (None, 0)
    desk.make_content_key(writer)
    today = writer.clock().date()
    old = content.service("old") + f"checked_on = {today - timedelta(days=200)}\n"
    desk.save_directory_row(writer, folder, ROW, checked_for="DoI", office_number=True)
    path = next(folder.rglob("services.toml"))
    path.write_text(path.read_text(encoding="utf-8") + old, encoding="utf-8")
    desk.sign_pack(writer, [folder], draft=True)
    age = desk.directory_age(writer)
    assert (age.old, age.prints, age.newest) == (1, 1, today)


@pytest.mark.parametrize(
    ("field", "said", "code"),
    [
        ("card_name_en", "Service desk 020 5551 2345", "directory.number_elsewhere"),
        ("card_name_lo", "ໂຕະບໍລິການ ໐໒໐໕໕໕໑໒໓໔໕", "directory.number_elsewhere"),
        ("hours_en", "Call Bounmy, +856 20 5551 2345", "directory.number_elsewhere"),
        ("address_en", "Road 13, behind 021-213-633", "directory.number_elsewhere"),
        ("name_en", "Hospital 103 (021) 213 633", "directory.number_elsewhere"),
        ("hours_en", "For victims 8:00 to 16:00", "directory.card_name"),
        ("address_en", "Anti-trafficking floor", "directory.card_name"),
        ("hours_en", "Monday to Friday, 08:00-12:00 13:00-16:00", ""),
        ("hours_en", "0800-1130, 1300-1600", ""),
        ("hours_en", "8.00 - 12.00 13.00 - 16.00", ""),
        ("card_name_en", "Hospital 103", ""),
        ("address_en", "House 12, unit 3, Road 13 km 420", ""),
        ("hours_en", "Call ⁰²⁰ ⁵⁵⁵¹ ²³⁴⁵", "directory.number_elsewhere"),
        ("source", "Called 021 213 633 on 3 March 2026", ""),
        ("source", "Decree 245/2012, seen 2026-03-01", ""),
        ("source", "Told by Bounmy, ໐໒໐ ໕໕໕໑ ໒໓໔໕", "directory.number_of_person"),
        ("checked_by", "O3, +856 20 5551 2345", "directory.number_of_person"),
        ("name_th", "กรมต่อต้านการค้ามนุษย์", ""),
        ("card_name_th", "โต๊ะต่อต้านการค้ามนุษย์", "directory.card_name"),
        ("card_name_my", "ကောင်တာ 020 5551 2345", "directory.number_elsewhere"),
        ("name_km", "តុ {agency}", "directory.signs"),
        ("card_name_zh", "<b>服务台</b>", "directory.signs"),
    ],
)
def test_no_number_and_no_marking_word_reaches_a_paper_within_other_words(
    field: str, said: str, code: str
) -> None:
    found = problems(Part.SERVICES, {"name_en": "Women's Union", field: said}, date(2026, 3, 4))
    assert [each.code for each in found if each.field == field] == ([code] if code else [])


def test_names_in_neighbours_languages_go_by_row_and_by_table_and_are_said_as_unchecked(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    named = {"id": "atd-bokeo", "name_th": "แผนกของแขวง", "card_name_th": "โต๊ะแขวง", "card_name_en": "Desk 7"}
    desk.save_directory_row(writer, folder, named)
    table = desk.export_directory(writer, tmp_path / "table.csv", folder=folder)
    for file in folder.rglob("*.toml"):
        file.unlink()
    desk.import_directory_sheet(writer, folder, table, office_numbers=True)
    kept = next(folder.rglob("services.toml")).read_bytes()
    files = {"directory/services.toml": kept}
    signed = content.sentences({"Desk 7": "โต๊ะเจ็ด", "Division": "x"}, "th").encode()
    harmful = content.sentences({"Desk 7": "โต๊ะเหยื่อ"}, "th").encode()
    said = {}
    for sentences in (b"", signed, harmful):
        slot = ContentInUse()
        slot.replace(Content(files | ({"i18n/th/translations.po": sentences} if sentences else {})))
        with at_work(slot), noted_sentences() as noted:
            here = desk.receiver("atd-bokeo")
            said[sentences] = (here.card_name_for_person("th"), unread("th", noted))
            assert here.name_for_person("th") == "แผนกของแขวง"
            assert here.card_name_for_person("vi") == "" and " · Anti" in here.name_for_person("kjg")
    assert said[b""] == ("โต๊ะแขวง", True)
    assert said[signed] == ("โต๊ะเจ็ด", False), "reviewed words come first"
    assert said[harmful][0] == "", "no paper marks out who carries it"


def test_every_fact_of_the_shipped_rows_has_a_field_or_is_kept_beside() -> None:
    kept = {"accepts", "hours", "written_on"}
    for part in Part:
        names = {field.name for field in FIELDS[part]}
        shipped = {name for row in desk_rows(part) for name in row}
        assert shipped <= names | kept, part


def desk_rows(part: Part) -> list[dict[str, Any]]:
    from borderdesk.desk.directory import rows_in
    from borderdesk.desk.directory_file import TABLE_OF, read_part

    return rows_in(read_part(None, part), TABLE_OF[part])


def test_a_paper_prints_only_a_help_line_of_this_country(writer: Workspace, folder: Path) -> None:
    desk.make_content_key(writer)
    today = writer.clock().date()
    for name in ("th-social", "lo-fire", "lo-police"):
        desk.check_directory_row(writer, folder, name, "MoPS", part=Part.HELPLINES)
    desk.sign_pack(writer, [folder], draft=True)
    found = helpline_for_paper(today)
    assert found is not None and not found.printable_on(today), "another country's, or no help line at all"
    desk.check_directory_row(writer, folder, "lo-national", "MoPS", part=Part.HELPLINES)
    desk.sign_pack(writer, [folder], draft=True)
    found = helpline_for_paper(today)
    assert found is not None and (found.number, found.printable_on(today)) == ("1300", True)
