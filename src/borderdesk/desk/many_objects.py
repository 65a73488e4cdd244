"""Long work over very many objects, spared Python's search for unused cycles, such as importing."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""New objects between two searches for unused cycles; Python's own 700 cost an import a sixth of its time."""
_turn = threading.Lock()
_running: list[tuple[int, int, int]] = []


@contextmanager
def many_objects() -> Iterator[None]:
    """Entries and facts come by the hundred thousand and form no cycles: Python need not look so often."""
    with _turn:
        _running.append(gc.get_threshold())
        gc.set_threshold(_OBJECTS, *_running[0][1:])
    try:
        yield
    finally:
        with _turn:
            before = _running[0]
            _running.pop()
            if not _running:
                gc.set_threshold(*before)
