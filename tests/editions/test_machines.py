"""Several machines serve one edition: they share a database, and each has the files in a folder of its own."""

from dataclasses import replace

import pytest
from asked import KEPT
from people import build
from privacy.looking import data_of
from privacy.stories import key_of, member

from portal import snapshot
from portal.command import create_app
from portal.db import db
from portal.moderation import actions as moderation
from portal.search import columns


@pytest.fixture(scope="session")
def blank(with_five):
    return with_five


@pytest.fixture
def another(app, tmp_path):
    """Another machine, which has the database and nothing else."""
    (tmp_path / "another").mkdir()
    another = create_app(replace(app.extensions["settings"], data=tmp_path / "another"))
    another.extensions["clock"] = app.extensions["clock"]
    yield another
    with another.app_context():
        db.session.remove()
        db.engine.dispose()


def pages(app, key):
    """Give each page that depends on the edition alone; there is no guide and no public gap here."""
    client = app.test_client()
    return {path: client.get(path.format(key=key)) for path in KEPT.values()}


def health(app):
    answer = app.test_client().get("/healthz")
    return answer.status_code, answer.json["status"], answer.json["edition"]


def test_a_machine_that_lacks_the_edition_says_so_until_its_builder_has_laid_it_out(app, another):
    key, edition = key_of(app, "Three reading levels"), health(app)[2]
    assert health(app) == (200, "ok", edition)

    assert health(another) == (503, "no index", edition)
    for path, answer in pages(another, key).items():
        assert answer.status_code == 503, path
        assert "Try again in a minute." in answer.text

    build(another)

    assert health(another) == health(app) == (200, "ok", edition)
    assert [(a.status_code, a.data) for a in pages(another, key).values()] == [
        (a.status_code, a.data) for a in pages(app, key).values()
    ]
    assert [path.name for path in (data_of(another) / "editions").iterdir()] == [str(edition)]


def test_what_is_taken_down_is_gone_on_all_of_them_and_who_is_late_answers_nothing_half(app, another):
    build(another)
    key, edition = key_of(app, "Three reading levels"), health(app)[2]
    assert key in pages(another, key)["/practices/{key}"].text

    with app.app_context():
        moderation.take_down(key, "It named somebody.", by=member("curriculum"))
    for machine in (app, another):
        assert [path for path, answer in pages(machine, key).items() if "Three reading levels" in answer.text] == []

    build(app)
    assert health(app) == (200, "ok", edition + 1)
    assert health(another) == (503, "no index", edition + 1)
    assert {answer.status_code for answer in pages(another, key).values()} == {503}

    build(another)
    assert health(another) == (200, "ok", edition + 1)


def test_a_worker_that_lacks_any_part_is_not_well(app):
    with app.app_context():
        folder = snapshot.folder(snapshot.standing().edition)
    for part in ("cards.json", "guide.jsonl", "heard.json", "releases.json"):
        (folder / part).rename(folder / "away")
        app.extensions.pop("editions", None)

        assert health(app)[:2] == (503, "no index"), part

        (folder / part).write_text("{\n")
        assert health(app)[:2] == (503, "no index"), f"{part} is damaged"

        (folder / "away").rename(folder / part)
        assert health(app)[:2] == (200, "ok")


def test_an_upgrade_lays_out_anew_what_an_older_version_laid_out_otherwise(app):
    with app.app_context():
        (snapshot.folder(snapshot.standing().edition) / columns.NAME).unlink()
    assert health(app)[:2] == (503, "no index")

    assert app.test_cli_runner().invoke(args=["upgrade"]).exit_code == 0

    assert health(app)[:2] == (200, "ok")
