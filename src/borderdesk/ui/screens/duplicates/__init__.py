"""Duplicates: two records that may be of one person, side by side; a person says so or not."""
