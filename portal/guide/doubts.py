"""Why lines of the issue in force are looked at again: a tool that their practices name has changed since."""

from collections.abc import Collection

from portal.guide.models import Issue
from portal.guide.wording import spoken, stopped
from portal.register import models as register
from portal.search.card import Card
from portal.vocabulary import words


def since(issue: Issue, cards: Collection[Card]) -> dict[str, str]:
    """Tell of each tool that changed after the issue was signed, by its code.

    Only of tools that readers see on a card: one that few practices share would point at its author.
    """
    told: dict[str, list[str]] = {}
    for change in register.changes_after(issue.changes_seen, {code for card in cards for code in card.tool}):
        name = words.current().label("tools", change.tool)
        told.setdefault(change.tool, []).append(f"{name} changed on {spoken(change.on)}. {stopped(change.what)}")
    return {tool: " ".join(sentences) for tool, sentences in told.items()}
