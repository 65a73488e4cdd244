"""The cut-down ICU data breaks text where the whole one does, but for single words of Chinese."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux wheels carry ICU as shared objects"
)

BREAK_TEXTS = """
import random, sys
from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker

chance = random.Random(7)
texts = [
    "ເຈົ້າໜ້າທີ່ດ່ານຊາຍແດນຖາມຜູ້ເດີນທາງວ່າໄປໃສ ແລະໄປກັບໃຜ",
    "เจ้าหน้าที่ตรวจคนเข้าเมืองสัมภาษณ์ผู้เดินทาง",
    "មន្ត្រីព្រំដែនសម្ភាសអ្នកធ្វើដំណើរ",
    "နယ်စပ်အရာရှိသည် ခရီးသွားကို မေးမြန်းသည်",
    "Tiếng Việt, e\\u0301 👩‍👧 3.50",
]
def by_chance(first, last):
    return "".join(chr(chance.randint(first, last)) for _ in range(2000))

for first, last in ((0xE80, 0xEFF), (0xE00, 0xE5B), (0x1780, 0x17FF), (0x1000, 0x109F)):
    texts.append(by_chance(first, last))
chinese = ["中文分詞和日本語の文章。你可以说不。", by_chance(0x4E00, 0x4FFF)]
for language in ("lo", "th", "km", "my", "vi", "zh", "en", "fr", "root"):
    for breaker in (LineBreaker, WordBreaker, CharacterBreaker):
        for text in texts if breaker is WordBreaker else texts + chinese:
            print(language, "|".join(breaker(text, language)).encode().hex())
print(any(sys.argv[1] in line for line in open("/proc/self/maps")), file=sys.stderr)
"""


def icu_data_library() -> Path:
    spec = find_spec("icu4py")
    assert spec is not None and spec.origin is not None
    return next(Path(spec.origin).parents[1].glob("icu4py.libs/libicudata*"))


def broken_by(library: Path, preload: bool) -> tuple[str, str]:
    """All breaks, and whether the library was loaded. A preloaded one serves all who ask for its name."""
    done = subprocess.run(
        [sys.executable, "-c", BREAK_TEXTS, str(library)], capture_output=True, check=True, text=True,
        env={**os.environ, **({"LD_PRELOAD": str(library)} if preload else {})},
    )  # fmt: skip
    return done.stdout, done.stderr.strip()


def test_text_of_every_script_breaks_as_with_the_whole_data(tmp_path: Path) -> None:
    from prune_icu import for_breaks, pruned

    whole, small = icu_data_library(), tmp_path / "libicudata.so"
    saved = pruned(whole, small, for_breaks)
    assert saved > whole.stat().st_size / 2
    expected, _ = broken_by(whole, preload=False)
    found, loaded = broken_by(small, preload=True)
    assert loaded == "True"
    assert found == expected


def test_the_new_library_keeps_its_name_and_the_wanted_items_unchanged(tmp_path: Path) -> None:
    from prune_icu import package_items, pruned, read_library

    whole = read_library(icu_data_library().read_bytes())
    small_file = tmp_path / "libicudata.so"
    pruned(icu_data_library(), small_file, lambda item: item.startswith("brkitr/"))
    small = read_library(small_file.read_bytes())
    assert (small.soname, small.symbol, small.machine) == (whole.soname, whole.symbol, whole.machine)
    kept = [(name, data) for name, data in package_items(whole.package) if "/brkitr/" in name]
    found = list(package_items(small.package))
    assert [name for name, _ in found] == [name for name, _ in kept]
    assert all(
        after.rstrip(b"\0") == before.rstrip(b"\0")
        for (_, after), (_, before) in zip(found, kept, strict=True)
    )


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"\x7fELF\x02\x01" + bytes(200)])
def test_a_file_that_is_no_icu_data_is_left_alone(tmp_path: Path, content: bytes) -> None:
    from prune_icu import NotIcuData, for_breaks, pruned

    source, target = tmp_path / "odd.so", tmp_path / "out.so"
    source.write_bytes(content)
    with pytest.raises(NotIcuData):
        pruned(source, target, for_breaks)
    assert not target.exists()


def test_a_shared_library_without_icu_data_is_refused(tmp_path: Path) -> None:
    from prune_icu import NotIcuData, read_library

    other = next(icu_data_library().parent.glob("libicuuc*"))
    with pytest.raises(NotIcuData):
        read_library(other.read_bytes())
