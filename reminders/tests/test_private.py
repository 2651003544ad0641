"""A list of mails and a locked screen tell nobody anything, whatever stands in the diary."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts.models import User
from journal.conditions import OTHER
from journal.medicines import NAMES
from journal.models import Medication
from journal.muscles import SITES
from reminders import services
from reminders.kinds import KINDS
from reminders.models import Kind
from reminders.tests.mails import Mail, mail_of, reader
from reminders.tests.words import MEDICINES, PRIVATE, leaks, seen_first
from tests import make

pytestmark = pytest.mark.django_db

TITLE = "Calf cramp rehab, ask doctor about statin and kidneys"


def full(user: User) -> User:
    """A diary with every muscle, every medicine and every condition that leaves advice its say."""
    Medication.objects.bulk_create(
        Medication(athlete=user, zone=user.zone, name=name, form_key=uuid4(), changed_at=make.NOON)
        for name in NAMES
    )
    make.episode(user, days_ago=40, muscles=list(SITES), note="Cramp after ibuprofen")
    make.check_in(user, soreness={"calf": 8})
    user.health.conditions = list(OTHER)
    user.health.save()
    user.name = "Thigh Cramp"
    user.save()
    return user


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_is_seen_before_a_mail_is_opened_is_private(kind: Kind) -> None:
    user = full(reader())

    found = mail_of(kind, user, TITLE)

    for where, text in seen_first(found).items():
        assert leaks(text) == [], where
        assert text


@pytest.mark.parametrize("kind", list(KINDS))
def test_no_mail_names_a_medicine_of_the_diary(kind: Kind) -> None:
    user = full(reader())

    found = mail_of(kind, user, "Long run")

    for part in (found.text, found.html):
        assert [name for name in NAMES if name.lower() in part.lower()] == []


def test_the_test_mail_is_private_too() -> None:
    user = full(reader())

    assert services.send_test(user.pk, make.NOON)

    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    found = Mail(user, Kind.HYDRATION, sent)
    assert [leaks(text) for text in seen_first(found).values()] == [[]] * len(seen_first(found))


@pytest.mark.parametrize(
    "text",
    [
        "Your left calf",
        "Cramps again",
        "A doctor’s page",
        "Simvastatin",
        "Heart failure",
        "kidneys",
    ],
)
def test_the_list_would_find_it(text: str) -> None:
    assert leaks(text)


def test_the_list_holds_what_the_diary_can_hold() -> None:
    assert {"calf", "left hamstring", "heart failure", "diabetes", "pregnant"} <= set(PRIVATE)
    assert {"furosemide", "salmeterol"} <= set(MEDICINES)
