"""Rule A4: no answer outside /staff holds a cookie, a tracking header or a way to another site."""

import shutil
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from browser import Browser
from bs4 import BeautifulSoup
from flask import Flask
from people import CAUGHT, PASSWORD, PROMPT, WORKFLOW, Staff
from privacy.looking import as_stored, change, data_of, database_of
from privacy.stories import confirmed, key_of, live_room, mint, publish_gap, publish_guide, share
from showme import rooms
from showme.rooms import plan, told_room
from werkzeug.test import TestResponse

from portal.app import MOST_BYTES, create_app
from portal.db import db
from portal.practices import actions
from portal.web.unseen import is_staff

NOWHERE = "0" * 20
"""The id of no practice."""

TRACKING = ("Set-Cookie", "ETag", "Last-Modified", "Date", "Server", "Refresh", "Report-To", "NEL", "Link", "Via")

LINKS = ("href", "src", "srcset", "action", "formaction", "data", "poster", "ping", "cite", "manifest")


@dataclass(frozen=True)
class Case:
    """One way to get one answer from a route."""

    rule: str
    method: str
    status: int
    path: str = ""
    data: dict[str, Any] | None = None

    def sent(self, app: Flask) -> TestResponse:
        client = app.test_client()
        return client.open(self.path or self.rule, method=self.method, data=self.data, buffered=True)


