"""`portal records`: all that is held of a practice or a week; the audit says that somebody asked."""

import json
import stat

import pytest
from people import PROMPT, days_later
from privacy.stories import key_of

from portal.staff import audit

CHECKS = PROMPT["checks"]


@pytest.fixture
def portal(app):
    def run(*words):
        return app.test_cli_runner().invoke(args=["records", *words])

    return run


@pytest.fixture
def audited(app):
    """Give what the audit says of records, and what it is about."""

    def lines():
        with app.app_context():
            return [(line.what, line.about) for line in audit.lines() if "records" in line.what]

    return lines


def test_without_a_question_it_counts_everything(portal, released, audited):
    run = portal()

    told = json.loads(run.stdout)
    assert run.exit_code == 0
    assert told["tables"]["practice"]["rows"] == 5
    assert told["tables"]["staff_member"]["rows"] == 3
    assert told["files"]["portal.db"]["found"]["portal.db"] > 10_000
    assert told["unplaced"] == []
    assert audited() == [("wrote the records of what kinds of things are held", None)]


def test_a_public_practice_is_told_in_full_and_the_line_about_it_goes_with_it(app, portal, released, audited, teacher):
    key = key_of(app, PROMPT["title"])

    told = json.loads(portal("--practice", f"http://localhost/practices/{key}").stdout)

    (row,) = told["tables"]["practice"]["rows"]
    assert row["words"]["checks"] == CHECKS
    assert row["tools"] == ["claude"]
    assert audited() == [("wrote the records of a practice", key)]
    teacher.takes_back(released[PROMPT["title"]])
    assert audited() == [("wrote the records of a practice", None)]


def test_a_text_that_waits_is_counted_and_told_only_when_that_is_asked_for(app, portal, teacher, audited):
    teacher.shares("prompt", title="Not public yet")
    key = key_of(app, "Not public yet")

    counted = portal("--practice", key).stdout
    assert CHECKS not in counted
    assert f"withheld: {len(CHECKS)} characters, not public yet" in counted
    assert CHECKS in portal("--practice", key, "--unreleased").stdout

    assert sorted(audited()) == [
        ("wrote the records of a practice", None),
        ("wrote the records of a practice, with words that are not public yet", None),
    ]


def test_a_week_is_told_and_named_in_the_audit(portal, released, audited):
    told = json.loads(portal("--week", "2026-W47").stdout)

    assert len(told["tables"]["practice"]["rows"]) == 5
    assert audited() == [("wrote the records of week 2026-W47", None)]


def test_a_key_that_holds_nothing_is_an_answer_and_no_mistake(portal):
    run = portal("--practice", "0123456789abcdef0123")
    assert run.exit_code == 0
    assert json.loads(run.stdout)["in_short"] == "We hold nothing under this key."


def test_the_bare_key_is_told_while_it_is_kept(app, portal, teacher):
    receipt = teacher.shares("prompt", title="Back again")
    key = key_of(app, "Back again")
    teacher.takes_back(receipt)

    assert json.loads(portal("--practice", key).stdout)["in_short"] == "Only the bare key, until week 2026-W47."
    days_later(app, 7)
    assert json.loads(portal("--practice", key).stdout)["in_short"] == "We hold nothing under this key."


def test_a_file_is_for_one_s_own_eyes_and_holds_what_the_screen_would(portal, released, tmp_path):
    out = tmp_path / "week.json"

    run = portal("--week", "2026-W47", "--out", str(out))

    assert run.exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert len(json.loads(out.read_text(encoding="utf-8"))["tables"]["practice"]["rows"]) == 5
    assert list(tmp_path.glob("*week*")) == [out]


def test_where_no_file_can_be_written_nothing_is_written_and_nothing_is_said_to_be(portal, tmp_path, audited):
    run = portal("--out", str(tmp_path / "nowhere" / "all.json"))

    assert run.exit_code == 1
    assert "can't be written" in run.stderr
    assert audited() == []


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        pytest.param(("--week", "someday"), 1, "Write the week as year and number, such as 2026-W47.", id="no week"),
        pytest.param(("--practice", "bread"), 1, "Give the address of the practice's page", id="no key"),
        pytest.param(("--practice", "0" * 20, "--week", "2026-W47"), 2, "not for both", id="two questions"),
        pytest.param(("--unreleased",), 2, "--unreleased goes with", id="words of nothing"),
        pytest.param(("--everything",), 2, "No such option", id="no such option"),
    ],
)
def test_a_question_that_is_unclear_is_refused_in_one_sentence(portal, words, status, sentence, audited):
    run = portal(*words)

    assert run.exit_code == status
    assert sentence in run.stderr
    assert audited() == []
