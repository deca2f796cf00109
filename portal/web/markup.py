"""Markdown to safe HTML, and plain text out of what people paste: the only user of bleach."""

import re
import unicodedata
from urllib.parse import urlsplit

import bleach
import markdown
from markupsafe import Markup

TAGS = frozenset({"p", "br", "ol", "ul", "li", "strong", "em", "code", "pre", "blockquote", "h3", "h4", "a", "hr"})

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters without width or that turn the reading direction: they can hide words from a moderator."""

_KNOTS = (
    (re.compile(r"[\[<]"), 60),
    (re.compile(r"`+"), 200),
    (re.compile(r"[*_]{1,3}"), 400),
    (re.compile(r"(?:[*+>-][ \t]*|[0-9]+[.)][ \t]+){9}"), 0),
    (re.compile(r"(?m)^(?:[ ]{4}|\t){8}"), 0),
)
"""Signs of Markdown that its renderer opens again and again, and how many a text may hold."""

_ADDRESS = re.compile(r"[!#-;=?-Z_a-z~\[\]]+")
"""The characters an address is made of."""

_BLANK = re.compile(r"\{([^{}\n]{1,60})\}")
"""A placeholder of a prompt, such as {article}."""


def plain(text: str) -> str:
    """Give what a person typed as plain text: no control, invisible or direction characters, Unix line ends."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    unwanted = [c for c in set(text) - {"\n", "\t"} if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"}]
    text = text.translate(dict.fromkeys(map(ord, unwanted)))
    return _INVISIBLE.sub("", text).strip()


def to_html(text: str) -> Markup:
    """Render Markdown as HTML that can do nothing: no raw HTML, no images, links to https or mail only.

    A text that is knotted beyond anything a person writes could keep the renderer busy for minutes; it is shown
    as it was typed.
    """
    if any(len(found.findall(text)) > most for found, most in _KNOTS):
        return Markup('<p class="part__text">{}</p>').format(text)
    engine = markdown.Markdown(extensions=["sane_lists"], output_format="html")
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    # Headings of a practice stand below those of its page.
    html = re.sub(r"<(/?)h[1-6]>", r"<\1h4>", engine.convert(text))
    return Markup(bleach.clean(html, tags=TAGS, attributes=_may_stay, strip=True))  # noqa: S704 - cleaned here


def blanks(text: str) -> list[str]:
    """List the placeholders of a prompt, each once, in the order they stand."""
    return list(dict.fromkeys(name.strip() for name in _BLANK.findall(text) if name.strip()))


def with_blanks(text: str, filled: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Split a prompt into (words, name of the blank they stand in) pairs; the name is empty between blanks."""
    parts: list[tuple[str, str]] = []
    end = 0
    for match in _BLANK.finditer(text):
        name = match[1].strip()
        parts += [(text[end : match.start()], ""), ((filled or {}).get(name) or match[0], name)]
        end = match.end()
    return [part for part in [*parts, (text[end:], "")] if part[0]]


def _may_stay(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("ol", "start"):
        return value.isdecimal()
    return (tag, name) == ("a", "href") and _may_lead(value)


def _may_lead(address: str) -> bool:
    if not _ADDRESS.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) if parts.scheme == "https" else parts.scheme == "mailto"
