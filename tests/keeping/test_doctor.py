"""`portal doctor`: each thing that can be wrong is made wrong for real, and then found."""

import logging
import os
import re
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DISTRICT, settings_for
from flask_migrate import downgrade
from people import days_later
from privacy.looking import change, data_of, database_of
from privacy.stories import key_of, publish_guide

from portal import config, snapshot
from portal.amnesty.models import AmnestySignature, Statement
from portal.command import create_app
from portal.db import commit, db, lock, scrub
from portal.keeping import doctor, installation, machine
from portal.keeping.finding import Level
from portal.staff import actions as staff
from portal.staff.roles import Role


@pytest.fixture
def sound(app):
    """A district in which all is well, as far as a test can make it."""
    data_of(app).chmod(0o700)
    config.load({"PORTAL_DATA": str(data_of(app))})
    with app.app_context():
        db.session.add(Statement(version=1, text="Nobody is rated.", content_hash="0" * 64, proposed_on="2026-11-16"))
        db.session.flush()
        for side in (Role.CURRICULUM, Role.UNION):
            db.session.add(AmnestySignature(version=1, side=side, name=f"{side} office", on="2026-11-16"))
        db.session.commit()
    return app


@pytest.fixture
def run(sound):
    """Run the command and give how it ended, and its lines."""

    def command():
        return sound.test_cli_runner().invoke(args=["doctor"])

    return command


def elsewhere(app, **changes):
    """Give the same district under other settings."""
    settings = settings_for(data_of(app), replace(DISTRICT, **changes.pop("district", {})))
    return create_app(replace(settings, **changes))


def found(app, look):
    with app.app_context():
        return look()


def test_where_nothing_is_wrong_it_says_so_line_by_line(run):
    ended = run()

    assert ended.exit_code == 0, ended.stdout
    lines = ended.stdout.splitlines()
    assert all(re.match(r"(well  |look  |      ) \S", line) for line in lines)
    assert "well   The database opens and is whole." in lines
    assert "well   Edition 1 shows the 0 practices that are public." in lines
    assert "well   Without a roster, labels are never finer than a subject and a band of grades." in lines


def test_it_changes_nothing(run, sound):
    before = {path: path.read_bytes() for path in data_of(sound).rglob("*") if path.is_file()}
    days_later(sound, 9)
    run()
    after = {path: path.read_bytes() for path in data_of(sound).rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before if path.suffix != ".db-shm"} == {
        path: bytes_ for path, bytes_ in before.items() if path.suffix != ".db-shm"
    }


def test_a_damaged_database_is_found_and_nothing_is_read_from_it(run, sound):
    with sound.app_context():
        db.session.remove()
        db.engine.dispose()
    with database_of(sound).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)

    ended = run()

    assert ended.exit_code == 1
    assert "wrong  The database is damaged." in ended.stdout
    assert "Edition" not in ended.stdout


def test_a_missing_database_is_found(run, sound):
    with sound.app_context():
        db.session.remove()
        db.engine.dispose()
    for path in data_of(sound).glob("portal.db*"):
        path.unlink()

    ended = run()

    assert ended.exit_code == 1
    assert "wrong  There is no database." in ended.stdout
    assert not database_of(sound).exists()


def test_an_older_database_is_found_and_nothing_is_read_from_it(run, sound):
    with sound.app_context():
        db.session.remove()
        for table in ("amnesty_signature", "amnesty_statement"):
            change(database_of(sound), f"DROP TRIGGER {table}_no_delete")
            change(database_of(sound), f"DELETE FROM {table}")
        downgrade(revision="0001")

    ended = run()

    assert ended.exit_code == 1
    assert "wrong  The database has the form 0001, not" in ended.stdout
    assert "Run `portal upgrade`." in ended.stdout
    assert "amnesty" not in ended.stdout


def test_an_edition_that_is_not_on_the_disk_is_found(run, sound):
    for path in (data_of(sound) / "editions" / "1").iterdir():
        path.unlink()

    assert "wrong  The files of edition 1 are missing or damaged." in run().stdout


def test_an_edition_that_shows_something_else_than_the_database_says_is_found(run, sound, released):
    assert "shows the 5 practices that are public." in run().stdout

    change(database_of(sound), f"DELETE FROM practice WHERE id = '{key_of(sound, 'Three reading levels')}'")

    ended = run()
    assert ended.exit_code == 1
    assert "wrong  Edition 2 shows 5 practices, the database says 4." in ended.stdout


def test_an_edition_that_waits_for_its_builder_is_worth_a_look(run, sound):
    with sound.app_context():
        lock()
        snapshot.want_next()
        commit()

    assert "look   Edition 2 is wanted, and readers still see 1." in run().stdout


def test_what_was_taken_back_a_moment_ago_is_no_mistake(run, sound, released, teacher):
    teacher.takes_back(released["Three reading levels"])
    ended = run()
    assert ended.exit_code == 0
    assert "is wanted, and readers still see" in ended.stdout


def test_deleted_words_that_are_still_in_the_file_are_found(run, sound):
    with closing(sqlite3.connect(database_of(sound))) as reading, sound.app_context():
        reading.execute("BEGIN").execute("SELECT * FROM snapshot").fetchone()
        assert not scrub()

    assert "wrong  Deleted words are still in the database's file" in run().stdout


def test_a_side_without_an_account_is_found(run, sound):
    with sound.app_context():
        staff.disable("curriculum@example.org", by="test")

    ended = run()

    assert ended.exit_code == 1
    assert "wrong  There is no open account for curriculum" in ended.stdout


