from __future__ import annotations

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def test_no_cache_between_keeps_a_readers_page(client: Client) -> None:
    client.force_login(make.user())

    said = client.get("/you/")["Cache-Control"]

    assert {"private", "no-cache"} <= {word.strip() for word in said.split(",")}


def test_a_strangers_page_may_be_kept(client: Client) -> None:
    assert "private" not in client.get("/relief/").get("Cache-Control", "")


def test_logging_out_clears_what_the_phone_kept(client: Client) -> None:
    client.force_login(make.user())

    assert "Clear-Site-Data" not in client.get("/today/").headers
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/").headers
