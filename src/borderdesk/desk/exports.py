"""Finished records out to others in clear text: OpenRosa submissions (ODK Central, Kobo) or flat tables.

Unencrypted personal data leaves only when two people agree: a supervisor and a second user, with a reason,
and the audit keeps it. Records that must stay on this PC are left out and counted. Called by the command
line and the exports screen.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from borderdesk.desk.access import key_of, user_subject
from borderdesk.desk.forms import definition, form_language
from borderdesk.desk.workspace import Done, Progress, Workspace, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.domain.values import iso
from borderdesk.files import is_folder, is_there, names_device, rename, says_full
from borderdesk.forms import FormDefinition, FormError
from borderdesk.forms.editions import as_submission, files_named
from borderdesk.forms.tabular import FinishedRecord, tables, to_csv, to_xlsx
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction
from borderdesk.text import language


class ExportKind(StrEnum):
    """How records are written."""

    OPENROSA = "openrosa"
    CSV = "csv"
    XLSX = "xlsx"


_PRACTICE = "PRACTICE-"
"""How each name in an export of practice records begins."""


@dataclass(frozen=True)
class ClearExport:
    """What was written: the folder, records, their files; how many had to stay here, and how many could
    not be written because this PC lacks their form version or a file of theirs.
    """

    path: Path
    kind: ExportKind
    records: int
    files: int
    left_out: int
    incomplete: int


@dataclass(frozen=True)
class _Sealed:
    """A sealed record with what the tables say about it; ``replaces`` is its earlier edition."""

    form: FormDefinition
    xml: str
    about: Mapping[str, str]
    replaces: str = ""


@contextmanager
def _whole_or_nothing(folder: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """A folder to fill under a passing name, and the name it gets when it is whole; no other is replaced.

    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``.
    """
    target = _free(folder, name)
    part = target.with_name(target.name + ".part")
    try:
        part.mkdir(parents=True)
        yield part, target
        rename(part, target)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        full = says_full(error)
        code = "stick.full" if full else "stick.unwritable" if is_folder(folder) else "stick.removed"
        raise Unavailable(code) from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


@permitted(Act.EXPORT_CLEAR)
def export_records(
    workspace: Workspace,
    form_id: str,
    folder: Path,
    kind: ExportKind,
    *,
    reason: str,
    second: str,
    second_passphrase: str,
    codes: bool = False,
    progress: Progress = silent,
) -> Done[ClearExport]:
    """Write the finished records of one form to a new folder in ``folder``, in clear text.

    ``second`` is the role number of another user who stands by and gives their own passphrase. Tables hold
    labels in the current language, or names and codes with ``codes``.

    :raises RuleBroken: ``export.reason_missing``, ``export.second_same``, ``passphrase.wrong``,
        ``export.nothing``. :raises Unavailable: ``passphrase.wait``, ``stick.full``, ``stick.removed``,
        ``stick.unwritable``; then nothing is left in the folder and nothing is noted.
    """
    if not reason.strip():
        raise RuleBroken("export.reason_missing")
    second = second.strip().upper()
    if second == workspace.user.id:
        raise RuleBroken("export.second_same")
    key_of(workspace.folder, second, second_passphrase, workspace.clock)
    mark = _PRACTICE if workspace.practice else ""
    with workspace.store.read() as transaction:
        marked = {"practice": "yes"} if workspace.practice else {}
        records, left_out, incomplete = _gathered(transaction, form_id, marked, progress)
        if not records:
            raise RuleBroken("export.nothing", left_out=left_out, form=form_id)
        name = f"{mark}{_file_name(form_id)}-{kind.value}"
        with _whole_or_nothing(folder, name) as (part, target):
            files, missing = _write(transaction, part, kind, records, codes, mark, progress)
    told = ClearExport(target, kind, len(records), files, left_out, incomplete + missing)
    fact = facts.RecordsExported(form_id, kind.value, told.records, left_out, reason.strip(), second)
    try:
        with workspace.store.write() as transaction:
            changes = workspace.record(transaction, user_subject(workspace.device, workspace.user.id), fact)
    except BaseException:
        # Either the audit knows of it, or it is not there.
        shutil.rmtree(target, ignore_errors=True)
        raise
    return Done(told, changes)


def _gathered(
    transaction: Transaction, form_id: str, marked: Mapping[str, str], progress: Progress
) -> tuple[list[_Sealed], int, int]:
    """Records to write, oldest case first, each ``marked``; how many stay here; how many have no form version
    here.
    """
    rows = transaction.cases.all()
    separate = transaction.cases.separate()  # also by what an unfinished form says
    found: list[_Sealed] = []
    left_out = incomplete = 0
    subjects = [CASE_PREFIX + row.code for row in sorted(rows, key=lambda row: (row.opened_at, row.code))]
    for done, (subject, entries) in enumerate(transaction.journal.of_many(subjects)):
        progress("records", done, len(rows))
        state = fold_case(subject.removeprefix(CASE_PREFIX), entries)
        sealed = list(_sealed(state, form_id))
        if state.official_involved or state.code in separate:  # not even in a count
            continue
        if state.stays_here:
            left_out += len(sealed)
            continue
        earlier = ""
        for sha256, xml, about in sealed:
            try:
                form = definition(transaction.forms.by_hash(sha256))
                identifier = as_submission(form, xml).instance_id
            except (Unavailable, FormError):
                incomplete += 1
                continue
            found.append(_Sealed(form, xml, {**about, "form_version": form.version, **marked}, earlier))
            earlier = identifier
    return found, left_out, incomplete


def _sealed(state: CaseState, form_id: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(form hash, record, what is told beside it) of every time the form was finished in a case."""
    about = {"record": str(state.code), "station": str(state.station)}
    for screening in state.screenings:
        if screening.form == form_id:
            yield screening.sha256, screening.instance, {**about, "sealed_at": iso(screening.at)}
    for referral in state.referrals:
        if referral.form == form_id and referral.instance:
            yield referral.sha256, referral.instance, {**about, "sealed_at": iso(referral.issued_at)}


