"""Under what is signed stands a name or a side, and never an e-mail."""

import pytest
from people import PASSWORD

from portal.staff import actions, models
from portal.staff.roles import Role


@pytest.mark.parametrize(
    ("role", "shown"), [(Role.CURRICULUM, "a member of curriculum staff"), (Role.UNION, "a union")]
)
def test_who_gave_no_name_signs_for_the_side_alone(app, role, shown):
    with app.app_context():
        by = models.by_email(f"{'union' if role is Role.UNION else 'admin'}@example.org")
        actions.add("ana@example.org", role, PASSWORD, by=by)

        assert models.by_email("ana@example.org").shown_name.startswith(shown)


def test_the_promise_names_no_e_mail(app, teacher):
    with app.app_context():
        actions.add("ana@example.org", Role.CURRICULUM, PASSWORD, by="command line")

    page = teacher.open("/promise").text

    assert "a member of curriculum staff" in page
    assert "@" not in page
