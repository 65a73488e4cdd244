"""The review of translations in words, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from borderdesk import desk
from borderdesk.text import language, ntr, tr, translatable
from borderdesk.text.spoken import language_name
from borderdesk.ui.screens.translations.state import LanguageLine, LookState

KINDS = {
    "questions": translatable("Questions to persons"),
    "sentences": translatable("Sentences of the program"),
    "notices": translatable("Notices"),
    "forms": translatable("Forms"),
    "library": translatable("Documents"),
    "directory": translatable("Names of the directory"),
    "practice": translatable("Exercises"),
    "health": translatable("Disease packs"),
}
_SHORT = 90
"""Letters of a text that a line of the preview has room for."""


class TranslationsPresenter:
    """The translations page; at a ``counter`` no text is quoted: some are not for everybody's eyes."""

    def languages(self, states: Sequence[desk.LanguageState]) -> tuple[LanguageLine, ...]:
        """One line for each language."""
        return tuple(
            LanguageLine(
                each.language,
                language_name(each.language, language()),
                self._counted(each.drafts, each.reviewed, each.missing),
                not each.drafts and not each.missing,
                tuple(
                    f"{tr(KINDS[kind.kind])}: {self._counted(kind.drafts, kind.reviewed, kind.missing)}"
                    for kind in each.kinds
                ),
            )
            for each in states
        )

    def _counted(self, drafts: int, reviewed: int, missing: int) -> str:
        counts = [
            ntr("{n} draft", "{n} drafts", drafts) if drafts else "",
            tr("{n} reviewed", n=reviewed),
            tr("{n} missing", n=missing) if missing else "",
        ]
        return " · ".join(part for part in counts if part)

    def looked(self, path: Path, found: desk.TranslationsTaken, *, counter: bool) -> LookState:
        """What taking a workbook would do."""
        changed = len(found.changes)
        left = len(found.findings)
        return LookState(
            title=tr(
                "{file}: {language}", file=path.name, language=language_name(found.language, language())
            ),
            summary=ntr("{n} row was read.", "{n} rows were read.", found.rows),
            changes=ntr("{n} text changes", "{n} texts change", changed)
            if changed
            else tr("Nothing in it differs from what is there."),
            change_lines=tuple(self._change(each, counter=counter) for each in found.changes),
            left_out=ntr("{n} row is left out", "{n} rows are left out", left) if left else "",
            finding_lines=tuple(self._finding(each, counter=counter) for each in found.findings),
            act=ntr("Take {n} text", "Take {n} texts", changed),
            takes=bool(changed),
        )

    def _change(self, each: desk.TextChange, *, counter: bool) -> str:
        place = self._place(each.sheet, each.row)
        by = tr("read by {who}", who=each.reviewer) if each.reviewer else tr("draft")
        if counter:
            return f"{place} · {by}"
        before, after = _short(each.before), _short(each.after)
        words = after if before == after else f"{before or '–'} → {after}"
        return f"{place} · {by}: {words}"

    def _finding(self, each: desk.RowFinding, *, counter: bool) -> str:
        place = f"{self._place(each.sheet, each.row)}, {each.column}"
        return place if counter else f"{place}: {each.what}"

    def _place(self, sheet: str, row: int) -> str:
        kind = tr(KINDS[sheet]) if sheet in KINDS else sheet
        return tr("{kind}, row {row}", kind=kind, row=row)

    def taken(self, done: desk.TranslationsTaken, folder: Path) -> tuple[str, str]:
        """What was taken, and what comes next."""
        headline = ntr(
            "{n} text is in {folder}.", "{n} texts are in {folder}.", len(done.changes), folder=folder.name
        )
        detail = tr("They are used here and at the checkpoints once a content pack is made of the folder.")
        return headline, detail

    def written(self, done: desk.TranslationsWritten) -> tuple[str, str]:
        """A workbook lies where it was wanted."""
        headline = tr("{file} is written.", file=done.path.name)
        return headline, ntr("It holds {n} text.", "It holds {n} texts.", done.rows)

    def progress(self, step: str, done: int, total: int) -> str:
        """Where the work is."""
        if step == "writing" and total:
            return tr("Writing text {done} of {total}", done=done + 1, total=total)
        if step == "checking" and total:
            return tr("Checking row {done} of {total}", done=done + 1, total=total)
        return tr("Reading the texts")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
