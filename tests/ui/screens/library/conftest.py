"""A practice desk and windows over it."""

from tests.ui.screens.desk_fixtures import checkpoint, made_desks, open_desk

__all__ = ["checkpoint", "made_desks", "open_desk"]
