"""Who may sign for each side, by name, as everyone can read on the page of the promise."""

from dataclasses import dataclass

from portal.staff import models as staff
from portal.staff.models import StaffMember
from portal.staff.roles import SIDES, Role


@dataclass(frozen=True)
class Signer:
    """An account that signs or signed for a side. Its e-mail is nobody's business."""

    side: Role
    name: str
    since: str
    """An ISO date; empty for accounts older than this record."""
    granted_by: str
    reset_on: str
    open: bool


def listed() -> list[Signer]:
    """List the accounts of both sides, by name."""
    everyone = {member.email: member for member in staff.everyone()}
    found = [
        Signer(
            side=member.role,
            name=member.shown_name,
            since=member.granted_on,
            granted_by=_who(everyone.get(member.granted_by)),
            reset_on=member.reset_on,
            open=not member.disabled,
        )
        for member in everyone.values()
        if member.role in SIDES
    ]
    return sorted(found, key=lambda signer: (signer.side, signer.name, signer.since))


def _who(member: StaffMember | None) -> str:
    """Say who opened an account: a union representative by name, else whoever runs the machine."""
    return member.shown_name if member and member.role is Role.UNION else "whoever runs this site"
