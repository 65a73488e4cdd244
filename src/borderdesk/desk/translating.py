"""Reviewing texts at a desk: how far each language is, a workbook out, a reviewed workbook into the folder.

What comes back goes into the author's folder and to other desks with a content pack, like everything that is
made at a desk. Nothing is taken that was not looked at before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.translations import (
    ReviewState,
    TranslationsTaken,
    TranslationsWritten,
    export_translations,
    import_translations,
    review_state,
)
from borderdesk.desk.versions import form_versions
from borderdesk.desk.workspace import Progress, Workspace, permitted, silent
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.text.catalogue import SOURCE_LANGUAGE, WRITTEN


@dataclass(frozen=True)
class LanguageState:
    """How far the texts of a language are, by kind."""

    language: str
    kinds: tuple[ReviewState, ...]

    @property
    def drafts(self) -> int:
        return sum(each.drafts for each in self.kinds)

    @property
    def reviewed(self) -> int:
        return sum(each.reviewed for each in self.kinds)

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.kinds)


@permitted(Act.EDIT_CONTENT)
def language_states(
    workspace: Workspace, folder: Path | None = None, progress: Progress = silent
) -> list[LanguageState]:
    """Every language that texts are translated into, as they stand in an author's folder, else as they ship.

    :raises RuleBroken: ``translation.source``.
    """
    found = []
    languages = [language for language in WRITTEN if language != SOURCE_LANGUAGE]
    for done, language in enumerate(languages):
        progress("languages", done, len(languages))
        found.append(LanguageState(language, tuple(review_state(language, over=folder))))
    return found


@permitted(Act.EDIT_CONTENT)
def write_workbook(
    workspace: Workspace,
    place: Path,
    language: str,
    folder: Path | None = None,
    progress: Progress = silent,
) -> TranslationsWritten:
    """Write a workbook for reviewers into ``place``, under a name that is free; errors as of the export.

    :raises RuleBroken: ``sheet.in_folder`` where it would lie among what packs are made of.
    """
    if folder is not None and place.resolve().is_relative_to(folder.resolve()):
        raise RuleBroken("sheet.in_folder", folder=folder.name)
    day = workspace.clock().date()
    names = [f"review-{language}-{day}{number}.xlsx" for number in ("", *(f"-{n}" for n in range(2, 100)))]
    free = next((place / name for name in names if not (place / name).exists()), place / names[-1])
    return export_translations(free, language, over=folder, progress=progress)


@permitted(Act.EDIT_CONTENT)
def look_into_workbook(
    workspace: Workspace, path: Path, folder: Path, progress: Progress = silent
) -> TranslationsTaken:
    """What a reviewed workbook would change in an author's folder, and what of it is left out; errors as of
    the import.
    """
    return _taken(workspace, path, folder, progress, dry_run=True)


@permitted(Act.EDIT_CONTENT)
def take_workbook(
    workspace: Workspace, path: Path, folder: Path, expected: str, progress: Progress = silent
) -> TranslationsTaken:
    """Take the workbook that was looked into (its ``sha256`` is ``expected``) into an author's folder."""
    return _taken(workspace, path, folder, progress, expected=expected)


def _taken(
    workspace: Workspace,
    path: Path,
    folder: Path,
    progress: Progress,
    *,
    dry_run: bool = False,
    expected: str = "",
) -> TranslationsTaken:
    return import_translations(
        path,
        workspace.clock().date(),
        to=folder,
        dry_run=dry_run,
        expected=expected,
        in_use=_forms_in_use(workspace),
        progress=progress,
    )


def _forms_in_use(workspace: Workspace) -> Mapping[str, str]:
    return {each.form: each.version for each in form_versions(workspace) if each.newest}
