"""One practice story: reading it, working through it, and how the answers compare."""
