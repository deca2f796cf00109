"""Who may do what: the one table of permissions."""

from collections.abc import Mapping
from enum import Enum, StrEnum


class Role(StrEnum):
    """What a member of staff is here for."""

    CURRICULUM = "curriculum"
    UNION = "union"
    ADMIN = "admin"


class Permission(Enum):
    """Something that not everyone may do, as a sentence."""

    MODERATE = "Read what waits in the tray; clear it, ask its author, or decline it with a reason."
    RELEASE = "Publish the practices in the pool together."
    TAKE_DOWN = "Take a released practice off the site at once."
    DRAFT = "Write the guide."
    SIGN = "Sign the guide for your side."
    SHOW = "Plan and run show-me sessions, and write down what the room said."
    AMNESTY = "Propose an amnesty statement, and sign it for your side."
    GRANT_UNION = "Open and close union accounts."
    RECORDS = "See what the portal holds of a public practice, and what kinds of things it stores."
    MANAGE = "Add accounts, close them and set their passwords."


SIDES = frozenset({Role.CURRICULUM, Role.UNION})
"""Both of these sign, with equal weight."""

_BOTH_SIDES = frozenset(
    {
        Permission.MODERATE,
        Permission.RELEASE,
        Permission.TAKE_DOWN,
        Permission.DRAFT,
        Permission.SIGN,
        Permission.SHOW,
        Permission.AMNESTY,
        Permission.RECORDS,
    }
)
"""Curriculum and union weigh the same: in what is shared and signed, neither may do what the other may not."""

ALLOWED: Mapping[Role, frozenset[Permission]] = {
    Role.CURRICULUM: _BOTH_SIDES,
    # Who speaks for the union is the union's own business.
    Role.UNION: _BOTH_SIDES | {Permission.GRANT_UNION},
    # Whoever runs the machine reads no practice before its release.
    Role.ADMIN: frozenset({Permission.MANAGE, Permission.RECORDS}),
}


def may(role: Role, permission: Permission) -> bool:
    """Say whether a role has a permission."""
    return permission in ALLOWED[role]
