"""The site as a running thing: two workers that answer, and one builder beside them."""

import os
import socket
import subprocess
import sys
import threading
import time

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy.exc import SQLAlchemyError

from portal import snapshot
from portal.config import Settings
from portal.db import blur, db, scrub, scrub_is_due
from portal.editions import actions as editions
from portal.editions import builder
from portal.errors import PortalError
from portal.keeping import in_use
from portal.web import problems

_PULSE = 0.5
"""Seconds between two looks for a wanted edition."""

_GATHER = 1
"""Seconds for which a builder waits for more of the same: who takes ten practices down in a row has it build once."""

_REST = 5
"""Seconds before a builder that died is started again."""


def serve(settings: Settings, app: str = "portal.app:create_app") -> None:
    """Serve until this process is stopped; nothing it prints or logs holds an address of a reader.

    `app` names what makes the application in each worker.
    """
    _want_free(settings.host, settings.port)
    held = in_use.hold(settings.data)
    # The workers are forked: none may inherit an open database.
    db.session.remove()
    db.engine.dispose()
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_a_builder, args=(stopping,), daemon=True)
    keeper.start()
    click.echo(f"{settings.district.site} is at {settings.url} (stop it with Ctrl-C).")
    try:
        Granian(
            app,
            address=settings.host,
            port=settings.port,
            interface=Interfaces.WSGI,
            factory=True,
            workers=2,
            websockets=False,
            log_access=False,
            log_level=LogLevels.error,
        ).serve()
    finally:
        stopping.set()
        keeper.join(timeout=40)
        # Whoever closes the database last folds the journal into it: that sets its times once more.
        snapshot.standing()
        db.session.remove()
        db.engine.dispose()
        blur()
        held.close()


def _keep_a_builder(stopping: threading.Event) -> None:
    """Run a builder beside the workers, and start another when one dies."""
    while not stopping.is_set():
        child = subprocess.Popen([sys.executable, "-m", "portal", "keep-building"])
        while child.poll() is None and not stopping.wait(_PULSE):
            pass
        if child.poll() is None:
            child.terminate()
            child.wait(timeout=30)
        else:
            stopping.wait(_REST)


def keep_building() -> None:
    """Build each edition that is wanted, until the process that started this one is gone."""
    parent = os.getppid()
    while os.getppid() == parent:
        try:
            editions.turn_the_day()
            standing = snapshot.standing()
            if standing.wanted > standing.edition:
                time.sleep(_GATHER)
            builder.build(anew=standing.edition == 0)
            if scrub_is_due():
                scrub()
        except (PortalError, SQLAlchemyError, OSError) as error:
            # The old edition serves; the next look tries again.
            problems.note(error)
            db.session.rollback()
        db.session.remove()
        # Whoever reads first after a share may date the memory that SQLite shares, once the system has written it.
        blur()
        time.sleep(_PULSE)


def _want_free(host: str, port: int) -> None:
    """Refuse a port that is taken: two servers would share it without a word, and answer by turns."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return
    raise PortalError(f"Something answers at {host}:{port} already. Stop it, or name another port in PORTAL_BIND.")
