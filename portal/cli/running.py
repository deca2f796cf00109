"""How a command runs: one clear sentence, and 0, 1 or 2 at the end."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from flask.cli import with_appcontext
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from portal.db import db, is_there
from portal.editions import actions as editions
from portal.errors import PortalError
from portal.web import problems

P = ParamSpec("P")

BY = "command line"
"""Who the audit names for what is done here."""


def plainly(command: Callable[P, None]) -> Callable[P, None]:
    """Turn a refusal into one sentence and exit status 1."""

    @with_appcontext
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except PortalError as refusal:
            click.echo(refusal.message, err=True)
            sys.exit(1)
        except DBAPIError as error:
            problems.note(error)
            click.echo("The database can't be used. Check PORTAL_DATA, the disk, and who may write there.", err=True)
            sys.exit(1)

    return run


def set_up(command: Callable[P, None]) -> Callable[P, None]:
    """Refuse where there is no database yet, and turn the day first.

    What makes or changes the database goes without: an older one may lack what turning the day looks at.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        if not is_there() or not inspect(db.engine).has_table("snapshot"):
            raise PortalError("There is no database yet. Run `portal init` first.")
        editions.turn_the_day()
        command(*args, **kwargs)

    return plainly(run)
