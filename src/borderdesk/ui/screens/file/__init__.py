"""One record: its timeline, what comes next, and what can still be noted in it."""
