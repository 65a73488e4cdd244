"""Screening picker: direction, age group, language and party, then first sight; or go on with a form."""
