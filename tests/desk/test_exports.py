"""Records in clear text: two people, a reason and the audit; what must stay here stays here."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from tests.desk import posts
from tests.desk.test_versions import write_form

from borderdesk import desk
from borderdesk.desk import ExportKind
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.people import User
from borderdesk.domain.roles import Role
from borderdesk.domain.values import UserId
from borderdesk.forms import Session, import_form
from borderdesk.resources import resource

SECOND = "second quiet river"
ORX = "{http://openrosa.org/xforms}"


@pytest.fixture
def office(checkpoint: Workspace) -> Iterator[Workspace]:
    """A supervisor S9 at work, with O2 at hand as the second person."""
    lead = posts.as_role(checkpoint, Role.SHIFT_LEAD, "O1")
    desk.add_user(lead, "O2", Role.OFFICER, SECOND, own_passphrase=posts.PASSPHRASE)
    yield replace(checkpoint, user=User(UserId("S9"), Role.SUPERVISOR))


def _export(
    office: Workspace, form: str, folder: Path, kind: ExportKind, **changed: object
) -> desk.ClearExport:
    asked = {"reason": "Asked for by the ministry", "second": "O2", "second_passphrase": SECOND, **changed}
    return desk.export_records(office, form, folder, kind, **asked).value  # type: ignore[arg-type]  # as a test wants


def test_nothing_leaves_without_a_supervisor_a_second_person_and_a_reason(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    posts.screened(checkpoint)
    before = posts.entries_of(office)

    def refused(by: Workspace, **changed: object) -> str:
        return posts.refusal(_export, by, "adult", tmp_path / "out", ExportKind.CSV, **changed)

    assert refused(checkpoint) == "role.not_allowed"
    assert refused(office, reason=" ") == "export.reason_missing"
    assert refused(office, second="S9") == "export.second_same"
    assert refused(office, second_passphrase="not this one") == "passphrase.wrong"
    assert refused(office, second="O7") == "passphrase.wrong"
    assert not (tmp_path / "out").exists()
    assert posts.entries_of(office) == before


def test_guessing_the_second_passphrase_is_slowed_down(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    posts.screened(checkpoint)
    said = [
        posts.refusal(_export, office, "adult", tmp_path, ExportKind.CSV, second_passphrase=f"guess {n}")
        for n in range(7)
    ]
    assert said[0] == "passphrase.wrong"
    assert said[-1] == "passphrase.wait"


def test_the_audit_keeps_what_left_why_and_who_stood_by(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    posts.screened(checkpoint)
    _export(office, "adult", tmp_path, ExportKind.OPENROSA)
    subject = f"user:{office.device}:S9"
    with office.store.read() as transaction:
        kept = [entry for entry in transaction.journal.of(subject) if entry.kind == "records.exported_clear"]
        assert kept[0].payload is not None
        fact = facts.decode(kept[0].kind, kept[0].payload)
    assert fact == facts.RecordsExported("adult", "openrosa", 1, 0, "Asked for by the ministry", "O2")


def test_a_submission_follows_the_openrosa_rules(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    posts.screened(checkpoint)
    written = _export(office, "adult", tmp_path, ExportKind.OPENROSA)
    folders = list(written.path.iterdir())
    assert len(folders) == written.records == 1
    document = (folders[0] / "submission.xml").read_bytes()
    root = ElementTree.fromstring(document)
    form = desk.form(office, "adult")
    assert (root.get("id"), root.get("version")) == (form.id, form.version)
    identifiers = root.findall(f"{ORX}meta/{ORX}instanceID")
    assert [each.text for each in identifiers] == [f"uuid:{folders[0].name}"]
    assert root.find(f"{ORX}meta/{ORX}deprecatedID") is None
    # Only what was relevant is there, and the form reads the submission as the same answers.
    again = Session(form, saved=document)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    hidden = {node.name for node in again.record.root.walk() if not node.relevant}
    shown = {node.name for node in again.record.root.walk() if node.relevant}
    assert not (hidden - shown) & names
    assert "yes" in [value for path, value in again.answers().items() if path.endswith("/AD_02")]


def test_a_form_filled_again_in_a_case_replaces_its_earlier_submission(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    author = posts.as_role(checkpoint, Role.CONTENT_ADMIN)
    desk.add_form_file(author, write_form(tmp_path, "1"))
    code = posts.new_case(checkpoint)
    posts.finish(checkpoint, code, "visit", {"remark": "first"})
    posts.finish(checkpoint, code, "visit", {"remark": "second"})
    written = _export(office, "visit", tmp_path, ExportKind.OPENROSA)
    by_remark = {}
    for folder in written.path.iterdir():
        root = ElementTree.parse(folder / "submission.xml").getroot()
        meta = root.find(f"{ORX}meta")
        assert meta is not None
        by_remark[root.findtext("remark")] = (
            meta.findtext(f"{ORX}instanceID"),
            meta.findtext(f"{ORX}deprecatedID"),
        )
    assert by_remark["first"][1] is None
    assert by_remark["second"][1] == by_remark["first"][0]


def test_records_that_must_stay_here_are_left_out_and_counted(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    posts.screened(checkpoint)
    staying = posts.screened(checkpoint)
    desk.confirm_outcome(checkpoint, staying)
    desk.refuse_referral(checkpoint, staying, explained_by="O1")
    separate = posts.screened(checkpoint)
    posts.finish(checkpoint, separate, "risk_needs", {"IR_09": "yes"})
    heard = posts.screened(checkpoint)
    posts.fill(checkpoint, desk.start_form(checkpoint, heard, "risk_needs").value.id, {"IR_09": "unsure"})
    written = _export(office, "adult", tmp_path, ExportKind.CSV)
    assert (written.records, written.left_out) == (1, 1)
    text = (written.path / "adult.csv").read_text(encoding="utf-8-sig")
    assert staying not in text and separate not in text
    assert heard not in text, "said in a talk that is not finished"


def test_tables_hold_labels_or_codes_as_asked(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    code = posts.screened(checkpoint)
    for codes, wanted in ((True, "yes"), (False, "Yes")):
        written = _export(office, "adult", tmp_path, ExportKind.CSV, codes=codes)
        text = (written.path / "adult.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["record"] for row in rows] == [code]
        assert wanted in rows[0].values()
        assert rows[0]["KEY"].startswith("uuid:")


def test_a_workbook_holds_the_same_as_text_cells(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    code = posts.screened(checkpoint)
    written = _export(office, "adult", tmp_path, ExportKind.XLSX)
    sheet = load_workbook(written.path / "adult.xlsx")["adult"]
    rows = list(sheet.values)
    assert rows[0][0] == "record"
    assert rows[1][0] == code


def test_practice_records_are_marked_and_no_folder_is_written_over(tmp_path: Path) -> None:
    practice = posts.workspace(tmp_path, "checkpoint_practice")
    try:
        lead = posts.as_role(practice, Role.SHIFT_LEAD, "O1")
        desk.add_user(lead, "O2", Role.OFFICER, SECOND, own_passphrase=posts.PASSPHRASE)
        posts.screened(practice)
        office = replace(practice, user=User(UserId("S9"), Role.SUPERVISOR))
        written = [_export(office, "adult", tmp_path / "out", ExportKind.CSV).path for _ in range(2)]
        forms = _export(office, "adult", tmp_path / "out", ExportKind.OPENROSA).path
    finally:
        practice.close()
    assert [path.name for path in written] == ["PRACTICE-adult-csv", "PRACTICE-adult-csv-2"]
    table = (written[0] / "PRACTICE-adult.csv").read_text(encoding="utf-8-sig")
    assert [row["practice"] for row in csv.DictReader(io.StringIO(table))] == ["yes"]
    assert all(path.name.startswith("PRACTICE-") for path in forms.iterdir())


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(
    checkpoint: Workspace, office: Workspace, tmp_path: Path
) -> None:
    posts.screened(checkpoint)
    place = tmp_path / "a file"
    place.write_text("", encoding="utf-8")
    before = posts.entries_of(office)
    assert posts.refusal(_export, office, "adult", place, ExportKind.CSV) == "stick.removed"
    assert posts.entries_of(office) == before


def test_a_submission_parses_as_the_form_itself_reads_it() -> None:
    """Every shipped form: what is exported is what a fresh session of that form would send."""
    from borderdesk.forms.editions import as_submission

    for path in sorted(resource("forms").glob("*.md")):
        form = import_form(path.read_bytes(), "md").definition
        sent = Session(form).submission()
        exported = as_submission(form, sent.xml)
        assert exported.instance_id == sent.instance_id
        assert Session(form, saved=exported.xml).answers() == Session(form, saved=sent.xml).answers()