def _write(
    transaction: Transaction,
    part: Path,
    kind: ExportKind,
    records: list[_Sealed],
    codes: bool,
    mark: str,
    progress: Progress,
) -> tuple[int, int]:
    """Everything into ``part``; how many files went along and how many records lack one of theirs. ``mark``
    stands before the name of each table or submission, which people take out of their folder.
    """
    if kind is ExportKind.OPENROSA:
        return _write_submissions(transaction, part, records, mark, progress)
    spoken = form_language(records[-1].form, language())
    finished = [FinishedRecord(each.form, each.xml, each.about) for each in records]
    found = tables(finished, labels=not codes, language=spoken)
    if kind is ExportKind.XLSX:
        (part / f"{mark}{_file_name(found[0].name)}.xlsx").write_bytes(to_xlsx(found))
    else:
        for table in found:
            (part / f"{mark}{_file_name(table.name)}.csv").write_text(
                to_csv(table), encoding="utf-8", newline=""
            )
    return 0, 0


def _write_submissions(
    transaction: Transaction, part: Path, records: Iterable[_Sealed], mark: str, progress: Progress
) -> tuple[int, int]:
    listed = list(records)
    files = missing = 0
    for done, each in enumerate(listed):
        progress("write", done, len(listed))
        submission = as_submission(each.form, each.xml, replaces=each.replaces)
        folder = part / f"{mark}{_file_name(submission.instance_id.removeprefix('uuid:'))}"
        folder.mkdir()
        (folder / "submission.xml").write_text(submission.xml, encoding="utf-8", newline="")
        whole = True
        for name in files_named(each.form, each.xml):
            try:
                attached = transaction.attachments.get(name.partition(".")[0])
            except Unavailable:
                whole = False
                continue
            (folder / _file_name(name)).write_bytes(attached.content)
            files += 1
        missing += not whole
    return files, missing


def _file_name(text: str) -> str:
    """A name that every file system takes and that cannot lead out of its folder."""
    plain = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in text
    )
    plain = plain.strip(".") or "_"
    return f"_{plain}" if names_device(plain) else plain


def _free(folder: Path, name: str) -> Path:
    number = 1
    target = folder / name
    while is_there(target) or is_there(target.with_name(target.name + ".part")):
        number += 1
        target = folder / f"{name}-{number}"
    return target
