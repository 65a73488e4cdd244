"""Acceptance story 10: a stick that is pulled out marks nothing; only the receipt confirms."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.exchange.posts import PulledOut
from tests.journeys.pages.inbox import InboxPage
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PASSPHRASE
from tests.journeys.pages.transfer import TransferPage
from tests.journeys.pages.traveller import referred, screened

from borderdesk import desk

ALL_HERE = {"not_packed": 2, "packed": 0, "carried": 0, "confirmed": 0}


def test_a_pulled_stick_marks_nothing_and_a_second_import_changes_nothing(
    start: Callable[..., Post], posts: Path, stick: Path
) -> None:
    workspace = desk.open_workspace(posts / "checkpoint", "O1", PASSPHRASE)
    codes = {referred(workspace), screened(workspace)}
    workspace.close()
    files = PulledOut(3000)
    post = start(posts / "checkpoint", pack=partial(desk.pack, files=files))
    post.unlock()
    transfer = TransferPage(post)
    transfer.use_stick(stick)
    transfer.pack()
    assert files.pulled
    assert "The stick was removed while packing" in transfer.banner
    assert transfer.counts == ALL_HERE
    assert list(stick.iterdir()) == []

    transfer.pack()
    assert "✓" in transfer.read_back and "2 of 2" in transfer.read_back
    assert transfer.counts == ALL_HERE | {"not_packed": 0, "packed": 2}
    transfer.hand_over()
    assert transfer.counts == ALL_HERE | {"not_packed": 0, "carried": 2}
    post.close()

    package = next(stick.glob("*.bdpkg")).name
    office = start(posts / "supervisor")
    office.unlock(user="S1")
    for counts in ({"new": 2, "same": 0}, {"new": 0, "same": 2}):
        inbox = InboxPage(office)
        inbox.use_stick(stick)
        preview = inbox.preview(package)
        assert {group: preview.counts[group] for group in counts} == counts
        if counts["new"]:
            preview.import_it()
            for code in codes:
                desk.case(office.workspace, code)  # the first look at somebody's record is written down
            states = {code: desk.case(office.workspace, code) for code in codes}
        else:
            done = desk.apply_import(office.workspace, stick / package).value
            assert (done.new, done.records) == (0, 0)
    assert {code: desk.case(office.workspace, code) for code in codes} == states
    office.close()

    post = start(posts / "checkpoint")
    post.unlock()
    transfer = TransferPage(post)
    assert transfer.counts == ALL_HERE | {"not_packed": 0, "carried": 2}
    transfer.use_stick(stick)
    transfer.take_in(sorted(path.name for path in stick.glob("*.receipt"))[0])
    assert transfer.counts == ALL_HERE | {"not_packed": 0, "confirmed": 2}
