"""Undoing an import as a whole, after showing what would go. The audit of both stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.attachments import named_in
from borderdesk.desk.trust import known_cards
from borderdesk.desk.workspace import Changes, Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.codes import shown_code
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.journal import Entry
from borderdesk.domain.roles import Act
from borderdesk.domain.values import DeviceId, moment
from borderdesk.exchange import Card
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction
from borderdesk.store.shelf import ImportRun
from borderdesk.store.undo import Undoing


@dataclass(frozen=True)
class ImportLine:
    """An import that stands. ``sha256`` names its package."""

    sha256: str
    station: str
    number: int
    at: datetime
    new: int
    repeated: int


@dataclass(frozen=True)
class UndoPreview:
    """What undoing an import would do; nothing has been done yet.

    ``gone`` are records that would not be here any more, ``back`` those that would go back to what was known
    before. ``wait_again`` counts entries of earlier packages that would wait for this one again. ``problem``
    is the code why it cannot be undone, with ``fields`` for its words.
    """

    line: ImportLine
    entries: int
    gone: tuple[str, ...]
    back: tuple[str, ...]
    wait_again: int
    waiting: int
    decisions: int = 0
    """Contradictions that were settled since; they stay, and count again when the package comes back."""
    problem: str = ""
    fields: Mapping[str, object] | None = None


@permitted(Act.IMPORT)
def imports(workspace: Workspace) -> list[ImportLine]:
    """Every import that stands, the latest first."""
    with workspace.store.read() as transaction:
        cards = known_cards(workspace, transaction)
        # Where several desks share one database, a colleague may have written it down.
        noted = {fact.sha256: fact for _, fact in facts_of(transaction, facts.PackageImported)}
        noted |= {fact.sha256: fact for _, fact in standing_imports(workspace, transaction)}
        return [_line(run, cards, noted.get(run.sha256)) for run in transaction.shelf.imports()]


@permitted(Act.UNDO_IMPORT)
def preview_undo(workspace: Workspace, sha256: str) -> UndoPreview:
    """What undoing the import of this package would take out, and whether anything builds on it.

    :raises RuleBroken: ``import.unknown``.
    """
    with workspace.store.read() as transaction:
        return _preview(workspace, transaction, sha256)[0]


@permitted(Act.UNDO_IMPORT)
def undo_import(workspace: Workspace, sha256: str, reason: str = "") -> Done[UndoPreview]:
    """Take out all that an import brought. The package may be imported again.

    :raises RuleBroken: ``import.unknown``.
    :raises NotAllowed: ``import.later_first`` where a later package of the same desk stands,
        ``import.built_on`` where something was written that rests on it.
    """
    with workspace.store.write() as transaction:
        preview, undoing = _preview(workspace, transaction, sha256)
        if preview.problem:
            raise NotAllowed(preview.problem, **dict(preview.fields or {}))
        run = undoing.run
        files = {name for each in _going(transaction, undoing) for name in named_in(each.payload or b"")}
        transaction.undo.apply(run)
        _drop_files(transaction, files)
        fact = facts.ImportUndone(run.sender, run.number, sha256, preview.entries, reason.strip())
        changes = workspace.record(transaction, f"package:{run.sender}:{run.number}", fact)
    return Done(preview, changes | Changes(frozenset({"import"}), frozenset(undoing.subjects)))


def standing_imports(
    workspace: Workspace, transaction: Transaction
) -> Iterator[tuple[Entry, facts.PackageImported]]:
    """What this desk wrote down about packages it took in and did not take out again, oldest first."""
    undone: dict[str, int] = {}
    for entry, fact in facts_of(transaction, facts.ImportUndone, workspace.device):
        undone[fact.sha256] = entry.seq
    for entry, taken in facts_of(transaction, facts.PackageImported, workspace.device):
        if entry.seq > undone.get(taken.sha256, 0):
            yield entry, taken


def _preview(workspace: Workspace, transaction: Transaction, sha256: str) -> tuple[UndoPreview, Undoing]:
    run = next((each for each in transaction.shelf.imports() if each.sha256 == sha256), None)
    noted = {fact.sha256: (entry, fact) for entry, fact in standing_imports(workspace, transaction)}
    if run is None:
        raise RuleBroken("import.unknown")
    entry, fact = noted.get(sha256, (None, None))
    undoing = transaction.undo.look(run, workspace.device, entry.seq if entry else 0)
    cards = known_cards(workspace, transaction)
    gone, back = _records(transaction, undoing)
    problem, fields = "", dict[str, object]()
    if undoing.blocked_by is not None:
        later = _line(undoing.blocked_by, cards, None)
        problem, fields = "import.later_first", {"station": later.station, "number": later.number}
    elif undoing.built_on:
        codes = ", ".join(shown_code(each.removeprefix(CASE_PREFIX)) for each in undoing.built_on[:5])
        problem, fields = "import.built_on", {"records": codes}
    preview = UndoPreview(
        _line(run, cards, fact),
        undoing.entries,
        gone,
        back,
        undoing.wait_again,
        undoing.waiting,
        undoing.decisions,
        problem,
        fields,
    )
    return preview, undoing


def _records(transaction: Transaction, undoing: Undoing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone: list[str] = []
    back: list[str] = []
    going = {each.id for each in _going(transaction, undoing)}
    cases = [subject for subject in undoing.subjects if subject.startswith(CASE_PREFIX)]
    for subject, entries in transaction.journal.of_many(cases):
        code = subject.removeprefix(CASE_PREFIX)
        if fold_case(code, entries).opened:
            stays = fold_case(code, [each for each in entries if each.id not in going]).opened
            (back if stays else gone).append(code)
    return tuple(gone), tuple(back)


def _going(transaction: Transaction, undoing: Undoing) -> Iterator[Entry]:
    for device, first in undoing.cuts.items():
        yield from transaction.journal.chain(DeviceId(device), first)


def _drop_files(transaction: Transaction, names: set[str]) -> None:
    """Attachments that no record and no draft names any more, and that are no content in use here."""
    drafts = [draft.instance for draft in transaction.drafts.all()]
    for name in names:
        sha256 = name.partition(".")[0]
        if transaction.settings_mention(sha256) or any(sha256 in each for each in drafts):
            continue
        if not transaction.journal.mentions(sha256):
            transaction.attachments.remove([sha256])


def _line(run: ImportRun, cards: Mapping[str, Card], fact: facts.PackageImported | None) -> ImportLine:
    card = cards.get(run.sender)
    return ImportLine(
        run.sha256,
        card.station if card else run.sender,
        run.number,
        moment(run.at),
        fact.new if fact else 0,
        fact.repeated if fact else 0,
    )
