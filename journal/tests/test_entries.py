from __future__ import annotations

from uuid import uuid4

import pytest

from journal.models import CrampEpisode
from journal.services import entries
from tests import make

pytestmark = pytest.mark.django_db


def test_a_form_sent_again_after_its_row_was_deleted_brings_the_row_back() -> None:
    ana, key = make.user(), uuid4()
    values = {"muscles": ["calf-l"], "zone": ana.zone, "started_at": make.NOON}

    first, made = entries.save_once(CrampEpisode, athlete=ana, form_key=key, values=values)
    entries.delete(first, make.NOON)
    again, made_again = entries.save_once(
        CrampEpisode, athlete=ana, form_key=key, values=values | {"muscles": ["foot-r"]}
    )

    assert (made, made_again) == (True, False)
    assert again.pk == first.pk
    assert CrampEpisode.objects.owned_by(ana).get().muscles == ["calf-l"]


def test_a_key_of_somebody_else_is_another_row() -> None:
    ana, bea, key = make.user(), make.user("bea"), uuid4()
    values = {"muscles": ["calf-l"], "zone": ana.zone, "started_at": make.NOON}

    entries.save_once(CrampEpisode, athlete=ana, form_key=key, values=values)
    _, made = entries.save_once(CrampEpisode, athlete=bea, form_key=key, values=values)

    assert made
    assert CrampEpisode.objects.count() == 2
