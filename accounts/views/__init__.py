from __future__ import annotations

from accounts.views.consent import consent, withdraw_consent
from accounts.views.mailbox import mail_html, mail_message, mailbox
from accounts.views.person import access_log, more, settings
from accounts.views.resume import csrf_failure, resume

__all__ = [
    "access_log",
    "consent",
    "csrf_failure",
    "mail_html",
    "mail_message",
    "mailbox",
    "more",
    "resume",
    "settings",
    "withdraw_consent",
]
