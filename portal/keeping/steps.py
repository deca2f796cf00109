"""The database's steps, taken on another file than the one in use: a backup may be older than the portal."""

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from portal.db import Model
from portal.district import ROOT
from portal.errors import PortalError


class NewerError(PortalError):
    """The backup knows steps that this version does not have."""

    message = "This backup was made by a newer version of the portal. Install that version, then restore."


def newest() -> str:
    """Name the step that a database of this version stands on."""
    return _script().get_current_head() or ""


def standing(connection: Connection) -> str:
    """Name the step that a database stands on; empty for one that stands on none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def climb(connection: Connection) -> None:
    """Take all steps that a database lacks, or refuse one that is ahead."""
    script = _script()
    if standing(connection) not in {step.revision for step in script.walk_revisions()}:
        raise NewerError
    connection.rollback()
    with EnvironmentContext(
        Config(),
        script,
        fn=lambda revision, _context: script._upgrade_revs("head", revision),  # noqa: SLF001 - alembic's own command does so
    ) as environment:
        environment.configure(connection=connection, target_metadata=Model.metadata, render_as_batch=True)
        with environment.begin_transaction():
            environment.run_migrations()
    connection.commit()


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(ROOT / "migrations"))
