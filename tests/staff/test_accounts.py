"""Colleagues open and close accounts; who speaks for the union is the union's own business."""

import pytest
from browser import Browser
from click.testing import CliRunner
from people import PASSWORD, Staff, build, days_later

from portal import clock, snapshot
from portal.db import db
from portal.drafting import models as drafts
from portal.drafting.models import Signature
from portal.staff import audit
from portal.staff.models import StaffMember, by_email
from portal.staff.roles import Role

ANA = "ana@example.org"
UNION = "union@example.org"


def opens(staff, email=ANA, name="Ana Lima", **role):
    """Open an account, and give the page that answers."""
    return staff.open("/staff/accounts").send("Open the account", email=email, name=name, **role)


def presses(staff, what, email):
    """Close an account or set its password, by sending what its button would."""
    token = staff.open("/staff/accounts").one("input[name=csrf_token]")["value"]
    return staff.browser.post(f"/staff/accounts/{what}", {"csrf_token": token, "email": email})


def arrives(app, email, password):
    """Sign in with a first password."""
    page = Browser(app.test_client()).open("/staff/login")
    return page.send("Sign in", email=email, password=password)


def roles(app):
    with app.app_context():
        return {m.email: (m.role.value, not m.disabled) for m in db.session.scalars(db.select(StaffMember))}


@pytest.fixture
def portal(app):
    """Run a command, and give its exit status and what it said."""

    def run(*words, typed=""):
        runner = app.test_cli_runner()
        assert isinstance(runner, CliRunner)
        done = runner.invoke(args=["staff", *words], input=typed)
        return done.exit_code, (done.stdout + done.stderr).strip()

    return run


@pytest.fixture
def ana(app, union):
    """A second union representative."""
    password = opens(union).one("#first-password").get_text()
    page = arrives(app, ANA, password)
    assert page.heading == "Your desk"
    page.browser.open("/staff/password").send(current=password, password=PASSWORD)
    return Staff(page.browser, ANA)


def test_a_representative_opens_another_account_with_four_words_shown_once(app, union):
    page = opens(union)

    password = page.one("#first-password").get_text()
    assert len(password.split("-")) >= 4
    assert arrives(app, ANA, password).heading == "Your desk"
    assert password not in union.open("/staff/accounts").text
    listed = union.open("/staff/accounts").text
    assert "Ana Lima Union representative · ana@example.org Opened on November 16, 2026 by union@example.org" in listed
    assert "The union has 2 of its 3 seats taken." in listed


def test_an_administrator_opens_curriculum_accounts_and_no_second_union_account(app, admin):
    assert opens(admin, role="curriculum").one("#first-password")
    assert roles(app)[ANA] == ("curriculum", True)

    page = opens(admin, email="bob@example.org", role="union")

    assert page.status == 409
    assert "Only a union representative opens another one" in page.problem
    assert page.one("input[name=email]")["value"] == "bob@example.org"
    assert "bob@example.org" not in roles(app)


def test_curriculum_staff_have_no_page_of_accounts(app, curriculum):
    assert curriculum.open("/staff/accounts").status == 403
    for path in ("/staff/accounts", "/staff/accounts/close", "/staff/accounts/password"):
        token = curriculum.open("/staff/").one("input[name=csrf_token]")["value"]
        answer = curriculum.browser.post(path, {"csrf_token": token, "email": UNION, "role": "union", "name": "Ana"})
        assert answer.status == 403
    assert roles(app)[UNION] == ("union", True)


@pytest.mark.parametrize("role", ["curriculum", "admin"])
def test_a_representative_opens_union_accounts_alone(app, union, role):
    assert [str(tag["value"]) for tag in union.open("/staff/accounts").soup.select("input[name=role]")] == ["union"]

    page = opens(union, role=role)

    assert page.status == 422
    assert ANA not in roles(app)


