"""Mails about the account itself: which of allauth's occasions says what, in our words.

Subject and first lines stay private: no product name, no hint of what the diary is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from accounts.mail import compose


@dataclass(frozen=True, slots=True)
class Occasion:
    """Subject, and the one sentence that says what happened."""

    subject: str
    says: str


CODES = {
    "email_confirmation": Occasion(
        "Your code", "Type this code on the page that is open, to show that this address is yours."
    ),
    "email_confirmation_signup": Occasion(
        "Your code", "Type this code on the page that is open, and your account is ready."
    ),
    "password_reset_code": Occasion(
        "Your code", "Type this code on the page that is open, to choose a new password."
    ),
    "login_code": Occasion("Your code", "Type this code on the page that is open, to log in."),
}

NOTICES = {
    "email_changed": Occasion("Your e-mail was changed", "The e-mail of your account was changed."),
    "email_confirm": Occasion("Your e-mail is confirmed", "This e-mail is now yours here."),
    "email_deleted": Occasion("An e-mail was removed", "An e-mail was removed from your account."),
    "password_changed": Occasion("Your password was changed", "Your password was changed."),
    "password_reset": Occasion("Your password was changed", "A new password was chosen by code."),
    "password_set": Occasion("A password was set", "A password was set for your account."),
    "recovery_codes_generated": Occasion(
        "New recovery codes", "New recovery codes were made. The old ones no longer work."
    ),
    "totp_activated": Occasion(
        "Two-step log-in is on", "An authenticator app is now asked for when you log in."
    ),
    "totp_deactivated": Occasion(
        "Authenticator app removed", "The authenticator app is no longer asked for at log-in."
    ),
    "webauthn_added": Occasion("A passkey was added", "A passkey was added to your account."),
    "webauthn_removed": Occasion(
        "A passkey was removed", "A passkey was removed from your account."
    ),
}

LINKS = {
    "account_already_exists": Occasion(
        "You already have an account",
        "Somebody, probably you, tried to sign up with this address. It already has an account.",
    ),
    "unknown_account": Occasion(
        "No account with this e-mail",
        "Somebody, probably you, asked for a code for this address. It has no account here.",
    ),
}


def account_mail(occasion: str, to: str, context: dict[str, Any]) -> EmailMultiAlternatives | None:
    """The message for one of allauth's occasions, or None for one we have no words for."""
    for kind, occasions in (("code", CODES), ("notice", NOTICES), ("link", LINKS)):
        if occasion in occasions:
            about = occasions[occasion]
            words = {
                "subject": about.subject,
                "says": about.says,
                "occasion": occasion,
                "site_url": settings.SITE_URL,
                "reset_path": reverse("account_reset_password"),
            }
            return compose(f"account_{kind}", to, context | words)
    return None
