"""Pictures and files of answers: only where the form allows, in the encrypted store, gone when replaced,
along with the record when it travels and only then.
"""

from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Role

FORM = """
| survey |
| | type | name | label |
| | image | photo | Photo |
| | image | sign | Signature |
| settings |
| | form_id | version | namespaces | attribute::bd:media |
| | {form} | 1 | bd="https://borderdesk.example/ns" | {media} |
"""
PICTURE = b"\xff\xd8\xff picture"


@pytest.fixture
def forms(checkpoint: Workspace, tmp_path: Path) -> None:
    author = posts.as_role(checkpoint, Role.CONTENT_ADMIN)
    for name, media in (("open", "allowed"), ("shut", "")):
        path = tmp_path / f"{name}.md"
        path.write_text(FORM.format(form=name, media=media), encoding="utf-8")
        desk.add_form_file(author, path)


def _draft(here: Workspace, form: str = "open", code: str = "") -> str:
    return desk.start_form(here, code or posts.new_case(here), form).value.id


def _photographed(here: Workspace, code: str) -> str:
    draft = _draft(here, code=code)
    name = desk.attach(here, draft, PICTURE, "image/jpeg").value
    posts.fill(here, draft, {"photo": name})
    desk.complete_form(here, draft)
    return name


def test_a_form_about_a_person_takes_no_pictures_unless_its_settings_say_so(
    checkpoint: Workspace, forms: None
) -> None:
    shut = _draft(checkpoint, "shut")
    assert posts.refusal(desk.attach, checkpoint, shut, PICTURE, "image/jpeg") == "attachment.not_allowed"
    signed = desk.attach(checkpoint, shut, b"strokes", "image/png", signature=True).value
    assert desk.attachment(checkpoint, signed).content == b"strokes"
    assert not desk.draft_media(checkpoint, desk.form(checkpoint, "shut")).allowed


def test_the_name_tells_nothing_but_the_hash_and_the_kind(checkpoint: Workspace, forms: None) -> None:
    name = desk.attach(checkpoint, _draft(checkpoint), PICTURE, "image/jpeg").value
    digest, _, ending = name.partition(".")
    assert (len(digest), ending) == (64, "jpg")
    assert desk.attachment(checkpoint, name).media_type == "image/jpeg"


def test_a_file_that_is_too_large_is_refused(checkpoint: Workspace, forms: None) -> None:
    draft = _draft(checkpoint)
    large = bytes((10 << 20) + 1)
    assert posts.refusal(desk.attach, checkpoint, draft, large, "image/jpeg") == "attachment.too_large"


def test_a_picture_that_was_replaced_is_gone_unless_a_record_names_it(
    checkpoint: Workspace, forms: None
) -> None:
    draft = _draft(checkpoint)
    name = desk.attach(checkpoint, draft, PICTURE, "image/jpeg").value
    desk.detach(checkpoint, draft, name)
    assert posts.refusal(desk.attachment, checkpoint, name) == "attachment.missing"

    name = _photographed(checkpoint, posts.new_case(checkpoint))
    other = _draft(checkpoint)
    assert desk.attach(checkpoint, other, PICTURE, "image/jpeg").value == name
    desk.detach(checkpoint, other, name)
    assert desk.attachment(checkpoint, name).content == PICTURE


def test_pictures_travel_with_the_record_they_belong_to(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path, forms: None
) -> None:
    name = _photographed(checkpoint, posts.screened(checkpoint))
    packed = desk.pack(checkpoint, stick).value
    assert posts.refusal(desk.attachment, supervisor, name) == "attachment.missing"
    desk.preview_import(supervisor, packed.path)
    assert posts.refusal(desk.attachment, supervisor, name) == "attachment.missing"
    desk.apply_import(supervisor, packed.path)
    arrived = desk.attachment(supervisor, name)
    assert (arrived.content, arrived.media_type) == (PICTURE, "image/jpeg")


def test_pictures_of_a_record_that_stays_here_stay_here_too(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path, forms: None
) -> None:
    code = posts.screened(checkpoint)
    name = _photographed(checkpoint, code)
    desk.confirm_outcome(checkpoint, code)
    desk.refuse_referral(checkpoint, code, explained_by="O1")
    packed = desk.pack(checkpoint, stick).value
    assert packed.withheld == 1
    desk.apply_import(supervisor, packed.path)
    assert posts.refusal(desk.attachment, supervisor, name) == "attachment.missing"


def test_a_submission_has_its_pictures_beside_it(checkpoint: Workspace, forms: None, tmp_path: Path) -> None:
    lead = posts.as_role(checkpoint, Role.SUPERVISOR, "S9")
    name = _photographed(checkpoint, posts.new_case(checkpoint))
    desk.add_user(
        posts.as_role(checkpoint, Role.SHIFT_LEAD, "O1"),
        "O2",
        Role.OFFICER,
        "second quiet river",
        own_passphrase=posts.PASSPHRASE,
    )
    written = desk.export_records(
        lead,
        "open",
        tmp_path / "out",
        desk.ExportKind.OPENROSA,
        reason="Asked for",
        second="O2",
        second_passphrase="second quiet river",
    ).value
    assert (written.records, written.files, written.incomplete) == (1, 1, 0)
    (submission,) = written.path.glob("*/submission.xml")
    assert (submission.parent / name).read_bytes() == PICTURE
    assert f"<photo>{name}</photo>" in submission.read_text(encoding="utf-8")
