"""Speed of the form runtime on generated forms. Reported, not asserted: run with `--benchmark-enable`."""

import datetime as dt
from itertools import cycle

import pytest

from borderdesk.forms import Layout, Session, import_form, load_form
from borderdesk.forms.xpath.compile import compile_text
from borderdesk.forms.xpath.parse import parse
from borderdesk.resources import resource

from .generated_forms import listing, xform

NOON = dt.datetime(2026, 3, 14, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
SIZES = [50, 500, 2000, 5000]


def noon():
    return NOON


def cold():
    """Forget compiled expressions, as a program that has just started."""
    parse.cache_clear()
    compile_text.cache_clear()


@pytest.mark.parametrize("questions", SIZES)
def test_open_a_form_and_begin_a_record(benchmark, questions):
    source, answers = xform(questions)
    session = benchmark.pedantic(
        lambda: Session(load_form(source), clock=noon), setup=cold, rounds=5, warmup_rounds=1
    )
    assert len(list(session.asked())) == len(answers)


@pytest.mark.parametrize("questions", SIZES)
def test_one_answer(benchmark, questions):
    source, answers = xform(questions)
    session = Session(load_form(source), clock=noon)
    nodes = [(session.node(path), text) for path, text in answers]
    given = cycle([*nodes, *((node, "") for node, _ in nodes)])
    benchmark(lambda: session.set_value(*next(given)))


def test_lay_out_500_questions(benchmark):
    source, answers = xform(500)
    session = Session(load_form(source), clock=noon)
    screens = benchmark(lambda: session.screens(Layout.SECTIONS))
    assert sum(len(screen.questions) for screen in screens) == len(answers)


def test_save_a_draft_of_500_answers(benchmark):
    source, answers = xform(500)
    session = Session(load_form(source), clock=noon)
    for path, text in answers:
        session.set_path(path, text)
    assert "q1" in benchmark(session.draft_xml)


@pytest.mark.parametrize("rows", [200, 10_000])
def test_filtered_choices(benchmark, rows):
    session = Session(load_form(listing(rows)), clock=noon)
    question = session.question("/data/place")
    areas = cycle([f"a{number}" for number in range(100)])

    def choose():
        session.set_path("/data/area", next(areas))
        return question.choices()

    choices = benchmark(choose)
    assert len(choices) == rows // 100


def test_reading_a_machine_readable_zone(benchmark):
    """Lines typed or scanned, all check digits worked out; the aim is under 1 ms."""
    source = resource("forms", "travel_document.md").read_bytes()
    session = Session(import_form(source, "md").definition, clock=noon)
    zone = next(node for node in session.record.root.walk() if node.name == "DX_08")
    lines = cycle(
        ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", ""]
    )
    benchmark.pedantic(lambda: session.set_value(zone, next(lines)), rounds=100, warmup_rounds=4)
