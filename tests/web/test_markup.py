"""Markdown comes out as HTML that can do nothing; a second cleaner agrees."""

import nh3
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as some

from portal.web.markup import TAGS, blanks, plain, to_html, with_blanks

PIECES = [
    "<script>alert(1)</script>", "<img src=x onerror=y>", "[a](javascript:x)", "[b](https://example.org)", "**",
    "`", "1. ", "- ", "\n", "\n\n", "> ", "# ", "<", ">", "&", "&lt;", '"', "](", "![x](https://e.org/i.png)",
    "<a href=data:x>", "mailto:a@b.c", "<!--", "-->", "<style>", "{x}", "    ", "<div onclick=1>", "<svg/onload=1>",
    "[c](<https://a b>)", "[d](//evil.example)", "&#106;avascript:", "\\", "*", "_", "word ",
]  # fmt: skip


def shape(html):
    """Give every element with its attributes, and the text."""
    soup = BeautifulSoup(html, "html.parser")
    return [(tag.name, dict(tag.attrs)) for tag in soup.find_all(True)], soup.get_text()


@example("-->-->-->")
@given(some.lists(some.one_of(some.sampled_from(PIECES), some.text(max_size=5)), max_size=25).map("".join))
def test_a_second_cleaner_finds_nothing_more_to_take_out(text):
    html = str(to_html(text))

    again = nh3.clean(
        html,
        tags=set(TAGS),
        # The class is ours: it stands on a text that is too knotted to be rendered.
        attributes={"a": {"href"}, "ol": {"start"}, "p": {"class"}},
        url_schemes={"https", "mailto"},
        link_rel=None,
    )

    assert shape(again) == shape(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("# Big", "<h4>Big</h4>"),
        ("[page](https://example.org)", '<p><a href="https://example.org">page</a></p>'),
        ("[page](http://example.org)", "<p><a>page</a></p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
    ],
)
def test_markdown_becomes_plain_html(text, html):
    assert str(to_html(text)) == html


def test_invisible_and_turning_characters_are_taken_out():
    assert plain("a\u200bb\u202ec\x00d\r\ne\ufeff ") == "abcd\ne"
    assert plain("평가 👩‍🏫 “ñ”").startswith("평가")


def test_the_blanks_of_a_prompt_are_found_once_and_filled():
    prompt = "Rewrite {article} for {grade}. Keep {article} short. {}"
    assert blanks(prompt) == ["article", "grade"]
    filled = with_blanks(prompt, {"article": "the text"})
    assert "".join(text for text, _ in filled) == "Rewrite the text for {grade}. Keep the text short. {}"
    assert [pair for pair in filled if pair[1]] == [
        ("the text", "article"),
        ("{grade}", "grade"),
        ("the text", "article"),
    ]


@pytest.mark.parametrize("knot", ["[", "[a](", "<", "``a`", "* ", "> ", "**a", "![", "1. ", "- - ", "    "])
def test_a_knotted_text_is_shown_as_it_was_typed(knot):
    text = knot * (8_000 // len(knot)) + "a"
    assert "a" in str(to_html(text))
