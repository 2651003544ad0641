"""Forms about the person."""

from __future__ import annotations

from allauth.account.forms import SignupForm as BaseSignUpForm


class SignUpForm(BaseSignUpForm):
    """E-mail and password, plus name, zone and units."""
