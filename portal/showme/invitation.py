"""The words that invite people to a session: written out of its plan, and looked over when staff wrote their own."""

import re
from collections.abc import Iterator
from datetime import date, time

from portal.showme.planning import Plan
from portal.showme.qr import WayIn
from portal.showme.rules import code_of
from portal.showme.wording import clock_time, when


def written(plan: Plan, way: WayIn, *, statement: int, minutes: int) -> str:
    """Write the invitation. `statement` is the number of the amnesty statement, or 0 while none is signed."""
    return "\n\n".join(
        (
            plan.title,
            "\n".join(filter(None, (when(plan.on, plan.at), plan.place, _led_by(plan)))),
            f"Show each other how you really use AI: what works, and what went wrong. It takes {minutes} minutes.",
            _amnesty(statement, way),
            "Nothing is recorded. The portal keeps no list of who came, and you write without your name.",
            "Bring one thing you do with AI, or that it got wrong, and a phone. Without one, a colleague types.",
            f"To join, go to {way.typed} and type {way.code}, or open {way.address}. You need no account.",
            f"Write before you come, if you like: code and link work now. There is room for {plan.seats} people.",
        )
    )


def leaves_out(words: str, plan: Plan, way: WayIn) -> list[str]:
    """List what an invitation does not name, or not any more."""
    day, said = date.fromisoformat(plan.on), " ".join(words.casefold().split())
    named = {
        "the day": any(_stands_in(form, said) for form in _days(day)),
        "the time": any(_stands_in(form, said) for form in _times(plan.at)),
        "the place": " ".join(plan.place.casefold().split()) in said,
        "the join code": code_of(way.code) in re.sub(r"\W", "", words).upper(),
    }
    return [what for what, is_named in named.items() if not is_named]


def _led_by(plan: Plan) -> str:
    return plan.facilitators and f"With {plan.facilitators}"


def _amnesty(statement: int, way: WayIn) -> str:
    if not statement:
        return "We begin by reading the amnesty statement aloud, as soon as the district and the union have signed it."
    return (
        f"What you show and write is not used against you. Amnesty statement {statement} says so, signed by curriculum "
        f"staff and the union. We read it aloud first; you find it here: {way.site}/promise#amnesty-{statement}"
    )


def _days(day: date) -> Iterator[str]:
    yield day.isoformat()
    for month in (f"{day:%B}", f"{day:%b}", f"{day:%b}."):
        yield f"{month} {day.day}"
        yield f"{day.day} {month}"
    yield f"{day.month}/{day.day}"


def _times(at: str) -> Iterator[str]:
    said = clock_time(at)
    yield from (at, said.split()[0])
    if not time.fromisoformat(at).minute:
        yield from (said.replace(":00", ""), said.replace(":00 ", ""))


def _stands_in(form: str, said: str) -> bool:
    """Say whether a day or time is named, and is not the beginning or the end of another, as in "November 23"."""
    return bool(re.search(rf"(?<![\d:/]){re.escape(form.casefold())}(?!\d)", said))
