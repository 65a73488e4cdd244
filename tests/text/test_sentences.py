"""Sentences that packs bring: read, checked place by place, and said before the program's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk.content import HEADER, sentences

from borderdesk.resources import Content, ContentInUse, at_work
from borderdesk.text import notice, ntr_in, tr_in
from borderdesk.text.catalogue import noted_sentences, unread, was_read
from borderdesk.text.fragments import digest_read
from borderdesk.text.sentences import SentencesError, read_sentences


def broken(text: str | bytes) -> str:
    with pytest.raises(SentencesError) as refused:
        read_sentences(text.encode() if isinstance(text, str) else text)
    return refused.value.code


def with_content(files: dict[str, str]) -> ContentInUse:
    slot = ContentInUse()
    slot.replace(Content({path: text.encode() for path, text in files.items()}))
    return slot


def test_a_brought_sentence_is_said_and_all_others_stay() -> None:
    counted = (
        sentences({"Transfer": "ຮັບສົ່ງ"})
        + '\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} ມື້ເຕັມ"\n'
        + '\nmsgid "The disk is full."\nmsgstr "ແຜ່ນເຕັມ."\n'
    )
    own = tr_in("lo", "Library")
    with at_work(with_content({"i18n/lo/translations.po": counted})):
        assert tr_in("lo", "Transfer") == "ຮັບສົ່ງ"
        assert tr_in("lo", "Library") == own
        assert tr_in("en", "Transfer") == "Transfer"
        assert ntr_in("lo", "{n} day", "{n} days", 3) == "3 ມື້ເຕັມ"
    assert tr_in("lo", "Transfer") != "ຮັບສົ່ງ"


def test_the_wording_of_papers_has_the_last_word() -> None:
    files = {
        "i18n/lo/translations.po": sentences({"This help is free.": "ໜຶ່ງ"}),
        "i18n/lo/wording.po": sentences({"This help is free.": "ສອງ"}),
    }
    with at_work(with_content(files)):
        assert tr_in("lo", "This help is free.") == "ສອງ"


def test_a_notice_is_said_otherwise_by_its_english() -> None:
    english = notice("stick.full", "en").happened
    with at_work(with_content({"i18n/lo/translations.po": sentences({english: "USB ເຕັມແທ້."})})):
        assert notice("stick.full", "lo").happened == "USB ເຕັມແທ້."
        assert notice("stick.full", "en").happened == english
    assert notice("stick.full", "lo").happened != "USB ເຕັມແທ້."


def test_who_reviewed_it_stands_in_the_header() -> None:
    read = read_sentences(sentences({"Transfer": "ຮັບສົ່ງ"}, reviewer="Somchit").encode())
    assert (read.language, read.reviewed_by, read.draft) == ("lo", "Somchit", False)
    read = read_sentences(sentences({"Transfer": "ຮັບສົ່ງ"}, reviewer="none", status="draft").encode())
    assert (read.reviewed_by, read.draft) == ("", True)


@pytest.mark.parametrize(
    "lao",
    ["ຊຸດ", "ຊຸດ {number}", "ຊຸດ {number} {station} {more}", "{number.real} {station}", "{number!r} {station}"],
)
def test_places_that_were_lost_or_invented_are_refused(lao: str) -> None:
    assert broken(sentences({"Package {number} of {station}": lao})) == "sentences.places"


@pytest.mark.parametrize(
    "lao",
    [
        "<a href='http://x'>ຮັບ</a>",
        "<!-- ຮັບ -->",
        "![ຮັບ](//host/a.png)",
        "ຮັບ ftp://host",
        "ຮັບ\u202eສົ່ງ",
        "ຮັບ\x1b[31m",
    ],
)
def test_a_tag_a_link_or_an_unseen_sign_is_refused_unless_the_english_holds_it(lao: str) -> None:
    assert broken(sentences({"Transfer": lao})) == "sentences.markup"
    assert read_sentences(sentences({"Press <Enter>": "ກົດ <Enter>"}).encode()).said


def test_no_second_text_hides_behind_a_good_one() -> None:
    twice = sentences({"Transfer": "ຮັບສົ່ງ"}) + '\nmsgid "Transfer"\nmsgstr "ຢ່າງອື່ນ"\n'
    assert broken(twice) == "sentences.twice"
    hidden = sentences({"Service card": "ບັດ"}) + '\nmsgctxt "c"\nmsgid "Service card"\nmsgstr "ອື່ນ"\n'
    assert read_sentences(hidden.encode()).said == {("Service card", ""): ("ບັດ",)}


def test_a_plural_that_the_program_does_not_have_cannot_bring_other_places() -> None:
    other = '\nmsgid "{n} day"\nmsgid_plural "{days} days"\nmsgstr[0] "{days} ມື້"\n'
    assert broken(sentences({"Transfer": "ຮັບສົ່ງ"}) + other) == "sentences.places"


def not_unicode() -> bytes:
    return b'msgid "a"\nmsgstr "\xff"\n'


def endless_plural() -> bytes:
    return sentences({"a": "b"}).replace("plural=0", "plural=n**n**n").encode()


def plural_over_nothing() -> bytes:
    return sentences({"a": "b"}).replace("plural=0", "plural=1/(n-3)").encode()


def plural_always_over_nothing() -> bytes:
    return sentences({"a": "b"}).replace("plural=0", "plural=n/0").encode()


def plural_of_nothing() -> bytes:
    return sentences({"a": "b"}).replace("plural=0", "plural=n%(n-1)").encode()


def path_of_a_file() -> bytes:
    return str(Path(__file__)).encode()


def unended() -> bytes:
    return b'msgid "a\nmsgstr "b"\n'


def empty() -> bytes:
    return HEADER.format(language="lo", reviewer="x", status="y").encode()


@pytest.mark.parametrize(
    "make",
    [
        not_unicode,
        endless_plural,
        plural_always_over_nothing,
        plural_over_nothing,
        plural_of_nothing,
        path_of_a_file,
        unended,
        empty,
    ],
)
def test_what_is_no_file_of_sentences_is_refused(make: Callable[[], bytes]) -> None:
    assert broken(make()) == "sentences.unreadable"


def test_a_file_says_its_language_and_a_real_day() -> None:
    assert broken(sentences({"a": "b"}).replace("Language: lo", "Language: ")) == "sentences.language"
    assert broken(sentences({"a": "b"}).replace("2026-02-20", "last week")) == "sentences.header"


def test_sentences_that_an_earlier_program_let_in_are_said_but_count_as_unreviewed() -> None:
    with at_work(with_content({"i18n/th/wording.po": sentences({"Transfer": "<b>ส่ง</b>"}, "th")})):
        assert tr_in("th", "Transfer") == "<b>ส่ง</b>" and not was_read("th", "Transfer")


def signed(english: str, text: str, who: str = "Somchai", day: str = "2026-11-25") -> str:
    digest = digest_read(("", english, ""), (text,))
    return f'# reviewed-by: {who}, {day}, {digest}\nmsgid "{english}"\nmsgstr "{text}"\n'


def test_of_a_draft_the_sentences_that_somebody_signed_count_as_read() -> None:
    words = sentences({"Next": "ถัดไป"}, "th", "none", "draft") + "\n" + signed("Stop", "หยุด")
    with at_work(with_content({"i18n/th/translations.po": words})):
        assert [was_read("th", each) for each in ("Stop", "Next", "Back")] == [True, False, False]
        with noted_sentences() as said:
            tr_in("th", "Stop")
            tr_in("lo", "Back")
        assert not unread("th", said)
        with noted_sentences() as said:
            tr_in("th", "Stop")
            tr_in("th", "Next")
        assert unread("th", said) and not unread("en", said)
    with at_work(with_content({"i18n/th/translations.po": words.replace("หยุด", "หยุดเดี๋ยวนี้")})):
        assert not was_read("th", "Stop")


@pytest.mark.parametrize(
    ("who", "day"),
    [("none", "2026-11-25"), ("\u00a0", "2026-11-25"), ("\u200b", "2026-11-25"), ("-", "2026-11-25"),
     ("Somchai", "2026-02-30")],
)  # fmt: skip
def test_a_sentence_that_nobody_signs_by_name_and_day_is_a_draft(who: str, day: str) -> None:
    words = sentences({"Next": "ถัดไป"}, "th", "none", "draft") + "\n" + signed("Stop", "หยุด", who, day)
    assert not read_sentences(words.encode()).was_read("Stop")


def test_a_sentence_does_not_count_as_read_with_the_one_that_counts_by_its_words() -> None:
    digest = digest_read(("", "Stop", "Stops"), ("หยุด",))
    counted = (
        f'# reviewed-by: Somchai, 2026-11-25, {digest}\nmsgid "Stop"\nmsgid_plural "Stops"\nmsgstr[0] "หยุด"'
    )
    alone = 'msgid "Stop"\nmsgstr "ไป"\n'
    for words in ((counted, alone), (alone, counted)):
        file = "\n".join((sentences({"Next": "ถัดไป"}, "th", "none", "draft"), "\n\n".join(words)))
        assert not read_sentences(file.encode()).was_read("Stop")


def test_what_a_later_pack_says_otherwise_is_a_draft_again() -> None:
    both = {
        "i18n/th/translations.po": sentences({"Stop": "หยุด"}, "th"),
        "i18n/th/wording.po": sentences({"Stop": "พอ"}, "th", "none", "draft"),
    }
    with at_work(with_content(both)):
        assert tr_in("th", "Stop") == "พอ" and not was_read("th", "Stop")


def test_a_sentence_that_was_changed_after_it_was_read_takes_the_name_off_the_whole_file() -> None:
    words = sentences({"Next": "ถัดไป"}, "th") + "\n" + signed("Stop", "หยุด")
    assert read_sentences(words.encode()).reviewed_by == "Somchit"
    changed = read_sentences(words.replace('msgstr "หยุด"', 'msgstr "พอ"').encode())
    assert (changed.reviewed_by, changed.was_read("Stop"), changed.was_read("Next")) == ("", False, False)


def test_where_there_are_no_words_there_is_nothing_to_read() -> None:
    assert was_read("kjg", "Stop") and was_read("en", "Stop") and not was_read("th", "Stop")
