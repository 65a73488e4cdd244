"""PDFs for tests: harmless ones by reportlab, and harmful ones written by hand."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from zlib import compress

from reportlab.pdfgen.canvas import Canvas


@cache
def pdf(pages: int = 3, words: str = "the stamp and the photograph", lines: int = 1) -> bytes:
    """A PDF of so many pages; each says its number."""
    made = BytesIO()
    canvas = Canvas(made, invariant=True)
    for page in range(1, pages + 1):
        for line in range(lines):
            canvas.drawString(60, 780 - 18 * line, f"Page {page}: {words}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def by_hand(catalog: str = "", extra: Sequence[str | bytes] = (), page: str = "") -> bytes:
    """A PDF of one page, empty unless more is said of it, with more in its catalogue and further objects
    from number 4.
    """
    objects: list[str | bytes] = [
        f"<</Type/Catalog/Pages 2 0 R {catalog}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]{page}>>",
        *extra,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body)
        data += b"\nendobj\n"
    start, count = len(data), len(objects) + 1
    data += f"xref\n0 {count}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return data + f"trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def compressed(hidden: str) -> bytes:
    """A PDF whose catalogue lies compressed in an object stream, together with ``hidden`` as object 5."""
    catalog = "<</Type/Catalog/Pages 2 0 R>>"
    head = f"1 0 5 {len(catalog) + 1} "
    packed = compress(f"{head}{catalog} {hidden}".encode())
    data, places = b"%PDF-1.7\n", {}
    bodies = {
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        4: f"<</Type/ObjStm/N 2/First {len(head)}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
        + packed
        + b"\nendstream",
    }
    for number, body in bodies.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = places[6] = len(data)
    rows = [(0, 0, 255), (2, 4, 0), *((1, places[n], 0) for n in (2, 3, 4)), (2, 4, 1), (1, start, 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(4, "big") + bytes([more]) for kind, at, more in rows)
    data += f"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length {len(table)}>>stream\n".encode()
    return data + table + b"\nendstream\nendobj\n" + f"startxref\n{start}\n%%EOF\n".encode()


def page_drawing(content: bytes, *drawings: bytes, uses: str = "/XObject<</X 5 0 R>>") -> bytes:
    """A PDF whose page is drawn so, with drawings from number 5 for it to use."""
    resources = f"/Contents 4 0 R/Resources<<{uses}>>"
    return by_hand("", [streamed("", content), *drawings], resources)


def drawing(content: bytes, facts: str = "") -> bytes:
    """A drawing that a page may use."""
    return streamed(f"/Type/XObject/Subtype/Form/BBox[0 0 200 200]{facts}", content)


def streamed(facts: str, content: bytes) -> bytes:
    """What lies in a PDF between its facts and its end."""
    return f"<<{facts}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"
