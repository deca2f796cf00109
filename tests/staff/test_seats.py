import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.staff import seats
from portal.staff.roles import Role
from portal.staff.seats import Seats

HANDS = [*Role, None]


@pytest.mark.parametrize(
    ("taken", "by", "may"),
    [
        pytest.param(0, None, True, id="the command line adds the first"),
        pytest.param(0, Role.ADMIN, True, id="or an administrator does"),
        pytest.param(0, Role.CURRICULUM, False, id="curriculum never does"),
        pytest.param(1, None, False, id="the command line adds no second"),
        pytest.param(1, Role.ADMIN, False, id="nor does an administrator"),
        pytest.param(1, Role.CURRICULUM, False, id="nor does curriculum"),
        pytest.param(1, Role.UNION, True, id="a representative does"),
        pytest.param(2, Role.UNION, True, id="up to the seats there are"),
        pytest.param(3, Role.UNION, False, id="and no further"),
    ],
)
def test_who_opens_a_union_account(taken, by, may):
    assert (seats.why_not_opened(Role.UNION, Seats(3, taken), by=by) == "") is may


@given(st.integers(1, 9), st.lists(st.tuples(st.sampled_from(["open", "close", "reset"]), st.sampled_from(HANDS))))
def test_once_the_union_has_an_account_nobody_else_touches_its_seats(most, tries):
    taken = 1
    for what, by in tries:
        union = Seats(most, taken)
        if what == "open" and not seats.why_not_opened(Role.UNION, union, by=by):
            assert by is Role.UNION
            taken += 1
        elif what == "close" and not seats.why_not_closed(Role.UNION, union, by=by):
            assert by is Role.UNION
            taken -= 1
        elif what == "reset" and not seats.why_not_reset(Role.UNION, by=by):
            assert by in {Role.UNION, None}
        assert 1 <= taken <= most


@pytest.mark.parametrize("role", [Role.CURRICULUM, Role.ADMIN])
@pytest.mark.parametrize("by", HANDS)
def test_the_other_accounts_are_looked_after_by_whoever_runs_the_machine(role, by):
    refusals = [
        seats.why_not_opened(role, Seats(3, 1), by=by),
        seats.why_not_closed(role, Seats(3, 1), by=by),
        seats.why_not_reset(role, by=by),
    ]

    assert [refusal == "" for refusal in refusals] == [by in {Role.ADMIN, None}] * 3
