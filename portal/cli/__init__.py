"""The command line. Each command calls one action, says one clear sentence, and ends with 0, 1 or 2."""

from flask import Flask

from portal.cli import doctor, guide, keeping, practices, records, site, staff


def install(app: Flask) -> None:
    """Add the commands to an application."""
    for command in (
        site.init,
        site.upgrade,
        site.serve,
        site.keep_building,
        site.demo_,
        practices.release,
        practices.reindex,
        practices.import_,
        keeping.backup,
        keeping.restore,
        staff.staff,
        guide.guide,
        records.records,
        doctor.doctor,
    ):
        app.cli.add_command(command)
