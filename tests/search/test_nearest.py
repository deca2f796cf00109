"""What helps when nothing was found."""

from portal.search.criteria import Criteria
from portal.search.nearest import Unknown


def found_by(nearest):
    return [(way.what, way.total) for way in nearest.ways]


def test_each_filter_is_tried_without_and_the_largest_answer_comes_first(index):
    nearest = index.nearest(Criteria(q="fractions", subject=("science",), grade=("07",)))

    assert found_by(nearest) == [("q", 2), ("subject", 1)]
    assert nearest.ways[1].criteria == Criteria(q="fractions", grade=("07",))
    assert (nearest.unknown, nearest.corrected) == ((), None)


def test_a_grade_is_widened_to_its_band(index):
    nearest = index.nearest(Criteria(q="fractions", grade=("08",)))

    assert ("band", 1) in found_by(nearest)
    assert nearest.ways[found_by(nearest).index(("band", 1))].criteria == Criteria(q="fractions", grade=("6-8",))


def test_minutes_are_dropped_too(index):
    nearest = index.nearest(Criteria(subject=("math",), minutes=300))

    assert found_by(nearest) == [("minutes", 4)]


def test_when_no_single_change_helps_everything_is_dropped(index, cards):
    nearest = index.nearest(Criteria(q="zebra", subject=("math",), minutes=900))

    assert found_by(nearest) == [("all", len(cards))]


def test_a_misspelt_word_is_named_with_what_may_have_been_meant(index):
    nearest = index.nearest(Criteria(q="Photosinthesis  stroy"))

    assert nearest.unknown == (Unknown("Photosinthesis", "photosynthesis"), Unknown("stroy", "story"))
    assert nearest.corrected
    assert (nearest.corrected.criteria.q, nearest.corrected.total) == ("photosynthesis  story", 2)


def test_a_word_like_no_other_is_only_named(index):
    nearest = index.nearest(Criteria(q="xylophone 교향곡 fractions"))

    assert nearest.unknown == (Unknown("xylophone", ""), Unknown("교향곡", ""))
    assert nearest.corrected is None


def test_a_correction_that_finds_nothing_is_not_offered(index):
    nearest = index.nearest(Criteria(q="fractoins", subject=("science",)))

    assert nearest.unknown == (Unknown("fractoins", "fractions"),)
    assert nearest.corrected is None


def test_a_practice_taken_down_lends_no_word(index):
    hidden = frozenset({"k11"})

    assert index.nearest(Criteria(q="photosinthesis"), hidden).unknown == (Unknown("photosinthesis", ""),)
    assert index.nearest(Criteria(q="photosynthesis"), hidden).unknown == (Unknown("photosynthesis", ""),)


def test_an_edition_without_practices_has_nothing_nearby(index_of):
    nearest = index_of([]).nearest(Criteria(q="quiz", subject=("math",)))

    assert (nearest.ways, nearest.unknown, nearest.corrected) == ((), (Unknown("quiz", ""),), None)
