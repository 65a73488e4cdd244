"""The user's own records that no list shows."""
