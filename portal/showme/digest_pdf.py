"""A digest as an accessible PDF, in the look of the guide."""

from dataclasses import asdict
from pathlib import Path

from portal.guide.exports import setting
from portal.showme.digest import FOOT, HEADINGS, Digest

_TEMPLATE = Path(__file__).with_name("digest.typ")


def render(digest: Digest) -> tuple[bytes, int]:
    """Set a digest, and count its pages; the same digest gives the same bytes."""
    shown = asdict(digest) | {
        "title": digest.title,
        "facts": digest.facts,
        "notices": digest.notices,
        "language": setting.language_of(digest.language),
        "headings": HEADINGS,
        "foot": FOOT,
    }
    made, _ = setting.with_stand_ins(
        shown, lambda words: setting.printed(setting.sheets(_TEMPLATE, {"digest": words}), digest.moment)
    )
    return made
