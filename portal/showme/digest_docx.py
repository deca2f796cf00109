"""A digest as a Word file, with real headings and lists, in the look of the guide."""

import docx
from docx.document import Document as Word
from docx.shared import Pt

from portal.guide.exports.docx_file import packed
from portal.guide.exports.docx_look import OCHRE, SOFT, About, dress
from portal.guide.exports.docx_text import one_line, page_of_pages
from portal.showme.digest import FOOT, HEADINGS, LABEL, Digest, ThemeHeard


def render(digest: Digest) -> bytes:
    """Write a digest; the same digest gives the same bytes."""
    word = docx.Document()
    about = About(
        title=digest.title,
        author=digest.district,
        language=digest.language,
        subject=LABEL,
        comments=". ".join(digest.notices),
        moment=digest.moment,
    )
    dress(word, about)
    _foot(word, digest)
    word.add_paragraph(one_line(digest.title), style="Title")
    for paragraph in digest.heard:
        word.add_paragraph(one_line(paragraph))
    if digest.themes:
        _heading(word, HEADINGS["themes"])
        for theme in digest.themes:
            _theme(word, theme)
    for heading, items in ((HEADINGS["asks"], digest.asks), (HEADINGS["after"], digest.after)):
        if items:
            _heading(word, heading)
        for item in items:
            word.add_paragraph(one_line(item), style="List Bullet")
    return packed(word)


def _heading(word: Word, heading: str) -> None:
    """Write a heading; in the guide it begins a page, here it stands below something."""
    word.add_heading(heading, level=1).paragraph_format.space_before = Pt(14)


def _foot(word: Word, digest: Digest) -> None:
    footer = word.sections[0].footer
    below = footer.paragraphs[0]
    below.add_run(f"{one_line(' · '.join(digest.facts))} · ")
    page_of_pages(below)
    for line in (FOOT, *digest.notices):
        footer.add_paragraph(line, style="Footer")


def _theme(word: Word, theme: ThemeHeard) -> None:
    word.add_heading(one_line(theme.name), level=2)
    for paragraph in theme.words:
        word.add_paragraph(one_line(paragraph))
    if theme.cautions:
        line = word.add_paragraph()
        label = line.add_run(f"{HEADINGS['cautions']}: ")
        label.bold, label.font.color.rgb = True, OCHRE
        line.add_run(f"{'. '.join(map(one_line, theme.cautions))}.")
    if theme.counts:
        word.add_paragraph().add_run(" ".join(theme.counts)).font.color.rgb = SOFT
