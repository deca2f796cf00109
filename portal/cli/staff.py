"""Commands about the accounts of staff."""

import sys

import click

from portal import config
from portal.cli.running import BY, set_up
from portal.drafting import actions as drafting
from portal.staff import actions as staff_actions
from portal.staff.roles import SIDES, Role


@click.group()
def staff() -> None:
    """Accounts of staff."""


@staff.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="", help="How signatures name this person.")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@set_up
def staff_add(*, email: str, role: str, name: str, password_stdin: bool) -> None:  # noqa: ARG001 - there is no other way
    """Open an account. For the union only its first: it opens the others itself."""
    member = staff_actions.add(email, Role(role), sys.stdin.readline().rstrip("\n"), name=name, by=BY)
    click.echo(f"{member.email} can sign in at {config.current().url}/staff/ as {member.role.value}.")


@staff.command("list")
@set_up
def staff_list() -> None:
    """List the accounts."""
    for member in staff_actions.everyone():
        click.echo(f"{member.email}\t{member.role.value}\t{'closed' if member.disabled else 'open'}")


@staff.command("disable")
@click.argument("email")
@set_up
def staff_disable(*, email: str) -> None:
    """Close an account and end its sessions. The union closes its own."""
    staff_actions.disable(email, by=BY)
    click.echo(f"{email} can no longer sign in.")


@staff.command("password")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@set_up
def staff_password(*, email: str, password_stdin: bool) -> None:  # noqa: ARG001 - there is no other way
    """Give an account a new password and end its sessions."""
    member = staff_actions.change_password(email, sys.stdin.readline().rstrip("\n"), by=BY)
    drafting.void_signature(member.role, by=BY)
    click.echo(f"{email} has a new password.")
    if member.role in SIDES:
        click.echo("The page of the promise says so. What this side had signed of the guide's draft is signed again.")
