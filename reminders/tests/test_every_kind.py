"""What must be true of a mail of any kind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reminders import services
from reminders.kinds import KINDS
from reminders.kinds.attention import LOOKED
from reminders.kinds.mail_kind import OVER
from reminders.models import Kind, Preference, Reminder, State
from reminders.tests.mails import DUE, TITLE, one_of_each, reader
from reminders.words import WORDS, groups

pytestmark = pytest.mark.django_db


def test_there_is_an_example_of_each_kind_that_we_send() -> None:
    assert set(DUE) == set(KINDS)


def test_each_kind_has_its_words_and_its_place_among_the_choices() -> None:
    chosen = [kind for group in groups(is_coach=True) for kind in group.kinds]

    assert set(WORDS) == set(Kind)
    assert sorted(chosen) == sorted(Kind)


def test_each_kind_has_a_switch() -> None:
    columns = {field.name for field in Preference._meta.get_fields()}

    assert {kind.value for kind in Kind} <= columns


def test_one_mail_of_each_kind_goes_out() -> None:
    mails = one_of_each()

    assert set(mails) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_after_days_without_a_worker_only_what_still_helps_goes_out(kind: Kind) -> None:
    """What waits for a doctor is told late rather than not at all; all else is past."""
    user = reader()
    due_at = DUE[kind](user, TITLE)
    services.plan(due_at - timedelta(minutes=1))
    services.plan(due_at)
    assert Reminder.objects.filter(kind=kind, state=State.PLANNED).exists()

    later = due_at + timedelta(days=3)
    services.plan(later)
    while services.send_due(later):
        pass

    row = Reminder.objects.filter(kind=kind).earliest("pk")
    if kind is Kind.DOCTOR:
        assert row.state == State.SENT
    elif kind is Kind.ATTENTION:
        # It says who needs an eye on the day it goes out, and by then nobody does.
        assert (row.state, row.reason) == (State.SKIPPED, LOOKED)
    else:
        assert (row.state, row.reason) == (State.MISSED, OVER)
    sent = Reminder.objects.filter(state=State.SENT)
    assert set(sent.values_list("kind", flat=True)) <= {Kind.DOCTOR}
