"""What people do on the same pages in several journeys."""

from chromium import PASSWORD, Person


def signs_in(staff: Person, role: str) -> None:
    staff.opens("/staff/login").types({"Your e-mail": f"{role}@example.org", "Your password": PASSWORD})
    assert staff.presses("Sign in").reads("h1") == "Your desk"


def shows_receipt(teacher: Person, receipt: str) -> Person:
    teacher.opens("/").presses("My receipt").types({"Your six words": receipt})
    return teacher.presses("Show me")


def takes_back(teacher: Person, receipt: str) -> None:
    shows_receipt(teacher, receipt).presses("Take it back")
    assert teacher.presses("Take it back now").reads("h1") == "It is gone"
    teacher.opens("/receipt").types({"Your six words": receipt})
    assert "We find nothing" in teacher.presses("Show me", status=404).reads("[role=alert]")
