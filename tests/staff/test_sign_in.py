import dataclasses
import re
import shutil
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from conftest import settings_for
from flask import Flask, session

from portal import clock
from portal.app import create_app
from portal.clock import Clock
from portal.db import db
from portal.errors import NotFoundError, RefusedError
from portal.staff import actions, attempts, audit, sessions
from portal.staff.access import requires
from portal.staff.models import Attempt, StaffSession, by_email
from portal.staff.roles import Permission, Role
from portal.staff.rules import WeakPasswordError, WrongPairError

MARIA = "maria@example.org"
JAMES = "james@example.org"
PASSWORD = "four paper index cards"
NEXT = "five yellow marker pens"
WRONG = "not what she chose at all"
NO_PAIR = "That e-mail and password don&#39;t go together."


class Visitor:
    """A browser of a member of staff."""

    def __init__(self, app):
        self.client = app.test_client()

    def open(self, path, **headers):
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def send(self, path, **fields):
        page = self.client.get(path).text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        return self.client.post(path, data={"csrf_token": token, **fields})

    def signs_in(self, email=MARIA, password=PASSWORD, path="/staff/login"):
        return self.send(path, email=email, password=password)

    def signs_out(self):
        page = self.client.get("/staff/password").text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        return self.client.post("/staff/logout", data={"csrf_token": token})

    def cookie(self, name="staff"):
        return self.client.get_cookie(name, path="/staff")

    @property
    def is_in(self):
        return self.open("/staff/password").status_code == 200


@pytest.fixture(scope="module")
def blank(blank, tmp_path_factory):
    """A district with two more accounts, opened once: each password takes its time to hash."""
    data = tmp_path_factory.mktemp("two-more") / "data"
    shutil.copytree(blank, data)
    app = create_app(settings_for(data))
    with app.app_context():
        actions.add(MARIA, Role.CURRICULUM, PASSWORD, name="Maria", by="command line")
        actions.add(JAMES, Role.ADMIN, PASSWORD, by="command line")
        db.session.remove()
        db.engine.dispose()
    return data


@pytest.fixture
def staff(app):
    """The application with a page for the tray, for which one signs in."""
    app.add_url_rule(
        "/staff/reading", "reading", requires(Permission.MODERATE)(lambda: "texts"), methods=["GET", "POST"]
    )
    return app


@pytest.fixture
def maria(staff):
    visitor = Visitor(staff)
    visitor.signs_in()
    return visitor


def later(app, **time):
    """Let time pass, on a clock that then stands still."""
    with app.app_context():
        app.extensions["clock"] = Clock(clock.now().tzinfo, fixed=clock.now() + timedelta(**time))


def hash_of(app, email):
    with app.app_context():
        return by_email(email).password_hash


def rows(app, model):
    with app.app_context():
        return db.session.scalars(db.select(model)).all()


def test_the_right_password_leads_to_the_desk(staff):
    answer = Visitor(staff).signs_in()

    assert (answer.status_code, answer.location) == (302, "/staff/")


def test_whoever_steals_the_passwords_pays_for_each_guess_what_owasp_advises_at_least(staff, maria):
    assert hash_of(staff, MARIA).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_that_was_kept_at_a_lower_cost_is_kept_at_todays_from_the_next_sign_in_on(staff, maria):
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with staff.app_context():
        by_email(MARIA).password_hash = cheap
        db.session.commit()

    assert Visitor(staff).signs_in().status_code == 302

    assert "m=19456,t=2," in hash_of(staff, MARIA)


def test_an_address_may_be_typed_in_capitals_and_with_spaces(staff):
    assert Visitor(staff).signs_in(email=" Maria@Example.org ").status_code == 302


def test_signing_in_leads_on_to_the_page_that_was_wanted(staff):
    visitor = Visitor(staff)

    asked = visitor.open("/staff/reading?page=2")

    assert asked.status_code == 302
    assert visitor.signs_in(path=asked.location).location == "/staff/reading?page=2"


def test_signing_in_never_leads_to_another_site(staff):
    answer = Visitor(staff).signs_in(path="/staff/login?next=//example.org/staff/")

    assert answer.location == "/staff/"


