"""A minute of coverage-guided fuzzing over every reader of what comes on a stick; asked for with -m long."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.exchange.forging import unsealed
from tests.exchange.posts import CHECKPOINT, SUPERVISOR, three_entries

ROOT = Path(__file__).parents[2]


def seeds(folder: Path, stick: Path) -> None:
    """What each reader takes when all is well, so that the fuzzer begins behind the first checks."""
    path = CHECKPOINT.packs(stick, [SUPERVISOR], three_entries()).path
    clear = unsealed(path, SUPERVISOR)
    start = clear.index(b'{"counts"')
    manifest = clear[start : clear.index(b"untrusted comment") if b"untrusted comment" in clear else None]
    manifest = json.dumps(json.JSONDecoder().raw_decode(manifest.decode("utf-8", "ignore"))[0]).encode()
    samples = (*three_entries(), b'\x05{"outcome":"O2"}', clear, clear, manifest)
    for number, sample in enumerate(samples):
        for reader in range(6):
            (folder / f"{number}-{reader}").write_bytes(bytes([reader]) + sample)


@pytest.mark.long
def test_no_reader_fails_without_a_code(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris is not installed: pip install borderdesk[fuzz]")
    corpus, stick = tmp_path / "corpus", tmp_path / "stick"
    corpus.mkdir()
    stick.mkdir()
    seeds(corpus, stick)
    run = [sys.executable, "-m", "tests.exchange.fuzz", "-max_total_time=60", "-max_len=8192", str(corpus)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    for left in ROOT.glob("crash-*"):
        left.rename(tmp_path / left.name)
    assert done.returncode == 0, done.stderr[-3000:]
