"""What may stand as an amnesty statement, who may sign it, and which version is in force."""

from collections.abc import Collection, Mapping

from portal.staff.roles import SIDES, Permission, Role, may

LONGEST = 4000
"""Characters at most: a page that is read, not filed."""


def why_not_proposed(text: str, standing: Collection[str]) -> str:
    """Say why a text may not be proposed beside those that stand already; empty when it may."""
    if not text.strip():
        return "Write what both sides promise first."
    if len(text) > LONGEST:
        return f"Make the statement shorter by {len(text) - LONGEST:,}: {LONGEST:,} characters is the most."
    return "These are the words that stand already. Change something, or leave them." if text in standing else ""


def may_sign(role: Role) -> bool:
    """Say whether somebody signs for a side, and so may propose a text to both."""
    return role in SIDES and may(role, Permission.AMNESTY)


def in_force(signed: Mapping[int, Collection[Role]]) -> int:
    """Give the newest version that both sides have signed; 0 while there is none."""
    return max((version for version, sides in signed.items() if set(sides) >= SIDES), default=0)
