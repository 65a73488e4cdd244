"""How the two pages of content packs look: at both sizes, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import content
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk


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


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize("look", [{"size": (1366, 697)}, {"size": (683, 345), "text_percent": 150}])
def test_both_pages_fit_and_every_stop_has_a_name(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    stick: Path,
    folder: Path,
    language: str,
    look: dict[str, object],
) -> None:
    desk.make_content_key(supervisor)
    path = content.on_stick(supervisor, folder, stick, draft=True)
    content.written(folder, {"services.toml": content.service()})
    window = open_desk(supervisor, language=language, **look)
    window.go("packs")
    window.rest()
    window.screen.use(folder)
    window.rest()
    for page in ("packs", "pack"):
        if page == "pack":
            window.show("pack", path=path)
            window.rest()
        assert window.sideways() == []
        assert window.cut() == []
        assert window.small_or_nameless() == []
