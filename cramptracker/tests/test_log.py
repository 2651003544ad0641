"""The log of a process keeps no key to anybody's diary or mails."""

from __future__ import annotations

import io
import logging
from urllib.parse import urlsplit

import pytest
from django.test import Client

from cramptracker.log import HidesKeys
from reminders import limits
from reminders.links import snooze_url
from reminders.models import Kind
from tests import make


@pytest.mark.django_db
def test_an_address_from_a_mail_is_logged_without_its_key(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRIES", 0)
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.addFilter(HidesKeys())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)

    try:
        client.post(urlsplit(snooze_url(make.user(), Kind.DOCTOR)).path)
    finally:
        logger.removeHandler(handler)

    assert told.getvalue() == "Too Many Requests: /mail/snooze/(key)/\n"


def test_every_process_logs_through_it() -> None:
    console = next(each for each in logging.getLogger().handlers if each.get_name() == "console")

    assert any(isinstance(each, HidesKeys) for each in console.filters)
