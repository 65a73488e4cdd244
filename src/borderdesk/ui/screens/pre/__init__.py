"""Preconditions: what must be in place before a talk, and whether the person agrees to one."""
