"""Recordings of what a form says to a person: which there are in a language, and adding one."""