def test_there_are_no_more_union_accounts_than_seats(app, union):
    opens(union)
    opens(union, email="bob@example.org", name="Bob")

    page = union.open("/staff/accounts")

    assert "All 3 union seats are taken. Close an account first." in page.text
    assert not page.soup.select("input[name=role]")
    token = page.one("input[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "email": "eve@example.org", "name": "Eve", "role": "union"}
    assert union.browser.post("/staff/accounts", sent).status == 409
    assert "eve@example.org" not in roles(app)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"email": ""}, "Type the e-mail they sign in with.", id="no e-mail"),
        pytest.param({"email": "ana"}, "Give an e-mail address such as", id="no address"),
        pytest.param({"email": UNION}, "There is an account for union@example.org already.", id="an account twice"),
        pytest.param({"name": " "}, "Type the name that stands under what they sign.", id="no name"),
    ],
)
def test_what_is_missing_is_asked_for(app, union, typed, sentence):
    page = opens(union, **typed)

    assert page.status in {409, 422}
    assert sentence in page.problem
    assert len(roles(app)) == 3


def test_a_union_account_is_closed_by_a_colleague_or_its_holder_and_nobody_else(app, union, ana, admin, portal):
    assert presses(admin, "close", ANA).status == 409
    assert portal("disable", ANA) == (
        1,
        "Only a union representative closes a union account: on the staff pages, under Accounts.",
    )
    assert roles(app)[ANA] == ("union", True)

    presses(ana, "close", ANA)

    assert roles(app)[ANA] == ("union", False)
    assert arrives(app, ANA, PASSWORD).status == 422


def test_the_last_open_union_account_cannot_be_closed_even_by_its_holder(app, union, ana):
    presses(union, "close", ANA)

    page = presses(union, "close", UNION)

    assert page.status == 409
    assert "This is the union's last open account." in page.problem
    assert roles(app)[UNION] == ("union", True)


def test_a_closed_account_is_not_closed_again(union, ana):
    presses(union, "close", ANA)

    assert presses(union, "close", ANA).status == 409


@pytest.mark.parametrize("path", ["/staff/accounts", "/staff/accounts/password"])
def test_the_role_of_an_account_never_changes(app, union, ana, admin, path):
    before = roles(app)
    for staff, email, role in (
        (union, ANA, "union"),
        (admin, "curriculum@example.org", "admin"),
        (admin, ANA, "admin"),
    ):
        token = staff.open("/staff/").one("input[name=csrf_token]")["value"]
        staff.browser.post(path, {"csrf_token": token, "email": email, "name": "Another", "role": role})

    assert roles(app) == before


def test_passwords_of_the_union_are_set_within_the_union(app, union, ana, admin):
    assert presses(admin, "password", ANA).status == 409
    assert "Set a new password" not in _of(admin.open("/staff/accounts"), "Ana Lima")

    page = presses(union, "password", ANA)

    assert arrives(app, ANA, PASSWORD).status == 422
    assert arrives(app, ANA, page.one("#first-password").get_text()).heading == "Your desk"


def test_ones_own_password_is_changed_where_the_present_one_is_asked_for(union, admin):
    for staff in (union, admin):
        page = presses(staff, "password", staff.email)
        assert page.status == 409
        assert "on its own page" in page.problem


def test_a_forgotten_password_of_the_only_representative_is_mended_and_stays_on_the_promise(app, portal, reader):
    status, said = portal("password", UNION, "--password-stdin", typed="five yellow marker pens\n")

    assert status == 0
    assert "The page of the promise says so." in said
    assert arrives(app, UNION, "five yellow marker pens").heading == "Your desk"
    line = _of(reader.open("/promise"), "union office")
    assert (
        "Somebody outside the union set its password, or that of the colleague who gave it one, on November 16, 2026."
        in line
    )
    with app.app_context():
        assert ("command line", f"changed the password of {UNION}") in {(a.by, a.what) for a in audit.lines()}


