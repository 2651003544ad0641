"""What must be true of a mail of any kind."""

from __future__ import annotations

import pytest

from reminders.kinds import KINDS
from reminders.models import Kind, Preference
from reminders.tests.mails import DUE, one_of_each
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
