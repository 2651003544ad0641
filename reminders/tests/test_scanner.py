"""Whoever opens the links of a mail, before its reader or as them, changes nothing."""

from __future__ import annotations

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client

from reminders.kinds import KINDS
from reminders.models import Kind
from reminders.tests.mails import EVENING, Mail, mail_of, reader
from tests import make

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
DUE_AT = EVENING


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that there is, sessions and logs too."""
    stored = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 our own names
            stored[table] = sorted(cursor.fetchall(), key=repr)
    return stored


def opened(client: Client, found: Mail) -> dict[str, int]:
    """What each link answers to GET and then to HEAD, which pages behind the log-in refuse."""
    answers = {}
    for link in found.links:
        path = link.removeprefix(SITE)
        assert path != link, f"{link} leads elsewhere"
        answers[path] = client.get(path).status_code
        answers[f"HEAD {path}"] = client.head(path).status_code
    return answers


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("who", ["a scanner", "the reader", "somebody else"])
def test_opening_every_link_of_a_mail_changes_no_row(kind: Kind, who: str) -> None:
    make.drink()
    user = reader()
    with time_machine.travel(make.NOON, tick=False):
        found = mail_of(kind, user)
    client = Client()
    if who != "a scanner":
        client.force_login(user if who == "the reader" else make.user("bea"))
    before = everything()

    with time_machine.travel(DUE_AT, tick=False):
        answers = opened(client, found)

    assert everything() == before
    assert len(answers) >= 10
    assert {200, 302, 404, 405} >= set(answers.values())
    if who == "the reader":
        assert {answers[path] for path in answers if path.startswith("/")} == {200}


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_mail_has_its_ways_out_in_both_parts(kind: Kind) -> None:
    found = mail_of(kind, reader())

    for part in (found.text, found.html):
        assert found.stop_url in part
        for path in ("/mail/snooze/", "/reminders/", "/you/settings/"):
            assert f"{SITE}{path}" in part
