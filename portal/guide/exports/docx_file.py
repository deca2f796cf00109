"""A Word file as bytes: the same words give the same file."""

import io
import zipfile

from docx.document import Document as Word

from portal.guide.exports.docx_text import direct


def packed(word: Word) -> bytes:
    """Say which way its words are read, and pack the file."""
    page = word.sections[0]
    for part in (word.part, page.header.part, page.footer.part, page.first_page_footer.part):
        direct(part.element)
    file = io.BytesIO()
    word.save(file)
    return _stilled(file.getvalue())


def _stilled(data: bytes) -> bytes:
    """Pack the file again without the moment it was packed at."""
    still = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(still, "w") as out:
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, packed.read(name))
    return still.getvalue()
