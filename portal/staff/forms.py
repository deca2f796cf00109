"""The two forms of an account: sign in, and change the password."""

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from portal.staff.rules import PASSWORD_LEAST, WeakPasswordError


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
