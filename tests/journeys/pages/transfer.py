"""The transfer page as an officer uses it."""

from __future__ import annotations

from pathlib import Path

from tests.ui.screens.desk_window import DeskWindow

from borderdesk.ui.widgets import Button


class TransferPage:
    """``transfer.pack_to(stick)``, ``transfer.counts``, ``transfer.take_in("VTE-000001.receipt")``."""

    def __init__(self, desk: DeskWindow) -> None:
        self._desk = desk
        desk.show("transfer")
        desk.rest()

    @property
    def counts(self) -> dict[str, int]:
        """Records by stage."""
        stages = ("not_packed", "packed", "carried", "confirmed")
        return {
            stage: int(self._desk.find(f"transfer.stage.{stage}").accessibleName().split(": ")[1])
            for stage in stages
        }

    @property
    def banner(self) -> str:
        """What the strip under the header says; empty when it is hidden."""
        return self._desk.text("transfer.banner") if self._desk.sees("transfer.banner") else ""

    @property
    def read_back(self) -> str:
        """What is said of the package just written; empty when there is none."""
        return self._desk.text("transfer.packed.text") if self._desk.sees("transfer.packed") else ""

    def use_stick(self, folder: Path) -> None:
        """Choose the stick."""
        self._desk.press("transfer.stick.choose")
        self._desk.choose_folder("stickChooser", folder)

    def ask_to_pack(self) -> str:
        """Press *Pack to stick*; what the check page says."""
        self._desk.press("transfer.primary")
        return self._desk.text("askPack.text")

    def confirm(self) -> None:
        """Go on from the check page."""
        self._desk.press("askPack.primary")
        self._desk.rest()

    def pack(self) -> None:
        """Pack to the stick in use."""
        self.ask_to_pack()
        self.confirm()

    def try_again(self) -> None:
        """Press the button in the strip."""
        banner = self._desk.find("transfer.banner")
        again = next(
            b for b in banner.findChildren(Button) if b.isVisible() and b.plain_text() == "Try again"
        )
        again.click()
        self._desk.rest()

    def hand_over(self) -> None:
        """The stick has left the desk."""
        self._desk.press("transfer.handed")
        self._desk.rest()

    def look(self) -> None:
        """See what lies on the stick."""
        self._desk.press("transfer.look")
        self._desk.rest()

    def take_in(self, name: str) -> None:
        """Take in a receipt."""
        self.look()
        self._desk.press(f"transfer.file.{name}.open")
        self._desk.rest()
        self._desk.press("askReceipt.primary")
        self._desk.rest()

    def stage_of(self, number: int) -> str:
        """What the ledger says of a package."""
        return self._desk.text(f"transfer.package.{number}.text")
