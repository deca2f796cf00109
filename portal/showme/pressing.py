"""What the buttons of the two pages that lead a session say, and what each of them does."""

from collections.abc import Callable, Mapping

from portal.errors import PortalError
from portal.showme import running
from portal.staff.models import StaffMember


class NoSuchPressError(PortalError):
    """The form names nothing that can be done."""

    message = "We could not read what to do. Open this page again and press once more."


_PRESSES: Mapping[str, Callable[[str, str, StaffMember], None]] = {
    "begin": lambda key, _, by: running.begin(key, by=by),
    "on": lambda key, at, _: running.go_on(key, at),
    "back": lambda key, at, _: running.go_back(key, at),
    "more": lambda key, *_: running.add_time(key, 1),
    "less": lambda key, *_: running.add_time(key, -1),
    "stop": lambda key, *_: running.stop_time(key),
    "go": lambda key, *_: running.run_time(key),
    "close": lambda key, _, by: running.close(key, by=by),
}


def press(show_me_id: str, form: Mapping[str, str], *, by: StaffMember) -> None:
    """Do what a button says, if what the page had shown is still on the screen."""
    do = _PRESSES.get(form.get("do", ""))
    if do is None:
        raise NoSuchPressError
    do(show_me_id, form.get("at", ""), by)
