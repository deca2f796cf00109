"""Runs the migrations on the application's own database."""

from alembic import context
from flask import current_app

from portal.db import Model

engine = current_app.extensions["migrate"].db.engine

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        # SQLite changes a table by copying it.
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
