"""A request to send again: it says what it was written to say, to the one desk it is for."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exchange.posts import NOON, CountingFiles, Post

from borderdesk.domain.errors import BorderDeskError, Damaged, RuleBroken, Unavailable
from borderdesk.exchange import ResendRequest, parse_request, write_request
from borderdesk.exchange.canonical import canonical_json

REQUEST = ResendRequest("hxy-1", 41, 52, (40, "ab" * 32), "S1", NOON)


def written(folder: Path, supervisor: Post, checkpoint: Post, request: ResendRequest = REQUEST) -> Path:
    return write_request(
        folder,
        request,
        sender=supervisor.identity,
        number=3,
        recipients=[checkpoint.card],
        station="VTE",
        role="supervisor",
    ).path


def test_a_request_comes_to_the_checkpoint_as_it_was_written(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    path = written(tmp_path, supervisor, checkpoint)
    assert path.name == "VTE-000003.resend"
    with checkpoint.opens(path, supervisor) as package:
        assert parse_request(package) == REQUEST


def test_nobody_else_can_read_it(tmp_path: Path, checkpoint: Post, supervisor: Post, stranger: Post) -> None:
    path = written(tmp_path, supervisor, checkpoint)
    with pytest.raises(BorderDeskError) as refusal:
        stranger.opens(path, supervisor)
    assert refusal.value.code == "package.not_for_us"
    assert b"hxy-1" not in path.read_bytes()


def test_a_package_of_another_kind_is_no_request(tmp_path: Path, checkpoint: Post, supervisor: Post) -> None:
    path = checkpoint.packs(tmp_path, [supervisor]).path
    with supervisor.opens(path, checkpoint) as package, pytest.raises(RuleBroken, match=r"not_a_request"):
        parse_request(package)


GOOD = {
    "at": "2026-03-05T12:00:00+00:00",
    "by": "S1",
    "device": "hxy-1",
    "first": 1,
    "head": [0, ""],
    "last": 0,
}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b"nonsense"],
        [canonical_json(GOOD), canonical_json(GOOD)],
        *[[canonical_json({**GOOD, **change})] for change in (
            {"first": 0}, {"first": -1}, {"first": "1"}, {"last": -2}, {"first": 9, "last": 3},
            {"head": [1]}, {"head": ["a", ""]}, {"head": None}, {"device": ""}, {"by": 7}, {"at": "noon"},
        )],
    ],
)  # fmt: skip
def test_lines_that_make_no_request_are_refused(
    tmp_path: Path, checkpoint: Post, supervisor: Post, lines: list[bytes]
) -> None:
    path = supervisor.packs(tmp_path, [checkpoint], lines, kind="resend-request", entry_ranges={}).path
    with checkpoint.opens(path, supervisor) as package, pytest.raises(Damaged, match=r"resend\.damaged"):
        parse_request(package)


@given(line=st.binary(min_size=1, max_size=300).filter(lambda each: b"\n" not in each))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_line_at_all_is_read_or_refused(
    tmp_path: Path, checkpoint: Post, supervisor: Post, line: bytes
) -> None:
    path = supervisor.packs(tmp_path, [checkpoint], [line], kind="resend-request", entry_ranges={}).path
    with checkpoint.opens(path, supervisor) as package, pytest.raises(Damaged, match=r"resend\.damaged"):
        parse_request(package)


def test_a_stick_that_fails_at_any_step_leaves_no_request(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    def ask(folder: Path, files: CountingFiles) -> None:
        folder.mkdir()
        write_request(
            folder,
            replace(REQUEST, last=0),
            sender=supervisor.identity,
            number=3,
            recipients=[checkpoint.card],
            station="VTE",
            role="supervisor",
            files=files,
        )

    counting = CountingFiles()
    ask(tmp_path / "trial", counting)
    for step, name in enumerate(counting.names):
        if name == "close" and step > counting.names.index("open"):
            continue  # the file was whole by then and only read
        folder = tmp_path / f"stick {step}"
        with pytest.raises(Unavailable, match=r"stick\.removed"):
            ask(folder, CountingFiles(step, for_good=False))
        assert list(folder.iterdir()) == [], (step, name)
