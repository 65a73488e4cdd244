"""Forms as the desk uses them: the shipped ones installed once, every version kept and ready to fill."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from borderdesk.desk.installed import installed
from borderdesk.desk.workspace import Progress, Workspace, permitted, silent
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.roles import Act
from borderdesk.forms import FormDefinition, FormError, ImportedForm, import_form, load_form
from borderdesk.resources import resource
from borderdesk.store.database import Transaction
from borderdesk.store.forms import FormVersion
from borderdesk.text import notice, tr
from borderdesk.text.reviewers import reviewer

_SHIPPED = "forms.shipped"
MEDIA = "form.media:"
"""Where the pictures and sounds of a form version are listed, by its hash."""


@dataclass(frozen=True)
class FormInfo:
    """A form on offer; ``status`` is ``draft-unvalidated`` until a named authority signed. ``brought`` is one
    that does not ship and that a content pack brought.
    """

    id: str
    version: str
    title_en: str
    title_lo: str
    status: str
    brought: bool = False

    def title(self, language: str) -> str:
        return self.title_lo if language == "lo" else self.title_en


def shipped_forms(transaction: Transaction) -> set[str]:
    """The ids of the program's own forms that this workspace has."""
    return {Path(name).stem for name in transaction.setting(_SHIPPED, {})}


def changed_forms(transaction: Transaction) -> dict[str, bytes]:
    """Sources of the program's own forms that this workspace has not yet taken in, by file name."""
    done: dict[str, str] = transaction.setting(_SHIPPED, {})
    sources = {path.name: path.read_bytes() for path in sorted(resource("forms").glob("*.md"))}
    return {name: source for name, source in sources.items() if done.get(name) != _digest(source)}


def install_forms(
    transaction: Transaction, changed: Mapping[str, bytes], now: str, progress: Progress = silent
) -> None:
    """Convert the program's own forms and keep them; those of :func:`changed_forms`.

    :raises RuleBroken: ``form.raise_version`` when a shipped form changed without a new version.
    """
    done: dict[str, str] = transaction.setting(_SHIPPED, {})
    for count, (name, source) in enumerate(changed.items()):
        progress("forms", count, len(changed))
        _keep(transaction, _shipped(source), now)
        done[name] = _digest(source)
    transaction.set_setting(_SHIPPED, done)


def _digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()


@lru_cache(maxsize=32)
def _shipped(source: bytes) -> ImportedForm:
    """One of the program's own forms, converted once a process however many workspaces take it in."""
    return import_form(source, "md")


def _keep(transaction: Transaction, imported: ImportedForm, now: str) -> FormVersion:
    form = imported.definition
    version = FormVersion(form.sha256, form.id, form.version, form.title, imported.xform, now)
    transaction.forms.add(version)
    return version


def in_words(error: FormError) -> str:
    """What is wrong with a form in the language of the moment, with sheet, row and column where known."""
    parts = {"sheet": tr("sheet"), "row": tr("row"), "column": tr("column")}
    place = ", ".join(
        f"{said} {error.fields[part]}" for part, said in parts.items() if error.fields.get(part)
    )
    happened = notice(error.code, None, **error.fields).happened
    return f"{place}: {happened}" if place else happened


@lru_cache(maxsize=32)
def _definition(sha256: str, xform: str) -> FormDefinition:
    return load_form(xform)


def definition(version: FormVersion) -> FormDefinition:
    """A stored version, ready to fill; parsed once per process."""
    return _definition(version.sha256, version.xform)


def latest_form(transaction: Transaction, form_id: str) -> FormDefinition:
    """:raises Unavailable: ``form.missing``."""
    version = transaction.forms.latest(form_id)
    if version is None:
        raise Unavailable("form.missing", form=form_id)
    return definition(version)


def collects_media(form: FormDefinition) -> bool:
    """Whether a form may take pictures, files and places: only where its settings say so (``bd:media``).

    Every form of this program is about a person; a signature is agreed to by giving it and always possible.
    """
    return form.extra.get("media") == "allowed"


@permitted(Act.READ_CONTENT)
def form(workspace: Workspace, form_id: str) -> FormDefinition:
    """The newest version of a form.

    :raises Unavailable: ``form.missing``.
    """
    with workspace.store.read() as transaction:
        return latest_form(transaction, form_id)


@permitted(Act.READ_CONTENT)
def form_by_hash(workspace: Workspace, sha256: str) -> FormDefinition:
    """The version that a record or draft was made with.

    :raises Unavailable: ``form.version_missing``.
    """
    with workspace.store.read() as transaction:
        return definition(transaction.forms.by_hash(sha256))


@permitted(Act.READ_CONTENT)
def form_list(workspace: Workspace) -> list[FormInfo]:
    """The newest version of every form that ships or that a pack brought, in the order of the work."""
    with workspace.store.read() as transaction:
        names = shipped_forms(transaction)
        forms = [latest_form(transaction, name) for name in sorted(names.union(installed(transaction).forms))]
    return [
        FormInfo(
            each.id,
            each.version,
            each.title,
            each.template.attribute("title_lo") or each.title,
            (reviewer(each.template.attribute("reviewed_by") or "") and each.template.attribute("status"))
            or "draft-unvalidated",
            each.id not in names,
        )
        for each in forms
    ]


def form_language(form: FormDefinition, language: str | None) -> str | None:
    """The form's own name for a language: ``lo`` is ``Lao (lo)`` in XLSForm."""
    if language is None:
        return None
    return next((name for name in form.languages if name == language or f"({language})" in name), None)
