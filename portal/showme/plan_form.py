"""What staff type of a plan: when and where, for how many, and the invitation."""

import re
from dataclasses import asdict
from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from portal.showme.planning import Plan
from portal.showme.rules import ENOUGH, MOST_BALLOTS
from portal.staff.forms import StaffForm
from portal.web.fields import AtMost, Filled, line, text, whole

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class PlanForm(StaffForm):
    """A plan, new or stored."""

    title = line(
        "Title",
        [Filled("Give the session a title, such as “Show me how you use AI”."), AtMost(120)],
        description="It stands on the poster and on the first screen.",
    )
    on = line("Day", [Filled("Choose the day.")], render_kw={"type": "date"})
    at = line("Time", [Filled("Say when it begins.")], render_kw={"type": "time"})
    place = line("Place", [Filled("Say where it is, such as “Library, room 12”."), AtMost(200)])
    seats = line("How many people may come?", render_kw={"inputmode": "numeric", "size": "4"})
    facilitators = line(
        "Who leads it?",
        [Filled("Say who leads it, so that people know whom to ask."), AtMost(200)],
        description="One or two names, as the invitation says them.",
    )
    series = line(
        "Series",
        [AtMost(80)],
        description="If it is one of several: sessions with the same words here add up. Leave it empty if it is not.",
        render_kw={"list": "earlier-series", "autocomplete": "off"},
    )
    invitation = text(
        "Invitation",
        [AtMost(4000)],
        description="We wrote it from the plan, and it follows every change of the plan. Once you change its words, "
        "they stay as they are. Empty it, and you get ours back.",
    )

    def validate_on(self, field: Any) -> None:  # noqa: ANN401
        """Want a date of the calendar."""
        try:
            as_written = date.fromisoformat(field.data).isoformat()
        except ValueError:
            as_written = ""
        if as_written != field.data:
            raise ValidationError("Write the day as year, month and day, such as 2026-11-23.")

    def validate_at(self, field: Any) -> None:  # noqa: ANN401
        """Want a time of the day."""
        if not _TIME.fullmatch(field.data):
            raise ValidationError("Write the time in hours and minutes, such as 15:30.")

    def validate_seats(self, field: Any) -> None:  # noqa: ANN401
        """Want a room of which no slip and no vote would stand alone, and no stadium."""
        if (whole(field.data, MOST_BALLOTS) or 0) < ENOUGH:
            raise ValidationError(
                f"Write a number from {ENOUGH} to {MOST_BALLOTS}. Slips and votes of fewer are never shown."
            )

    def plan(self) -> Plan:
        """Give the plan as it was typed."""
        typed = {field.name: field.data for field in self if field.name != "csrf_token"}
        return Plan(**typed | {"seats": int(self.seats.data)})


def typed_as(plan: Plan) -> dict[str, str]:
    """Give a plan as it would be typed."""
    return {name: str(value) for name, value in asdict(plan).items()}