def test_the_cookie_is_for_staff_pages_and_for_no_script(staff):
    cookies = Visitor(staff).signs_in().headers.getlist("Set-Cookie")

    assert {cookie.partition("=")[0] for cookie in cookies} == {"staff", "staff-device"}
    for cookie in cookies:
        assert {"Path=/staff", "HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))


def test_outside_localhost_the_cookie_travels_over_tls_alone(staff):
    elsewhere = Flask("elsewhere")
    elsewhere.secret_key = staff.secret_key
    elsewhere.extensions["settings"] = dataclasses.replace(
        staff.extensions["settings"], url="https://practices.example.org"
    )
    sessions.install(elsewhere)
    elsewhere.add_url_rule("/staff/page", view_func=lambda: session.setdefault("card", "yes"))

    cookie = elsewhere.test_client().get("/staff/page").headers["Set-Cookie"]

    assert cookie.startswith("__Secure-staff=")
    assert {"Path=/staff", "HttpOnly", "SameSite=Strict", "Secure"} <= set(cookie.split("; "))


def test_a_signed_in_director_reads_the_public_site_unseen(staff):
    visitor = Visitor(staff)
    visitor.signs_in()

    page = visitor.open("/", Cookie=f"staff={visitor.cookie().value}")

    assert "Set-Cookie" not in page.headers
    assert "Cookie" not in page.headers.get("Vary", "")


def test_signing_in_gives_a_new_session_and_takes_nothing_along(staff):
    visitor = Visitor(staff)
    page = visitor.open("/staff/login").text
    planted, token = visitor.cookie().value, re.search(r'value="([^"]+)"', page)[1]

    visitor.client.post("/staff/login", data={"csrf_token": token, "email": MARIA, "password": PASSWORD})

    assert visitor.is_in
    assert visitor.client.post("/staff/logout", data={"csrf_token": token}).status_code == 400
    visitor.client.set_cookie("staff", planted, path="/staff")
    assert not visitor.is_in


def test_signing_out_ends_the_session_on_the_server(staff, maria):
    copied = maria.cookie().value

    answer = maria.signs_out()

    assert answer.location == "/staff/login"
    assert maria.cookie() is None
    maria.client.set_cookie("staff", copied, path="/staff")
    assert not maria.is_in
    assert rows(staff, StaffSession) == []


def test_signing_in_again_ends_the_session_before(staff, maria):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', maria.open("/staff/password").text)[1]

    maria.client.post("/staff/login", data={"csrf_token": token, "email": JAMES, "password": PASSWORD})

    assert len(rows(staff, StaffSession)) == 1


def test_a_session_ends_after_a_working_day(staff, maria):
    later(staff, hours=9, minutes=59)
    assert maria.is_in

    later(staff, minutes=1)
    assert not maria.is_in


def test_closing_an_account_ends_its_sessions_and_keeps_it_out(staff, maria):
    with staff.app_context():
        actions.disable(MARIA, by="command line")

    assert not maria.is_in
    assert Visitor(staff).signs_in().status_code == 422


def test_a_new_password_signs_out_every_other_browser(staff, maria):
    other = Visitor(staff)
    other.signs_in()

    page = maria.send("/staff/password", current=PASSWORD, password=NEXT)

    assert page.status_code == 200
    assert maria.is_in
    assert not other.is_in
    assert Visitor(staff).signs_in(password=NEXT).status_code == 302


def test_a_password_set_for_somebody_signs_them_out(staff, maria):
    with staff.app_context():
        actions.change_password(MARIA, NEXT, by="command line")

    assert not maria.is_in
    assert Visitor(staff).signs_in().status_code == 422


def test_an_open_browser_is_not_enough_to_change_the_password(staff, maria):
    page = maria.send("/staff/password", current=WRONG, password=NEXT)

    assert page.status_code == 422
    assert "That is not the password you have now." in page.text
    assert Visitor(staff).signs_in().status_code == 302


def test_a_short_password_is_refused_with_a_sentence(staff, maria):
    page = maria.send("/staff/password", current=PASSWORD, password="short")

    assert page.status_code == 422
    assert "Take a password of at least 12 characters." in page.text


@pytest.mark.parametrize(
    ("email", "password"),
    [
        pytest.param(MARIA, WRONG, id="wrong password"),
        pytest.param("nobody@example.org", WRONG, id="no such account"),
        pytest.param("not an address", WRONG, id="no address at all"),
        pytest.param(JAMES, PASSWORD, id="a closed account with its right password"),
    ],
)
def test_whatever_was_wrong_the_answer_is_the_same(staff, email, password):
    with staff.app_context():
        actions.disable(JAMES, by="command line")

    page = Visitor(staff).signs_in(email, password)

    assert page.status_code == 422
    assert NO_PAIR in page.text
    assert f'value="{email}"' in page.text
    assert password not in page.text


def test_an_empty_form_says_what_to_type(staff):
    page = Visitor(staff).signs_in(email="", password="")

    assert page.status_code == 422
    assert "Type your e-mail." in page.text
    assert "Type your password." in page.text


@pytest.mark.parametrize("email", [MARIA, "nobody@example.org"])
def test_after_five_wrong_passwords_an_account_rests(staff, email):
    visitor = Visitor(staff)
    for _ in range(5):
        assert visitor.signs_in(email, WRONG).status_code == 422

    page = visitor.signs_in(email, PASSWORD)

    assert page.status_code == 429
    assert "Wait 1 minute, then try again." in page.text
    assert f'value="{email}"' in page.text


def test_after_the_wait_the_right_password_is_heard(staff):
    visitor = Visitor(staff)
    for _ in range(5):
        visitor.signs_in(password=WRONG)

    later(staff, seconds=31)

    assert visitor.signs_in().status_code == 302
    assert rows(staff, Attempt) == []


def test_one_accounts_mistakes_leave_its_school_alone(staff):
    for _ in range(6):
        Visitor(staff).signs_in(MARIA, WRONG)

    assert Visitor(staff).signs_in(JAMES).status_code == 302


def test_whoever_guesses_at_an_address_does_not_shut_its_owner_out_of_her_own_browser(staff, maria):
    maria.signs_out()
    for _ in range(6):
        Visitor(staff).signs_in(MARIA, WRONG)

    assert Visitor(staff).signs_in().status_code == 429
    assert maria.signs_in().status_code == 302


def test_a_known_browser_gets_no_more_tries_than_a_strange_one(staff, maria):
    maria.signs_out()
    for _ in range(5):
        maria.signs_in(password=WRONG)

    assert maria.signs_in().status_code == 429
    assert Visitor(staff).signs_in().status_code == 302


def test_the_cookie_of_a_browser_helps_no_other_account(staff, maria):
    maria.signs_out()
    for _ in range(5):
        Visitor(staff).signs_in(JAMES, WRONG)

    assert maria.signs_in(JAMES).status_code == 429


@pytest.mark.parametrize("cookie", ["", "..", "a.b.c", "a.9999999.c", "é.1.ü", "a.²." + "0" * 64])
def test_a_made_up_browser_cookie_is_a_strange_browser(staff, cookie):
    with staff.app_context():
        for _ in range(4):
            with pytest.raises(WrongPairError):
                actions.sign_in(MARIA, WRONG, cookie)

        assert [attempt.failures for attempt in db.session.scalars(db.select(Attempt))] == [4]


def test_counts_are_forgotten_and_never_fill_the_disk(staff):
    with staff.app_context():
        start = clock.now_utc()
        flood = [{"id": f"{n:064}", "failures": 1, "until": start} for n in range(attempts.MOST)]
        db.session.execute(db.insert(Attempt), [*flood, {"id": "guessed at", "failures": 9, "until": start}])
        attempts.count("one more")
        db.session.commit()
        kept = db.session.scalars(db.select(Attempt.id)).all()
    assert len(kept) == attempts.MOST
    assert {"guessed at", "one more"} <= set(kept)

    later(staff, days=2)
    Visitor(staff).signs_in(password=WRONG)

    assert len(rows(staff, Attempt)) == 1


def test_the_database_holds_no_token_and_no_name_that_was_only_typed(staff, maria):
    Visitor(staff).signs_in("nobody@example.org", WRONG)
    with maria.client.session_transaction(path="/staff/") as kept:
        token = kept["_user_id"]

    with staff.app_context():
        dump = "\n".join(db.engine.raw_connection().driver_connection.iterdump())

    assert token not in dump
    assert "nobody" not in dump
    assert PASSWORD not in dump


def test_the_cookie_keeps_no_digest_of_address_or_agent(maria):
    with maria.client.session_transaction(path="/staff/") as kept:
        assert set(kept) <= {"_user_id", "_fresh", "csrf_token"}


@pytest.mark.parametrize("path", ["/staff/login", "/staff/password", "/staff/logout"])
def test_a_form_without_its_token_changes_nothing(maria, path):
    page = maria.client.post(path, data={"email": MARIA, "current": PASSWORD, "password": NEXT})

    assert page.status_code == 400
    assert "press the button again" in page.text
    assert PASSWORD not in page.text
    assert NEXT not in page.text
    assert maria.is_in


def test_no_page_of_staff_takes_a_form_without_its_token(maria):
    page = maria.client.post("/staff/reading", data={"words": "Too short to try."})

    assert page.status_code == 400
    assert "press the button again" in page.text


def test_a_login_form_of_another_browser_is_refused_and_keeps_the_address(staff):
    page = Visitor(staff).open("/staff/login").text
    token = re.search(r'value="([^"]+)"', page)[1]

    answer = Visitor(staff).client.post(
        "/staff/login", data={"csrf_token": token, "email": MARIA, "password": PASSWORD}
    )

    assert answer.status_code == 400
    assert f'value="{MARIA}"' in answer.text


def test_a_role_without_the_permission_is_told_so(staff):
    james = Visitor(staff)
    james.signs_in(JAMES)

    page = james.open("/staff/reading")

    assert page.status_code == 403
    assert "Your role does not do this." in page.text


def test_a_role_with_the_permission_reads_on(maria):
    assert maria.open("/staff/reading").text == "texts"


def test_what_was_written_before_a_session_ended_is_kept_on_the_page(staff, maria):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', maria.open("/staff/password").text)[1]
    later(staff, hours=11)

    page = maria.client.post("/staff/reading", data={"csrf_token": token, "words": "A reason, at length."})

    assert page.status_code == 403
    assert "Sign in again in another tab" in page.text
    assert "A reason, at length." in page.text


def test_a_link_from_another_site_does_not_end_a_session(staff):
    arrived = Visitor(staff).open("/staff/login?next=/staff/reading", Sec_Fetch_Site="cross-site")

    assert arrived.headers["Refresh"] == "0; url=/staff/reading"
    assert "Set-Cookie" not in arrived.headers


def test_somebody_signed_in_is_not_asked_again(maria):
    assert maria.open("/staff/login?next=/staff/reading").location == "/staff/reading"


def test_what_is_done_to_an_account_leaves_a_line_with_a_date(staff):
    with staff.app_context():
        james = next(member for member in actions.everyone() if member.email == JAMES)
        actions.disable(MARIA, by=james)
        today = clock.today().isoformat()

        lines = [(line.on, line.by, line.what) for line in audit.lines()]

    assert (today, JAMES, f"closed the account {MARIA}") in lines
    assert (today, "command line", f"opened the account {MARIA} with the role curriculum") in lines


def test_a_line_about_a_withdrawn_practice_is_cut_loose(staff):
    with staff.app_context():
        audit.record("command line", "Cleared a practice.", about="a1")
        audit.record("command line", "Cleared a practice.", about="b2")
        audit.forget("a1")

        assert {line.about for line in audit.lines()} == {None, "b2"}


def test_an_address_gets_one_account(staff):
    with staff.app_context(), pytest.raises(RefusedError, match="There is an account"):
        actions.add("MARIA@example.org", Role.ADMIN, NEXT, by="command line")


def test_an_account_is_not_opened_with_a_short_password(staff):
    with staff.app_context():
        with pytest.raises(WeakPasswordError):
            actions.add("ana@example.org", Role.UNION, "short", by="command line")

        assert "ana@example.org" not in [member.email for member in actions.everyone()]


def test_an_unknown_account_cannot_be_closed(staff):
    with staff.app_context(), pytest.raises(NotFoundError, match=r"nobody@example\.org"):
        actions.disable("nobody@example.org", by="command line")
