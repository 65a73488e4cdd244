"""A desk in a process of its own, until somebody pulls the plug: ``python -m tests.journeys.power_cut``.

Arguments: the workspace folder, a folder for paper and sticks, and the question after whose answer it stops
to work. It says ``answered`` then, and stays open.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import PdfPrinters, Post
from tests.journeys.pages.waiting import Waiting

from borderdesk.ui.app import application


def main(folder: Path, beside: Path, until: str) -> int:
    app = application()
    post = Post(Waiting(), folder, stick=beside, printers=PdfPrinters(beside / "tray"))  # type: ignore[arg-type]  # waits alike
    post.unlock()
    officer = Officer(post)
    officer.screen_to("form")
    officer.ask(until=until)
    print("answered", post.case_code(), flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
