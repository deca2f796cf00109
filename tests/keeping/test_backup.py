"""A backup brings the site back as it was, and nothing that its authors took back since."""

import gzip
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from browser import Browser
from click.testing import CliRunner, Result
from conftest import DISTRICT, settings_for
from flask import Flask
from flask_migrate import downgrade
from people import FIVE, Teacher, both_sign, days_later
from privacy.stories import key_of, let_all_out, member, share

from portal import clock
from portal.command import create_app
from portal.db import db
from portal.drafting.models import Signature
from portal.keeping import in_use
from portal.practices.models import Practice
from portal.staff.roles import Role
from portal.trials import actions as trials

DAY = "2026-11-24"
"""The day on which backups are made here: a week and a day after the first."""

TITLES = [title for _, title in FIVE]


@dataclass
class Site:
    """A portal on a machine, as whoever runs it sees it."""

    app: Flask

    @property
    def data(self) -> Path:
        return self.app.extensions["settings"].data

    def run(self, *words: object, typed: str = "") -> Result:
        """Run a command as on the command line."""
        runner = self.app.test_cli_runner()
        assert isinstance(runner, CliRunner)
        return runner.invoke(args=[str(word) for word in words], input=typed)

    def teacher(self) -> Teacher:
        return Teacher(Browser(self.app.test_client()))

    def rows(self) -> dict[str, list[str]]:
        """Read every table but those of the hour, and those that tell of the backup itself."""
        left = {"staff_session", "staff_attempt", "snapshot", "audit_line"}
        with closing(sqlite3.connect(self.data / "portal.db")) as database:
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in names - left}

    def audit(self) -> list[str]:
        with closing(sqlite3.connect(self.data / "portal.db")) as database:
            return [what for (what,) in database.execute("SELECT what FROM audit_line")]

    def files(self) -> set[str]:
        """List what lies in its folder; who runs there, and the open journal, is no matter."""
        return {path.name for path in self.data.iterdir()} - {"serving.lock", "portal.db-wal", "portal.db-shm"}

    def copy(self, folder: Path, *, empty: bool = False) -> "Site":
        """Another machine on the same day: with the same files, or with the portal alone."""
        folder.mkdir() if empty else shutil.copytree(self.data, folder)
        other = create_app(settings_for(folder, self.app.extensions["settings"].district))
        other.extensions["clock"] = self.app.extensions["clock"]
        return Site(other)


@pytest.fixture
def site(app):
    return Site(app)


@pytest.fixture
def public(app):
    """Five practices that are public, with their receipts by title; a week has passed."""
    client = app.test_client()
    receipts = {title: share(app, client, kind, title=title) for kind, title in FIVE}
    let_all_out(app)
    return receipts


