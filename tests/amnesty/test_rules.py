import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.amnesty import rules
from portal.staff.roles import SIDES, Role

SIGNED = st.dictionaries(st.integers(1, 50), st.frozensets(st.sampled_from(Role)))


@given(SIGNED)
def test_in_force_is_the_newest_version_that_both_sides_signed(signed):
    both = [version for version, sides in signed.items() if sides >= SIDES]

    assert rules.in_force(signed) == (max(both) if both else 0)


@given(SIGNED, st.integers(51, 99), st.frozensets(st.sampled_from(Role)))
def test_a_newer_text_takes_nothing_from_the_one_in_force_until_both_sides_sign_it(signed, version, sides):
    after = rules.in_force(signed | {version: sides})

    assert after == (version if sides >= SIDES else rules.in_force(signed))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", "Write what both sides promise first.", id="nothing"),
        pytest.param(" \n\t", "Write what both sides promise first.", id="only spaces"),
        pytest.param("x" * 4_001, "Make the statement shorter by 1: 4,000 characters is the most.", id="too long"),
        pytest.param(
            "As before.", "These are the words that stand already. Change something, or leave them.", id="same"
        ),
        pytest.param("x" * 4_000, "", id="as long as it may be"),
        pytest.param("x", "", id="as short as it may be"),
    ],
)
def test_what_may_be_proposed(text, sentence):
    assert rules.why_not_proposed(text, {"As before."}) == sentence


@pytest.mark.parametrize("role", Role)
def test_both_sides_sign_and_nobody_else(role):
    assert rules.may_sign(role) is (role in {Role.CURRICULUM, Role.UNION})
