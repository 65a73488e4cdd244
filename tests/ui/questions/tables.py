"""Small forms, running sessions on them, and a draft kept in a file; for the tests of the player."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from borderdesk.domain.errors import Unavailable
from borderdesk.forms import FormDefinition, Session, import_form, load_form
from borderdesk.forms.inlining import with_lists
from borderdesk.resources import resource
from borderdesk.ui.questions.media import encoded
from borderdesk.ui.questions.recorder import wav_of

MOMENT = datetime(2026, 3, 5, 14, 5, tzinfo=UTC)

TALK = Path(__file__).with_name("talk.md").read_text(encoding="utf-8")


@cache
def form_of(table: str) -> FormDefinition:
    return import_form(table.encode(), "md").definition


@cache
def shipped_form(name: str) -> FormDefinition:
    return load_form(import_form(resource("forms", f"{name}.md").read_bytes(), "md").xform)


def long_form(questions: int) -> FormDefinition:
    rows = "".join(
        f"| | select_one yn | Q_{n} | Question {n}? | ຄຳຖາມ {n}? | likert | Q-{n} |\n"
        for n in range(questions)
    )
    return form_of(
        "| survey |\n| | type | name | label::English (en) | label::Lao (lo) | appearance | bind::bd:code |\n"
        f"{rows}\n| choices |\n| | list_name | name | label::English (en) | label::Lao (lo) |\n"
        "| | yn | yes | Yes | ແມ່ນ |\n| | yn | no | No | ບໍ່ |\n\n| settings |\n"
        "| | form_title | form_id | version | namespaces |\n"
        f'| | Long | long | {questions} | bd="https://borderdesk.example/ns" |\n'
    )


SHOWCASE = Path(__file__).with_name("showcase.md").read_text(encoding="utf-8")
"""Every question type and appearance that makes sense at a desk, in both languages."""

_SHOPS = {"shops.csv": "name,label\n" + "\n".join(f"s{n},Shop {n}" for n in range(40))}


@cache
def showcase() -> FormDefinition:
    return load_form(with_lists(import_form(SHOWCASE.encode(), "md", _SHOPS).xform, _SHOPS))


@cache
def showcase_files() -> dict[str, bytes]:
    """The pictures and sounds that the showcase names."""

    def drawn(colour: str, width: int = 160) -> bytes:
        image = QImage(width, 120, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        return encoded(image, "PNG")

    pictures = {"red": "#b03030", "blue": "#3050b0", "green": "#30a050"}
    files = {f"jr://images/{name}.png": drawn(colour) for name, colour in pictures.items()}
    sounds = {f"jr://audio/{name}.wav": wav_of(bytes(1600)) for name in ("welcome", "question")}
    return {**files, **sounds, "jr://images/sample.png": drawn("#888888", 900)}


def session_on(form: FormDefinition, saved: str | None = None) -> Session:
    return Session(form, saved, clock=lambda: MOMENT)


class FileKeeper:
    """Keeps the draft in a file; refuses like a full disk while the folder is missing."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "draft.xml"
        self.positions: list[str] = []

    def save(self, xml: str, position: str) -> datetime:
        try:
            self.file.write_text(xml, encoding="utf-8")
        except OSError as error:
            raise Unavailable("store.full") from error
        self.positions.append(position)
        return MOMENT

    def reopened(self, form: FormDefinition) -> Session:
        return session_on(form, self.file.read_text(encoding="utf-8"))
