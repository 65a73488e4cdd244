"""Half-filled forms survive everything, to the last answer that was said to be saved."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.workspaces import AT, KEY, Stores, new_store

from borderdesk.domain.errors import Unavailable
from borderdesk.store.database import open_store
from borderdesk.store.drafts import Draft

DRAFT = Draft("d1", "BD-HXY-26-7K3QD-S", "adult", "f" * 64, "<data/>", "", "O1", {"party": "2"}, "s1", AT, AT)

FILLING = """
import os, pathlib, signal, sys
from borderdesk.store.database import open_store
store = open_store(pathlib.Path(sys.argv[1]), bytes(range(32)))
number = 0
while True:
    number += 1
    with store.write() as transaction:
        transaction.drafts.save("d1", f"<data><a>{number}</a></data>", f"/data/a{number}", "later", "s2")
    print(number, flush=True)
    if number == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX thing")
@pytest.mark.parametrize("answers", [1, 2, 25])
def test_a_killed_process_loses_no_saved_answer(tmp_path: Path, answers: int) -> None:
    store = new_store(tmp_path)
    with store.write() as transaction:
        transaction.drafts.add(DRAFT)
    store.close()
    killed = subprocess.run(
        [sys.executable, "-c", FILLING, str(tmp_path), str(answers)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout.split()[-1] == str(answers)
    store = open_store(tmp_path, KEY)
    with store.read() as transaction:
        kept = transaction.drafts.one("d1")
    store.close()
    assert kept.instance == f"<data><a>{answers}</a></data>"
    assert kept.position == f"/data/a{answers}"
    assert (kept.intake, kept.created_at, kept.updated_at) == ({"party": "2"}, AT, "later")


def test_drafts_are_listed_by_case_and_by_last_work(stores: Stores, tmp_path: Path) -> None:
    store = stores.new(tmp_path)
    with store.write() as transaction:
        transaction.drafts.add(DRAFT)
        transaction.drafts.add(replace(DRAFT, id="d2", form="risk_needs", updated_at="2026-03-05T13:00:00Z"))
        transaction.drafts.add(replace(DRAFT, id="d3", case_code="BD-HXY-26-7K3QE-Q"))
    with store.read() as transaction:
        assert [draft.id for draft in transaction.drafts.of_case("BD-HXY-26-7K3QD-S")] == ["d1", "d2"]
        assert [draft.id for draft in transaction.drafts.all()] == ["d2", "d1", "d3"]
    store.close()


def test_a_draft_that_is_gone_says_so(stores: Stores, tmp_path: Path) -> None:
    store = stores.new(tmp_path)
    for act in ("one", "save"):
        with pytest.raises(Unavailable) as refused, store.write() as transaction:
            if act == "one":
                transaction.drafts.one("d1")
            else:
                transaction.drafts.save("d1", "", "", AT, "")
        assert refused.value.code == "draft.gone"
    store.close()
