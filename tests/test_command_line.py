"""The command line: one clear sentence, and 0, 1 or 2."""

import json
import os
import socket
import subprocess
import sys

import commands
import pytest
from click.testing import CliRunner, Result
from people import PROMPT, days_later


@pytest.fixture
def portal(app):
    """Run a command as on the command line."""

    def run(*words: str, typed: str = "") -> Result:
        runner = app.test_cli_runner()
        assert isinstance(runner, CliRunner)
        return runner.invoke(args=list(words), input=typed)

    return run


def write(path, *rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def rows(count):
    return [{"title": f"Row {n}", "body": f"Explain {n} {{topic}}", "author": "Somebody"} for n in range(count)]


def test_a_pool_that_is_too_small_is_refused_with_the_reason(portal):
    run = portal("release")
    assert run.exit_code == 1
    assert run.stderr.strip() == (
        "The pool holds 0 of the 5 practices a release needs, so that none stands out. Clear more, or wait."
    )


def test_imported_rows_are_released_and_found(portal, tmp_path, reader):
    file = write(tmp_path / "rows.jsonl", *rows(6))

    brought = portal("import", file, "--cleared")
    assert "6 came in, 0 are here already, 0 refused" in brought.stdout
    assert "left out: author" in brought.stdout
    again = portal("import", file, "--cleared")
    assert "0 came in, 6 are here already, 0 refused" in again.stdout

    released = portal("release")
    assert released.stdout.strip() == "edition 2: 6 practices"
    assert len(reader.finds("q=explain")) == 6
    page = reader.open(reader.open("/practices").one(".card__title a")["href"])
    assert "Brought in from a file" in page.text


def test_a_dry_run_stores_nothing(portal, tmp_path):
    file = write(tmp_path / "rows.jsonl", *rows(3))
    assert "3 would come in" in portal("import", file, "--dry-run").stdout
    assert "3 would come in" in portal("import", file, "--dry-run").stdout


def test_the_weekly_boundary_can_be_skipped_and_the_minimum_cannot(portal, tmp_path):
    for n, count in enumerate((5, 5, 4)):
        marked = [row | {"title": f"{row['title']} of {n}"} for row in rows(count)]
        portal("import", write(tmp_path / f"{n}.jsonl", *marked), "--cleared")
        if n == 0:
            assert portal("release").exit_code == 0
        elif n == 1:
            assert "release this week" in portal("release").stderr
            assert portal("release", "--now").exit_code == 0
        else:
            assert "4 of the 5" in portal("release", "--now").stderr


def test_a_wrong_option_ends_with_two(portal):
    assert portal("release", "--yesterday").exit_code == 2
    assert portal("import", "/no/such/file.csv").exit_code == 2


def test_an_account_is_added_and_closed(portal):
    words = ("staff", "add", "ana@example.org", "--role", "curriculum", "--password-stdin")
    assert portal(*words, "--name", "Ana Lima", typed="correct horse battery\n").exit_code == 0
    assert "ana@example.org\tcurriculum\topen" in portal("staff", "list").stdout
    portal("staff", "disable", "ana@example.org")
    assert "ana@example.org\tcurriculum\tclosed" in portal("staff", "list").stdout
    assert portal("staff", "disable", "bob@example.org").exit_code == 1


def test_the_draft_is_checked_and_no_guide_can_be_exported_before_one_is_published(portal, tmp_path):
    check = portal("guide", "check")
    assert check.exit_code == 1
    assert "Decision tree: It asks nothing yet. Write at least one question." in check.stdout
    assert check.stderr.startswith("The draft can’t be signed yet.")
    export = portal("guide", "export", "--format", "pdf", "--out", str(tmp_path / "guide.pdf"))
    assert export.exit_code == 1
    assert not (tmp_path / "guide.pdf").exists()


def test_reindex_builds_the_same_edition_anew_from_the_database(portal, app, released, reader):
    before = sorted(reader.finds(""))
    assert portal("reindex").exit_code == 0
    assert sorted(reader.finds("")) == before


def test_a_command_turns_the_day(portal, app, teacher):
    receipt = teacher.shares("prompt", title=PROMPT["title"])
    days_later(app, 1)
    portal("staff", "list")
    assert teacher.state(receipt) == "tray"


def test_a_port_that_is_taken_is_not_shared(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        environ = os.environ | {"PORTAL_DATA": str(tmp_path), "PORTAL_BIND": place}
        commands.portal(environ, "init")
        command = [sys.executable, "-m", "portal", "serve"]
        run = subprocess.run(command, env=environ, check=False, capture_output=True, text=True, timeout=60)

    assert run.returncode == 1
    assert run.stderr.strip() == f"Something answers at {place} already. Stop it, or name another port in PORTAL_BIND."


def test_a_folder_without_a_database_is_refused_in_one_sentence(tmp_path):
    environ = os.environ | {"PORTAL_DATA": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "portal", "staff", "list"], env=environ, check=False, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert run.stderr.strip() == "There is no database yet. Run `portal init` first."