def cases(app: Flask) -> list[Case]:
    """Say how to get each answer of each public route. A new route fails until it stands here."""
    client = app.test_client()
    key = key_of(app, "Three reading levels")
    # First: a session wants a signed amnesty statement, and what is looked over before stands under none.
    in_a_room = cases_of_a_room(app)
    told, silent = told_room(app), plan(app)
    of_it, of_none = f"/practices/{key}", f"/practices/{NOWHERE}"
    held = share(app, client, "prompt", title="Held by its author")
    taken_back = share(app, client, "prompt", nonce="taken back")
    with app.app_context():
        actions.withdraw(taken_back, at_once=True)
    one, tried, report = "/practices/<practice_id>", "/practices/<practice_id>/tried", "/practices/<practice_id>/report"
    yes = {"confirm": "yes"}
    stored = confirmed(client, "/share/caught", CAUGHT, mint(app, "share"))
    gone = confirmed(client, "/share/prompt", PROMPT, mint(app, "share", "taken back"))
    return [
        *in_a_room,
        Case("/", "GET", 200),
        Case("/practices", "GET", 200, "/practices?q=reading"),
        Case("/practices", "GET", 200, "/practices?q=nothingofthekind"),
        Case("/practices", "GET", 302, "/practices?colour=red"),
        Case(one, "GET", 200, of_it),
        Case(one, "GET", 404, of_none),
        Case(one, "POST", 200, of_it, {"blank-1": "photosynthesis"}),
        Case(one, "POST", 404, of_none, {"blank-1": "photosynthesis"}),
        Case("/practices/complete", "GET", 200, "/practices/complete?q=rea"),
        Case("/api/practices", "GET", 200, "/api/practices?subject=math"),
        Case("/api/practices/<practice_id>", "GET", 200, f"/api/practices/{key}"),
        Case("/api/practices/<practice_id>", "GET", 404, f"/api/practices/{NOWHERE}"),
        Case("/promise", "GET", 200),
        Case("/healthz", "GET", 200),
        Case("/share", "GET", 200),
        *(Case("/share/<code>", "GET", 200, f"/share/{code}") for code in ("prompt", "workflow", "caught")),
        Case("/share/<code>", "GET", 404, "/share/poem"),
        Case("/share/<code>", "POST", 404, "/share/poem", {"title": "Mine"}),
        Case("/share/<code>", "POST", 200, "/share/prompt", PROMPT),
        Case("/share/<code>", "POST", 200, "/share/prompt", PROMPT | {"edit": "yes"}),
        Case("/share/<code>", "POST", 200, "/share/caught", stored),
        Case("/share/<code>", "POST", 422, "/share/workflow", WORKFLOW | {"checks": ""}),
        Case("/share/<code>", "POST", 400, "/share/prompt", PROMPT | yes | {"token": "made.up.token"}),
        Case("/share/<code>", "POST", 410, "/share/prompt", gone),
        Case("/share/scan", "POST", 200, "/share/scan", {"text": "Ask maria@example.org."}),
        Case("/share/label", "POST", 200, "/share/label", {"subject": "math", "grade": "07"}),
        Case("/receipt", "GET", 200),
        Case("/receipt", "POST", 200, "/receipt", {"receipt": held}),
        Case("/receipt", "POST", 200, "/receipt", {"receipt": held, "do": "correct"}),
        Case("/receipt", "POST", 200, "/receipt", {"receipt": held, "do": "correct", **PROMPT, **yes}),
        Case("/receipt", "POST", 422, "/receipt", {"receipt": held, "do": "correct", "title": ""}),
        Case("/receipt", "POST", 409, "/receipt", {"receipt": held, "do": "answer", "answer": "Yes."}),
        Case("/receipt", "POST", 404, "/receipt", {"receipt": taken_back}),
        Case("/receipt", "POST", 404, "/receipt", {"receipt": "no words of ours"}),
        Case("/receipt", "POST", 200, "/receipt", {"receipt": held, "do": "withdraw"}),
        Case("/receipt", "POST", 200, "/receipt", {"receipt": held, "do": "withdraw", **yes}),
        Case(tried, "GET", 200, f"{of_it}/tried"),
        Case(tried, "GET", 404, f"{of_none}/tried"),
        Case(tried, "POST", 200, f"{of_it}/tried", {"outcome": "worked", "token": mint(app, f"tried {key}")}),
        Case(tried, "POST", 422, f"{of_it}/tried", {"note": "No outcome."}),
        Case(tried, "POST", 400, f"{of_it}/tried", {"outcome": "worked", "token": ""}),
        Case(tried, "POST", 404, f"{of_none}/tried", {"outcome": "worked"}),
        Case(report, "GET", 200, f"{of_it}/report"),
        Case(report, "GET", 404, f"{of_none}/report"),
        Case(report, "POST", 200, f"{of_it}/report", {"words": "A name.", "token": mint(app, f"report {key}")}),
        Case(report, "POST", 422, f"{of_it}/report", {"words": "", "token": mint(app, f"report {key}")}),
        Case(report, "POST", 400, f"{of_it}/report", {"words": "A name.", "token": ""}),
        Case(report, "POST", 404, f"{of_none}/report", {"words": "A name."}),
        Case("/guide", "GET", 200),
        Case("/guide/heard", "GET", 200),
        *(Case("/guide.<ending>", "GET", 200, f"/guide.{ending}") for ending in ("pdf", "docx", "md", "json")),
        Case("/guide.<ending>", "GET", 404, "/guide.odt"),
        Case("/gap", "GET", 200),
        Case("/gap", "GET", 302, "/gap?by=grade"),
        Case("/guide/issues", "GET", 200),
        Case("/guide/issues/<number>", "GET", 200, "/guide/issues/1"),
        Case("/guide/issues/<number>", "GET", 404, "/guide/issues/2"),
        Case("/guide/issues/<number>.<ending>", "GET", 200, "/guide/issues/1.md"),
        Case("/guide/issues/<number>.<ending>", "GET", 404, "/guide/issues/1.odt"),
        Case("/guide/issues/<number>/changes", "GET", 200, "/guide/issues/1/changes"),
        Case("/guide/issues/<number>/changes", "GET", 404, "/guide/issues/x/changes"),
        Case("/guide/unclear", "POST", 200, data={"issue": "1", "section": "2"}),
        Case("/guide/unclear", "POST", 409, data={"issue": "1", "section": "5"}),
        Case("/join/<code>/digest", "GET", 200, f"/join/{told}/digest"),
        Case("/join/<code>/digest", "GET", 404, f"/join/{silent}/digest"),
        *(Case("/join/<code>/digest.<ending>", "GET", 200, f"/join/{told}/digest.{form}") for form in ("pdf", "docx")),
        Case("/join/<code>/digest.<ending>", "GET", 404, f"/join/{silent}/digest.pdf"),
    ]


