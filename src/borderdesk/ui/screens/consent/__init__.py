"""Agreements, beside the live list of what the chosen agency will get."""
