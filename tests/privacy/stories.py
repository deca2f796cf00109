"""What happens in the privacy tests' stories, told through the actions where a page would only take longer."""

from collections.abc import Mapping, Sequence

from flask import Flask
from flask.testing import FlaskClient
from people import KINDS, build, days_later
from showme import rooms

from portal.db import db
from portal.drafting import actions as guide
from portal.drafting import models
from portal.drafting.models import Part
from portal.editions import actions as editions
from portal.gap import actions as gap
from portal.guide.content import Advice, Frame, hash_of
from portal.guide.document import Answer, Question
from portal.moderation import actions as moderation
from portal.moderation import models as tray
from portal.practices.models import Practice
from portal.showme import asking, boarding
from portal.showme import models as showme
from portal.showme.runsheet import Screen
from portal.staff import models as staff
from portal.staff.models import StaffMember
from portal.web import tokens


def member(role: str) -> StaffMember:
    """Give the account that has this role; wants an application's context."""
    found = staff.by_email(f"{role}@example.org")
    assert found is not None
    return found


def mint(app: Flask, purpose: str, nonce: str = "") -> str:
    """Make the token that a form would hold."""
    with app.app_context():
        return tokens.mint(purpose, nonce)


def confirmed(client: FlaskClient, path: str, fields: Mapping[str, object], token: str) -> dict[str, object]:
    """Look a practice over with this token, and give what the last press would send."""
    preview = client.post(path, data=dict(fields) | {"token": token}).text
    seal, amnesty = (preview.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("seal", "amnesty"))
    return dict(fields) | {"token": token, "seal": seal, "amnesty": amnesty or "0", "confirm": "yes"}


def share(app: Flask, client: FlaskClient, kind: str, nonce: str = "", **changes: object) -> str:
    """Share a practice as a browser does with its last press, and give its receipt."""
    token = mint(app, "share", nonce)
    path = f"/share/{kind}"
    answer = client.post(path, data=confirmed(client, path, KINDS[kind] | changes, token))
    assert answer.status_code == 200, answer.text
    return answer.text.partition('id="receipt"')[2].partition(">")[2].partition("<")[0]


def clear_everything(app: Flask) -> None:
    """Clear all that waits in the tray."""
    with app.app_context():
        by = member("curriculum")
        waiting = tray.tray()
        for key in [item.id for items in (waiting.practices, waiting.trials, waiting.problems) for item in items]:
            moderation.clear(key, by=by)


def let_all_out(app: Flask) -> None:
    """Turn the day, clear the tray, release and build; then a week passes."""
    days_later(app, 1)
    app.test_client().get("/promise")
    clear_everything(app)
    with app.app_context():
        editions.release(by="test")
    build(app)
    days_later(app, 7)
    app.test_client().get("/promise")


def key_of(app: Flask, title: str) -> str:
    """Give the key of the practice with this title."""
    with app.app_context():
        return db.session.scalars(db.select(Practice.id).where(Practice.title == title)).one()


def live_room(app: Flask) -> str:
    """Hold a session that is still voting when the story goes on, one slip in a theme; give its join code."""
    code = rooms.plan(app)
    rooms.begin(app, code)
    rooms.hand_in(app, code, *rooms.TITLES)
    rooms.go_to(app, code, Screen.BOARD)
    with app.app_context():
        key = rooms.of(code).id
        boarding.name_theme(key, "Reading")
        boarding.group(key, {1: showme.themes(rooms.of(code))[0].id}, was={})
        boarding.tag(key, 2, ["fact"])
        asking.write_down(key, "Say what to do with a class list.", by=member("curriculum"))
    rooms.go_to(app, code, Screen.VOTE)
    rooms.vote(app, code, ([1, 2], [3]))
    return code


def draft_guide(app: Flask, *lines: Sequence[str]) -> str:
    """Write a guide whose lines rest on these practices, ready to be signed; give the fingerprint of its words."""
    with app.app_context():
        for keys in lines:
            words = ("A line of the guide", "Before a lesson.", "Ask for it.", "Read it.")
            advice = Advice(*words, tuple(keys), reason="It helped.")
            guide.recommend(Part.WORKS, advice, by=member("curriculum"))
        frame = Frame(
            audience="For everyone who teaches here.",
            sentence="Check it before students see it.",
            tree=(Question(1, "Could it name a student?", Answer("Take the name out."), Answer("Go ahead.")),),
            never_paste=("Names",),
            promise=("No one is rated by what they share.",),
            made="From practices that teachers shared.",
            contact="The curriculum office",
            change="First issue.",
            review_by="2027-05-31",
        )
        guide.change_frame(frame, revision=models.draft().revision, by=member("curriculum"))
        return hash_of(models.content())


def publish_guide(app: Flask, *lines: Sequence[str]) -> None:
    """Let both sides sign a guide whose lines rest on these practices, and lay it out."""
    content_hash = draft_guide(app, *lines)
    with app.app_context():
        guide.sign(content_hash, by=member("curriculum"))
        assert guide.sign(content_hash, by=member("union"))
    build(app)


def publish_gap(app: Flask) -> None:
    """Let all readers see the gap between policy and practice, and lay it out."""
    with app.app_context():
        gap.publish(by=member("curriculum"))
    build(app)
