"""What a whole day leaves on disk: not one word of what the traveller said, and no paper as a file."""

import os
import subprocess
import sys
from pathlib import Path

from tests.journeys.pages.traveller import PRIVATE_WORDS

UTF_16 = ("utf-16-le", "utf-16-be")


def test_a_day_at_the_desk_leaves_nothing_readable_behind(posts: Path, tmp_path: Path) -> None:
    home, temp, stick = (tmp_path / name for name in ("home", "temp", "stick"))
    for folder in (home, temp, stick):
        folder.mkdir()
    surroundings = os.environ | {
        "HOME": str(home),
        "TMPDIR": str(temp),
        "XDG_CACHE_HOME": str(home / ".cache"),
    }
    work = [sys.executable, "-m", "tests.journeys.a_day", str(posts / "checkpoint"), str(stick)]
    done = subprocess.run(work, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    packages = list(stick.rglob("*.bdpkg"))
    assert len(packages) == 1

    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert posts / "checkpoint" / "keys.json" in left
    readable = [
        (path, word)
        for path in left
        for word in PRIVATE_WORDS
        if any(word.encode(code) in path.read_bytes() for code in ("utf-8", *UTF_16))
    ]
    assert readable == []
    assert [path for path in left if path.read_bytes()[:5] == b"%PDF-"] == []
    assert [word for word in PRIVATE_WORDS if word in done.stdout + done.stderr] == []
