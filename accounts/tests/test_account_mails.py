from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest

from accounts.emails import CODES, LINKS, NOTICES, account_mail
from accounts.mailbox import messages

ALL = {**CODES, **NOTICES, **LINKS}
CONTEXT = {
    "code": "ABC-DEF",
    "timestamp": datetime(2026, 1, 14, 12, tzinfo=UTC),
    "ip": "192.0.2.1",
    "user_agent": "O'Brien's <browser>",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "password_reset_url": "http://localhost:8000/accounts/password/reset/",
    "signup_url": "http://localhost:8000/accounts/signup/",
}
# A mail may lie open on a table: nothing in what shows first tells what the diary is about.
TELLING = re.compile(r"cramp|muscle|calf|pain|health|medic|doctor|drink|hydrat", re.IGNORECASE)


@pytest.mark.parametrize("occasion", ALL)
def test_a_mail_shows_nothing_private_at_first_sight(occasion: str) -> None:
    message = account_mail(occasion, "ana@example.org", CONTEXT)

    assert message is not None
    assert not TELLING.search(str(message.subject))
    assert not TELLING.search(str(message.body)[:100])
    assert not TELLING.search(message.from_email)
    (html,) = (str(part[0]) for part in message.alternatives)
    seen = re.sub(r"<style>.*?</style>|<[^>]+>", "", html, flags=re.DOTALL)
    assert not TELLING.search(" ".join(seen.split())[:100])
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("occasion", ALL)
def test_text_lines_are_short_and_plain(occasion: str) -> None:
    message = account_mail(occasion, "ana@example.org", CONTEXT)

    assert message is not None
    assert "&#x27;" not in str(message.body)
    assert max(len(line) for line in str(message.body).splitlines()) <= 100


@pytest.mark.parametrize("occasion", CODES)
def test_a_code_stands_alone_on_its_line(occasion: str) -> None:
    message = account_mail(occasion, "ana@example.org", CONTEXT)

    assert message is not None
    assert "\n    ABC-DEF\n" in str(message.body)
    (mail,) = messages(message.message().as_bytes())
    assert "ABC-DEF" in mail.text
    assert "ABC-DEF" in (mail.html or "")


def test_every_occasion_of_allauth_has_our_words() -> None:
    folder = Path(allauth.__file__).parent / "templates"
    theirs = {
        file.name.removesuffix("_message.txt")
        for app in ("account", "mfa")
        for file in (folder / app / "email").glob("*_message.txt")
    } - {"base", "password_reset_key"}

    assert theirs == ALL.keys()


def test_an_occasion_we_do_not_know_is_left_to_allauth() -> None:
    assert account_mail("something_new", "ana@example.org", {}) is None
