from __future__ import annotations

import pytest
from django.core.mail import EmailMultiAlternatives

from coaching import emails
from coaching.codes import code_of, grouped
from journal.muscles import site_choices
from tests import make

pytestmark = pytest.mark.django_db

PRIVATE = ("cramp", "pain", "medic", "drink", "workout", "weight", *dict(site_choices()))


def messages() -> list[EmailMultiAlternatives]:
    ana, kim = make.user(), make.coach()
    return [
        emails.invitation(make.invitation(ana, email=kim.email)),
        emails.invitation(make.invitation(kim, "coach", email=ana.email)),
        emails.sharing_ended(make.grant(ana, kim)),
    ]


def test_subject_and_first_lines_tell_nothing_of_the_diary() -> None:
    for message in messages():
        first = f"{message.subject} {str(message.body)[:100]}".lower()

        assert not [word for word in PRIVATE if word in first]
        assert len(message.subject) < 40


def test_lines_are_short_and_both_parts_carry_the_link() -> None:
    for message in messages():
        html = str(message.alternatives[0][0])

        assert all(len(line) <= 100 for line in str(message.body).splitlines())
        assert "http://localhost:8000/" in str(message.body)
        assert 'href="http://localhost:8000/' in html
        assert len(html) < 20_000


def test_an_invitation_says_who_would_see_what_and_how_to_type_it() -> None:
    ana = make.user()
    ana.name = "Ana O'Brien"
    sent = make.invitation(ana, email="kim@example.org", categories=["cramps", "notes"])

    message = emails.invitation(sent)

    assert "Ana O'Brien invites you" in str(message.body)
    assert "cramps and notes" in str(message.body)
    assert grouped(code_of(sent.pk)) in str(message.body)


def test_a_name_that_is_an_address_gives_way_to_the_senders_mail() -> None:
    ana = make.user()
    ana.name = "Win now at www.example.com/prize"

    message = emails.invitation(make.invitation(ana, email="kim@example.org"))

    assert "prize" not in str(message.body)
    assert "ana@example.org invites you" in str(message.body)
