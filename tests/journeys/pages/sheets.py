"""Every sheet that lies over a screen: on which desk of the walk, on which screen, and what opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton
from tests.desk import content
from tests.journeys.pages.fitness import blank, crooked, cut, overtaken, settled, sideways, unreachable
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PIN
from tests.journeys.pages.tour import Routes

import borderdesk.ui
from borderdesk import desk
from borderdesk.domain.roles import Act, may
from borderdesk.forms.moving import GONE, MovedAnswer
from borderdesk.text import language, set_language
from borderdesk.ui.screens.assessing import BegunSheet
from borderdesk.ui.screens.file.sheets import ContactSheet
from borderdesk.ui.screens.form.moving import MoveSheet
from borderdesk.ui.widgets import Sheet
from borderdesk.ui.widgets.focus import tab_stops

Step = Callable[[Post], object]
DOCUMENTS = "packs.documentChooser"


@dataclass(frozen=True)
class Opening:
    """A sheet of class ``kind`` called ``name``; the button ``opener`` of ``screen`` opens it.

    A star in ``opener`` stands for codes; of several buttons it is the ``nth``. ``then`` is done where a file
    has to be chosen before the sheet comes, or opens it where no button on the walk's desks does. ``which``
    chooses among the routes of a screen, ``leave`` is the way out that changes nothing.
    """

    kind: str
    name: str
    screen: str
    opener: str = ""
    then: Step | None = None
    which: str = ""
    nth: int = 0
    leave: Step = lambda post: post.key(Qt.Key.Key_Escape)

    def open(self, post: Post, routes: Routes) -> Sheet:
        """Go to the screen, where it is not shown already, and open the sheet as a person does."""
        if self.which or post.place != self.screen:
            post.show(self.screen, **self._params(routes))
            post.rest()
        if self.opener:
            post.press(self.button(post).objectName())
            post.rest()
        if self.then is not None:
            self.then(post)
            post.rest()
        return post.find(self.name, Sheet)

    def button(self, post: Post) -> QAbstractButton:
        """What opens it."""

        def there() -> list[QAbstractButton]:
            return [
                button
                for button in post.window.findChildren(QAbstractButton)
                if fnmatchcase(button.objectName(), self.opener) and button.isVisible()
            ]

        post.wait(lambda: len(there()) > self.nth)
        return there()[self.nth]

    def _params(self, routes: Routes) -> dict[str, object]:
        own = (params for screen, params in routes if screen == self.screen and self.which in str(params))
        return next(own, {})


def _chosen(chooser: str, make: Callable[[Path], Path]) -> Step:
    """Choose the file that ``make`` writes beside the desks."""
    return lambda post: post.choose_file(chooser, make(post.folder.parent))


def _table(folder: Path) -> Path:
    file = folder / "services.csv"
    lines = ["id,name_en,kind", "new-desk,A desk with a new name,counter", "wrong one,,"]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def _card(folder: Path) -> Path:
    """The card of the key that signs packs."""
    return next(folder.glob("*-content.card"))


def _leaflet(folder: Path) -> Path:
    file = folder / "leaflet.md"
    file.write_text("# Know this\n\nAsk for help.\n", encoding="utf-8")
    return file


def _moved(post: Post) -> None:
    answers = tuple(
        MovedAnswer(f"/{number}", "Was the truth told about the work?", "Not asked", "string", GONE)
        for number in range(6)
    )
    told = desk.DraftMove("draft", "adult", "20260201", "20260301", answers, answers)
    MoveSheet(told, lambda: None).open_in(post.window)


def _begun(post: Post) -> None:
    begun = desk.drafts(post.workspace)[0]
    BegunSheet(begun, lambda: None, lambda: None).open_in(post.window)


def _told(post: Post) -> None:
    ContactSheet(lambda _who: None, lambda _error, _row: None).open_in(post.window)


def _by_number(post: Post) -> None:
    """Esc, then the hide number: the person must not come into the program by it."""
    post.key(Qt.Key.Key_Escape)
    for digit in PIN:
        post.physical_digit(int(digit))
    post.key(Qt.Key.Key_Return)


CHECKPOINT = (
    Opening("PassphraseSheet", "passphrase", "settings", "settings.changePassphrase"),
    Opening("PinSheet", "pin", "settings", "settings.changePin"),
    Opening("ReportSheet", "report", "about", "about.report"),
    Opening("FolderChooser", "stickChooser", "transfer", "transfer.stick.choose"),
    Opening("FolderChooser", "cardChooser", "keys", "keys.cards.load"),
    Opening("CompareSheet", "compare", "keys", "keys.cards.load", _chosen("cardChooser", _card)),
    Opening("Confirm", "askPrivate", "records", "records.primary"),
    Opening("PaperSheet", "postPaper", "posts", "posts.visit.0.report"),
    Opening("BegunSheet", "begun", "posts", then=_begun),
    Opening("AgeSheet", "group.age", "group", "group.member.*.go"),
    Opening("MoveSheet", "move", "form", then=_moved),
    Opening("OtherStep", "outcome.other", "outcome", "outcome.higher"),
    Opening("RightsCardSheet", "rightsCard", "rights_card", "rights_card.print"),
    Opening("TurnedPage", "personText", "rights_card", "rights_card.show", leave=_by_number),
    Opening("Confirm", "print.askStick", "print", "print.stick"),
    Opening("ReplySheet", "file.reply", "file", "file.act.reply"),
    Opening("PersonSheet", "file.person", "file", "file.act.person"),
    Opening("ContactSheet", "file.contact", "file", then=_told),
    Opening("TakeBackSheet", "file.takeBack", "file", "file.act.takeBack"),
    Opening("CardSheet", "card", "document", "document.print", which="S01"),
    Opening("LeafletSheet", "leaflet", "document", "document.print", which="I01"),
)
SUPERVISOR = (
    Opening("UserSheet", "user", "settings", "settings.addUser"),
    Opening("Confirm", "review.undo", "review", "review.imports.open.*"),
    Opening("Tell", "review.cannotUndo", "review", "review.imports.open.*", nth=1),
    Opening("RevokeSheet", "revoke", "inbox", "inbox.cards.revoke.*"),
    Opening("WithdrawSheet", "withdraw", "packs", "packs.key.*.withdraw"),
    Opening("DocumentSheet", "addDocument", "packs", "packs.addDocument", _chosen(DOCUMENTS, _leaflet)),
    Opening("UseHereSheet", "useHere", "directory", "directory.useHere"),
    Opening("RowSheet", "row", "directory", "directory.row.*.open"),
    Opening("CheckSheet", "check", "directory", "directory.row.*.check"),
    Opening("TableSheet", "table", "directory", "directory.take", _chosen("directory.table", _table)),
    Opening("FolderChooser", "directory.table", "directory", "directory.take"),
    Opening("RecordingSheet", "addRecording", "recordings", "recordings.*.add"),
    Opening("LimitsSheet", "limitsSheet", "limits", "limits.write"),
    Opening("AnswerSheet", "storyAnswer", "story", "story.addAnswer"),
    Opening("PaperSheet", "classReport", "class", "class.primary"),
    Opening("PaperSheet", "certificate", "class", "class.*.certificate"),
)
PRACTICE = (Opening("StorySheet", "story", "drill", "shell.askPerson"),)
OPENINGS = {"checkpoint": CHECKPOINT, "supervisor": SUPERVISOR, "practice": PRACTICE}
"""By desk of the walk; its first user opens them."""


def sheets_of_the_program() -> set[str]:
    """The names of the classes of sheets, but not of those that others only build on."""
    for module in walk_packages(borderdesk.ui.__path__, "borderdesk.ui."):
        import_module(module.name)
    found, waiting = set(), [Sheet]
    while waiting:
        kind = waiting.pop()
        kinds = [each for each in kind.__subclasses__() if each.__module__.startswith("borderdesk.")]
        waiting += kinds
        if not kinds:
            found.add(kind.__name__)
    return found


def prepared(post: Post) -> None:
    """Whoever edits content at this desk works in a folder."""
    if not may(post.workspace.user.role, Act.EDIT_CONTENT):
        return
    rows = content.service() + content.service("new-desk")
    author = content.written(post.folder.parent / "written", {"services.toml": rows})
    desk.set_author_folder(post.workspace, author)


def faults_of(sheet: Sheet) -> Iterator[str]:
    """What of an open sheet cannot be read, in Lao and in English; at last it speaks the desk's again."""
    opened_in = language()
    for spoken in ("lo", "en") if opened_in == "en" else ("en", "lo"):
        set_language(spoken)
        QCoreApplication.sendEvent(sheet, QEvent(QEvent.Type.LanguageChange))

        def faults() -> list[str]:
            return [*sideways(sheet), *cut(sheet), *blank(sheet), *crooked(sheet)]

        settled(lambda: not faults())
        yield from (f"{spoken}: {fault}" for fault in faults())


def strays(post: Post, sheet: Sheet, opening: Opening) -> Iterator[str]:
    """Where the keyboard goes astray: at the start, while Tab walks, and when the sheet is left."""
    if not sheet.isAncestorOf(post.window.focusWidget()):
        yield f"the focus is on {post.focused()}"
    yield from overtaken(post)
    yield from unreachable(sheet)
    for _stop in tab_stops(sheet):
        post.keys.move(Qt.Key.Key_Tab)
        if not sheet.isAncestorOf(post.window.focusWidget()):
            yield f"Tab leads out to {post.focused()}"
    opening.leave(post)
    settle()
    if post.sees(opening.name):
        yield "Esc does not close it"
        sheet.close_sheet()
    elif opening.opener and not fnmatchcase(post.focused(), opening.opener):
        yield f"the focus comes back to {post.focused()!r}"