def test_a_promise_that_only_one_side_has_signed_is_none(app):
    with app.app_context():
        db.session.add(Statement(version=1, text="Nobody is rated.", content_hash="0" * 64, proposed_on="2026-11-16"))
        db.session.flush()
        db.session.add(AmnestySignature(version=1, side=Role.UNION, name="union office", on="2026-11-16"))
        db.session.commit()
    assert found(app, doctor.statement).level is Level.WRONG


def test_a_guide_past_its_date_is_worth_a_look(run, sound, released):
    publish_guide(sound, [key_of(sound, "Three reading levels")])
    assert "well   Issue 1 of the guide is good until 2027-05-31." in run().stdout

    days_later(sound, 300)

    assert "look   Issue 1 of the guide should have been reviewed by 2027-05-31" in run().stdout


@pytest.mark.parametrize(
    ("changes", "look", "level"),
    [
        pytest.param({}, installation.district, Level.WELL, id="a real district, a daily tray"),
        pytest.param({"district": {"invented": True}}, installation.district, Level.LOOK, id="an invented one"),
        pytest.param({"district": {"intake": "at once"}}, installation.district, Level.WRONG, id="texts at once"),
        pytest.param({"district": {"timezone": "UTC"}}, installation.time_zone, Level.LOOK, id="no time zone"),
        pytest.param({}, installation.time_zone, Level.WELL, id="a time zone"),
        pytest.param({"url": "https://practices.example.org"}, installation.address, Level.WELL, id="https"),
        pytest.param({"url": "http://practices.example.org"}, installation.address, Level.WRONG, id="no https"),
        pytest.param({}, installation.address, Level.LOOK, id="this machine alone"),
        pytest.param({"host": "0.0.0.0"}, installation.bind, Level.LOOK, id="open to others"),  # noqa: S104 - on purpose
        pytest.param({}, installation.bind, Level.WELL, id="bound to the loopback"),
    ],
)
def test_settings_that_a_real_district_must_not_have_are_found(sound, changes, look, level):
    finding = found(elsewhere(sound, **changes), look)
    assert finding.level is level
    assert bool(finding.do) is (level is not Level.WELL)


@pytest.mark.parametrize("place", ["", "secret"])
def test_a_folder_or_a_secret_that_others_can_use_is_found(run, sound, place):
    (data_of(sound) / place).chmod(0o755)
    ended = run()
    assert ended.exit_code == 1
    assert f"wrong  Other accounts of this machine can use {data_of(sound) / place}." in ended.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_folder_of_another_account_is_found(run, sound):
    os.chown(data_of(sound), 65534, -1)
    assert "belongs to another account" in run().stdout


def test_a_missing_secret_is_found(run, sound):
    (data_of(sound) / "secret").unlink()
    assert f"wrong  {data_of(sound) / 'secret'} is missing." in run().stdout


def test_a_disk_that_is_too_full_for_what_is_held_is_found(run, sound):
    large = data_of(sound) / "editions" / "1" / "large"
    with large.open("wb") as file:
        # A hole in a file: it counts as large and takes no room.
        file.truncate(os.statvfs(large).f_bavail * os.statvfs(large).f_frsize // 2 + 2**30)

    ended = run()

    assert ended.exit_code == 1
    assert "wrong  The disk has" in ended.stdout


def test_memory_that_may_be_moved_to_a_disk_is_worth_a_look(tmp_path):
    header = "Filename\tType\tSize\tUsed\tPriority\n"
    (tmp_path / "none").write_text(header, encoding="utf-8")
    (tmp_path / "some").write_text(f"{header}/dev/sda2 partition 8388604 0 -2\n", encoding="utf-8")

    assert machine.swap(tmp_path / "none").level is Level.WELL
    assert "/dev/sda2" in machine.swap(tmp_path / "some").sentence
    assert machine.swap(tmp_path / "missing").level is Level.LOOK
    listed = Path("/proc/swaps")
    there = len(listed.read_text(encoding="utf-8").splitlines()) > 1 if listed.exists() else True
    assert machine.swap().level is (Level.LOOK if there else Level.WELL)


@pytest.mark.parametrize(("most", "level"), [(0, Level.WELL), (4096, Level.LOOK)])
def test_a_crash_that_would_write_memory_to_a_file_is_worth_a_look(most, level):
    here = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, here[1]))
    try:
        finding = machine.core_dumps()
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, here)

    assert finding.level is level


def test_the_command_looks_at_the_process_it_runs_in(sound):
    def limit():
        resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))

    environ = os.environ | {"PORTAL_DATA": str(data_of(sound))}
    command = [sys.executable, "-m", "portal", "doctor"]
    ended = subprocess.run(
        command,
        env=environ,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "look   A crash may write memory" in ended.stdout, ended.stderr
    assert "well   Nothing in the program keeps a log." in ended.stdout


def test_a_disk_that_dates_every_reading_is_told_from_one_that_does_not(sound):
    flags = os.statvfs(data_of(sound)).f_flag
    quiet = flags & (os.ST_NOATIME | os.ST_RELATIME)
    assert found(sound, machine.reading_times).level is (Level.WELL if quiet else Level.LOOK)


def test_a_log_that_somebody_added_is_worth_a_look(sound, tmp_path):
    # Whoever runs the tests may keep a log already; the command by itself keeps none, as the test above sees.
    before = machine.logs().sentence
    handler = logging.FileHandler(tmp_path / "access.log")
    logging.getLogger("somebody.else").addHandler(handler)
    try:
        finding = machine.logs()
    finally:
        logging.getLogger("somebody.else").removeHandler(handler)
        handler.close()

    assert "somebody.else" not in before
    assert finding.level is Level.LOOK
    assert "FileHandler of somebody.else" in finding.sentence
