"""Who reviewed a text, as its file says."""


def reviewer(written: str) -> str:
    """The name of the person; "" where nobody has signed, whatever the file calls itself."""
    name = written.strip()
    return "" if name.lower() == "none" else name
