"""Paper of an issued referral: what the slip must not say, what each copy of the form may."""

import tempfile
from dataclasses import replace

import pytest
from tests.desk import posts
from tests.desk.posts import AGREED, FACTS, NAME_LAO, referred, refusal
from tests.slips.reading import pages, scanned, title_and_author, words

from borderdesk import desk
from borderdesk.desk.directory import directory
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.codes import slip_check
from borderdesk.domain.values import CaseCode, StationCode
from borderdesk.text import LANGUAGES, WRITTEN, tr_in
from borderdesk.text.lao import search_key

MUST_NOT = (
    NAME_LAO,
    "ບຸນມີໄຊ",
    AGREED["nationality"],
    FACTS,
    "traffick",
    "victim",
    "ຄ້າມະນຸດ",
    "ເຄາະຮ້າຍ",
    "%",
    "AD-02",
    "LABOUR",
)


@pytest.mark.parametrize("size", ["a4", "a5", "card"])
@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("font", ["noto", "phetsarath"])
def test_the_slip_says_nothing_about_the_person(
    checkpoint: Workspace, size: str, language: str, font: str
) -> None:
    code = referred(checkpoint)
    document = desk.slip_pdf(checkpoint, code, "R1", size=size, language=language, font=font)
    text = words(document)
    said = search_key(text)
    assert [word for word in MUST_NOT if search_key(word) in said] == []
    assert code in text and "R1" in text
    assert ("lwu-bokeo" in text) is (size != "card"), "the directory's id is for the station's copy alone"
    with checkpoint.store.read() as transaction:
        key = transaction.secret("device.slip_key") or b""
    payload = f"BD1:{code}:R1:{slip_check(key, CaseCode(code), 'R1')}"
    found = [each for number in range(len(pages(document))) for each in scanned(document, number)]
    assert found and set(found) == {payload}
    assert desk.check_slip(checkpoint, payload).genuine
    assert NAME_LAO not in "".join(title_and_author(document))


def test_the_receivers_copy_shows_what_was_agreed_and_marks_what_was_taken_off(checkpoint: Workspace) -> None:
    code = referred(checkpoint, withheld="name nationality outcome")
    copies = {
        number: search_key(
            words(desk.referral_form_pdf(checkpoint, code, "R1", copies=(number,), language="en"))
        )
        for number in (1, 2, 3)
    }
    assert search_key(NAME_LAO) in copies[1]
    for hidden in (NAME_LAO, AGREED["nationality"]):
        assert search_key(hidden) not in copies[2]
        assert search_key(hidden) not in copies[3]
    assert "withheld" in copies[2]
    assert search_key(FACTS) in copies[2] and search_key(FACTS) not in copies[3]


@pytest.mark.parametrize("language", [each for each in WRITTEN if each not in LANGUAGES])
def test_the_persons_copies_give_answers_and_names_in_their_language(
    checkpoint: Workspace, language: str
) -> None:
    code = referred(checkpoint, escort_same_sex="not_needed")
    form = desk.referral_form_pdf(checkpoint, code, "R1", copies=(3,), language=language)
    card = desk.slip_pdf(checkpoint, code, "R1", size="a4", language=language)
    service = next(each for each in directory() if each.id == "lwu-bokeo")
    for document, said in (
        (form, ("Languages", "Help needed", "How the person gets there", "Not needed", service.card_name_en)),
        (card, (service.card_name_en,)),
    ):
        text = search_key(words(document))
        for english in said:
            assert search_key(tr_in(language, english)) in text, english
            assert search_key(english) not in text, english
        assert search_key(service.card_name_lo) in text
    station = words(desk.referral_form_pdf(checkpoint, code, "R1", copies=(1,), language=language))
    assert "ບໍ່ຈຳເປັນ" in station and tr_in(language, "Not needed") not in station


def test_without_anything_taken_off_the_receiver_gets_the_name(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    said = search_key(words(desk.referral_form_pdf(checkpoint, code, "R1", copies=(2,))))
    assert search_key(NAME_LAO) in said


def test_no_form_is_printed_once_consent_is_gone_but_the_card_still_is(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    desk.withdraw_consent(checkpoint, code, "lwu-bokeo")
    assert refusal(desk.referral_form_pdf, checkpoint, code, "R1") == "slip.no_consent"
    assert desk.slip_pdf(checkpoint, code, "R1").pdf.startswith(b"%PDF")


def test_paper_is_only_made_where_the_case_is_and_for_referrals_that_are(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    assert refusal(desk.slip_pdf, checkpoint, code, "R9") == "referral.unknown"
    assert refusal(desk.slip_pdf, checkpoint, "BD-HXY-26-7K3QD-S", "R1") == "case.missing"
    elsewhere = replace(checkpoint, station=StationCode("VTE"))
    assert refusal(desk.slip_pdf, elsewhere, code, "R1") == "slip.not_ours"
    assert refusal(desk.mark_printed, elsewhere, code, "R1", ("slip",), 1) == "slip.not_ours"


def test_what_was_printed_is_in_the_history_with_pages_and_where_to(checkpoint: Workspace) -> None:
    code = referred(checkpoint)
    desk.mark_printed(checkpoint, code, "R1", ("slip", "form"), 4, "stick")
    newest = desk.timeline(checkpoint, code)[0]
    assert (newest.kind, newest.by) == ("slip.printed", "O1")
    assert desk.case(checkpoint, code).referrals[0].printed == 1


def test_drawing_leaves_no_file_and_no_entry(checkpoint: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    code = referred(checkpoint)
    empty = checkpoint.folder.parent / "temporary"
    empty.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(empty))
    before = posts.entries_of(checkpoint)
    desk.slip_pdf(checkpoint, code, "R1")
    desk.referral_form_pdf(checkpoint, code, "R1")
    assert list(empty.iterdir()) == []
    assert posts.entries_of(checkpoint) == before


def test_the_help_line_that_was_confirmed_is_printed_though_others_stand_before_it(
    checkpoint: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = referred(checkpoint)
    plain = words(desk.slip_pdf(checkpoint, code, "R1"))
    confirmed = desk.Helpline("other", "Other", "ອື່ນ", "4477", checkpoint.clock().date())
    monkeypatch.setattr("borderdesk.desk.paper.helplines", lambda: (*desk.helplines(), confirmed))
    printed = words(desk.slip_pdf(checkpoint, code, "R1"))
    assert "4477" in printed and "4477" not in plain
