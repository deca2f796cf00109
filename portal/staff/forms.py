"""The forms of accounts: sign in, change the password, open an account for a colleague."""

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from portal.staff.roles import Role
from portal.staff.rules import PASSWORD_LEAST, WeakPasswordError
from portal.web.fields import AtMost, Filled, line, listed, one_shown

ROLES = {
    Role.CURRICULUM: "Curriculum staff",
    Role.UNION: "Union representative",
    Role.ADMIN: "Administrator",
}
"""What pages call the roles."""


class StaffForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form of a staff page; its hidden token belongs to the session."""

    def errors_in_order(self) -> list[tuple[str, str]]:
        """List (field id, sentence) pairs in the order of the page."""
        return [(field.id, field.errors[0]) for field in self if field.errors]


class SignInForm(StaffForm):
    """E-mail and password; what is wrong with the pair is not said here."""

    email = EmailField(
        "Your e-mail",
        [InputRequired("Type your e-mail.")],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        "Your password",
        [InputRequired("Type your password.")],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(StaffForm):
    """The password of now, and the next."""

    current = PasswordField(
        "Your password now",
        [InputRequired("Type the password you have now.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        "Your new password",
        [
            InputRequired("Type a new password."),
            Length(min=PASSWORD_LEAST, message=WeakPasswordError.message),
        ],
        description=f"At least {PASSWORD_LEAST} characters. Four words in a row are easy to keep.",
        render_kw={"autocomplete": "new-password"},
    )


class AccountForm(StaffForm):
    """A new account. Which roles are offered depends on who opens it."""

    email = EmailField(
        "Their e-mail",
        [InputRequired("Type the e-mail they sign in with.")],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    name = line(
        "Their name",
        [Filled("Type the name that stands under what they sign."), AtMost(120)],
        description="It stands under what they sign, for everyone to read.",
    )
    role = one_shown("What are they here for?", [], "Choose one of these.")

    def offer(self, roles: list[Role]) -> "AccountForm":
        """Offer these roles; a single one is chosen already."""
        self.role.choices = listed([(role.value, ROLES[role]) for role in roles])
        if len(roles) == 1 and not self.role.data:
            self.role.data = roles[0].value
        return self
