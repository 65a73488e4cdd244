"""SOP and IEC documents: what there is, and reading it. ``desk`` hands it on to the windows."""
