"""Reading a document that somebody brought: what it says, and what is turned away."""

from datetime import date

import pytest

from borderdesk.domain.errors import RuleBroken
from borderdesk.library.document import MOST_BYTES, Direction, Kind, read_document
from borderdesk.library.markup import Line, Shape

FRONT = """id = "S01"
kind = "sop"
language = "en"
title = "Opening the desk"
neutral_title = "Opening"
sensitive = false
audience = ["officer"]
direction = "both"
version = "2026112101"
status = "draft-unvalidated"
translation = "original"
reviewed_by = "none"
sources = ["Own wording"]
review_date = 2027-05-21"""


def written(body: str = "# Opening the desk\n\nText.", front: str = FRONT) -> bytes:
    return f"+++\n{front}\n+++\n\n{body}\n".encode()


def without(name: str) -> str:
    return "\n".join(line for line in FRONT.splitlines() if not line.startswith(f"{name} ="))


def test_a_document_says_what_it_is() -> None:
    one = read_document(
        written("# Opening the desk\n\n## Steps\n\n1. Look at card S04.\n2. Then S01 and I02.")
    )
    assert (one.id, one.kind, one.direction) == ("S01", Kind.SOP, Direction.BOTH)
    assert one.changed_on == date(2026, 11, 21)
    assert one.draft
    assert one.sections[0].lines[0] == Line("Look at card S04.", Shape.NUMBERED, 1)
    assert one.named() == ("S04", "I02")


def test_a_document_names_the_pictograms_that_say_the_same() -> None:
    named = read_document(written(front=f'{FRONT}\npictograms = ["mask", "gloves"]'))
    assert named.pictograms == ("mask", "gloves")
    assert read_document(written()).pictograms == ()


@pytest.mark.parametrize(
    ("line", "code", "fields"),
    [
        ('["mask", "skull"]', "document.pictogram", {"name": "skull"}),
        ('["../icons/add"]', "document.pictogram", {"name": "../icons/add"}),
        ('["mask", "bed", "bus", "test", "gown", "wages", "choose"]', "document.pictograms", {"most": 6}),
        ("[]", "document.field", {"field": "pictograms"}),
        ('"mask"', "document.field", {"field": "pictograms"}),
    ],
)
def test_pictograms_that_there_are_not_are_named(line: str, code: str, fields: dict[str, object]) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(written(front=f"{FRONT}\npictograms = {line}"))
    assert (refused.value.code, refused.value.fields) == (code, fields)


def test_line_ends_of_windows_and_a_byte_order_mark_make_no_difference() -> None:
    dos = b"\xef\xbb\xbf" + written().replace(b"\n", b"\r\n")
    assert read_document(dos) == read_document(written())


def test_a_validated_document_is_no_draft() -> None:
    alone = FRONT.replace("draft-unvalidated", "validated")
    assert read_document(written(front=alone)).draft, "nobody has signed it, whatever it calls itself"
    assert not read_document(written(front=alone.replace('"none"', '"Somchit"'))).draft


def test_a_version_that_is_not_a_day_has_no_day() -> None:
    assert read_document(written(front=FRONT.replace("2026112101", "2.1"))).changed_on is None


