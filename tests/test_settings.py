"""A mistake in the settings stops the start in one sentence that names it, by line and key."""

import os
import subprocess
import sys

import pytest

from portal.config import load
from portal.district import SettingsError, read_district


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        pytest.param(
            'name = "A"\npool_minimum = "five"', "line 2, key 'pool_minimum': write a whole number", id="type"
        ),
        pytest.param('name = "A"\npool_minimum = 3', "line 2, key 'pool_minimum': 3 is too small", id="too small"),
        pytest.param('name = "A"\n\npool_minimun = 6', "line 3, key 'pool_minimun': no such setting", id="spelling"),
        pytest.param('name = "A"\nintake = "hourly"', 'write "daily" or "at once"', id="intake"),
        pytest.param('name = "A"\ntimezone = "Mars"', "'Mars' is no time zone", id="time zone"),
        pytest.param('name = "A"\nschools = [1]', "write a list of names", id="schools"),
        pytest.param('name = "A"\ninvented = "yes"', "write true or false", id="truth"),
        pytest.param("timezone = 'UTC'", "the key 'name' is missing", id="no name"),
        pytest.param('name = "A', "line 1", id="no TOML"),
    ],
)
def test_a_mistake_in_the_districts_file_is_named(tmp_path, lines, sentence):
    path = tmp_path / "district.toml"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(SettingsError, match=sentence.replace("(", r"\(")):
        read_district(path)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"PORTAL_BIND": "somewhere"}, "PORTAL_BIND is 'somewhere'"),
        ({"PORTAL_URL": "practices.example.org"}, "PORTAL_URL is"),
        ({"PORTAL_CLOCK": "noon"}, "PORTAL_CLOCK is 'noon'"),
        ({"PORTAL_CLOCK": "2026-11-21T09:30", "PORTAL_BIND": "0.0.0.0:80"}, "PORTAL_CLOCK is for tests"),
        ({"PORTAL_DISTRICT": "/nowhere.toml"}, "can't be read"),
    ],
)
def test_a_mistake_in_the_environment_is_named(tmp_path, environ, sentence):
    with pytest.raises(SettingsError, match=sentence):
        load({"PORTAL_DATA": str(tmp_path)} | environ)


def test_the_secret_is_made_once_and_is_for_this_account_only(tmp_path):
    first, second = load({"PORTAL_DATA": str(tmp_path)}), load({"PORTAL_DATA": str(tmp_path)})
    assert first.secret == second.secret
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_the_command_line_says_one_sentence_and_ends_with_one(tmp_path):
    district = tmp_path / "district.toml"
    district.write_text('name = "A"\npool_minimum = 3\n', encoding="utf-8")
    environ = os.environ | {"PORTAL_DATA": str(tmp_path), "PORTAL_DISTRICT": str(district)}

    run = subprocess.run(
        [sys.executable, "-m", "portal", "init"], env=environ, capture_output=True, text=True, check=False
    )

    assert run.returncode == 1
    assert run.stderr.strip().endswith("3 is too small. The least is 5.")
    assert len(run.stderr.strip().splitlines()) == 1


def test_the_fast_way_of_reading_can_be_switched_off(tmp_path):
    there = {"PORTAL_DATA": str(tmp_path)}

    assert load(there).bulk
    assert not load(there | {"PORTAL_BULK": "off"}).bulk
