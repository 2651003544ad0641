"""The queue as whoever runs the server sees it: the admin's list and the list of the next sends."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reminders import admin as queue
from reminders.models import Kind, Reminder, State
from tests import make

pytestmark = pytest.mark.django_db

URL = "/admin/reminders/reminder/"


@pytest.fixture
def support(client: Client) -> Client:
    client.force_login(make.user("support", is_staff=True, is_superuser=True))
    return client


def rows(support: Client, address: str = "") -> list[str]:
    """The subjects of the rows on that page, in its order."""
    with time_machine.travel(make.NOON, tick=False):
        answer = support.get(f"{URL}{address}")
    assert answer.status_code == 200
    return [row.subject_id for row in answer.context["cl"].result_list]


def cast() -> None:
    """A row of each standing; ana's are planned, bea's are not."""
    ana, bea = make.user(), make.user("bea")
    minutes = {"late": -11, "due": -1, "soon": 5, "later": 600}
    for name, away in minutes.items():
        make.reminder(ana, subject_id=name, due_at=make.NOON + timedelta(minutes=away))
    for state in (State.CLAIMED, State.SENT, State.SKIPPED, State.MISSED, State.FAILED):
        make.reminder(bea, subject_id=state.value, state=state)


def test_the_list_shows_what_waits_soonest_first(support: Client) -> None:
    cast()

    assert rows(support) == ["late", "due", "soon", "later"]


@pytest.mark.parametrize(
    ("standing", "subjects"),
    [
        ("due", ["late", "due"]),
        ("late", ["late"]),
        ("claimed", ["claimed"]),
        ("sent", ["sent"]),
        ("skipped", ["skipped"]),
        ("missed", ["missed"]),
        ("failed", ["failed"]),
        ("nonsense", []),
        (
            "all",
            ["failed", "missed", "skipped", "sent", "claimed", "later", "soon", "due", "late"],
        ),
    ],
)
def test_each_standing_can_be_chosen(support: Client, standing: str, subjects: list[str]) -> None:
    cast()

    assert rows(support, f"?standing={standing}") == subjects


def test_a_person_is_found_by_the_whole_address_in_every_state(support: Client) -> None:
    cast()

    assert len(rows(support, "?q=BEA@example.org")) == 5
    assert rows(support, "?q=bea@example.org&standing=failed") == ["failed"]
    assert rows(support, "?q=bea") == []
    assert rows(support, "?kind__exact=doctor") == []


def test_days_are_offered_where_an_index_has_them(support: Client) -> None:
    cast()

    offers = {
        "": True,
        "?standing=failed": True,
        "?standing=all": False,
        "?kind__exact=heat": False,
    }
    for address, offered in offers.items():
        with CaptureQueriesContext(connection) as asked:
            rows(support, address)
        assert any("MIN(" in each["sql"] for each in asked) is offered, address


@pytest.mark.parametrize("address", ["", "?standing=all", "?standing=failed", "?q=ana@example.org"])
def test_no_list_counts_every_row(
    support: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    cast()
    monkeypatch.setattr(queue, "COUNTED", 3)

    with CaptureQueriesContext(connection) as asked:
        rows(support, address)

    counts = [each["sql"] for each in asked if "COUNT(" in each["sql"]]
    assert counts
    assert all(re.search(r"LIMIT 3\)", sql) for sql in counts)


def test_a_list_costs_as_many_queries_for_many_rows_as_for_one(support: Client) -> None:
    make.reminder(make.user("first"))
    rows(support)
    with CaptureQueriesContext(connection) as one:
        rows(support)
    for number in range(30):
        make.reminder(make.user(f"a{number}"))
    with CaptureQueriesContext(connection) as thirty:
        rows(support)

    assert len(thirty) == len(one)


@pytest.mark.parametrize("model", ["seat", "snooze", "preference"])
def test_the_others_are_found_by_the_address_too(support: Client, model: str) -> None:
    ana = make.user()
    make.seat(make.reminder(ana))
    make.snooze(ana)
    make.preference(ana)

    for address, found in (("", 1), ("?q=ana@example.org", 1), ("?q=bea@example.org", 0)):
        answer = support.get(f"/admin/reminders/{model}/{address}")
        assert len(answer.context["cl"].result_list) == found


# The list of the next sends


def said(*words: str) -> list[str]:
    out = StringIO()
    with time_machine.travel(make.NOON, tick=False):
        call_command("next_reminders", *words, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("kind", Kind)
def test_the_next_sends_are_listed_whatever_their_kind(kind: Kind) -> None:
    make.reminder(make.user(zone="Asia/Kolkata"), kind=kind)

    assert said() == said("--kind", kind.value)
    assert said()[0] == "oldest due: none"
    assert said()[1].startswith(f"2026-01-15 01:30 Asia/Kolkata  {kind.value}  ana@example.org")
    assert mail.outbox == []
    assert Reminder.objects.get().state == State.PLANNED


def test_the_list_says_what_stands_against_a_send() -> None:
    make.reminder(make.user("ana", bounced_address="ana@example.org"))
    make.reminder(make.user("bea", verified=False))
    make.snooze(make.reminder(make.user("cleo")).recipient)
    make.reminder(make.user("dora"))

    lines = said()[1:]

    assert "not as things stand: E-mails to that address came back" in lines[0]
    assert "not as things stand: The e-mail address is not confirmed yet." in lines[1]
    assert "not as things stand: You asked for a rest until" in lines[2]
    assert lines[3].endswith("dora@example.org")


def test_the_list_is_as_long_as_asked_for_and_costs_the_same() -> None:
    for number in range(3):
        make.reminder(make.user(f"a{number}"))

    assert len(said("--count", "2")) == 3
    with CaptureQueriesContext(connection) as asked:
        said()
    assert len(asked) == 4
