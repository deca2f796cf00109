"""The part of the scan that knows how people give themselves away: the only one, the years, the role, the family."""

from portal.anonymity.scan_marks import Mark, Text
from portal.anonymity.scan_rules import rules

REASONS = {
    "only": "If only one person fits this, it names that person.",
    "service": "How long somebody has been here, or when they go, points at few people.",
    "role": "Few people have this role, so it points at one of them.",
    "family": "Family and health are known to colleagues, so they point at one person.",
}


def find(text: Text) -> list[Mark]:
    """Mark every phrase that a colleague could recognise somebody by."""
    return [
        Mark(*rule.span(match), rule.kind, REASONS[rule.kind], rule.instead(match, text))
        for kind in REASONS
        for rule in rules(kind)
        for match in rule.matches(text)
    ]
