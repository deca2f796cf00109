from datetime import timedelta

import pytest

from portal.staff import rules
from portal.staff.rules import BadEmailError, TooManyTriesError, WeakPasswordError


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        pytest.param(0, 0, id="nothing went wrong"),
        pytest.param(4, 0, id="four mistakes are free"),
        pytest.param(5, 30, id="then half a minute"),
        pytest.param(6, 60, id="then a minute"),
        pytest.param(7, 120, id="then twice that"),
        pytest.param(9, 480, id="and twice that again"),
        pytest.param(10, 900, id="up to a quarter of an hour"),
        pytest.param(10_000, 900, id="and never longer"),
    ],
)
def test_wait_after(failures, seconds):
    assert rules.wait_after(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        pytest.param(timedelta(seconds=30), "Wait 1 minute,", id="part of a minute is a minute"),
        pytest.param(timedelta(minutes=1, seconds=1), "Wait 2 minutes,", id="rounded up, never down"),
        pytest.param(timedelta(minutes=15), "Wait 15 minutes,", id="the longest"),
    ],
)
def test_a_wait_is_told_in_minutes(wait, words):
    assert words in TooManyTriesError(wait).message


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        pytest.param("/staff/tray", "/staff/tray", id="a staff page"),
        pytest.param("/staff/guide?task=plan", "/staff/guide?task=plan", id="with its query"),
        pytest.param("", "/staff/", id="nothing wanted"),
        pytest.param("/share", "/staff/", id="a page of teachers"),
        pytest.param("https://example.org/staff/", "/staff/", id="another site"),
        pytest.param("//example.org/staff/", "/staff/", id="another site without its scheme"),
        pytest.param("/staff/../share", "/staff/", id="a way up"),
        pytest.param("/staff\\example.org", "/staff/", id="a slash that leans the other way"),
        pytest.param("/staff/tray\r\nSet-Cookie: a=b", "/staff/", id="a header inside"),
        pytest.param("/staff/tray\n", "/staff/", id="a line end"),
    ],
)
def test_page_after(wanted, page):
    assert rules.page_after(wanted) == page


def test_an_address_is_kept_in_one_way():
    assert rules.tidy_email("  Maria@Example.ORG ") == "maria@example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "maria",
        "maria@",
        "@example.org",
        "maria@example",
        "a b@example.org",
        "a@b@example.org",
        "a@x.o\0rg",
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(BadEmailError):
        rules.check_email(typed)


def test_an_address_of_any_ordinary_shape_is_taken():
    rules.check_email("maria.lopez+union@schools.example.org")


def test_a_password_needs_twelve_characters_and_nothing_else():
    rules.check_password("a" * 12)
    with pytest.raises(WeakPasswordError):
        rules.check_password("Ab1!Ab1!Ab1")


def test_an_accent_makes_the_same_password_on_every_device():
    assert rules.tidy_password("cafe\u0301") == rules.tidy_password("caf\u00e9")
