"""The list of records, with search."""
