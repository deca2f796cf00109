"""The builder: killed at any moment, run twice at once, it never serves half an edition."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest
from chromium import ROOT
from people import Teacher, days_later

from portal import snapshot
from portal.db import db
from portal.editions import actions, builder
from portal.practices import actions as practices
from portal.practices.models import Practice
from portal.practices.rules import State

BUILD = (
    "import pickle, sys; from portal.app import create_app; from portal.editions import builder;"
    "app = create_app(pickle.loads(bytes.fromhex(sys.argv[1])));\n"
    "with app.app_context(): print(builder.build())"
)


def pooled(app, teacher, titles):
    """Put practices into the pool and release them, without building."""
    for title in titles:
        teacher.shares("prompt", title=title)
    with app.app_context():
        for practice in db.session.scalars(db.select(Practice).where(Practice.state == State.WAITING)):
            practice.move_to(State.TRAY)
            practice.move_to(State.POOL)
        db.session.commit()
        actions.release(by="test", skip_the_week=True)


def start_builder(app):
    """Start a builder as a process of its own, on the same folder."""
    settings = pickle.dumps(app.extensions["settings"]).hex()
    return subprocess.Popen([sys.executable, "-c", BUILD, settings], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def standing(app):
    with app.app_context():
        return snapshot.standing()


TITLES = [f"Practice number {n}" for n in range(5)]


@pytest.mark.parametrize(
    "there",
    [
        "*.building/spelling.json",
        "*/releases.json",
        pytest.param("*.building", marks=pytest.mark.full),
        pytest.param("*.building/cards.json", marks=pytest.mark.full),
        pytest.param("*[0-9]/releases.json", marks=pytest.mark.full),
    ],
)
def test_a_kill_at_any_moment_leaves_the_old_edition_or_the_whole_new_one(app, teacher, reader, there):
    pooled(app, teacher, TITLES)
    editions = app.extensions["settings"].data / "editions"
    before = set(editions.glob(there))
    process = start_builder(app)
    while process.poll() is None and not set(editions.glob(there)) - before:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    now = standing(app)
    titles = reader.finds("")
    assert sorted(titles) == (TITLES if now.edition == now.wanted else [])

    with app.app_context():
        builder.build()
    assert sorted(reader.finds("")) == TITLES
    assert [path.name for path in editions.iterdir()] == [str(now.wanted)]


def test_an_edition_left_half_written_is_made_anew(app, teacher, reader):
    pooled(app, teacher, TITLES)
    half = app.extensions["settings"].data / "editions" / f"{standing(app).wanted}.building"
    half.mkdir()
    (half / "cards.json").write_text("[half")
    assert reader.finds("") == []

    with app.app_context():
        builder.build()

    assert sorted(reader.finds("")) == TITLES
    assert not half.exists()


def test_two_builders_at_once_do_no_harm(app, teacher, reader):
    pooled(app, teacher, TITLES)
    wanted = standing(app).wanted

    processes = [start_builder(app) for _ in range(2)]
    answers = [process.communicate(timeout=300)[0].strip() for process in processes]

    assert answers == [str(wanted)] * 2
    assert sorted(reader.finds("")) == TITLES


def test_nothing_wanted_builds_nothing(app):
    before = standing(app)
    with app.app_context():
        assert builder.build() == before.edition
    assert standing(app) == before


def test_a_takedown_during_a_build_is_hidden_before_and_after_it(app, teacher, reader):
    receipts = [teacher.shares("prompt", title=title) for title in TITLES]
    days_later(app, 1)
    with app.app_context():
        actions.turn_the_day()
        for practice in db.session.scalars(db.select(Practice)):
            practice.move_to(State.POOL)
        db.session.commit()
        actions.release(by="test")
        builder.build()
        practices.withdraw(receipts[0], at_once=True)
    assert TITLES[0] not in reader.finds("")

    with app.app_context():
        builder.build()

    assert TITLES[0] not in reader.finds("")
    assert standing(app).refused == frozenset()


def test_a_machine_without_the_files_says_so_and_recovers(app, released, reader):
    folder = app.extensions["settings"].data / "editions"
    folder.rename(folder.with_name("away"))
    app.extensions.pop("editions", None)

    assert reader.browser.client.get("/healthz").status_code == 503
    assert reader.open("/practices").status == 503

    folder.with_name("away").rename(folder)
    assert reader.browser.client.get("/healthz").json["status"] == "ok"


def test_waiting_texts_enter_the_tray_with_the_first_request_of_a_new_day(app, teacher: Teacher):
    receipt = teacher.shares("prompt")
    assert teacher.state(receipt) == "waiting"
    days_later(app, 1)
    assert teacher.state(receipt) == "tray"


@pytest.mark.parametrize(("weeks", "left"), [(8, True), (9, False)])
def test_a_declined_text_is_deleted_after_nine_weeks(app, teacher, curriculum, weeks, left):
    receipt = teacher.shares("prompt")
    days_later(app, 1)
    curriculum.decides(curriculum.finds_in_tray("Exit ticket in two minutes"), "decline", words="Not ours.")

    days_later(app, 7 * weeks)

    assert (teacher.shows(receipt).status == 200) is left


def test_the_long_part_of_a_build_stands_back_and_what_holds_the_lock_does_not(released, app):
    def steps_back():
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own, seen = steps_back(), set()
    with app.app_context():
        builder.build(anew=True, done=lambda _: seen.add(steps_back()))

    assert seen == {min(own + 10, 19)}
    assert steps_back() == own
