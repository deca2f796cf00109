"""A document as a file that a browser opens or keeps."""

from flask import Response, request

from portal.errors import NotFoundError
from portal.guide import rendering
from portal.guide.document import Document
from portal.guide.exports import pdf


def answer(document: Document, ending: str) -> Response:
    """Give the document as PDF, Word, Markdown or JSON, by the ending of its address; `?paper=a4` sets it on A4."""
    if ending not in rendering.MEDIA_TYPES or ending == "html":
        raise NotFoundError("The guide comes as .pdf, .docx, .md and .json.")
    paper = pdf.Paper.A4 if request.args.get("paper") == "a4" else pdf.Paper.LETTER
    given = Response(rendering.render(document, ending, paper), content_type=rendering.MEDIA_TYPES[ending])
    given.headers["Content-Disposition"] = f'inline; filename="guide-{document.number or "draft"}.{ending}"'
    return given
