"""Content packs in the window: key, folder, what is in the way, sign, stick; then at the checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import content
from tests.journeys.pages.cards import CardsPart
from tests.journeys.pages.transfer import TransferPage
from tests.ui.screens.desk_fixtures import (
    checkpoint,
    introduced,
    made_desks,
    open_desk,
    stick,
    supervisor,
)
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.resources import at_work

__all__ = ["checkpoint", "introduced", "made_desks", "open_desk", "stick", "supervisor"]

pytestmark = pytest.mark.usefixtures("introduced")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A card that nobody has reviewed, and a directory of two rows."""
    return content.written(
        tmp_path / "December",
        {
            "S07.md": content.document(words="ຂໍ້ໃໝ່ໃນບັດ."),
            "services.toml": content.service() + content.service("new-desk"),
        },
    )


def with_key(window: DeskWindow) -> None:
    window.press("packs.makeKey")
    window.rest()


def test_unreviewed_lao_safety_text_cannot_be_signed_into_a_pack(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, folder: Path
) -> None:
    window = open_desk(supervisor)
    window.go("packs")
    window.rest()
    assert window.text("packs.primary") == "Choose the folder"
    assert window.text("packs.behind") == "No desk has told of a pack yet."
    window.press("packs.primary")
    window.rest()
    window.choose_folder("packs.chooser", folder)
    assert "no content key" in window.screen.foot._reasons.plain_text()
    with_key(window)
    assert window.text("packs.reviews.text") == "Lao: 0 of 1 reviewed"
    assert "1 Lao texts wait for a named reviewer" in window.screen.foot._reasons.plain_text()
    assert window.screen.foot._reasons.isVisible()
    assert not window.find("packs.primary").isEnabled()

    content.written(folder, {"S07.md": content.document(words="ຂໍ້ໃໝ່ໃນບັດ.", reviewer="Somchit")})
    window.screen.use(folder)
    window.rest()
    assert window.text("packs.reviews.text") == "Lao: 1 of 1 reviewed"
    assert window.find("packs.primary").isEnabled()


def test_a_pack_goes_from_the_authors_folder_to_the_officers_card(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    checkpoint: desk.Workspace,
    stick: Path,
    folder: Path,
) -> None:
    window = open_desk(supervisor)
    window.go("packs")
    window.rest()
    with_key(window)
    window.press("packs.writeCard")
    window.rest()
    window.choose_folder("packs.cardStick", stick)
    assert window.text("packs.cardWritten") == "VTE-content.card is on the stick. Safe to remove."
    window.screen.use(folder)
    window.rest()
    assert "1 changed" in window.text("packs.kind.document.detail")
    window.press("packs.draft")
    window.rest()
    window.desk.retranslate()  # what the page says is read anew; the keyboard is where it was
    window.rest()
    assert window.focused() == "packs.primary"
    window.press("packs.primary")
    window.rest()
    assert window.screen.banner.plain_text().startswith("Content pack 1 is signed.")
    assert window.focused() == "packs.pack.1.write"
    window.press("packs.pack.1.write")
    window.rest()
    window.choose_folder("packs.stick", stick)
    assert "read back ✓" in window.text("packs.written")
    assert "has not told of any pack yet" in window.text(f"packs.place.{checkpoint.device}.detail")

    officer = open_desk(checkpoint)
    transfer = TransferPage(officer)
    transfer.use_stick(stick)
    transfer.look()
    officer.press("transfer.file.VTE-000001.content.open")
    officer.rest()
    assert "signed with a key that this desk does not know" in officer.text("pack.headline")
    officer.press("pack.primary")
    officer.rest()
    cards = CardsPart(officer, "transfer")
    cards.load(stick / "VTE-content.card")
    assert cards.compared_words == desk.content_keys(supervisor)[0].words
    cards.trust()
    officer.rest()
    officer.show("pack", path=stick / "VTE-000001.content")
    officer.rest()
    assert officer.find("pack.draft").plain_text() == "Draft content, not validated"
    officer.press("pack.kind.directory.see")
    assert "New: new-desk" in officer.text("pack.kind.directory.lines")
    assert officer.text("pack.waiting.text") == "1 Lao text in it waits for review. Its draft mark stays."
    officer.press("pack.primary")
    officer.rest()
    assert officer.text("pack.headline") == "Content pack 1 is in use: Documents, Directory."
    officer.go("today")
    officer.rest()
    assert officer.text("today.news.pack").startswith("Content pack 1 is in use since")
    with at_work(checkpoint.content):
        card = desk.sop_card("S07", "lo")
    assert card and "ຂໍ້ໃໝ່ໃນບັດ" in card.markdown and card.draft

    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    again = open_desk(supervisor)
    again.go("inbox")
    again.rest()
    assert "Content pack 1, the newest." in again.everything_said()
    again.go("packs")
    again.rest()
    assert "pack 1 since" in again.text(f"packs.place.{checkpoint.device}.detail")
    assert again.text("packs.behind") == "Every desk that has told uses the newest pack."
    again.press(f"packs.key.{desk.content_keys(supervisor)[0].device}.withdraw")
    again.type("withdraw.reason", "Its stick was lost")
    again.press("withdraw.primary")
    again.rest()
    assert "its key is withdrawn" in again.text("packs.pack.1.detail")
    assert not again.sees("packs.pack.1.write")
