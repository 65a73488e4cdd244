"""Importing every package of a stick or folder, each for itself, with progress and cancel."""