def cases_of_a_room(app: Flask) -> list[Case]:
    """Say how to get each answer of the pages of a session."""
    voting, closed, planned = live_room(app), rooms.plan(app), rooms.plan(app)
    rooms.begin(app, closed)
    rooms.close(app, closed)
    slip = {"title": "A letter home", "steps": "I ask for two languages.", "checks": "A colleague reads it."}
    sent = Browser(app.test_client()).post(f"/join/{voting}", slip | {"do": "preview"}).one("#room")
    looked_over = {str(tag["name"]): str(tag["value"]) for tag in sent.select("[type=hidden]")} | {"do": "send"}
    with app.app_context():
        purposes = [f"ballot {rooms.of(code).id}" for code in (voting, voting, closed)]
    ballot, empty, late = ({"ballot": mint(app, purpose), "do": "vote", "vote": "1"} for purpose in purposes)
    join, of_it, now = "/join", "/join/<code>", "/join/<code>/now"
    return [
        Case(join, "GET", 200),
        Case(join, "GET", 302, f"/join?code={voting.lower()}"),
        Case(join, "GET", 404, "/join?code=NOSUCH"),
        *(Case(of_it, "GET", 200, f"/join/{code}") for code in (voting, closed, planned)),
        Case(of_it, "GET", 404, "/join/NOSUCH"),
        Case(of_it, "POST", 404, "/join/NOSUCH", slip),
        *(Case(of_it, "POST", 200, f"/join/{code}", {"do": "look"}) for code in (voting, closed, planned)),
        Case(of_it, "POST", 200, f"/join/{voting}", slip | {"do": "preview", "as": "scribe"}),
        Case(of_it, "POST", 200, f"/join/{voting}", looked_over),
        Case(of_it, "POST", 200, f"/join/{voting}", ballot | {"try": ["1", "2"]}),
        Case(of_it, "POST", 400, f"/join/{voting}", {"do": "vote", "try": "1"}),
        Case(of_it, "POST", 400, f"/join/{voting}", slip | {"do": "send", "token": "made.up.token"}),
        Case(of_it, "POST", 409, f"/join/{closed}", late | {"try": "1"}),
        *(Case(of_it, "POST", 409, f"/join/{code}", {"do": "worked"}) for code in (voting, closed)),
        Case(of_it, "POST", 410, f"/join/{closed}", slip | {"do": "preview"}),
        Case(of_it, "POST", 422, f"/join/{voting}", slip | {"do": "preview", "checks": ""}),
        Case(of_it, "POST", 422, f"/join/{voting}", empty),
        Case(now, "GET", 200, f"/join/{voting}/now"),
        Case(now, "GET", 204, f"/join/{planned}/now?seen=0"),
        Case(now, "GET", 404, "/join/NOSUCH/now"),
    ]


def public_routes(app: Flask) -> set[tuple[str, str]]:
    return {
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if not is_staff(rule.rule)
    }


def check(answer: TestResponse, path: str, method: str = "GET") -> None:
    """Fail when an answer could recognise its reader, tell a time, be kept, or lead elsewhere."""
    where = f"{method} {path} ({answer.status_code})"
    headers = answer.headers
    assert [name for name in TRACKING if name in headers] == [], where
    assert "cookie" not in headers.get("Vary", "").lower(), where
    assert "agent" not in headers.get("Vary", "").lower(), where
    assert headers.getlist("Referrer-Policy") == ["no-referrer"], where
    (policy,) = headers.getlist("Content-Security-Policy")
    assert policy.startswith("default-src 'none'; "), where
    assert "form-action 'self'" in policy.split("; "), where
    assert "unsafe" not in policy, where
    assert "http" not in policy, where
    one_persons = path.startswith(("/share", "/receipt", "/join")) or path.endswith(("/tried", "/report"))
    if one_persons or method == "POST":
        assert headers.getlist("Cache-Control") == ["no-store"], where
    assert elsewhere(answer) == [], where


