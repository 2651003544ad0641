"""Writing check-ins and the body page: one row a day, one row a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from accounts.models import User
from journal.conditions import in_order, limits_fluid
from journal.models import CheckIn, HealthProfile
from journal.models.change import Act
from journal.services import entries, history


def check_in(
    athlete: User, *, day: date, values: Mapping[str, Any], knows_earlier: bool = True
) -> CheckIn:
    """Save the answers of a local day; sent again, the later answers stand (safe to run twice).

    `knows_earlier` False: the form was shown before there were any answers of that day. Then what
    it leaves empty wipes nothing, and the soreness of a muscle it does not name stays.
    """
    row = _of_day(athlete, day)
    if row is None:
        made = dict(values) | {"local_on": day, "zone": athlete.zone}
        try:
            # The day is the key: a form's own would find the wrong row after midnight.
            return entries.save_once(CheckIn, athlete=athlete, form_key=uuid4(), values=made)[0]
        except IntegrityError:
            # Somebody was quicker, on another phone; both sets of answers are one row.
            row = CheckIn.objects.get(athlete=athlete, local_on=day)
    with transaction.atomic():
        row = _locked(row)
        was_deleted = row.deleted_at is not None
        entries.restore(row)
        wiping = knows_earlier or was_deleted
        entries.update(row, values if wiping else _added(row, values))
    return row


def _of_day(athlete: User, day: date) -> CheckIn | None:
    found: CheckIn | None = CheckIn.objects.filter(athlete=athlete, local_on=day).first()
    return found


def _locked(row: CheckIn) -> CheckIn:
    locked: CheckIn = CheckIn.objects.select_for_update().get(pk=row.pk)
    return locked


def _added(row: CheckIn, values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what was answered; the muscles join those that were answered before."""
    given = {name: value for name, value in values.items() if value not in (None, "", False, {})}
    if "soreness" in given:
        given["soreness"] = row.soreness | given["soreness"]
    if given.get("urine_colour"):
        given["brown_urine"] = False
    if given.get("brown_urine"):
        given["urine_colour"] = None
    return given


def save_profile(athlete: User, *, values: Mapping[str, Any], now: datetime) -> HealthProfile:
    """Save the body page and keep what it was before (safe to run twice).

    With `conditions` among the values, whether drinking is limited follows from them.
    """
    wanted = dict(values)
    if "conditions" in wanted:
        wanted["conditions"] = in_order(wanted["conditions"])
        wanted["fluid_limited"] = limits_fluid(wanted["conditions"])
    with transaction.atomic():
        rows = HealthProfile.objects.select_for_update()
        row, made = rows.get_or_create(athlete=athlete, defaults=wanted)
        if made:
            history.record_lasting(row, athlete.pk, Act.MADE, now)
            return row
        changed = history.differences(row, wanted)
        if changed:
            for name in changed:
                setattr(row, name, wanted[name])
            row.save(update_fields=[*changed])
            history.record_lasting(row, athlete.pk, Act.CHANGED, now, changed)
    return row
