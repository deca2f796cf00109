"""How the Word file looks, and what it says about itself: paper, styles, language, properties."""

from dataclasses import dataclass
from datetime import datetime

from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from portal.guide.exports.docx_text import one_line

SOFT = RGBColor(0x56, 0x5E, 0x69)
TEAL = RGBColor(0x0A, 0x6A, 0x60)
DEEP = RGBColor(0x07, 0x4D, 0x46)
PLUM = RGBColor(0x6B, 0x3F, 0xA0)
OCHRE = RGBColor(0x8A, 0x5A, 0x00)
PENCIL = RGBColor(0xB3, 0x26, 0x1E)
GROUND = RGBColor(0xE4, 0xF0, 0xEE)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)


@dataclass(frozen=True)
class About:
    """What a file says about itself."""

    title: str
    author: str
    language: str
    subject: str
    comments: str
    moment: datetime


def dress(word: Word, about: About) -> None:
    """Set paper, language, styles and what the file says about itself."""
    page = word.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = Inches(0.8)
    page.top_margin = page.bottom_margin = Inches(0.7)
    page.header_distance = page.footer_distance = Inches(0.35)
    for name, (font, points, colour) in _LOOKS.items():
        _dress_style(_style(word, name), font, points, colour)
    for name, (before, after) in _SPACES.items():
        spacing = _style(word, name).paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0
    for name, colour in _BARS.items():
        _bar(_style(word, name), colour)
    language = one_line(about.language) or "en"
    for tag in word.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
    # Else Word opens the file in a mode for its elder versions.
    for tag in word.settings.element.iter(qn("w:compatSetting")):
        if tag.get(qn("w:name")) == "compatibilityMode":
            tag.set(qn("w:val"), "15")
    said = word.core_properties
    said.title = one_line(about.title)[:255]
    said.author = said.last_modified_by = one_line(about.author)[:255]
    said.language = language
    said.subject = about.subject
    said.comments = about.comments
    said.created = said.modified = about.moment


_INK = RGBColor(0x20, 0x24, 0x2B)
_LOOKS = {
    "Normal": ("Calibri", 10.5, _INK),
    "Title": ("Georgia", 26, DEEP),
    "Subtitle": ("Calibri", 11, SOFT),
    "Heading 1": ("Georgia", 18, TEAL),
    "Heading 2": ("Georgia", 12.5, TEAL),
    "Heading 3": ("Georgia", 12, _INK),
    "Quote": ("Georgia", 15, _INK),
    "Intense Quote": ("Calibri", 12, PENCIL),
    "Header": ("Calibri", 10.5, SOFT),
    "Footer": ("Calibri", 10.5, SOFT),
}
"""Font, points and colour by the style's name."""

_SPACES = {
    "Normal": (0, 4),
    "Title": (0, 6),
    "Subtitle": (0, 6),
    "List Bullet": (0, 1),
    "Heading 1": (0, 6),
    "Heading 2": (7, 2),
    "Heading 3": (6, 2),
    "Quote": (4, 10),
    "Intense Quote": (4, 10),
}
"""Points before and after a paragraph by its style: a page of the guide should stay a page."""

_BARS = {"Quote": TEAL, "Intense Quote": PENCIL}
"""Colour of the bar beside what stands out, by style."""

_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")


def _style(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs.")
    return style


def _dress_style(style: ParagraphStyle, font: str, points: float, colour: RGBColor) -> None:
    """Give a style its font, size and colour in place of the theme's, for texts of either direction."""
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(points), colour
    style.font.italic = style.font.cs_italic = None
    asked = style.element.get_or_add_rPr()
    fonts = asked.find(qn("w:rFonts"))
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    fonts.set(qn("w:cs"), font)
    size = asked.find(qn("w:szCs"))
    if size is None:
        size = OxmlElement("w:szCs")
        asked.find(qn("w:sz")).addnext(size)
    size.set(qn("w:val"), str(round(points * 2)))
    borders = _spaced(style).find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _bar(style: ParagraphStyle, colour: RGBColor) -> None:
    """Set a style apart by a bar at its left."""
    style.paragraph_format.left_indent, style.paragraph_format.right_indent = Inches(0.15), 0
    _spaced(style).insert_element_before(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{colour}"/></w:pBdr>'),
        *_AFTER_BORDERS,
    )


def _spaced(style: ParagraphStyle) -> BaseOxmlElement:
    """Give what a style says about its paragraphs."""
    said: BaseOxmlElement = style.element.get_or_add_pPr()
    return said
