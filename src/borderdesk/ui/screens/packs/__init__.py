"""Content packs: put together, looked at, signed, written to sticks; which desk has which."""
