"""What the buttons of the two pages that lead a session say, and what each of them does."""

from collections.abc import Mapping

from portal.errors import RefusedError
from portal.showme import running
from portal.staff.models import StaffMember


class NoSuchPressError(RefusedError):
    """The form names nothing that can be done."""

    status = 400
    message = "We could not read what to do. Open this page again and press once more."


def press(show_me_id: str, form: Mapping[str, str], *, by: StaffMember) -> None:
    """Do what a button says."""
    at = form.get("at", "")
    match form.get("do", ""):
        case "begin":
            running.begin(show_me_id, by=by)
        case "on":
            running.go_on(show_me_id, at)
        case "back":
            running.go_back(show_me_id, at)
        case "more":
            running.add_time(show_me_id, 1)
        case "less":
            running.add_time(show_me_id, -1)
        case "stop":
            running.stop_time(show_me_id)
        case "run":
            running.run_time(show_me_id)
        case "close":
            running.close(show_me_id, by=by)
        case _:
            raise NoSuchPressError
