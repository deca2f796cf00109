"""The renderings of the guide: the same document, one module for each form it goes out in."""

from collections.abc import Mapping

FORMATS: Mapping[str, tuple[str, str]] = {
    "pdf": ("application/pdf", "pdf"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "md": ("text/markdown", "md"),
    "html": ("text/html", "html"),
    "json": ("application/ld+json", "json"),
}
"""Media type and file extension by the format's name."""