@pytest.mark.parametrize("name", [line.split(" =")[0] for line in FRONT.splitlines()])
def test_a_missing_fact_is_named(name: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(written(front=without(name)))
    assert (refused.value.code, refused.value.fields) == ("document.field", {"field": name})


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ('kind = "sop"', 'kind = "novel"', "kind"),
        ('id = "S01"', 'id = "../S01"', "id"),
        ("sensitive = false", 'sensitive = "no"', "sensitive"),
        ("review_date = 2027-05-21", 'review_date = "soon"', "review_date"),
        ('sources = ["Own wording"]', "sources = []", "sources"),
        ('title = "Opening the desk"', 'title = " "', "title"),
        ('title = "Opening the desk"', 'title = "Opening\\nthe desk"', "title"),
        ('title = "Opening the desk"', 'title = "Opening \\u202Eksed eht"', "title"),
        ('title = "Opening the desk"', 'title = "<img src=x>"', "title"),
        ('title = "Opening the desk"', f'title = "{"x" * 401}"', "title"),
        ("review_date = 2027-05-21", "review_date = 2027-05-21T00:00:00", "review_date"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_named(before: str, after: str, name: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(written(front=FRONT.replace(before, after)))
    assert (refused.value.code, refused.value.fields["field"]) == ("document.field", name)


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        "Text with <b>marks</b>",
        "<!-- hidden -->",
        '<img src="x">',
        "<?php ?>",
        "see <https://example.org>",
    ],
)
def test_html_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(written(f"# Opening the desk\n\n{line}"))
    assert refused.value.code == "document.html"
    # Two fences and the facts stand before it, then an empty line, the title and another.
    assert refused.value.fields["line"] == len(FRONT.splitlines()) + 2 + 4


@pytest.mark.parametrize(
    "line",
    [
        "[more](https://example.org)",
        "![photo](http://example.org/a.png)",
        "![photo](//example.org/a.png)",
        "[here](javascript:alert)",
        "[here](file:///etc/passwd)",
        "[here][1]\n\n[1]: somewhere",
        "go to www.example.org",
        "ftp://example.org",
        "![photo](a.png)",
        "[here](java&#115;cript:x)",
        "data:text/plain,hello",
    ],
)
def test_whatever_leads_out_of_the_library_is_refused(line: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(written(f"# Opening the desk\n\n{line}"))
    assert refused.value.code == "document.link"


def test_a_document_may_lead_to_another_and_compare_numbers() -> None:
    one = read_document(written("# Opening the desk\n\nSee [the card](S04): 3 < 5, a->b & more: yes."))
    assert one.sections[0].lines == (Line("See the card: 3 < 5, a->b & more: yes."),)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n+++",
        b"PK\x03\x04rest",
        b"{\\rtf1 text}",
        written().replace(b"Text", b"Te\0xt"),
        b"\xff\xfe+\0",
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(data: bytes) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(data)
    assert refused.value.code == "document.not_text"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"# Only text\n", "document.front_missing"),
        (b"+++\nid = 1\n", "document.front_missing"),
        (written(front="id = = 1"), "document.front_unreadable"),
        (written(body=""), "document.empty"),
        (b"+" * (MOST_BYTES + 1), "document.too_large"),
    ],
)
def test_a_file_without_its_parts_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("a\u202etxet", "document.unseen"),
        ("a\x1b[31m", "document.unseen"),
        ("x" * 4_001, "document.long_line"),
        ("<\u2028img src=x>", "document.unseen"),
        ("\U000f003cscript>", "document.unseen"),
        ("call\U000e0041", "document.unseen"),
        ("<\n<img src=x>", "document.html"),
        ("a\r<script>", "document.unseen"),
        ("[a](java\tscript:1)", "document.link"),
        ("[a]( \n javascript:1)", "document.link"),
    ],
)
def test_signs_that_hide_something_are_told_with_their_line(body: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(written(body))
    assert refused.value.code == code and refused.value.fields["line"]


@pytest.mark.parametrize("body", ["## Ask\n\n" * 101, "Ask.\n\n" * 501, "- Ask\n" * 501])
def test_a_text_that_no_page_could_be_laid_out_for_is_to_be_cut(body: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(written(body))
    assert refused.value.code == "document.too_long"


def test_facts_that_cannot_be_read_are_told_with_their_line() -> None:
    with pytest.raises(RuleBroken) as refused:
        read_document(b'+++\nid = "D01"\ntitle "Stamps"\n+++\n\nText.\n')
    assert (refused.value.code, refused.value.fields) == ("document.front_unreadable", {"line": 3})


@pytest.mark.parametrize("mark", ["[", "`", "`a", "**a", "*a", "_a ", "**a__", "\\*", "a", "*_"])
def test_a_line_of_nothing_but_marks_is_read_at_once(mark: str) -> None:
    """Marks are looked for within a line, and a run of them is one: else this would take minutes."""
    line = (mark * 4_000)[:4_000]
    body = "\n\n".join([line] * 20)
    assert read_document(written(f"Text.\n\n{body}")).sections
