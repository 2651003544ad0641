"""The one answer to "whose data, which categories, how far"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.models import (
    CONSENT_VERSION,
    AccessLog,
    Category,
    Grant,
    HealthConsent,
    Level,
    User,
)

_REACH = {Level.VIEW: 0, Level.COMMENT: 1, Level.PLAN: 2}


@dataclass(frozen=True, slots=True)
class Access:
    """What one reader may see of one athlete's diary. Made by `open_diary` only."""

    athlete: User
    reader: User
    categories: frozenset[Category]
    level: Level

    @property
    def is_own(self) -> bool:
        """Whether the reader is the athlete."""
        return self.athlete.pk == self.reader.pk

    def can(self, category: Category) -> bool:
        """Whether this category is open to the reader."""
        return category in self.categories

    def reaches(self, level: Level) -> bool:
        """Whether the reader may go as far as this level."""
        return self.is_own or _REACH[self.level] >= _REACH[level]


def has_consent(user: User) -> bool:
    """Whether the user's current consent to health data stands (1 query)."""
    return _standing(user).exists()


def consented() -> Exists:
    """Whether a user's consent stands, as a column of a query of users."""
    return Exists(_standing(OuterRef("pk")))


def _standing(user: Any) -> QuerySet[HealthConsent]:
    return HealthConsent.objects.filter(user=user, version=CONSENT_VERSION, withdrawn_at=None)


def open_diary(
    reader: User,
    athlete_id: UUID | None,
    *needs: Category,
    now: datetime,
    page: str,
) -> Access:
    """The reader's access to an athlete's diary, or 404.

    `athlete_id` None means the reader's own diary. Somebody else's diary needs a live grant that
    opens every category in `needs`; what was not granted does not exist. Each reading by somebody
    else is logged under the name of the page for the athlete to see. Own diary: no query; a
    coach's reading: 1 query and 1 insert.
    """
    if athlete_id is None or athlete_id == reader.pk:
        return Access(reader, reader, frozenset(Category), Level.PLAN)
    grant = (
        Grant.objects.live(now)
        .held_by(reader)
        .filter(athlete_id=athlete_id)
        .select_related("athlete")
        .first()
    )
    if grant is None or not reader.is_coach or not grant.categories.issuperset(needs):
        raise Http404
    AccessLog.objects.create(athlete=grant.athlete, reader=reader, page=page, at=now)
    return Access(grant.athlete, reader, grant.categories, Level(grant.level))
