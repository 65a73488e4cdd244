"""How the program looks and speaks is known before anybody unlocks, and never stands in the way."""

from pathlib import Path

from borderdesk.ui import preferences, theme
from borderdesk.ui.preferences import FILE, Preferences
from borderdesk.ui.theme import Appearance


def test_what_was_chosen_is_there_next_time(tmp_path: Path) -> None:
    chosen = Preferences("en", Appearance("dark", 150, "phetsarath"))
    assert preferences.save(tmp_path, chosen)
    assert preferences.load(tmp_path) == chosen


def test_a_new_pc_speaks_lao(tmp_path: Path) -> None:
    assert preferences.load(tmp_path) == Preferences("lo", Appearance())


def test_odd_contents_are_passed_over(tmp_path: Path) -> None:
    for text in ("", "[]", "{", '{"language": "xx", "text_percent": 900, "scheme": 3}', "\x00"):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        assert preferences.load(tmp_path) == Preferences()


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    assert not preferences.save(tmp_path / "not there", Preferences())


def test_the_computers_own_scheme_counts_until_somebody_chooses(tmp_path: Path) -> None:
    assert preferences.load(tmp_path, "high_contrast").appearance.scheme == "high_contrast"
    preferences.save(tmp_path, Preferences("en", Appearance("light")))
    assert preferences.load(tmp_path, "high_contrast").appearance.scheme == "light"


def test_the_computers_own_scheme_is_one_that_the_program_has(qapp: object) -> None:
    assert theme.system_scheme() in theme.SCHEMES
