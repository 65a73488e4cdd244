"""The library: lists and search, and one document to read, print or show to the person."""
