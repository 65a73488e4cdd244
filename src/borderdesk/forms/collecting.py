"""Holds the garbage collector back while a form or record is built: many objects are made, none dropped."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """No collection inside the block; the setting before it comes back."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if gc.get_freeze_count() == 0:
                # What was built counts as old at once; else the next allocation would look through all of it.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
