"""Forms nobody here wrote, in the real player: paged through, answered at random, read at every size."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.journeys.pages.form import FormPage
from tests.ui.questions.tables import showcase, showcase_files
from tests.ui.screens.form.wanderer import Wanderer

from borderdesk.forms import FormDefinition, FormError, import_form
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.questions.media import MemoryMedia

Opened = Callable[..., FormPage]

KIT = Path(__file__).resolve().parents[4].parent / "shared" / "conformance" / "forms"
WINDOWS = ((1182, 640), (683, 345))


def _walked(opened: Opened, form: FormDefinition, size: tuple[int, int], **how: object) -> Wanderer:
    page = opened(form, width=size[0], height=size[1], media=MemoryMedia(True, showcase_files()), **how)
    wanderer = Wanderer(page.screen, seed=7)
    wanderer.walk()
    return wanderer


@pytest.mark.parametrize(
    ("language", "size", "percent", "scheme"),
    [
        ("en", WINDOWS[0], 100, "light"),
        ("lo", WINDOWS[0], 150, "dark"),
        ("lo", WINDOWS[1], 100, "high_contrast"),
        pytest.param("lo", WINDOWS[0], 200, "light", marks=pytest.mark.long),
        pytest.param("lo", WINDOWS[1], 150, "light", marks=pytest.mark.long),
        pytest.param("en", WINDOWS[1], 200, "dark", marks=pytest.mark.long),
    ],
)
def test_the_showcase_can_be_filled_and_read_at_every_size(
    opened: Opened, language: str, size: tuple[int, int], percent: int, scheme: str
) -> None:
    set_language(language)
    theme.apply(theme.Appearance(scheme=scheme, text_percent=percent))
    walked = _walked(opened, showcase(), size)
    assert walked.troubles == []
    assert walked.answers >= 40


def _kit() -> list[tuple[str, str]]:
    if not KIT.is_dir():
        return []
    cases = json.loads((KIT / "index.json").read_text(encoding="utf-8"))
    return [(case["file"], case["kind"]) for case in cases if case["expect"] == "load"]


@pytest.mark.long
@pytest.mark.skipif(not KIT.is_dir(), reason=f"the conformance kit is not at {KIT}")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("file", "kind"), _kit())
def test_a_form_from_elsewhere_is_paged_through_without_trouble(
    qtbot: QtBot, opened: Opened, file: str, kind: str
) -> None:
    source = KIT / file
    form = import_form(
        source.read_bytes(), "xml" if kind == "xform" else source.suffix.lstrip(".")
    ).definition
    for size, language in zip(WINDOWS, ("en", "lo"), strict=True):
        set_language(language)
        try:
            assert _walked(opened, form, size).troubles == []
        except FormError as error:
            pytest.fail(f"{file}: {error}")
