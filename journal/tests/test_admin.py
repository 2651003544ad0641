from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Change
from journal.services import entries
from tests import make

pytestmark = pytest.mark.django_db


def test_support_looks_at_workouts_without_notes_and_weights(client: Client) -> None:
    ana = make.user()
    done = make.done_workout(ana, note="Secret thought", mass_before_kg=61.7)
    client.force_login(make.user("support", is_staff=True, is_superuser=True))

    rows = client.get(reverse("admin:journal_workout_changelist"))
    one = client.get(reverse("admin:journal_workout_change", args=[done.pk]))

    assert "ana" in rows.content.decode().lower()
    assert "Secret thought" not in one.content.decode()
    assert "61.7" not in one.content.decode()
    assert client.get(reverse("admin:journal_workout_add")).status_code == 403


def test_support_never_reads_illnesses_nor_what_a_change_said(client: Client) -> None:
    ana = make.user()
    body = make.profile(ana, conditions=["kidney"], fluid_limited=True, body_mass_kg=61.7)
    run = make.done_workout(ana)
    entries.update(run, {"note": "Secret thought"})
    kept = Change.objects.get(athlete=ana, act="changed")
    client.force_login(make.user("support", is_staff=True, is_superuser=True))

    told = [
        client.get(reverse(f"admin:journal_{name}", args=args)).content.decode()
        for name, args in [
            ("healthprofile_changelist", []),
            ("healthprofile_change", [body.pk]),
            ("change_changelist", []),
            ("change_change", [kept.pk]),
        ]
    ]

    assert all("ana" in page.lower() for page in told)
    for secret in ("kidney", "Fluid limited", "61.7", "Secret thought"):
        assert all(secret.lower() not in page.lower() for page in told), secret
