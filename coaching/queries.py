"""Who shares what with whom, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, Subquery

from accounts.access import Access
from accounts.models import AccessLog, Category, Grant, Level, User
from accounts.queries import words
from coaching.codes import code_of, grouped, hashed
from coaching.models import Invitation
from coaching.terms import last_day
from coaching.words import NAMES, SAYS, listed


def access_of(grant: Grant) -> Access:
    """What the coach of a live grant may see. Not an opening, so nothing is logged."""
    return Access(grant.athlete, grant.coach, grant.categories, Level(grant.level))


@dataclass(frozen=True, slots=True)
class Sharing:
    """One grant as its athlete reads it."""

    grant: Grant
    coach: User
    words: str
    since: datetime
    ends_on: date | None
    has_ended: bool
    last_opened: datetime | None


def sharing_of(athlete: User, now: datetime) -> list[Sharing]:
    """Whom the athlete shares with, and whose time ran out; revoked grants are gone (1 query)."""
    opened = (
        AccessLog.objects.filter(athlete=athlete, reader=OuterRef("coach"))
        .values("reader")
        .annotate(last=Max("at"))
        .values("last")
    )
    grants = (
        Grant.objects.given_by(athlete)
        .filter(revoked_at=None)
        .select_related("coach")
        .annotate(last_opened=Subquery(opened))
        .order_by("coach__name", "pk")
    )
    return [
        Sharing(
            grant=grant,
            coach=grant.coach,
            words=listed(grant.categories),
            since=grant.granted_at,
            ends_on=last_day(grant.expires_at, athlete.zone_info) if grant.expires_at else None,
            has_ended=grant.expires_at is not None and grant.expires_at <= now,
            last_opened=vars(grant)["last_opened"],
        )
        for grant in grants
    ]


@dataclass(frozen=True, slots=True)
class Sent:
    """An open invitation as its sender reads it."""

    invitation: Invitation
    words: str
    code: str | None


def invitations_of(sender: User, now: datetime) -> list[Sent]:
    """What the sender wrote and nobody answered yet, newest first (1 query)."""
    waiting = Invitation.objects.open(now).filter(sender=sender).order_by("-created_at", "pk")
    return [_sent(invitation) for invitation in waiting]


def _sent(invitation: Invitation) -> Sent:
    code = code_of(invitation.pk)
    # The code is derived; after a change of the server's key it is another one and opens nothing.
    still_opens = hashed(code) == invitation.code_hash
    return Sent(invitation, listed(invitation.categories), grouped(code) if still_opens else None)


def invitation_behind(code: str, now: datetime) -> Invitation | None:
    """The open invitation that a normalised code opens, with its sender (1 query)."""
    return (
        Invitation.objects.open(now)
        .filter(code_hash=hashed(code), sender__is_active=True)
        .select_related("sender")
        .first()
    )


def used_by(user: User, code: str) -> Invitation | None:
    """The invitation behind a code that this user accepted (1 query)."""
    return Invitation.objects.filter(code_hash=hashed(code), accepted_by=user).first()


@dataclass(frozen=True, slots=True)
class Part:
    """One category, and whether it is shared."""

    label: str
    says: str
    name: str
    is_shared: bool


def parts(categories: Collection[str]) -> list[Part]:
    """Every category in the usual order."""
    return [
        Part(category.label, SAYS[category], NAMES[category], category in categories)
        for category in Category
    ]


@dataclass(frozen=True, slots=True)
class Look:
    """One opening of a page by the coach."""

    what: str
    at: datetime


def looks(grant: Grant, count: int = 3) -> list[Look]:
    """The coach's last openings of the athlete's pages (1 query)."""
    seen = AccessLog.objects.filter(athlete=grant.athlete, reader=grant.coach)
    return [Look(words(log.page), log.at) for log in seen.order_by("-at", "-pk")[:count]]
