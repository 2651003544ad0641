"""When something is wrong, the page that says so is ours and as shut as every other."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client
from pytest_django import Settings

from tests import make

pytestmark = pytest.mark.django_db


def is_ours(answer: Any, status: int, heading: str) -> None:
    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("is_in", [True, False])
def test_what_is_not_there(client: Client, is_in: bool) -> None:
    if is_in:
        client.force_login(make.user(theme="dark"))

    answer = client.get("/nowhere/")

    is_ours(answer, 404, "Nothing here")
    assert ('data-theme="dark"' in answer.content.decode()) is is_in


def test_our_own_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("advice.queries.today", broken)
    client = Client(raise_request_exception=False)
    client.force_login(make.user())

    answer = client.get("/today/")

    is_ours(answer, 500, "Something broke")
    assert "secret" not in answer.content.decode()
    assert "data-theme" not in answer.content.decode()


def test_more_than_we_take(client: Client) -> None:
    client.force_login(make.user())

    is_ours(client.post("/workouts/plan/", {"x": ["1"] * 2000}), 400, "We could not read that")
    is_ours(
        client.post("/workouts/plan/", {"note": "a" * 3_000_000}), 400, "We could not read that"
    )


def test_another_hosts_name(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]

    is_ours(client.get("/", headers={"host": "evil.example"}), 400, "We could not read that")


def test_no_right_to_be_here() -> None:
    assert "<h1>Not for you</h1>" in get_template("403.html").render({})
