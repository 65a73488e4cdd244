"""Opens or refuses the real forms of the conformance kit (its README, §5)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from time import process_time

from borderdesk.forms import FormError, Layout, Session, import_form

from .compare import Case

SECONDS = 10.0
_NOW = dt.datetime(2026, 1, 15, 12, 34, 56, 789_000, tzinfo=dt.timezone(dt.timedelta(hours=-7)))


def _open(path: Path, kind: str) -> None:
    suffix = "xml" if kind == "xform" else path.suffix.lstrip(".")
    form = import_form(path.read_bytes(), suffix).definition
    session = Session(form, clock=lambda: _NOW)
    for layout in Layout:
        for screen in session.screens(layout):
            for question in screen.questions:
                question.label()
                question.hint()
                question.choices()
    Session(form, saved=session.draft_xml(), clock=lambda: _NOW)


def run(folder: Path, case: Case) -> tuple[bool, object]:
    """Whether the form is opened or refused as the index says, and what happened."""
    started = process_time()
    try:
        _open(folder / case["file"], case["kind"])
        outcome = "load"
        detail = "opened"
    except FormError as error:
        outcome = "refuse" if str(error) else "refused without a text"
        detail = str(error)
    except Exception as error:  # only the engine's own error is a refusal
        outcome, detail = "failed", f"{type(error).__name__}: {error}"
    if process_time() - started > SECONDS:
        return False, f"took more than {SECONDS:.0f} s"
    return outcome == case["expect"], detail
