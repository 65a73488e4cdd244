"""Who reviewed a text, as its file says."""


def reviewer(written: str) -> str:
    """The name of the person; "" where nobody has signed, whatever the file calls itself. A name has letters:
    a dash or a blank is nobody.
    """
    name = " ".join(written.split())
    return "" if name.lower() == "none" or not any(map(str.isalpha, name)) else name
