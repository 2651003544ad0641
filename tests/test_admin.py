"""What a person who runs the server may do with people's rows: look."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from accounts.models import User
from journal.models import Drink
from tests import make
from tests.doors import OWN_APPS

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label in OWN_APPS]
WRITTEN_HERE = {User, Drink}


def rows_of_everything() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    make.log(ana, kim)
    make.done_workout(ana)
    make.episode(ana)
    make.intake(ana, make.drink())
    make.check_in(ana)
    make.medication(ana)
    make.profile(ana)
    make.invitation(ana)
    make.seat(make.reminder(ana))
    make.snooze(ana)
    make.preference(ana)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_opens_and_only_the_catalogue_and_accounts_are_written(
    client: Client, model: type[Model]
) -> None:
    rows_of_everything()
    client.force_login(make.user("support", is_staff=True, is_superuser=True))
    row: Any = model._default_manager.first()
    url = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"

    assert client.get(url).status_code == 200
    if model not in WRITTEN_HERE and row is not None:
        assert client.get(f"{url}add/").status_code == 403
        assert client.post(f"{url}{row.pk}/change/", {}).status_code == 403
        assert client.post(f"{url}{row.pk}/delete/", {"post": "yes"}).status_code == 403
        assert model._default_manager.filter(pk=row.pk).exists()


def test_the_walk_finds_the_models() -> None:
    assert len(OURS) > 10
