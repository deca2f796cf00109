"""What changed between two wordings of the guide: nothing that changed is left out, and nothing else is shown."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.guide.compare import changes
from portal.guide.content import Advice, Content
from portal.guide.document import Answer, Question
from portal.guide.runs import Sign, words

LEVELS = Advice("Three levels", "Before a talk.", "Ask for three levels of one text.", "Compare numbers.", ("a" * 20,))
EXIT = Advice("Exit ticket", "At the end.", "Ask for three questions.", "Answer each yourself.", ("b" * 20,), "plan")
KEY = Advice("Keys go wrong", "Signs.", "Work it by hand.", "Two times.", ("c" * 20,))

GUIDE = Content(
    audience="For all who teach here.",
    sentence="Look twice before students see it.",
    tree=(Question(1, "Could it name a student?", Answer("Take the name out."), Answer("Go ahead.")),),
    never_paste=("Names", "Grades"),
    promise=("No one is rated.",),
    made="From practices.",
    contact="The curriculum office",
    change="First issue.",
    review_by="2027-05-31",
    works=(LEVELS, EXIT),
    caught=(KEY,),
)

WORDS = st.lists(st.sampled_from(["ask", "for", "three", "levels", "levels.", "Now,", "\n", "—"]), max_size=12).map(
    " ".join
)


def told(before: Content, after: Content) -> list[tuple[str, list[str]]]:
    return [(place.heading, [change.label for change in place.changes]) for place in changes(before, after)]


def test_the_same_guide_changed_nothing():
    assert changes(GUIDE, replace(GUIDE)) == ()


def test_each_field_is_told_at_its_place():
    after = replace(
        GUIDE,
        sentence="Look three times before students see it.",
        tree=(replace(GUIDE.tree[0], no=Answer(next=2)), Question(2, "Is it graded?", Answer("Ask."), Answer("Go."))),
        works=(replace(LEVELS, do="Ask for two levels of one text."), EXIT),
        never_paste=("Names", "Grades", "Photos"),
        review_by="2027-06-30",
    )

    assert told(GUIDE, after) == [
        ("Start here", ["Main sentence"]),
        ("Question 1", ["If no"]),
        ("Question 2", ["The question", "If yes", "If no"]),
        ("What works here: “Three levels”", ["Do"]),
        ("What we caught", ["Never paste"]),
        ("What we promise you", ["Review by"]),
    ]
    assert "".join(text for _, text in changes(GUIDE, after)[-1].changes[0].runs) == "May 31, 2027June 30, 2027"
    assert changes(GUIDE, after)[0].changes[0].runs == (
        (Sign.KEPT, "Look "),
        (Sign.REMOVED, "twice "),
        (Sign.ADDED, "three times "),
        (Sign.KEPT, "before students see it."),
    )


def test_a_line_is_known_again_under_another_heading_and_at_another_place():
    renamed = replace(EXIT, heading="Leave with one question")

    assert told(GUIDE, replace(GUIDE, works=(renamed, LEVELS))) == [
        ("What works here: “Leave with one question”", ["Heading"]),
        ("What works here", ["Order"]),
    ]


def test_lines_that_came_and_went_are_told_whole():
    after = replace(GUIDE, works=(LEVELS,), caught=(KEY, EXIT))

    assert told(GUIDE, after) == [
        ("What works here: “Exit ticket”, taken out", ["Heading", "When", "Do", "Check", "Job", "Rests on"]),
        ("What we caught: “Exit ticket”, new", ["Heading", "When", "Do", "Check", "Job", "Rests on"]),
    ]


def test_practices_and_jobs_are_called_by_their_names():
    place = changes(
        GUIDE, replace(GUIDE, works=(LEVELS,)), {"b" * 20: "Exit ticket in two minutes", "plan": "Planning"}
    )[0]

    assert {"Exit ticket in two minutes\n", "Planning"} <= {words for c in place.changes for _, words in c.runs}


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_both_texts_can_be_read_back(before, after):
    runs = words(before, after)

    if before == after:
        assert runs == ()
        return
    assert "".join(text for sign, text in runs if sign is not Sign.REMOVED) == after
    assert "".join(text for sign, text in runs if sign is not Sign.ADDED).split() == before.split()
    assert any(sign is not Sign.KEPT for sign, _ in runs)


@settings(max_examples=60)
@given(st.permutations([LEVELS, EXIT, KEY]), st.permutations([LEVELS, EXIT, KEY]), st.integers(0, 3), st.integers(0, 3))
def test_two_guides_differ_when_and_only_when_something_is_told(one, other, most, least):
    before, after = replace(GUIDE, works=tuple(one[:most])), replace(GUIDE, works=tuple(other[:least]))

    assert bool(changes(before, after)) == (before != after)