def elsewhere(answer: TestResponse) -> list[str]:
    """List the addresses on a page that lead to another host."""
    if answer.mimetype != "text/html":
        return []
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    found = [str(tag[name]) for name in LINKS for tag in page.find_all(attrs={name: True})]
    found += [str(tag["content"]) for tag in page.select("meta[http-equiv][content]")]
    found += [answer.headers["Location"]] if "Location" in answer.headers else []
    return [each for each in found if urlsplit(urljoin("http://localhost/", each)).hostname != "localhost"]


def test_every_public_route_with_every_method_and_status(app, public, record_property):
    assert Browser(app.test_client()).open("/guide").status == 404
    publish_guide(app, [key_of(app, "Three reading levels")])
    check(app.test_client().get("/gap"), "/gap")
    publish_gap(app)
    every = cases(app)
    assert {(case.rule, case.method) for case in every} == public_routes(app), "place the new route in cases()"
    for case in every:
        answer = case.sent(app)

        assert answer.status_code == case.status, f"{case.method} {case.path or case.rule}: {answer.text[:300]}"
        check(answer, case.path or case.rule, case.method)
        if case.method == "GET":
            check(replace(case, method="HEAD").sent(app), case.path or case.rule, "HEAD")
    record_property("A4: kinds of answer with a cookie or a header that tracks", f"0 of {len(every)} (0)")


def test_answers_that_every_route_can_give(app, public):
    publish_guide(app, [key_of(app, "Three reading levels")])
    client = app.test_client()
    for path in sorted({case.path.partition("?")[0] or case.rule for case in cases(app)}):
        for method in ("OPTIONS", "PUT", "DELETE", "TRACE"):
            answer = client.open(path, method=method)
            assert answer.status_code == (200 if method == "OPTIONS" else 405), path
            check(answer, path, method)
        other_site = client.post(path, headers={"Sec-Fetch-Site": "cross-site"}, data={"title": "Mine"})
        assert other_site.status_code in {400, 405}
        check(other_site, path, "POST")
        too_long = client.post(path, data={"title": "x" * MOST_BYTES})
        assert too_long.status_code in {404, 405, 413}, path
        check(too_long, path, "POST")
    check(client.get("/no/such/page"), "/no/such/page")


def test_a_database_that_lacks_a_table_and_an_edition_that_is_not_there(app, public):
    client = app.test_client()
    key = key_of(app, "Three reading levels")
    change(database_of(app), "DROP TABLE problem")
    answer = client.post(f"/practices/{key}/report", data={"words": "A name.", "token": mint(app, f"report {key}")})
    assert answer.status_code == 503
    check(answer, "/practices/.../report", "POST")

    shutil.rmtree(data_of(app) / "editions")
    app.extensions.pop("editions", None)
    for path in ("/", "/practices", f"/practices/{key}", "/api/practices", "/healthz", "/guide"):
        answer = client.get(path)
        assert answer.status_code == 503
        check(answer, path)


def test_an_error_of_our_own(app):
    app.add_url_rule("/breaks", "breaks", lambda: 1 / 0)

    answer = app.test_client().get("/breaks")

    assert answer.status_code == 500
    check(answer, "/breaks")


def test_static_files_are_kept_without_a_tag_or_a_date(app):
    client = app.test_client()
    for path in app.extensions["assets"].values():
        answer = client.get(path, buffered=True)
        assert answer.status_code == 200
        check(answer, path)
        assert "max-age=31536000" in answer.headers["Cache-Control"], path
        if path.endswith((".css", ".js", ".svg")):
            text = answer.get_data(as_text=True).replace("http://www.w3.org/2000/svg", "")
            assert "://" not in text, path
            assert 'url("//' not in text, path
    missing = client.get("/static/css/no-such.css")
    assert missing.status_code == 404
    check(missing, "/static/css/no-such.css")


