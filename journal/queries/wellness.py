"""Reading check-ins, the body page and medicines."""

from __future__ import annotations

from datetime import date

from accounts.access import Access
from accounts.models import User
from journal.emergency import number_for
from journal.models import CheckIn, HealthProfile, Medication


def emergency_number(user: User) -> str:
    """The number this person chose to call, else that of where they live (1 query)."""
    chosen = HealthProfile.objects.filter(athlete=user).values_list("emergency_number", flat=True)
    return chosen.first() or number_for(user.zone)


def profile_of(user: User) -> HealthProfile:
    """The body page's row, or an unsaved empty one (1 query)."""
    return HealthProfile.objects.filter(athlete=user).first() or HealthProfile(
        athlete=user, emergency_number=number_for(user.zone)
    )


def check_in_on(athlete: User, day: date) -> CheckIn | None:
    """The check-in of a local day (1 query)."""
    return CheckIn.objects.owned_by(athlete).filter(local_on=day).first()


def medicines(access: Access) -> list[Medication]:
    """Medicines taken now first, then those that ended, by name (1 query)."""
    rows = Medication.objects.of(access).order_by("name", "pk")
    return sorted(rows, key=lambda row: row.ended_on is not None)
