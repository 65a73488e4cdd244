"""What the About page says, and what the report holds; no window, no QApplication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from borderdesk.desk.forms import FormInfo
from borderdesk.desk.rehearsal import Check
from borderdesk.desk.upkeep import HealthLine, Verification
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.values import DeviceId
from borderdesk.store.journal import ChainReport
from borderdesk.ui.screens.about.presenter import AboutPresenter, version_day, write_report

GOOD = [
    HealthLine("chain", True, "19"),
    HealthLine("space", True, "3100"),
    HealthLine("clock", True, "2026-03-05T05:00:00Z"),
]
FORMS = [FormInfo("adult", "2026020101", "Talk with an adult", "ລົມກັບຜູ້ໃຫຍ່", "draft-unvalidated")]


def presenter() -> AboutPresenter:
    return AboutPresenter("HXY", False)


def test_what_is_well_is_said_plainly() -> None:
    state = presenter().state(GOOD, FORMS, ("a",) * 6)
    assert [check.title for check in state.checks] == [
        "History is unbroken",
        "There is room on this PC",
        "The clock looks right",
    ]
    assert [check.detail for check in state.checks][:2] == ["19 entries checked", "3.1 GB free"]
    assert all(check.ok for check in state.checks)


@pytest.mark.parametrize(
    ("line", "what_to_do"),
    [
        (HealthLine("chain", False, "19"), "call your supervisor"),
        (HealthLine("space", False, "80"), "Remove other files"),
        (HealthLine("clock", False, "2020-01-01T05:00:00Z"), "Set date and time"),
    ],
)
def test_what_is_worth_a_look_says_what_to_do(line: HealthLine, what_to_do: str) -> None:
    check = presenter().state([line], FORMS, ()).checks[0]
    assert not check.ok
    assert check.title.startswith("Look at this: ")
    assert what_to_do in check.detail


def test_a_form_shows_its_day_and_that_it_is_a_draft() -> None:
    form = presenter().state(GOOD, FORMS, ()).forms[0]
    assert form.detail == "of 1/2/2026 · draft content, not validated"
    assert version_day("7") is None
    assert version_day("20261399") is None
    assert version_day("2026112101") == date(2026, 11, 21)


def test_the_report_holds_versions_codes_and_counts() -> None:
    verification = Verification([ChainReport(DeviceId("HXY-1"), 19, 0, "2026-03-05T05:00:00Z")])
    text = presenter().report(
        GOOD, FORMS, verification, [Check("papers", False, "1")], "2026-03-05T05:00:00Z"
    )
    assert "form adult 2026020101 draft-unvalidated" in text
    assert "chain HXY-1: 19 entries unbroken" in text
    assert "self-test papers: look" in text


def test_a_report_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    assert write_report(tmp_path, "report.txt", "x\n").read_text(encoding="utf-8") == "x\n"
    with pytest.raises(Unavailable) as refusal:
        write_report(tmp_path / "pulled", "report.txt", "x")
    assert refusal.value.code == "stick.unwritable"
