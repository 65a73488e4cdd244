"""A supervisor's practice desk and windows over it."""

from tests.ui.screens.desk_fixtures import (
    checkpoint,
    introduced,
    made_desks,
    open_desk,
    stick,
    supervisor,
)

__all__ = ["checkpoint", "introduced", "made_desks", "open_desk", "stick", "supervisor"]
