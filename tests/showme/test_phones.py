"""Phones in the room: join by code, write, vote. No cookie, no account, no script."""

from showme.rooms import begin, go_to, of, plan

from portal.showme.runsheet import Screen


def news(app, code):
    with app.app_context():
        return of(code).news


def test_a_phone_that_has_seen_all_is_answered_with_nothing(app, reader):
    code = plan(app)
    begin(app, code)
    client = reader.browser.client
    seen = news(app, code)

    assert client.get(f"/join/{code}/now?seen={seen}").status_code == 204
    assert client.get(f"/join/{code}/now?seen={seen}-1").status_code == 204

    go_to(app, code, Screen.WRITE)
    fresh = client.get(f"/join/{code}/now?seen={seen}")
    assert fresh.status_code == 200
    assert "Write, in silence" in fresh.text


def test_what_a_phone_has_seen_may_be_nonsense(app, reader):
    code = plan(app)
    for seen in ("", "x", "-", "99999999999999999999", "%00", "1-x", "²"):
        assert reader.browser.client.get(f"/join/{code}/now?seen={seen}").status_code == 200
    assert reader.browser.client.get("/join/NOSUCH/now?seen=1").status_code == 404
