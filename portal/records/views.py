"""The staff page that shows what is held: which kinds of things, and all of a public practice or of a week."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from portal import config
from portal.errors import PortalError
from portal.records import inventory, record, written
from portal.records.record import Record
from portal.records.rules import key_in, week_in
from portal.records.sight import Sight
from portal.search import reading
from portal.staff.access import requires
from portal.staff.roles import Permission

blueprint = Blueprint("records", __name__)


@blueprint.get("/staff/records")
@requires(Permission.RECORDS)
def records() -> ResponseReturnValue:
    """Show what kinds of things are held, and the record that was asked for."""
    try:
        return _page(_asked(), "")
    except PortalError as problem:
        return _page(None, problem.message), problem.status


@blueprint.get("/staff/records.json")
@requires(Permission.RECORDS)
def download() -> ResponseReturnValue:
    """Give the same record as a file."""
    found = _asked()
    text = written.record(found) if found else written.kinds()
    name = f"records-{found.about}.json" if found else "records.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="application/json", headers=headers)


def _asked() -> Record | None:
    """Find what the address asks for. Of practices only public ones: what waits must not show that it is there."""
    practice, week = request.args.get("practice", ""), request.args.get("week", "")
    if practice:
        return record.of_practice(reading.card(key_in(practice)).id, Sight.PAGE)
    return record.of_week(week_in(week), Sight.PAGE) if week else None


def _page(found: Record | None, problem: str) -> str:
    return render_template(
        "records/records.html",
        record=found,
        holds={entry.name: entry for entry in inventory.TABLES},
        files=inventory.FILES,
        practice=request.args.get("practice", ""),
        week=request.args.get("week", ""),
        problem=problem,
        backup_days=config.current().district.backup_days,
    )