def test_that_line_goes_only_when_a_colleague_of_the_union_sets_a_new_one(app, ana, portal, reader):
    portal("password", UNION, "--password-stdin", typed="five yellow marker pens\n")
    page = arrives(app, UNION, "five yellow marker pens")
    page.browser.open("/staff/password").send(current="five yellow marker pens", password=PASSWORD)
    assert "Somebody outside the union" in reader.open("/promise").text

    presses(ana, "password", UNION)

    assert "Somebody outside the union" not in reader.open("/promise").text


def test_two_seats_held_by_whoever_set_the_password_of_one_never_wash_each_other_clean(app, portal, reader):
    portal("password", UNION, "--password-stdin", typed="five yellow marker pens\n")
    taken = Staff(arrives(app, UNION, "five yellow marker pens").browser, UNION)
    password = opens(taken).one("#first-password").get_text()
    days_later(app, 1)
    second = Staff(arrives(app, ANA, password).browser, ANA)

    presses(second, "password", UNION)

    page = reader.open("/promise")
    for name in ("union office", "Ana Lima"):
        assert "Somebody outside the union set its password" in _of(page, name)
        assert "on November 16, 2026." in _of(page, name)


def test_a_password_from_the_command_line_takes_that_sides_signature_off_the_draft(app, portal):
    with app.app_context():
        for side in ("curriculum", "union"):
            signed_by = f"{side}@example.org"
            db.session.add(Signature(side=Role(side), name=side, on="2026-11-16", content_hash="0" * 64, by=signed_by))
        db.session.commit()

    portal("password", UNION, "--password-stdin", typed="five yellow marker pens\n")

    with app.app_context():
        assert [signature.side for signature in drafts.signatures()] == [Role.CURRICULUM]
        assert "took the union signature off the guide's draft" in {line.what for line in audit.lines()}


def test_the_command_line_adds_no_second_union_account(app, portal):
    refused = portal("add", ANA, "--role", "union", "--password-stdin", typed=f"{PASSWORD}\n")

    assert refused[0] == 1
    assert refused[1].startswith("The union has an account already. Only a union representative opens another one")
    assert ANA not in roles(app)


def test_everyone_reads_who_may_sign_by_name_and_never_by_e_mail(app, union, ana, reader):
    days_later(app, 3)
    presses(ana, "close", UNION)

    page = reader.open("/promise")

    assert "Ana Lima : account opened on November 16, 2026 by union office." in page.text
    before = " ".join(page.one("details:-soup-contains('Who could sign before')").get_text(" ").split())
    assert "union office : account opened on November 16, 2026 by whoever runs this site." in before
    assert "Ana Lima" not in before
    assert "curriculum office : account opened on November 16, 2026 by whoever runs this site." in page.text
    assert "admin office" not in page.text
    assert "@example.org" not in page.answer.get_data(as_text=True)


def test_a_change_of_who_may_sign_wants_the_next_edition(app, union, admin):
    def wanted():
        build(app)
        with app.app_context():
            return snapshot.standing().edition

    first = wanted()
    opens(union)
    opened = wanted()
    presses(union, "close", ANA)
    closed = wanted()
    opens(admin, email="kim@example.org", name="Kim", role="admin")

    assert (opened, closed, wanted()) == (first + 1, first + 2, first + 2)


def test_what_is_done_with_accounts_stands_in_the_audit(app, union, ana):
    presses(ana, "close", UNION)

    with app.app_context():
        today = clock.today().isoformat()
        lines = {(line.on, line.by, line.what) for line in audit.lines()}
        assert (by_email(ANA).granted_by, by_email(ANA).granted_on) == (UNION, today)
    assert lines >= {
        (today, UNION, f"opened the account {ANA} with the role union"),
        (today, ANA, f"changed the password of {ANA}"),
        (today, ANA, f"closed the account {UNION}"),
    }


def _of(page, name):
    """Give what a page says of an account, by its name."""
    found = [" ".join(tag.get_text(" ").split()) for tag in page.soup.select("main li")]
    return next(line for line in found if name in line)
