"""Takes in the practice workspace and the officer's window."""

from tests.ui.screens.counter_fixtures import (
    checkpoint,
    checkpoint_folder,
    counter,
    made_checkpoint,
    open_counter,
)

__all__ = ["checkpoint", "checkpoint_folder", "counter", "made_checkpoint", "open_counter"]
