"""What the page promises, what the document says and what the tests prove is one list."""

import re
from pathlib import Path

import pytest

from portal.district import ROOT, District
from portal.pages import promises

DOCUMENT = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")

ROWS = {match[1]: match[0] for match in re.finditer(r"(?m)^\| (A\d+) \|.*$", DOCUMENT)}


def test_there_are_fourteen_rules_each_promised_once():
    assert [each.rule for each in promises.ALL] == [f"A{number}" for number in range(1, 15)]
    assert list(ROWS) == [each.rule for each in promises.ALL]


@pytest.mark.parametrize("promise", promises.ALL, ids=lambda promise: promise.rule)
def test_what_keeps_a_rule_and_what_proves_it_is_there_and_named_in_the_document(promise):
    named = re.findall(r"`([\w./-]+/[\w./-]+)`", ROWS[promise.rule])

    assert named == [*promise.kept_by, promise.proof]
    assert [path for path in named if not (ROOT / path).is_file()] == []
    assert Path(promise.proof).name.startswith(f"test_{promise.rule.lower()}_")
    assert "def test_" in (ROOT / promise.proof).read_text(encoding="utf-8")


def test_every_proof_belongs_to_a_rule():
    proofs = {path.name.split("_")[1] for path in (ROOT / "tests" / "privacy").glob("test_a[0-9]*.py")}

    assert proofs == {each.rule.lower() for each in promises.ALL}


def test_the_page_says_each_promise_with_the_districts_own_numbers(app, teacher):
    district: District = app.extensions["settings"].district
    page = teacher.open("/promise").text

    for promise in promises.ALL:
        assert promise.name in page
        assert promise.said(district) in page
        assert promise.proof in page


def test_what_a_room_changes_is_said_on_the_page_and_in_the_document(teacher):
    page = teacher.open("/promise").text

    for gap in promises.IN_A_ROOM:
        assert f"{gap.name} {gap.words}" in page
        assert f"- **{gap.name}**" in DOCUMENT