@pytest.fixture
def file(tmp_path):
    """Where the backup goes: a folder of its own, so that what is left beside it is seen."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "portal.tar.gz"


def test_on_a_new_machine_rows_receipts_and_pages_are_as_they_were(site, file, public, tmp_path):
    waiting = site.teacher().shares("prompt", title="Still waiting")
    days_later(site.app, 1)
    assert site.teacher().state(waiting) == "tray"
    before = site.rows()
    assert site.run("backup", file).exit_code == 0

    new = site.copy(tmp_path / "new", empty=True)
    restored = new.run("restore", file)

    assert restored.exit_code == 0, restored.output
    assert "Authors can do it again with their receipts" in restored.output
    assert new.rows() == before
    assert sorted(new.teacher().finds("")) == sorted(TITLES)
    assert new.teacher().state(waiting) == "tray"
    assert new.teacher().state(public[TITLES[0]]) == "released"
    assert (new.data / "secret").read_text() == site.app.extensions["settings"].secret


def ruled(app: Flask, title: str, why: str) -> None:
    """Let staff set a level, with a reason of their own."""
    key = key_of(app, title)
    with app.app_context():
        trials.rule(key, "tried", why, by=member("union"))


def test_what_was_taken_back_since_stays_gone(site, file, public, teacher, curriculum):
    first, second, third, *others = TITLES
    waiting = teacher.shares("prompt", title="To be corrected: vxqzbefore")
    for title in (first, third):
        ruled(site.app, title, "Our department's: vxqzbefore")
    assert site.run("backup", file).exit_code == 0
    teacher.takes_back(public[first])
    teacher.takes_back(public[second], quietly=True)
    teacher.shows(waiting).send("Correct").send(title="Better words").send("Put the new words in place")
    down = teacher.shows(public[third]).follow("See it as colleagues do").path
    curriculum.open(f"/staff{down}").send("Take it down now", words="It names a student.")
    days_later(site.app, 1)

    restored = site.run("restore", file)

    assert restored.exit_code == 0, restored.output
    assert "1 of its practices stayed out: they are gone" in restored.output
    assert sorted(teacher.finds("")) == sorted(others)
    assert [teacher.shows(public[title]).status for title in (first, second)] == [404, 404]
    assert teacher.state(public[third]) == "taken down"
    assert "Better words" in teacher.shows(waiting).text
    left = b"".join(path.read_bytes() for path in site.data.rglob("*") if path.is_file())
    assert b"vxqzbefore" not in left


def test_what_authors_said_is_allowed_is_counted_once_and_stays_off_their_rows(site, file):
    client = site.app.test_client()
    for _, title in FIVE:
        share(site.app, client, "prompt", title=title, allowed="no")
    site.run("backup", file)
    let_all_out(site.app)
    counted = site.rows()["allowed_count"]
    assert len(counted) == 3

    site.run("restore", file)

    assert site.rows()["allowed_count"] == counted
    with site.app.app_context():
        assert set(db.session.scalars(db.select(Practice.allowed))) == {""}


def test_what_was_shared_since_is_lost_and_the_audit_is_not(site, file, public, teacher, curriculum):
    site.run("backup", file)
    since = teacher.shares("prompt", title="Shared since")
    days_later(site.app, 1)
    curriculum.clears_everything()

    restored = site.run("restore", file)

    assert "its receipts lead nowhere" in restored.output
    assert teacher.shows(since).status == 404
    assert {"cleared a practice for the pool", f"restored the backup of {DAY}"} <= set(site.audit())


def test_a_database_that_is_older_than_the_backup_keeps_nothing_out(site, file, public, tmp_path):
    older = site.copy(tmp_path / "older")
    days_later(site.app, 1)
    since = site.teacher().shares("prompt", title="Shared since")
    site.run("backup", file)
    older.app.extensions["clock"] = site.app.extensions["clock"]

    restored = older.run("restore", file)

    assert restored.exit_code == 0, restored.output
    assert older.teacher().state(since) == "tray"
    assert [row for row in older.rows()["practice"] if "'tray'" not in row] == [
        row for row in site.rows()["practice"] if "'waiting'" not in row
    ]


def test_a_database_that_cannot_be_read_is_replaced(site, file, public, teacher):
    site.run("backup", file)
    (site.data / "portal.db").write_bytes(b"SQLite format 3\0" + os.urandom(5000))

    restored = site.run("restore", file)

    assert restored.exit_code == 0, restored.output
    assert sorted(teacher.finds("")) == sorted(TITLES)


def test_a_backup_of_an_older_version_takes_the_steps_it_lacks(site, file, public, tmp_path):
    before = site.rows()
    old = site.copy(tmp_path / "old")
    with old.app.app_context():
        downgrade(revision="0001")
        db.session.remove()
        db.engine.dispose()
    site.run("backup", file)
    file.write_bytes(packed(held(file) | {"portal.db": (old.data / "portal.db").read_bytes()}))

    new = site.copy(tmp_path / "new", empty=True)
    restored = new.run("restore", file)

    assert restored.exit_code == 0, restored.output
    assert new.rows()["practice"] == before["practice"]


def test_staff_have_to_sign_in_again(site, file, curriculum):
    site.run("backup", file)
    site.run("restore", file)

    assert curriculum.browser.open("/staff/").heading == "Sign in"
    assert curriculum.signs_in().browser.open("/staff/").heading == "Your desk"


def test_a_backup_of_another_district_is_refused_and_nothing_changes(site, file, public, tmp_path):
    site.run("backup", file)
    folder = tmp_path / "elsewhere"
    shutil.copytree(site.data, folder)
    elsewhere = Site(create_app(settings_for(folder, replace(DISTRICT, name="Prairie Unified"))))
    before = elsewhere.rows()

    refused = elsewhere.run("restore", file)

    assert refused.exit_code == 1
    assert "This is a backup of Harbor Unified, and here is Prairie Unified." in refused.output
    assert elsewhere.rows() == before


def test_a_signature_under_the_guides_draft_has_to_be_given_again(site, file, public):
    with site.app.app_context():
        db.session.add(Signature(side=Role.UNION, name="union office", on=DAY, content_hash="0" * 64))
        db.session.commit()
    site.run("backup", file)

    site.run("restore", file)

    assert site.rows()["signature"] == []


def test_a_backup_says_when_to_delete_it_and_knows_no_hour(site, file, public):
    said = site.run("backup", file)

    assert said.stdout == f"{file}: {file.stat().st_size:,} bytes. Delete it by 2026-12-24.\n"
    assert json.loads(held(file)["manifest.json"]) == {
        "district": "Harbor Unified",
        "edition": 2,
        "made": DAY,
        "delete_by": "2026-12-24",
    }
    assert "wrote a backup" in site.audit()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with site.app.app_context():
        assert file.stat().st_mtime == clock.start_of_day()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_same_state_gives_the_same_bytes(site, file, public, tmp_path):
    same = site.copy(tmp_path / "same")

    site.run("backup", file)
    same.run("backup", tmp_path / "second.tar.gz")

    assert file.read_bytes() == (tmp_path / "second.tar.gz").read_bytes()


def test_words_taken_back_before_and_who_is_signed_in_are_not_in_it(site, file, teacher, curriculum):
    teacher.takes_back(teacher.shares("prompt", title="Never mind: vxqzgone"))

    site.run("backup", file)

    inside = held(file)["portal.db"]
    assert b"vxqzgone" not in inside
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(inside)
        assert database.execute("SELECT count(*) FROM staff_member").fetchone() == (3,)
        assert database.execute("SELECT count(*) FROM staff_session").fetchone() == (0,)


def test_what_came_in_on_the_day_of_a_backup_looks_like_what_came_before(site, file, public, teacher, reader):
    teacher.shares("prompt", title="The day before")
    days_later(site.app, 1)
    shared = teacher.shares("prompt", title="The same day")
    page = teacher.shows(public[TITLES[0]]).follow("See it as colleagues do").path
    reader.open(f"{page}/tried").send("Send my report", outcome="worked", note="I had it shorten the list.")
    reader.open(f"{page}/report").send("Report it", words="The link is old.")

    site.run("backup", file)

    assert teacher.state(shared) == "waiting"
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(held(file)["portal.db"])
        assert copy.execute("SELECT DISTINCT state FROM practice WHERE state <> 'released'").fetchall() == [("tray",)]
        assert copy.execute("SELECT reading FROM trial").fetchall() == [("tray",)]
        assert copy.execute("SELECT waiting FROM problem").fetchall() == [(0,)]


def test_accounts_stay_as_they_are_here(site, file, public, reader):
    site.run("backup", file)
    site.run("staff", "disable", "admin@example.org")
    site.run("staff", "password", "union@example.org", "--password-stdin", typed="five yellow marker pens\n")

    restored = site.run("restore", file)

    assert "Accounts and passwords stayed as they were here." in restored.output
    assert "Somebody outside the union set its password" in reader.open("/promise").text
    assert "admin@example.org\tadmin\tclosed" in site.run("staff", "list").output
    signed_in = reader.browser.open("/staff/login").send(
        "Sign in", email="union@example.org", password="five yellow marker pens"
    )
    assert signed_in.heading == "Your desk"


def test_no_statement_is_lost_or_changed_by_a_restore(site, file, public):
    first = both_sign(site.app)
    site.run("backup", file)
    second = both_sign(site.app, "Another statement.")
    signed = {table: rows for table, rows in site.rows().items() if table.startswith("amnesty")}

    restored = site.run("restore", file)

    assert restored.exit_code == 0, restored.output
    assert len(signed["amnesty_statement"]) == first + 1 == second
    assert {table: rows for table, rows in site.rows().items() if table.startswith("amnesty")} == signed


def test_a_file_that_is_there_is_not_overwritten(site, file):
    file.write_bytes(b"somebody's")

    refused = site.run("backup", file)

    assert refused.exit_code == 1
    assert refused.stderr.strip() == f"{file} is there already. Name a file that is not there yet."
    assert file.read_bytes() == b"somebody's"


@pytest.mark.parametrize("place", ["missing/portal.tar.gz", "a-file/portal.tar.gz"])
def test_a_place_that_takes_no_file_is_named(site, tmp_path, place):
    (tmp_path / "a-file").write_bytes(b"")

    refused = site.run("backup", tmp_path / place)

    assert refused.exit_code == 1
    assert "can't be written" in refused.stderr
    assert "wrote a backup" not in site.audit()


def test_a_disk_that_is_full_half_way_leaves_no_backup(site, file, public):
    run = on_a_small_disk(site, 2, "backup", file)

    assert run.returncode == 1
    assert run.stderr.strip() == f"{file} can't be written (File too large). Nothing was kept."
    assert list(file.parent.iterdir()) == []
    assert "wrote a backup" not in site.audit()


def test_a_disk_that_is_full_half_way_through_a_restore_changes_nothing(site, file, public):
    site.run("backup", file)
    before, files = site.rows(), site.files()

    run = on_a_small_disk(site, 64, "restore", file)

    assert run.returncode == 1
    assert "can't be written (File too large). Nothing was changed." in run.stderr
    assert site.rows() == before
    # Starting as a program of its own, the portal makes the secret that this test's settings bring along.
    assert site.files() == files | {"secret"}


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"no archive at all", id="something else"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut off"),
        pytest.param(lambda whole: whole[:999] + bytes([whole[999] ^ 1]) + whole[1000:], id="one byte changed"),
        pytest.param(lambda _: gzip.compress(b"a text"), id="no archive"),
        pytest.param(lambda whole: packed(held_in(whole) | {"manifest.json": b"{}"}), id="no note"),
        pytest.param(lambda _: a_link_to_itself("portal.db"), id="a link to itself"),
        pytest.param(lambda whole: packed(held_in(whole) | {"portal.db": b"no database" * 900}), id="no database"),
        pytest.param(
            lambda whole: packed(held_in(whole) | {"portal.db": held_in(whole)["portal.db"][:9000]}),
            id="half a database",
        ),
    ],
)
def test_a_damaged_file_is_refused_and_nothing_changes(site, file, damaged):
    site.run("backup", file)
    file.write_bytes(damaged(file.read_bytes()))
    before, files = site.rows(), site.files()

    refused = site.run("restore", file)

    assert refused.exit_code == 1
    assert refused.stderr.strip() == (
        "This file is no backup of the portal, or it is damaged. Nothing was changed. Take another one."
    )
    assert (site.rows(), site.files()) == (before, files)


def test_a_backup_of_a_newer_version_is_refused(site, file):
    site.run("backup", file)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(held(file)["portal.db"])
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
        file.write_bytes(packed(held(file) | {"portal.db": database.serialize()}))

    refused = site.run("restore", file)

    assert refused.exit_code == 1
    assert "made by a newer version of the portal" in refused.stderr


def test_while_a_server_runs_nothing_is_restored(site, file):
    site.run("backup", file)
    with site.app.app_context(), in_use.hold(site.data), in_use.hold(site.data):
        refused = site.run("restore", file)

    assert refused.exit_code == 1
    assert refused.stderr.strip() == "A server is running on this data. Stop it, restore, then start it again."
    assert site.run("restore", file).exit_code == 0


def test_while_a_backup_is_restored_no_server_starts(site):
    with site.app.app_context(), in_use.alone(site.data):
        refused = site.run("serve")

    assert refused.exit_code == 1
    assert refused.stderr.strip() == "A backup is being restored here. Wait until it is done, then start again."


def on_a_small_disk(site, kilobytes, *words):
    """Run a command that cannot make a file larger than this: it fails in the middle, as on a full disk."""
    limited = f"ulimit -f {kilobytes}; trap '' XFSZ; exec \"$@\""
    command = ["bash", "-c", limited, "bash", sys.executable, "-m", "portal", *map(str, words)]
    district = site.data.with_name("district.toml")
    district.write_text(f'name = "{DISTRICT.name}"\ntimezone = "{DISTRICT.timezone}"\n', encoding="utf-8")
    environ = os.environ | {
        "PORTAL_DATA": str(site.data),
        "PORTAL_DISTRICT": str(district),
        "PORTAL_CLOCK": f"{DAY}T09:30",
    }
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)


def held(file):
    """Unpack a backup: the bytes of each file in it."""
    return held_in(file.read_bytes())


def held_in(whole):
    with tarfile.open(fileobj=BytesIO(gzip.decompress(whole))) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def packed(files):
    """Pack files as a backup does."""
    whole = BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, BytesIO(data))
    return gzip.compress(whole.getvalue())


def a_link_to_itself(name):
    whole = BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = tarfile.SYMTYPE, name
        archive.addfile(member)
    return gzip.compress(whole.getvalue())
