"""The invented district is worth looking at, and says that it is invented."""

import pytest
from people import PASSWORD

from portal import demo
from portal.amnesty import models as amnesty
from portal.db import db
from portal.district import ROOT, read_district
from portal.errors import RefusedError
from portal.guide import published
from portal.moderation import models as moderation
from portal.practices.models import Practice
from portal.search import reading
from portal.staff import actions as staff
from portal.staff.models import StaffMember
from portal.staff.roles import Role
from portal.vocabulary import words


@pytest.fixture
def app(app):
    """A district that nobody has an account in yet."""
    with app.app_context():
        db.session.execute(db.delete(StaffMember))
        db.session.commit()
    return app


class TestTheInventedDistrict:
    @pytest.fixture
    def district(self):
        return read_district(ROOT / "seed" / "district.toml")

    def test_it_holds_what_a_director_would_show(self, app, reader):
        with app.app_context():
            accounts = demo.build(tick=lambda: None)
        with app.test_request_context():
            cards = reading.cards()
            vocabulary = words.current()
            guide = published.current()
            tray = moderation.tray()
            statement = amnesty.in_force()
            shared_under = set(db.session.scalars(db.select(Practice.amnesty)))

        assert len(cards) >= 24
        assert {card.kind for card in cards} == {"prompt", "workflow", "caught"}
        assert len({subject for card in cards for subject in card.subject}) >= 8
        assert {grade for card in cards for grade in card.grade} >= set(vocabulary.bands)
        assert sum(card.reports.total > 0 for card in cards) >= 10
        assert {"shared", "tried", "holding-up", "official"} == {card.level for card in cards}
        assert {signature.name for signature in statement.signatures} == {
            "Rosa Delgado (invented)",
            "Tom Achebe (invented)",
        }
        assert shared_under == {statement.number} == {1}
        assert guide.number == 2
        assert guide.invented
        assert tray.left >= 3
        assert [role for role, _, _ in accounts] == ["curriculum", "union", "admin", "receipt"]

        page = reader.open("/")
        assert "(invented)" in page.text
        assert "Everything here is invented" in page.text
        assert "What you share is never used against you." in reader.open("/share").text
        assert "question for you" in reader.shows(accounts[-1][2]).text

    def test_one_that_was_stopped_half_way_says_what_to_do(self, app, district):
        with app.app_context():
            staff.add(f"union@{district.staff_domain}", Role.UNION, PASSWORD, name="Union office", by="demo")
            with pytest.raises(RefusedError, match="stopped half way"):
                demo.build(tick=lambda: None)


def test_a_real_district_is_never_filled_with_inventions(app):
    with app.app_context(), pytest.raises(RefusedError, match="invented"):
        demo.build(tick=lambda: None)
