"""The workspace on disk: SQLCipher through SQLAlchemy Core, key slots, journal, projections, drafts.

``desk`` calls it; nobody else does.
"""
