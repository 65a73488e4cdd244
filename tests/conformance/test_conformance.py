"""The form runtime against the conformance kit, where the kit lies beside the repository."""

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conformance.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT.parent / "shared" / "conformance"
LEAST = {"xpath": 0.99, "scenario": 0.97, "oracle": 0.99, "forms": 1.0}

needs_kit = pytest.mark.skipif(not KIT.is_dir(), reason=f"the conformance kit is not at {KIT}")


@needs_kit
def test_the_runtime_behaves_as_collect_does():
    # In a process of its own: the limit on time is the runtime's, not of what other tests left in memory.
    least = [option for part, share in LEAST.items() for option in ("--min", f"{part}={share}")]
    command = [sys.executable, "-W", "ignore", "-m", "tests.conformance", str(KIT), *least]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()[-4:]] == list(LEAST)


@pytest.fixture
def small_kit(tmp_path):
    """A kit of our own with one good and one bad case in every part."""
    case = {"id": "1", "expr": "1 + 1", "type": "number", "tz": "GMT", "now": "2026-01-15T19:34:56.789Z"}
    lines = [{**case, "expected": 2, "context": "/"}, {**case, "expected": 3, "context": "/"}]
    form = """<h><head><title>T</title><model><instance><data id="t"><a/><b/></data></instance>
    <bind nodeset="/data/a" type="int"/><bind nodeset="/data/b" calculate="/data/a * 2"/></model></head>
    <body><input ref="/data/a"><label>A</label></input></body></h>"""
    steps = [
        {"op": "answer", "path": "/data/a", "value": "21"},
        {"op": "expect_value", "path": "/data/b", "value": "42"},
        {"op": "expect_value", "path": "/data/b", "value": "43"},
    ]
    script = {"id": "s", "form": form, "steps": steps, "assertions": 2, "tz": "GMT", "now": case["now"]}
    for name, rows in (("xpath", lines), ("oracle", lines), ("scenario", [script])):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "good.xml").write_text(form, encoding="utf-8")
    (forms / "bad.xml").write_text("<h/>", encoding="utf-8")
    index = [
        {"file": "good.xml", "kind": "xform", "expect": "load"},
        {"file": "bad.xml", "kind": "xform", "expect": "load"},
    ]
    (forms / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return tmp_path


def test_the_runner_counts_and_lists_what_fails(small_kit, capsys):
    failures = small_kit / "failures.jsonl"
    assert main([str(small_kit), "--failures", str(failures), "--min", "xpath=0.5"]) == 0
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "xpath: 1 of 2",
        "scenario: 1 of 2",
        "oracle: 1 of 2",
        "forms: 1 of 2",
    ]
    rows = [json.loads(line) for line in failures.read_text(encoding="utf-8").splitlines()]
    assert [row["part"] for row in rows] == ["xpath", "oracle", "scenario", "forms"]
    assert rows[0]["got"] == 2.0
    assert rows[2]["step"] == 2
    assert rows[3]["id"] == "bad.xml"


def test_the_runner_fails_below_a_minimum(small_kit, capsys):
    assert main([str(small_kit), "--min", "xpath=0.6"]) == 1
    assert main([str(small_kit), "--min", "xpath=0.5", "--min", "forms=0.9"]) == 1


def test_a_missing_or_damaged_file_is_said_plainly(small_kit, capsys):
    (small_kit / "oracle.jsonl.gz").write_bytes(b"\x1f\x8b damaged")
    assert main([str(small_kit)]) == 1
    assert "oracle.jsonl.gz is missing or damaged" in capsys.readouterr().out
    shutil.rmtree(small_kit / "forms")
    assert main([str(small_kit / "nowhere")]) == 1
