"""Who may open, close and mend which account: the union's seats stay in the union's own hands."""

from dataclasses import dataclass

from portal.staff.roles import Role

Hand = Role | None
"""Who does it: a colleague by role, or nobody's role on the command line."""

_KEEPERS: frozenset[Hand] = frozenset({Role.ADMIN, None})
"""Whoever runs the machine."""


@dataclass(frozen=True)
class Seats:
    """How many accounts the union may have open at once, and how many it has."""

    most: int
    taken: int


def why_not_opened(role: Role, seats: Seats, *, by: Hand) -> str:
    """Say why an account with this role may not be opened; empty when it may."""
    if role is not Role.UNION:
        return "" if by in _KEEPERS else "Only an administrator opens this account."
    if by is Role.UNION:
        full = f"All {seats.most} union seats are taken. Close an account first."
        return full if seats.taken >= seats.most else ""
    if by not in _KEEPERS or seats.taken:
        return (
            "The union has an account already. Only a union representative opens another one: "
            "on the staff pages, under Accounts."
        )
    return ""


def why_not_closed(role: Role, seats: Seats, *, by: Hand) -> str:
    """Say why an account with this role may not be closed; empty when it may."""
    if role is not Role.UNION:
        return "" if by in _KEEPERS else "Only an administrator closes this account."
    if by is not Role.UNION:
        return "Only a union representative closes a union account: on the staff pages, under Accounts."
    # Or its seats could be emptied, and filled again by somebody else.
    return "This is the union's last open account. Open another one first." if seats.taken <= 1 else ""


def why_not_reset(role: Role, *, by: Hand) -> str:
    """Say why somebody else may not set the password of an account with this role; empty when they may.

    The command line may, or a union whose only representative forgot a password would be shut out for good.
    """
    if role is not Role.UNION:
        return "" if by in _KEEPERS else "Only an administrator sets this password."
    return "" if by in {Role.UNION, None} else "Only a union representative sets the password of a union account."
