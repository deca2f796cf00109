"""A command of the portal in this process: one that starts for itself takes seconds before it does anything."""

from collections.abc import Mapping

from click.testing import CliRunner

from portal import config
from portal.command import create_app
from portal.db import db


def portal(environ: Mapping[str, str], *words: str, typed: str = "") -> None:
    """Run a command for the district that an environment names, to its good end."""
    app = create_app(config.load(environ))
    runner = app.test_cli_runner()
    assert isinstance(runner, CliRunner)
    done = runner.invoke(args=list(words), input=typed)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    assert done.exit_code == 0, done.output
