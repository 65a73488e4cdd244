"""The form runtime beside JavaRosa with a warm JIT: same forms, same answers, in turns, medians.

Reported, not asserted: run with `--benchmark-enable -s`. Skipped where there is no JDK.
"""

import datetime as dt
import gc
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter_ns

import pytest
from tests.peers.javarosa import PeerError, javarosa, missing

from borderdesk.forms import Session, load_form
from borderdesk.forms.xpath.compile import compile_text
from borderdesk.forms.xpath.parse import parse

from .generated_forms import xform

WHO = Path(__file__).resolve().parents[2].parent / "shared/conformance/forms/javarosa__whova_form.xml"
NOON = dt.datetime(2026, 3, 14, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
WARM, ROUNDS = 15, 7
_TYPED = {"int": "7", "decimal": "7.5", "date": "2020-01-01", "time": "06:30:00.000+07:00"}

pytestmark = pytest.mark.skipif(missing() != "", reason=f"JavaRosa cannot be started: {missing()}")


def noon():
    return NOON


@pytest.fixture(scope="module")
def peer(tmp_path_factory):
    with javarosa(tmp_path_factory.mktemp("classes")) as started:
        started.ask("zone", "Asia/Vientiane")
        yield started


def open_ours(source):
    """Milliseconds to load a form and begin a record, nothing kept from before."""
    parse.cache_clear()
    compile_text.cache_clear()
    gc.collect()
    before = perf_counter_ns()
    Session(load_form(source), clock=noon)
    return (perf_counter_ns() - before) / 1e6


def answers_through(source):
    """(place, text) for the questions an officer meets who takes the first choice everywhere."""
    session = Session(load_form(source), clock=noon)
    given = []
    for control, node in session.asked():
        state = session.state(node)
        if not state.relevant or state.readonly or control.kind == "upload":
            continue
        question = session.question(node)
        if control.kind in ("select1", "select"):
            choices = question.choices()
            text = choices[0].value if choices else ""
        else:
            text = "OK" if control.kind == "trigger" else _TYPED.get(question.type, "x")
        if text and session.accepts(node, text):
            session.set_value(node, text)
            given.append((question.path, text))
    return given


def answer_ours(session, script):
    """Microseconds for each answer."""
    nodes = [(session.node(place), text) for place, text in script]
    times = []
    for node, text in nodes:
        before = perf_counter_ns()
        session.set_value(node, text)
        times.append((perf_counter_ns() - before) / 1e3)
    return times


def answer_theirs(peer, script):
    return [int(took) / 1e3 for took in peer.ask("time-answers", *(part for pair in script for part in pair))]


def told(times):
    return median(times), quantiles(times, n=20)[-1]


def forms():
    yield "500 questions", lambda: xform(500)[0]
    yield "2,000 questions", lambda: xform(2000)[0]
    yield "WHO verbal autopsy", lambda: WHO.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "form"), [pytest.param(*each, id=each[0]) for each in forms()])
def test_open_and_answer(name, form, peer, tmp_path, request):
    if not request.config.getoption("--benchmark-enable"):
        pytest.skip("a comparison that takes a minute; ask for it with --benchmark-enable")
    if name.startswith("WHO") and not WHO.is_file():
        pytest.skip("the conformance kit is not here")
    source = form()
    path = tmp_path / "form.xml"
    path.write_text(source, encoding="utf-8")
    peer.read(path)
    script = answers_through(source)
    script = [*script, *((place, "") for place, _ in script)]
    for _ in range(WARM):
        peer.ask("time-open")
        try:
            answer_theirs(peer, script)
        except PeerError as error:
            pytest.fail(f"JavaRosa does not take the answers: {error}")
    opened, answered = ([], []), ([], [])
    for _ in range(ROUNDS):
        opened[0].append(open_ours(source))
        opened[1].append(int(peer.ask("time-open")[0]) / 1e6)
        session = Session(load_form(source), clock=noon)
        answer_ours(session, script)
        answered[0].extend(answer_ours(session, script))
        answer_theirs(peer, script)
        answered[1].extend(answer_theirs(peer, script))
    ours, theirs = told(answered[0]), told(answered[1])
    print(
        f"\n{name}: open {median(opened[0]):.0f} ms, JavaRosa {median(opened[1]):.0f} ms; "
        f"answer p50 {ours[0]:.0f} µs, JavaRosa {theirs[0]:.0f} µs; "
        f"p95 {ours[1]:.0f} µs, JavaRosa {theirs[1]:.0f} µs"
    )
