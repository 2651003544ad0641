"""Writing into the diary from a mail, by the journal's own services."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from journal.models import Drink, Intake
from journal.services import drinks
from reminders.links import Offer


def written(offer: Offer) -> Intake | None:
    """What became of an offered drink, put away or not; None: nothing yet (1 query)."""
    rows = Intake.objects.filter(athlete=offer.user_id, form_key=offer.key)
    return rows.select_related("drink").first()


def write_down(
    offer: Offer, athlete: User, *, drink: Drink, started_at: datetime, volume_ml: float
) -> tuple[Intake, bool]:
    """The offered drink in the diary, and whether it was made now; one offer makes one row.

    One that its owner took back stays away: the mail is used up, and the diary has its own form.
    """
    there = written(offer)
    if there is not None:
        return there, False
    return drinks.log(
        athlete, form_key=offer.key, drink=drink, started_at=started_at, volume_ml=volume_ml
    )
