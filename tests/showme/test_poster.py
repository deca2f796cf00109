"""The poster, and the words that invite: both lead into the room, and a phone reads the code on the page itself."""

import re
from datetime import date, timedelta

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from showme.rooms import of, plan

from portal.showme.invitation import leaves_out, written
from portal.showme.planning import Plan
from portal.showme.qr import WayIn
from portal.showme.rules import said_code

WAY = WayIn("https://x.example.org", "https://x.example.org/join/KTM7QX", "x.example.org/join", "KTM 7QX")
PLAN = Plan("Show me how", "2026-11-23", "15:30", "Library, room 12", 30, "Rosa Delgado")


def drawn(svg):
    """Paint what a page's drawing holds, eight pixels to a module."""
    side = int(svg["viewbox"].split()[2])
    ground, modules = svg.select("path")
    assert (ground["fill"], ground["d"]) == ("#fff", f"M0 0h{side}v{side}h-{side}z")
    assert modules["stroke"] == "#000"
    bitmap = Image.new("L", (side, side), 255)
    x = y = 0.0
    for do, numbers in re.findall(r"([Mmh])([-\d. ]+)", modules["d"]):
        if do == "h":
            for step in range(int(numbers)):
                bitmap.putpixel((int(x) + step, int(y)), 0)
            x += int(numbers)
        else:
            by_x, by_y = map(float, numbers.split())
            x, y = (by_x, by_y) if do == "M" else (x + by_x, y + by_y)
    return bitmap


def read(bitmap):
    return [found.text for found in zxingcpp.read_barcodes(bitmap.resize((bitmap.width * 8, bitmap.height * 8), 0))]


def test_the_code_on_the_poster_leads_into_the_room(app, curriculum):
    code = plan(app)
    with app.app_context():
        page = curriculum.open(f"/staff/showme/{of(code).id}/poster")

    bitmap = drawn(page.one(".poster svg"))

    assert read(bitmap) == [f"http://localhost/join/{code}"]
    quiet = [bitmap.getpixel((x, y)) for x in range(bitmap.width) for y in range(4)]
    assert set(quiet) == {255}, "four modules of white stand around it"
    said = said_code(code)
    assert page.one(".poster__code").get_text() == said
    assert f"Go to localhost/join and type {said}" in page.text
    assert "Monday, November 16, 2026, at 3:30 pm" in page.text
    assert "What you show and write is not used against you." in page.one(".poster__amnesty").get_text()
    assert page.one("[data-print]")


@settings(max_examples=60)
@given(
    some.dates(date(2026, 1, 1), date(2030, 12, 31)),
    some.times(),
    some.text("abc XYZ,.12", min_size=3).filter(str.strip),
    some.integers(0, 3),
)
def test_the_invitation_we_write_leaves_nothing_out(day, time, place, statement):
    planned = Plan("Show me how", day.isoformat(), f"{time:%H:%M}", place.strip(), 30, "Rosa", "")

    words = written(planned, WAY, statement=statement, minutes=45)

    assert leaves_out(words, planned, WAY) == []
    assert "Nothing is recorded" in words
    assert ("not used against you" in words) == bool(statement)
    other = Plan(**vars(planned) | {"on": (day + timedelta(days=1)).isoformat()})
    assert "the day" in leaves_out(words, other, WAY)


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        ("Nov. 23, 15:30, LIBRARY,\n room 12: ktm 7qx", []),
        ("11/23 at 3:30 in Library, room 12. x.example.org/join/KTM7QX", []),
        ("Come.", ["the day", "the time", "the place", "the join code"]),
        (
            "11/2 and 1/23 and November 230, 13:30, room 12, KTM 7Q",
            ["the day", "the time", "the place", "the join code"],
        ),
    ],
)
def test_somebodys_own_words_are_looked_over_for_day_time_place_and_code(words, left_out):
    assert leaves_out(words, PLAN, WAY) == left_out
