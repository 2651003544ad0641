from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

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
