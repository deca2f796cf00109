"""How small the text of a PDF is really set: read from what draws its pages, not from what was asked for."""

import re
import zlib
from collections.abc import Iterator
from math import hypot


def smallest(pdf: bytes) -> float:
    """Give the points of the smallest text on any page of a PDF that typst made; 0 where there is none."""
    return round(min((size for drawing in _drawings(pdf) for size in _sizes(drawing)), default=0), 2)


_DRAWN_BY = re.compile(rb"/Contents (\d+) 0 R")
_STEP = re.compile(rb"(?:(?<!\S)((?:[-+.\d]+ )*)(q|Q|cm|BT|Tf|Tm)|[\])>](Tj|TJ))(?=[\s/\[(<]|$)")
"""What decides how high text comes out: its size, the matrices of page and text, and where text is shown."""


def _drawings(pdf: bytes) -> Iterator[bytes]:
    """Go through what draws each page."""
    for number in _DRAWN_BY.findall(pdf):
        start = pdf.index(b"stream", pdf.index(b"\n%b 0 obj" % number)) + len(b"stream")
        yield zlib.decompressobj().decompress(pdf[start:].lstrip(b"\r\n"))


def _sizes(drawing: bytes) -> Iterator[float]:
    """Go through the sizes of a page's texts, stretched as the page stretches them."""
    kept: list[float] = []
    page = text = 1.0
    size = 0.0
    for numbers, step, shown in _STEP.findall(drawing):
        given = [float(number) for number in numbers.split()]
        match step or shown:
            case b"q":
                kept.append(page)
            case b"Q":
                page = kept.pop()
            case b"cm":
                page *= hypot(given[2], given[3])
            case b"BT":
                text = 1.0
            case b"Tm":
                text = hypot(given[2], given[3])
            case b"Tf":
                size = given[-1]
            case _:
                yield size * text * page
