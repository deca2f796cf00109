"""Readers search, narrow, and are helped when nothing is there; machines get the same in JSON."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def blank(with_five: Path) -> Path:
    return with_five


def test_filters_show_counts_and_can_be_taken_off(reader):
    page = reader.open("/practices?subject=math")
    facets = {tag.get_text(" ", strip=True) for tag in page.soup.select(".facet__option")}
    assert any("Caught" in text and text.endswith("2") for text in facets)

    chip = page.one(".chips a")
    assert "Mathematics" in chip.get_text()
    assert len(reader.open(str(chip["href"])).titles()) == 5


def test_a_band_is_found_by_each_of_its_grades_and_no_other(reader):
    for grade in ("06", "07", "08", "7", "6-8"):
        assert len(reader.finds(f"grade={grade}")) == 5
    for grade in ("05", "09", "3-5"):
        assert reader.finds(f"grade={grade}") == []


def test_words_are_stemmed_and_marked(reader):
    page = reader.open("/practices?q=level")
    assert page.titles() == ["Three reading levels"]
    assert "levels" in [tag.get_text() for tag in page.soup.select("mark")]


def test_no_result_says_what_is_nearby_and_invites_to_share(reader):
    page = reader.open("/practices?q=level&grade=02")
    assert page.heading == "No practices yet for “level” in grade 2"
    assert "Share the first one" in page.text
    nearby = next(a for a in page.soup.select("main a") if "1 in other grades" in a.get_text())
    assert reader.open(str(nearby["href"])).titles() == ["Three reading levels"]


def test_a_misspelt_word_is_read_as_the_nearest_and_the_page_says_so(reader):
    page = reader.open("/practices?q=raeding")
    assert page.titles()[0] == "Three reading levels"
    assert "No practice has “raeding”. We looked for “reading”." in page.text
    assert page.one("#q")["value"] == "raeding"


def test_a_grade_in_the_words_becomes_a_filter_that_can_be_taken_off(reader):
    page = reader.open("/practices?q=levels+for+7th+graders&subject=math")
    assert page.path.endswith("/practices?q=levels&subject=math&grade=07")
    assert page.titles() == ["Three reading levels"]
    assert "Grade 7" in " ".join(chip.get_text(" ", strip=True) for chip in page.soup.select(".chips a"))


def test_titles_and_words_are_offered_while_somebody_types(reader):
    answer = reader.browser.client.get("/practices/complete?q=three+rea")
    assert [each["title"] for each in answer.json["titles"]] == ["Three reading levels"]
    assert "reading" in answer.json["words"]
    assert reader.browser.client.get("/practices/complete").json == {"titles": [], "words": []}


def test_a_page_past_the_end_is_empty_and_leads_back(reader):
    page = reader.open("/practices?page=9")
    assert page.status == 200
    assert page.titles() == []
    assert "past the end" in page.text
    assert "of 1" not in page.text
    assert not page.soup.select(".pager")


def test_the_api_says_the_same(reader):
    answer = reader.browser.client.get("/api/practices?q=level&subject=math").json
    assert answer["total"] == 1
    assert answer["pages"] == 1
    card = answer["results"][0]
    assert card["title"] == "Three reading levels"
    assert card["grade"] == ["6-8"]
    assert card["checks"] == "I answer each question myself."
    assert {"value": "math", "text": "Mathematics", "count": 1} in answer["facets"]["subject"]
    one = reader.browser.client.get(f"/api/practices/{card['id']}").json
    assert one["practice"] == card
    assert "receipt" not in str(one)
    assert "2026" not in str(one)


def test_the_api_says_what_is_not_there(reader):
    answer = reader.browser.client.get("/api/practices/0000000000")
    assert answer.status_code == 404
    assert "not here" in answer.json["error"]


def test_blanks_are_filled_without_script_and_without_an_address(reader):
    page = reader.open("/practices").follow("Three reading levels")
    filled = page.send(form="form[data-fill]", **{"blank-1": "fractions & <b>decimals</b>"})

    assert (
        "Write an exit ticket on fractions & <b>decimals</b> with three questions." in filled.one("#prompt").get_text()
    )
    assert "?" not in filled.path
    assert filled.answer.headers["Cache-Control"] == "no-store"


def test_a_hostile_query_is_answered_calmly(reader):
    for query in ("q=" + "a" * 10_000, "q=%00%1b*", "q=the+of", "q=%22%22", "page=-1", "page=99999999999999999999"):
        assert reader.open(f"/practices?{query}").status == 200


def test_home_shows_what_is_new_and_the_grid(reader):
    page = reader.open("/")
    assert len(page.titles()) == 5
    assert page.one(".grid").get_text(" ", strip=True).count("Mathematics") == 1
