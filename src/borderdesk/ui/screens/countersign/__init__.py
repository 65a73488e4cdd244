"""Countersign: wishes to lower an outcome, answered one by one by a supervisor."""
