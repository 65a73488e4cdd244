"""An officer opens practice while the page still looks there for what was practised."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace


def test_practice_opens_although_what_waits_there_is_just_being_read(checkpoint: Workspace) -> None:
    folder, user = checkpoint.folder, str(checkpoint.user.id)
    desk.open_practice(folder, user, "HXY", language="en").close()
    looks, pressed = threading.Event(), threading.Event()

    def clock() -> datetime:
        """The look into practice asks for the time; it stays there until the officer has pressed."""
        looks.set()
        assert pressed.wait(60)
        return posts.NOON

    with ThreadPoolExecutor(1) as background:
        waiting = background.submit(desk.waiting_drills, replace(checkpoint, clock=clock))
        assert looks.wait(60)
        pressed.set()
        practice = desk.open_practice(folder, user, "HXY", language="en")
        assert waiting.result() == []
    assert practice.practice
    practice.close()