def test_the_check_finds_a_cookie_a_tag_and_a_foreign_script(app):
    app.after_request(_spoil)
    answer = app.test_client().get("/promise")

    with pytest.raises(AssertionError, match="promise"):
        check(answer, "/promise")
    assert elsewhere(answer) == ["https://cdn.example/x.js"]


def _spoil(answer: Any) -> Any:
    answer.headers["Link"] = "<https://cdn.example>; rel=preconnect"
    answer.data += b'<script src="https://cdn.example/x.js"></script>'
    return answer


# --- Staff have a cookie; it stays where they are.


def test_the_cookie_of_staff_goes_to_staff_pages_alone_and_no_script_reads_it(app):
    given = cookies_given(app, "http://localhost")

    assert set(given) == {"staff", "staff-device"}
    for facts in given.values():
        assert {"path=/staff", "httponly", "samesite=strict"} <= facts
        assert "secure" not in facts


def test_under_a_public_address_it_travels_over_tls_only_and_its_name_says_so(app):
    settings = replace(app.extensions["settings"], url="https://portal.example.org")
    public = create_app(settings)

    given = cookies_given(public, "https://portal.example.org")

    assert set(given) == {"__Secure-staff", "__Secure-staff-device"}
    for facts in given.values():
        assert {"path=/staff", "httponly", "samesite=strict", "secure"} <= facts
    with public.app_context():
        db.engine.dispose()


def cookies_given(app: Flask, url: str) -> dict[str, set[str]]:
    """Sign in, and give each cookie's attributes by its name."""
    client = app.test_client()
    origin = {"Origin": url, "Referer": f"{url}/staff/login"}
    page = BeautifulSoup(client.get("/staff/login", base_url=url).text, "html.parser")
    form = {"csrf_token": page.select_one("[name=csrf_token]")["value"], "email": "union@example.org"}
    answer = client.post("/staff/login", base_url=url, headers=origin, data=form | {"password": PASSWORD})
    assert answer.status_code == 302
    parts = [[part.strip() for part in given.split(";")] for given in answer.headers.getlist("Set-Cookie")]
    return {name.partition("=")[0]: {fact.lower() for fact in facts} for name, *facts in parts}


def test_signing_in_gives_a_new_session_each_time(app):
    client = app.test_client()
    client.set_cookie("staff", "planted-by-somebody-else", path="/staff")
    union = Staff(Browser(client), "union@example.org").signs_in()
    (first,) = [row[0] for row in as_stored(database_of(app), "staff_session")]
    cookie = client.get_cookie("staff", path="/staff").value

    union.open("/staff/").send("Sign out", form="form[action='/staff/logout']")
    union.signs_in()

    (second,) = [row[0] for row in as_stored(database_of(app), "staff_session")]
    assert first != second
    assert client.get_cookie("staff", path="/staff").value not in {cookie, "planted-by-somebody-else"}


def test_a_copied_cookie_is_worth_nothing_after_its_owner_signed_out(app, union):
    cookie = union.browser.client.get_cookie("staff", path="/staff").value
    thief = app.test_client()
    thief.set_cookie("staff", cookie, path="/staff")
    assert thief.get("/staff/").status_code == 200

    union.open("/staff/").send("Sign out", form="form[action='/staff/logout']")

    assert thief.get("/staff/").status_code == 302
    assert as_stored(database_of(app), "staff_session") == []


def test_the_public_site_neither_sends_nor_wants_the_cookie_of_staff(app, union):
    client = union.browser.client
    assert client.get_cookie("staff", path="/staff") is not None

    for path in ("/", "/practices", "/share/prompt", "/receipt"):
        signed_in, stranger = client.get(path), app.test_client().get(path)
        assert signed_in.data == stranger.data
        check(signed_in, path)


def test_every_page_of_staff_is_guarded(app):
    unguarded = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if is_staff(rule.rule) and not getattr(app.view_functions[rule.endpoint], "required", None)
    }

    assert unguarded == {"staff.login"}
    misplaced = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "required", None) and not is_staff(rule.rule)
    ]
    assert misplaced == []
