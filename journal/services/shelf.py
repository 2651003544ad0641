"""Writing drinks of one's own and saved cups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from journal.models import Cup, Drink
from journal.models.change import Act
from journal.services import history

LABEL = "Label"
BY_MAKER = "Label; osmolality as the maker gives it"


def add_drink(
    athlete: User, *, form_key: UUID, values: Mapping[str, Any], now: datetime
) -> tuple[Drink, bool]:
    """A drink of one's own, and whether it was made now: one form makes one (safe to run twice).

    Other answers the second time are a correction.
    """
    try:
        with transaction.atomic():
            drink = Drink.objects.create(
                owner=athlete, form_key=form_key, source=_source(values), **values
            )
            history.record_lasting(drink, athlete.pk, Act.MADE, now)
    except IntegrityError:
        there = Drink.objects.get(owner=athlete, form_key=form_key)
        change_drink(there, values, now)
        return there, False
    return drink, True


def change_drink(drink: Drink, values: Mapping[str, Any], now: datetime) -> None:
    """Correct a label. It counts for what was drunk of it before too."""
    _change(drink, dict(values) | {"source": _source(values)}, now)


def put_away(drink: Drink, now: datetime) -> None:
    """Offer it no longer; what was drunk stays. Twice keeps the first time."""
    if drink.retired_at is None:
        _change(drink, {"retired_at": now}, now)


def offer_again(drink: Drink, now: datetime) -> None:
    """Back on the list; safe to run twice."""
    _change(drink, {"retired_at": None}, now)


def _source(values: Mapping[str, Any]) -> str:
    return BY_MAKER if values.get("measured_osmolality") is not None else LABEL


def _change(drink: Drink, values: Mapping[str, Any], now: datetime) -> None:
    changed = history.differences(drink, values)
    if not changed or drink.owner_id is None:
        return
    for name in changed:
        setattr(drink, name, values[name])
    with transaction.atomic():
        drink.save(update_fields=[*changed])
        history.record_lasting(drink, drink.owner_id, Act.CHANGED, now, changed)


def add_cup(athlete: User, *, form_key: UUID, values: Mapping[str, Any]) -> tuple[Cup, bool]:
    """A saved cup, and whether it was made now: one form makes one (safe to run twice).

    Other answers the second time are a correction.
    """
    return Cup.objects.update_or_create(owner=athlete, form_key=form_key, defaults=dict(values))


def change_cup(cup: Cup, values: Mapping[str, Any]) -> None:
    """Another name, drink or size; what was drunk from it stays as it was."""
    for name, value in values.items():
        setattr(cup, name, value)
    cup.save(update_fields=[*values])
