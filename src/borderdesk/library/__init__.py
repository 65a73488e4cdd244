"""SOP and IEC documents: what there is, reading it, finding words in it. ``desk`` hands it on.

A document is a Markdown file with its facts in TOML in front, between ``+++`` lines, one file a language.
``document`` reads one and refuses what does not belong there, ``markup`` cuts it into sections,
``catalogue`` knows which there are, ``index`` finds words in all of them.
"""
