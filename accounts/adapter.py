"""How allauth meets our users."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail import EmailMessage
from django.forms import BaseForm
from django.http import HttpRequest

from accounts.emails import account_mail
from accounts.models import User
from accounts.services import mail_arrived


class AccountAdapter(DefaultAccountAdapter):
    """allauth's own behaviour, with our mails and our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "cannot_remove_primary_email": "This is your main e-mail. Make another one main first.",
        "duplicate_email": "This e-mail is already yours.",
        "email_password_mismatch": "This e-mail and this password do not belong together.",
        "enter_current_password": "This is not your password now.",
        "incorrect_code": "This code is not right. Look at the newest mail, or ask for a new code.",
        "incorrect_password": "This is not your password.",
        "max_email_addresses": "You can have %d e-mails at most. Remove one first.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
        "unverified_primary_email": "Confirm this e-mail first, then make it your main one.",
        "rate_limited": "Too many tries. Wait a little, then try again.",
    }

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """A new user with the name, zone and units typed at sign-up; nothing else is made."""
        for field in ("name", "zone", "units"):
            setattr(user, field, form.cleaned_data[field])
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirmed, it takes mail again, whatever came back before."""
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            mail_arrived(email_address.user_id, email_address.email)
        return confirmed

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Our mail for the occasion; allauth's own text for one we do not know."""
        to = email if isinstance(email, str) else email[0]
        ours = account_mail(template_prefix.rpartition("/")[2], to, context)
        if ours is not None:
            return ours
        theirs: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        return theirs


class MFAAdapter(DefaultMFAAdapter):
    """allauth's own second factors, with our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "unverified_email": "Confirm your e-mail first.",
        "add_email_blocked": "Switch two-step log-in off before you add an e-mail.",
        "incorrect_code": "This code is not right. It changes every 30 seconds: try the next.",
    }
