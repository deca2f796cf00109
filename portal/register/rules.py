"""What the note of a tool change has to say."""

from collections.abc import Collection

LONGEST = 200
"""Longest line about what changed, in characters."""


def why_not(tool: str, what: str, *, tools: Collection[str]) -> str:
    """Say in one sentence what is missing; empty when nothing is."""
    if tool not in tools:
        return "Choose the tool that changed."
    if not what:
        return "Say in one line what changed. Readers see it."
    over = len(what) - LONGEST
    return f"Make it shorter by {over:,}: {LONGEST} characters is the most." if over > 0 else ""
