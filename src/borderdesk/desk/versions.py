"""Form versions side by side: taking one in, listing them, and moving an unfinished form to a newer one.

A draft and a record open for ever with the version they were made with. Called by the forms screen, the
player and the command line.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from borderdesk.desk.drafting import ACT_APART, draft_subject
from borderdesk.desk.form_files import media_type, read_form_file
from borderdesk.desk.forms import MEDIA, definition, form_language, latest_form
from borderdesk.desk.whose_case import case_to_work_on
from borderdesk.desk.workspace import Changes, Done, Workspace, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act, require
from borderdesk.domain.values import moment
from borderdesk.forms import Session, load_form
from borderdesk.forms.moving import Move, MovedAnswer, move
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft
from borderdesk.store.forms import FormVersion
from borderdesk.text import language


@dataclass(frozen=True)
class FormVersionInfo:
    """One version of a form. ``newest`` is used for new records; ``drafts`` are unfinished ones on it;
    ``status`` is that of the newest, ``draft-unvalidated`` until a named authority signed.
    """

    sha256: str
    form: str
    version: str
    title: str
    added_at: datetime
    newest: bool
    drafts: int
    status: str
    title_lo: str = ""
    """The newest version's title in Lao, where its author gave one."""


@dataclass(frozen=True)
class DraftMove:
    """What moving a draft to the newest version keeps and drops."""

    draft: str
    form: str
    before: str
    after: str
    kept: tuple[MovedAnswer, ...]
    dropped: tuple[MovedAnswer, ...]


@permitted(Act.EDIT_CONTENT)
def add_form_file(workspace: Workspace, path: Path) -> Done[FormVersionInfo]:
    """Take in a form file; new records use it if its version is the highest. What is filled stays as it is.

    :raises RuleBroken: ``form.broken``, ``form.raise_version`` when id and version are known with other
        content, ``form.media_too_large``. :raises Unavailable: ``form.file_unreadable``.
    """
    read = read_form_file(path)
    form = load_form(read.xform)
    with workspace.store.write() as transaction:
        added = FormVersion(form.sha256, form.id, form.version, form.title, read.xform, workspace.now())
        transaction.forms.add(added)
        kept = {
            address: transaction.attachments.put(content, media_type(address))
            for address, content in read.media.items()
        }
        transaction.set_setting(MEDIA + form.sha256, kept)
        info = next(each for each in _versions(transaction, form.id) if each.sha256 == form.sha256)
    return Done(info, Changes(frozenset({"form"}), frozenset({f"form:{form.id}"})))


@permitted(Act.READ_CONTENT)
def form_media(workspace: Workspace, sha256: str, address: str) -> bytes | None:
    """A picture or sound that a form version names (``jr://images/a.png``); None where it has none."""
    with workspace.store.read() as transaction:
        kept = transaction.setting(MEDIA + sha256, {}).get(address)
        return transaction.attachments.get(kept).content if kept else None


def form_media_names(transaction: Transaction, sha256: str) -> frozenset[str]:
    """The addresses of the pictures and sounds that came with a form version."""
    return frozenset(transaction.setting(MEDIA + sha256, {}))


@permitted(Act.READ_CONTENT)
def form_versions(workspace: Workspace, form_id: str | None = None) -> list[FormVersionInfo]:
    """Every version of a form, or of all forms, the newest of each first."""
    with workspace.store.read() as transaction:
        return _versions(transaction, form_id)


def _versions(transaction: Transaction, form_id: str | None) -> list[FormVersionInfo]:
    drafts = [draft.form_sha256 for draft in transaction.drafts.all()]
    found: list[FormVersionInfo] = []
    for each in transaction.forms.names(form_id):
        newest = each.form not in {earlier.form for earlier in found}
        # Only the newest is read: many versions of a large form would make the list slow.
        extra = definition(transaction.forms.by_hash(each.sha256)).extra if newest else {}
        found.append(
            FormVersionInfo(
                each.sha256,
                each.form,
                each.version,
                each.title,
                moment(each.added_at),
                newest,
                drafts.count(each.sha256),
                extra.get("status") or "draft-unvalidated",
                extra.get("title_lo") or "",
            )
        )
    return found


@permitted(Act.FILL)
def preview_move(workspace: Workspace, draft_id: str) -> DraftMove:
    """What moving a draft to the newest version of its form would keep and drop. Nothing is changed.

    :raises Unavailable: ``draft.gone``, ``form.version_missing``.
    :raises RuleBroken: ``form.newest_already``.
    """
    with workspace.store.read() as transaction:
        return _moved(workspace, transaction, transaction.drafts.one(draft_id))[0]


@permitted(Act.FILL)
def move_draft(workspace: Workspace, draft_id: str) -> Done[DraftMove]:
    """Go on with a draft in the newest version of its form; the audit hears of it.

    :raises Unavailable: ``draft.gone``, ``form.version_missing``.
    :raises RuleBroken: ``form.newest_already``.
    """
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        told, moved = _moved(workspace, transaction, draft)
        transaction.drafts.move(
            draft.id, moved.session.form.sha256, moved.session.draft_xml(), workspace.instant()
        )
        fact = facts.DraftMoved(draft.form, told.before, told.after, len(told.kept), len(told.dropped))
        changes = workspace.record(transaction, draft_subject(draft), fact)
    return Done(told, changes | Changes(frozenset({"draft"})))


def _moved(workspace: Workspace, transaction: Transaction, draft: Draft) -> tuple[DraftMove, Move]:
    require(workspace.user.role, ACT_APART.get(draft.form, Act.SCREEN))
    case_to_work_on(workspace, transaction, draft.case_code)
    newest = latest_form(transaction, draft.form)
    if newest.sha256 == draft.form_sha256:
        raise RuleBroken("form.newest_already", version=newest.version)
    form = definition(transaction.forms.by_hash(draft.form_sha256))
    spoken = form_language(form, language())
    session = Session(form, saved=draft.instance, clock=workspace.clock, language=spoken)
    moved = move(session, newest, clock=workspace.clock)
    told = DraftMove(draft.id, draft.form, session.form.version, newest.version, moved.kept, moved.dropped)
    return told, moved
