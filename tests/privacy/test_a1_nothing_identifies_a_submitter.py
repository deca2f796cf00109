"""Rule A1: nothing the portal writes identifies a submitter.

A real server runs in a sandbox, and six teachers do everything a teacher can do, each from an address of their own,
with a browser, cookies and words that exist nowhere else. They also make every mistake that is answered with an
error, and speak bad HTTP. While the server still runs, and again after it was stopped, every byte in the sandbox is
looked at: the database and its journal, the editions, what was logged, temporary files, the home folder.

Every other teacher comes through nginx, with the configuration of deploy/, in a frame that logs all it can; what
nginx writes lies in the sandbox and is looked at, too. An administrator works at a shell that says who they are: they
import a form tool's export, release, and make a backup. What the commands say is looked at like a file.

What a green run proves: in all of that there is no address, no header, no draft, no nonce, no receipt and no
withdrawn word, in any of the disguises that `disguises.py` lists; nor any second of the time in which the teachers
were at work, neither as text, nor in a column, nor as the time at which a file or folder was last written or read.
What an author takes back is gone from the database and its journal before the answer arrives, and from the edition
with the next build. Nothing outside the sandbox is open for writing.

What it does not prove: a digest of an address would look like chance, so the columns themselves have to be read for
that. A file that has no name and is gone before the look is not seen. When a file's inode was last changed, and when
it was made, cannot be set by any program, so these times are not compared: they do show when the database was last
written to, and the page about the promise says so. What a kernel keeps, or another proxy, is not the portal's to
delete; nor are words that a backup took along before their author took them back.

Whether the look would see anything is proved in the same way. A second server is given leaks from outside, through
Python's start-up hook, triggers in its database and changed lines for nginx; each has to be caught in its own place
and for its own reason.
"""

import shutil
from collections.abc import Iterator

import pytest
from get_nginx import nginx
from privacy import experiment, leaking, leaks
from privacy.careless import BY_NGINX
from privacy.disguises import needle
from privacy.evidence import Evidence
from privacy.forensics import Scanner
from privacy.fronted import INCLUDE
from privacy.leaking import Leak
from privacy.served import Sandbox
from privacy.submitters import CURRICULUM, DIRECTLY, THROUGH_NGINX

needs_nginx = pytest.mark.skipif(not nginx(), reason="there is no nginx: NOT TESTED")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """A district that is set up, and has not been served yet."""
    sandbox = Sandbox(tmp_path_factory.mktemp("fresh"))
    experiment.set_up(sandbox)
    return sandbox


def copy_of(fresh: Sandbox, name: str, planted: str = "") -> Sandbox:
    folder = fresh.folder.with_name(f"{fresh.folder.name}-{name}")
    shutil.copytree(fresh.folder, folder)
    return Sandbox(folder, planted=planted, zone=fresh.zone)


@pytest.fixture(scope="module")
def clean(fresh) -> Iterator[Evidence]:
    """What the portal leaves behind as it is."""
    sandbox = copy_of(fresh, "clean")
    yield experiment.run(sandbox)
    shutil.rmtree(sandbox.folder)


@pytest.fixture(scope="module")
def leaky(fresh) -> Iterator[Evidence]:
    """What it leaves behind when all leaks are planted at once."""
    sandbox = copy_of(fresh, "leaking", planted=leaks.PLANTED)
    for leak in leaks.LEAKS:
        leak.plant(sandbox.folder)
    weak = sandbox.folder / "elsewhere" / "weak.inc"
    weak.write_text(leaking.weaken(INCLUDE.read_text("utf-8"), BY_NGINX), "utf-8")
    yield experiment.run(sandbox, weak)
    shutil.rmtree(sandbox.folder)


def test_nothing_that_was_written_or_said_tells_who_shared_or_when(clean, record_property):
    needles = len(clean.needles) + len(clean.named)
    looked = f"of {needles} needles in {clean.disguises:,} disguises, in {clean.files} files"
    record_property("A1: traces found", f"{len(clean.found)} {looked} (threshold 0)")

    assert clean.found == []
    assert clean.unsettled == []
    assert clean.elsewhere == []


def test_every_kind_of_refusal_was_provoked(clean):
    here, bad = clean.statuses[DIRECTLY], {name for (way, name) in clean.heard if way == DIRECTLY}

    assert {200, 400, 404, 405, 409, 413, 422, 500, 503} <= here
    assert any(clean.heard[DIRECTLY, name].startswith(b"HTTP/1.1 400") for name in bad)


@needs_nginx
def test_every_kind_of_refusal_was_provoked_through_nginx(clean):
    assert {200, 400, 404, 405, 409, 410, 411, 413, 422, 500, 502, 503} <= clean.statuses[THROUGH_NGINX]


def test_a_command_names_the_columns_it_left_out_and_nothing_that_stood_in_them(clean):
    (header,) = clean.named

    assert f"left out: Timestamp, Email Address, IP, {header.texts[0]}" in clean.said["import"]
    assert "5 came in, 0 are here already, 2 refused" in clean.said["import"]


def test_words_taken_back_are_gone_from_the_database_before_the_answer(clean):
    assert clean.lingering == []


def test_the_look_finds_what_is_meant_to_be_kept(clean):
    kept = Scanner([clean.kept]).look(clean.sandbox.folder)
    staff = {hit.place for hit in Scanner([needle("staff", CURRICULUM)]).look(clean.sandbox.folder)}

    places = {hit.place for hit in kept}
    assert {"data/portal.db practice.title", "data/portal.db practice.words"} <= places
    assert any(place.startswith("data/editions/") and place.endswith("/cards.json") for place in places)
    assert any(place.startswith("data/editions/") and not place.endswith(".json") for place in places)
    assert "data/portal.db staff_member.email" in staff
    assert "backups/portal.tar.gz portal.db practice.title" in places


def test_at_least_twenty_leaks_are_planted():
    assert len({leak.place for leak in leaks.EVERY}) == len(leaks.EVERY) >= 20


@pytest.mark.proof
@pytest.mark.parametrize(
    "leak",
    [pytest.param(leak, id=leak.name, marks=[needs_nginx] if leak in BY_NGINX else []) for leak in leaks.EVERY],
)
def test_a_planted_leak_is_caught_in_its_place_and_for_its_own_reason(leaky, leak: Leak):
    assert reasons(leaky, leak) == leak.reasons


@pytest.mark.proof
@needs_nginx
def test_all_planted_leaks_are_caught(leaky, record_property):
    caught = [leak for leak in leaks.EVERY if reasons(leaky, leak) == leak.reasons]
    record_property("A1: planted leaks caught", f"{len(caught)} of {len(leaks.EVERY)} (threshold: all)")

    assert len(caught) == len(leaks.EVERY)


@pytest.mark.proof
def test_a_table_that_keeps_withdrawn_words_is_seen_before_the_answer(leaky):
    assert "portal.db leak_shadow.title" in {hit.place for hit in leaky.lingering}


@pytest.mark.proof
def test_nothing_is_reported_where_no_leak_was_planted(leaky):
    planted = {place for leak in leaks.EVERY for place in (leak.place, leak.file)} | {"data/portal.db-wal"}

    assert [hit for hit in leaky.found if hit.place not in planted] == []


def reasons(found: Evidence, leak: Leak) -> set[tuple[str, str]]:
    """What was found in the place of a leak, and in which forms."""
    return {(hit.what, hit.form) for hit in found.found if hit.place == leak.place}
