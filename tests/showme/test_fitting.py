"""What fits on one screen: no word is lost, and nothing runs over its edge."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.showme import fitting

LONGEST = 12
"""Characters of the longest word here: where a line is broken between words, so many may be missing at its end."""

TEXTS = st.lists(
    st.tuples(st.sampled_from(["{}", "- {}\n- {}", "{}:\n\n- {}\n- {}", "{}. {}"]), st.integers(1, 150)),
    min_size=1,
    max_size=5,
).map(lambda made: "\n\n".join(form.replace("{}", " ".join(["word", "lengthened"] * many)) for form, many in made))


def rows(page):
    """Count the rows of a page, broken between words as a browser does it, and the gaps between paragraphs."""
    return sum(len(textwrap.wrap(line, fitting.ACROSS + LONGEST)) or 1 for line in page.split("\n"))


@settings(max_examples=60)
@given(TEXTS)
def test_an_amnesty_statement_is_shown_in_full_and_each_part_fits(text):
    pages = fitting.text_pages(text)

    assert " ".join(pages).split() == text.split()
    assert max(map(rows, pages)) <= fitting.TEXT_LINES


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["", "a", "b"]), st.integers(1, 3)), max_size=30))
def test_a_list_is_shown_in_full_and_each_screen_fits(things):
    things.sort(key=lambda thing: thing[0])
    pages = [things[page] for page in fitting.list_pages(things)]

    assert [thing for page in pages for thing in page] == things
    for page in pages:
        headings = {heading for heading, _ in page} - {""}
        assert sum(lines for _, lines in page) + len(headings) <= fitting.LIST_LINES


def test_what_a_list_announces_is_not_left_behind():
    text = "word " * 70 + "\n\nNot covered:\n\n- a student in danger"

    assert fitting.text_pages(text)[-1] == "Not covered:\n\n- a student in danger"


def test_a_long_paragraph_is_cut_after_a_sentence_and_not_in_bold_words():
    text = "Short. " * 40 + "**" + "Bold. " * 40 + "**" + " end." * 40

    pages = fitting.text_pages(text)

    assert len(pages) > 1
    assert all(page.endswith((".", "**")) for page in pages)
    assert all(page.count("**") % 2 == 0 for page in pages)
