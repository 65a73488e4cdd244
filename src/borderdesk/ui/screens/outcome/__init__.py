"""Outcome and reasons: what the answers lead to, why, and how a person may decide otherwise."""
