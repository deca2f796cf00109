"""How small the smallest text of a PDF is, read from what the PDF itself tells a printer to draw."""

import math
import re
import zlib
from collections.abc import Iterator

_CONTENTS = re.compile(rb"/Type\s*/Page\b.*?/Contents\s+(\d+)\s+0\s+R", re.DOTALL)
_WORDS = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_TOKEN = re.compile(rb"/?[^\s/\[\]]+")


def smallest(pdf: bytes) -> float:
    """Give the size of the smallest text, in points; infinite where there is no text."""
    sizes = (size for number in _CONTENTS.findall(pdf) for size in _sizes(_stream(pdf, number)))
    return round(min(sizes, default=math.inf), 2)


def _stream(pdf: bytes, number: bytes) -> bytes:
    """Read what one page draws."""
    found = re.search(rb"(?<!\d)%s 0 obj\s*<<(.*?)>>\s*stream\r?\n" % number, pdf, re.DOTALL)
    if found is None:
        raise ValueError("This PDF has a page without contents.")
    if b"/FlateDecode" not in found[1]:
        return pdf[found.end() : pdf.index(b"endstream", found.end())]
    return zlib.decompressobj().decompress(pdf[found.end() :])


def _sizes(drawing: bytes) -> Iterator[float]:
    """Follow the drawing: a text is as large as its font's size, times what the page and its line are scaled by."""
    page, line, size = 1.0, 1.0, 0.0
    kept: list[float] = []
    # An operator stands behind its numbers.
    steps = _TOKEN.findall(_WORDS.sub(b" ", drawing))
    for at, step in enumerate(steps):
        match step:
            case b"q":
                kept.append(page)
            case b"Q":
                page = kept.pop()
            case b"cm":
                page *= _scaled(steps[at - 6 : at])
            case b"BT":
                line = 1.0
            case b"Tm":
                line = _scaled(steps[at - 6 : at])
            case b"Tf":
                size = float(steps[at - 1])
            case b"Tj" | b"TJ" | b"'" | b'"':
                yield page * line * size


def _scaled(matrix: list[bytes]) -> float:
    """Say by how much a matrix makes things larger."""
    a, b, c, d = map(float, matrix[:4])
    return math.sqrt(abs(a * d - b * c))
