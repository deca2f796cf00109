"""Two people change the same words at once: whatever they wrote, no change is dropped unseen."""

from dataclasses import asdict, fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.guide.content import Advice
from portal.web.merging import merge

WORDS = st.sampled_from(["", "one", "two", "three"])
LINES = st.builds(
    Advice,
    heading=WORDS,
    when=WORDS,
    do=WORDS,
    check=WORDS,
    practices=st.lists(WORDS, max_size=2).map(tuple),
    task=WORDS,
    reason=WORDS,
)
NAMES = [field.name for field in fields(Advice)]


@settings(max_examples=60)
@given(LINES, LINES, LINES)
def test_each_change_stands_in_the_result_or_is_asked_about(base, mine, theirs):
    merged = merge(base, mine, theirs)

    was, my, their, now = map(asdict, (base, mine, theirs, merged.value))
    for name in set(NAMES) - set(merged.conflicts):
        for changed in (my[name], their[name]):
            assert changed in (was[name], now[name])
        assert now[name] in (my[name], their[name])
    for name in merged.conflicts:
        assert now[name] == my[name], "what I typed stays in the form"
        assert len({repr(words[name]) for words in (was, my, their)}) == 3, "both changed it, each otherwise"


@settings(max_examples=60)
@given(LINES, LINES, LINES)
def test_it_does_not_matter_who_was_first(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert one.conflicts == other.conflicts
    if not one.conflicts:
        assert one.value == other.value


@settings(max_examples=60)
@given(LINES, LINES, LINES)
def test_whoever_chooses_at_every_conflict_is_not_asked_again(base, mine, theirs):
    first = merge(base, mine, theirs)
    chosen = replace(first.value, **{name: getattr(theirs, name) for name in first.conflicts[::2]})

    again = merge(theirs, chosen, theirs)

    assert again.conflicts == ()
    assert again.value == chosen


@settings(max_examples=60)
@given(LINES, LINES)
def test_where_nobody_knows_what_was_there_every_difference_is_asked_about(mine, theirs):
    merged = merge(None, mine, theirs)

    assert merged.value == mine
    assert merged.conflicts == tuple(name for name in NAMES if getattr(mine, name) != getattr(theirs, name))
