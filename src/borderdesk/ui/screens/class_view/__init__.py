"""A trainer's view of a class: exercises as bars, who did what, where answers differ, the report."""
