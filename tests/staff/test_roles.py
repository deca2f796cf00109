import pytest

from portal.staff.roles import ALLOWED, Permission, Role, may


def test_curriculum_and_union_weigh_the_same_and_the_union_chooses_who_speaks_for_it():
    assert ALLOWED[Role.UNION] == ALLOWED[Role.CURRICULUM] | {Permission.GRANT_UNION}


def test_an_administrator_looks_after_accounts_and_reads_no_practice():
    assert ALLOWED[Role.ADMIN] == {Permission.MANAGE, Permission.RECORDS}


def test_every_role_stands_in_the_table():
    assert set(ALLOWED) == set(Role)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_somebodys_and_reads_as_a_sentence(permission):
    assert any(may(role, permission) for role in Role)
    assert permission.value.endswith(".")
    assert permission.value[0].isupper()


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        pytest.param(Role.UNION, Permission.SIGN, True, id="the union signs"),
        pytest.param(Role.CURRICULUM, Permission.TAKE_DOWN, True, id="curriculum takes down"),
        pytest.param(Role.CURRICULUM, Permission.MANAGE, False, id="curriculum makes no accounts"),
        pytest.param(Role.ADMIN, Permission.MODERATE, False, id="an administrator reads no tray"),
    ],
)
def test_may(role, permission, allowed):
    assert may(role, permission) is allowed
