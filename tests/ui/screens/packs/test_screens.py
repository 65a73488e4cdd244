"""How the two pages of content packs look: at both sizes, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import content
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.ui.screens.pack.presenter import kind_lines


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


def test_a_text_changed_under_the_version_it_had_says_so_in_words() -> None:
    same = desk.PackChange("lo/S07", "Danger now", "2026112601", "2026112601")
    raised = desk.PackChange("lo/S08", "Referring", "2026112601", "2026112602")
    (line,) = kind_lines((desk.KindChanges(desk.PackKind.DOCUMENT, changed=(same, raised)),))
    assert line.lines == (
        "Changed: lo/S07 · Danger now · 2026112601 (the same as before)",
        "With the same version, whoever has read it is not asked to read it again.",
        "Changed: lo/S08 · Referring · 2026112601 → 2026112602",
    )


def test_an_older_pack_is_installed_only_after_it_was_asked_for_once_more(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    checkpoint: desk.Workspace,
    introduced: None,
    stick: Path,
    folder: Path,
) -> None:
    content.key_known(supervisor, checkpoint, folder=stick)
    first = content.on_stick(supervisor, folder, stick, draft=True)
    content.written(folder, {"services.toml": content.service()})
    desk.install_pack(checkpoint, content.on_stick(supervisor, folder, stick, draft=True))
    window = open_desk(checkpoint)
    window.show("pack", path=first)
    window.rest()
    assert window.text("pack.note").startswith("A pack at least as new is in use here.")
    window.press("pack.primary")
    window.press("askOlder.back")
    assert desk.preview_pack(checkpoint, first).older
    window.press("pack.primary")
    window.press("askOlder.primary")
    window.rest()
    assert window.text("pack.headline").startswith("Content pack 1 is in use")
    window.show("pack", path=first)
    window.rest()
    assert window.text("pack.note").startswith("This pack is in use here already.")
    assert window.screen.primary is None


def test_content_keys_are_withdrawn_only_after_they_were_named_and_agreed_to(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    checkpoint: desk.Workspace,
    introduced: None,
    stick: Path,
    folder: Path,
) -> None:
    content.key_known(supervisor, checkpoint, folder=stick)
    leaked = desk.content_keys(supervisor)[0]
    for card in stick.glob("*.card"):
        card.unlink()
    content.key_known(supervisor, checkpoint, folder=stick)
    desk.withdraw_content_key(supervisor, leaked.fingerprint, "lost")
    path = content.on_stick(supervisor, folder, stick, draft=True)
    window = open_desk(checkpoint)
    window.show("pack", path=path)
    window.rest()
    assert window.text("pack.withdraws") == f"VTE content · {' '.join(leaked.words)}"
    window.press("pack.primary")
    window.press("askWithdraw.back")
    assert not any(key.withdrawn for key in desk.content_keys(checkpoint))
    window.press("pack.primary")
    window.press("askWithdraw.primary")
    window.rest()
    assert window.text("pack.headline").startswith("Content pack 1 is in use")
    assert [key.fingerprint for key in desk.content_keys(checkpoint) if key.withdrawn] == [leaked.fingerprint]


def test_a_form_that_a_pack_brought_can_be_started(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    checkpoint: desk.Workspace,
    introduced: None,
    stick: Path,
    tmp_path: Path,
) -> None:
    content.key_known(supervisor, checkpoint, folder=stick)
    folder = content.written(tmp_path / "forms", {"extra.md": content.form()})
    desk.install_pack(checkpoint, content.on_stick(supervisor, folder, stick))
    window = open_desk(checkpoint)
    window.go("screening")
    window.rest()
    assert "From a content pack." in window.everything_said()
    for part in ("direction.arriving", "age_group.adult"):
        window.press(f"answer.{part}")
    window.press("screening.start.extra")
    window.press("askPrivate.primary")
    window.rest()
    assert "Anything else?" in window.everything_said()


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize("look", [{"size": (1366, 697)}, {"size": (683, 345), "text_percent": 200}])
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
