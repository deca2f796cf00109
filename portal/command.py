"""The command line. Only here does the application come with commands: a worker that answers readers needs none."""

import os
import sys

import click
from flask import Flask
from flask.cli import FlaskGroup
from flask_migrate import Migrate

from portal import app, cli
from portal.config import Settings
from portal.db import db
from portal.district import ROOT, SettingsError


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application with its commands; without settings, read them from the environment."""
    made = app.create_app(settings)
    Migrate(made, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    cli.install(made)
    return made


def main() -> None:
    """Run the command line; a mistake in the settings or a refusal is one sentence on standard error."""
    # What the portal writes is for its own account only.
    os.umask(0o077)
    try:
        FlaskGroup(create_app=create_app, add_default_commands=False, add_version_option=False).main(
            prog_name="portal", standalone_mode=True
        )
    except SettingsError as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
