"""Content packs that earlier releases signed can still be installed and used; the files never change."""

from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.resources import at_work
from borderdesk.text import tr_in

RELEASES = sorted((Path(__file__).parent / "content").iterdir())


@pytest.mark.parametrize("left", RELEASES, ids=[path.name for path in RELEASES])
def test_a_pack_of_an_earlier_release_is_installed_and_used(left: Path, tmp_path: Path) -> None:
    here = posts.workspace(tmp_path)
    card = next(left.glob("*-content.card"))
    accepted = desk.trust_content_key(here, desk.read_card_file(card)).value
    assert accepted.words == desk.read_card(desk.read_card_file(card)).words
    pack = next(left.glob("*.content"))
    seen = desk.preview_pack(here, pack)
    assert (seen.number, seen.title("en"), seen.title("lo"), seen.draft) == (1, "March", "ມີນາ", False)
    assert [len(each.new) + len(each.changed) for each in seen.changes[:3]] == [1, 1, 1]
    assert desk.install_pack(here, pack).value.changed
    with at_work(here.content):
        found = desk.sop_card("S07", "lo")
        assert found and "ຂໍ້ຂອງຊຸດເກົ່າ." in found.markdown
        assert desk.receiver("lwu-bokeo").source == "Visit of 3 March 2026"
        assert tr_in("lo", "This help is free.") == "ບໍ່ຕ້ອງຈ່າຍເງິນ."
        assert tr_in("lo", "Transfer") == "ຮັບສົ່ງ"
    form = desk.form(here, "extra")
    assert desk.form_media(here, form.sha256, "jr://images/a.png")
    here.close()
