"""What is said of a cell points at nobody, and what is proposed is what the guide lacks most."""

from hypothesis import given
from hypothesis import strategies as st

from portal.gap import rules
from portal.gap.rules import ALL, At, Cell, Covered, Said, Seen

NUMBERS = st.integers(min_value=0, max_value=60)

ALIKE = st.lists(
    st.builds(
        Seen,
        places=st.lists(st.sampled_from(["math", "english", "any"]), min_size=1, unique=True).map(tuple),
        task=st.sampled_from(["", "prep", "feedback", "reports"]),
        caught=st.booleans(),
        cited=st.booleans(),
    ),
    max_size=30,
)


@given(NUMBERS, NUMBERS)
def test_nothing_is_said_of_fewer_than_five_answers(yes, others):
    assert (rules.said(yes, others) is Said.NOTHING) == (yes + others < 5)


@given(st.integers(min_value=5, max_value=60), st.data())
def test_not_even_who_knows_one_answer_can_tell_another(together, data):
    yes = data.draw(st.integers(min_value=0, max_value=together))
    my_own = data.draw(st.sampled_from([answer for answer, times in ((1, yes), (0, together - yes)) if times]))

    heard = rules.said(yes, together - yes)

    # How many of the others may have said yes, going by what is heard and one's own answer.
    possible = [n for n in range(together) if rules.said(n + my_own, together - n - my_own) is heard]
    assert max(possible) > 0
    assert min(possible) < together - 1


@given(NUMBERS, NUMBERS)
def test_yes_and_not_a_yes_weigh_the_same(yes, others):
    turned = {Said.YES: Said.NOT_SURE, Said.NOT_SURE: Said.YES}
    heard = rules.said(yes, others)
    assert rules.said(others, yes) is turned.get(heard, heard)


@given(ALIKE)
def test_every_practice_with_a_job_stands_once_in_each_of_its_places_and_nowhere_else(seen):
    found = rules.cells(seen, named=["feedback"], answers={})

    assert sum(cell.practices for cell in found.values()) == sum(len(each.places) for each in seen if each.task)
    assert all(0 <= cell.caught <= cell.practices for cell in found.values())
    for at, cell in found.items():
        cited = any(each.cited for each in seen if each.task == at.task and at.place in each.places)
        assert (cell.covered is Covered.CITED) == cited
        assert (cell.covered is Covered.NOTHING) == (not cited and at.task != "feedback")


@given(ALIKE)
def test_what_is_proposed_is_what_the_guide_has_nothing_for_the_fullest_first(seen):
    found = rules.cells(seen, named=["feedback"], answers={})

    proposed = rules.next_up(found)

    assert len(proposed) <= 5
    assert all(not found[at].covered and found[at].practices for at in proposed)
    weights = [found[at].weight for at in proposed]
    assert weights == sorted(weights, reverse=True)
    left_out = [cell.weight for at, cell in found.items() if not cell.covered and at not in proposed]
    assert not left_out or (len(proposed) == 5 and max(left_out) <= weights[-1])


def test_of_two_that_weigh_the_same_the_one_teachers_doubt_comes_first():
    sure, unsure = At("math", "admin"), At("math", "prep")

    def cell(said):
        return Cell(practices=3, caught=0, left_out=0, covered=Covered.NOTHING, said=said)

    assert rules.next_up({sure: cell(Said.YES), unsure: cell(Said.NOT_SURE)}) == [unsure, sure]


def test_what_is_said_of_a_job_as_a_whole_belongs_to_no_place():
    seen = [Seen(("math",), "prep", caught=False, cited=False)]

    found = rules.cells(seen, named=(), answers={At(ALL, "prep"): Said.YES})

    assert [(at.place, cell.said) for at, cell in found.items()] == [("math", Said.NOTHING)]
