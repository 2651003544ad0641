"""Invitations and grants: made, accepted, changed and ended. The row is the lock."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction

from accounts.access import has_consent
from accounts.models import Category, Grant, User
from accounts.zones import local_day
from coaching import emails, standings
from coaching.codes import code_of, hashed
from coaching.models import VALID_DAYS, Invitation, InvitationQuerySet, Side

logger = logging.getLogger(__name__)

INVITATIONS_A_DAY = 20


class InvitationError(Exception):
    """The invitation is used, cancelled, expired, or was never there."""


class TooManyError(Exception):
    """Enough invitations for one day."""


@transaction.atomic
def invite(
    sender: User,
    *,
    side: Side,
    categories: Collection[Category],
    email: str = "",
    ends_on: date | None = None,
    form_key: UUID,
    now: datetime,
) -> Invitation:
    """Make an invitation and mail it when an address is given.

    The form's key is the invitation's id: the same form sent twice is one invitation and one
    mail. Nothing here looks up whether the address has an account. An offer whose sharing would
    end before VALID_DAYS have passed ends with it. Raises TooManyError, and InvitationError for
    the key of somebody else's form.
    """
    if (sent := _sent(sender, form_key)) is not None:
        return sent
    if sender.invitations_sent.filter(created_at__gt=now - timedelta(days=1)).count() >= (
        INVITATIONS_A_DAY
    ):
        raise TooManyError
    made = Invitation(
        pk=form_key,
        sender=sender,
        side=side,
        email=email.lower(),
        code_hash=hashed(code_of(form_key)),
        categories=[category.value for category in Category if category in categories],
        grant_days=(ends_on - local_day(now, sender.zone_info)).days if ends_on else None,
        created_at=now,
    )
    last = now + timedelta(days=VALID_DAYS)
    made.expires_at = min(last, made.grant_ends_at or last)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was a moment earlier, and sends the mail.
        if (sent := _sent(sender, form_key)) is None:
            raise
        return sent
    if email:
        _mail(emails.invitation(made))
    return made


def _sent(sender: User, form_key: UUID) -> Invitation | None:
    """What this form made before. InvitationError when it is somebody else's."""
    sent = Invitation.objects.filter(pk=form_key).first()
    if sent is not None and sent.sender_id != sender.pk:
        raise InvitationError
    return sent


def cancel(invitation: Invitation, *, now: datetime) -> bool:
    """Close an invitation that is still open; whether this call did it."""
    return _open(invitation, now).update(cancelled_at=now) == 1


def may_accept(invitation: Invitation, user: User) -> bool:
    """Whether a mailed invitation reached this person: a verified address of theirs, any case.

    An invitation without an address is for whoever holds its code.
    """
    return (
        not invitation.email
        or EmailAddress.objects.filter(
            user=user, verified=True, email__iexact=invitation.email
        ).exists()
    )


@transaction.atomic
def accept_offer(invitation: Invitation, *, coach: User, now: datetime) -> Grant:
    """A coach takes what an athlete offers; coaching is turned on for them.

    Raises InvitationError when the offer is no longer open, or when this athlete stopped sharing
    with this coach after writing it. A grant that is alive stays as the athlete last set it: an
    old offer must not widen it.
    """
    athlete = invitation.sender
    _claim(invitation, by=coach, now=now)
    ended_since = Grant.objects.filter(
        athlete=athlete, coach=coach, revoked_at__gte=invitation.created_at
    ).exists()
    if ended_since or not athlete.is_active or not has_consent(athlete):
        raise InvitationError
    grant, is_new = Grant.objects.get_or_create(
        athlete=athlete,
        coach=coach,
        revoked_at=None,
        defaults=_terms(invitation.categories, invitation.grant_ends_at)
        | {"granted_at": now, "level": invitation.level},
    )
    if not is_new and grant.expires_at is not None and grant.expires_at <= now:
        renew(grant, invitation.categories, invitation.grant_ends_at, now=now)
    standings.begin([grant], now)
    turn_on(coach)
    return grant


@transaction.atomic
def accept_request(
    invitation: Invitation,
    *,
    athlete: User,
    categories: Collection[str],
    ends_at: datetime | None,
    now: datetime,
) -> Grant:
    """An athlete grants a coach who asked; what is granted is what the athlete chose just now.

    A grant that was there already takes the new terms. Raises InvitationError when the request is
    no longer open.
    """
    coach = invitation.sender
    _claim(invitation, by=athlete, now=now)
    if not coach.is_active or not coach.is_coach:
        raise InvitationError
    grant, is_new = Grant.objects.get_or_create(
        athlete=athlete,
        coach=coach,
        revoked_at=None,
        defaults=_terms(categories, ends_at) | {"granted_at": now},
    )
    if not is_new:
        renew(grant, categories, ends_at, now=now)
    standings.begin([grant], now)
    return grant


@transaction.atomic
def renew(
    grant: Grant, categories: Collection[str], ends_at: datetime | None, *, now: datetime
) -> None:
    """Give a grant new terms; one that had run out starts again now."""
    if grant.expires_at is not None and grant.expires_at <= now:
        grant.granted_at = now
    terms = _terms(categories, ends_at)
    for name, value in terms.items():
        setattr(grant, name, value)
    grant.save(update_fields=[*terms, "granted_at"])
    standings.begin_anew(grant, now)


@transaction.atomic
def revoke(grant: Grant, *, now: datetime) -> bool:
    """End a grant at once; whether this call did it.

    Open offers of the athlete that name an address of the coach close with it. The coach is told
    that sharing ended, once and not why, unless it had run out by itself before.
    """
    was_live = grant.expires_at is None or grant.expires_at > now
    if not _end(grant, now):
        return False
    theirs = EmailAddress.objects.filter(user=grant.coach).values("email")
    Invitation.objects.open(now).filter(
        sender=grant.athlete, side=Side.ATHLETE, email__in=theirs
    ).update(cancelled_at=now)
    if was_live:
        _mail(emails.sharing_ended(grant))
    return True


def leave(grant: Grant, *, now: datetime) -> bool:
    """A coach gives a grant back; whether this call did it."""
    return _end(grant, now)


def turn_on(user: User) -> None:
    """Anyone may coach."""
    if not user.is_coach:
        user.is_coach = True
        user.save(update_fields=["is_coach"])


@transaction.atomic
def turn_off(user: User, *, now: datetime) -> None:
    """Stop coaching: every diary shared with the user closes, and their open requests too."""
    Grant.objects.held_by(user).filter(revoked_at=None).update(revoked_at=now)
    standings.forget(Grant.objects.held_by(user))
    Invitation.objects.open(now).filter(sender=user, side=Side.COACH).update(cancelled_at=now)
    user.is_coach = False
    user.save(update_fields=["is_coach"])


def _open(invitation: Invitation, now: datetime) -> InvitationQuerySet:
    return Invitation.objects.open(now).filter(pk=invitation.pk)


def _claim(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Whoever updates the open row has it; nobody accepts their own."""
    theirs = _open(invitation, now).exclude(sender=by)
    if theirs.update(accepted_at=now, accepted_by=by) != 1:
        raise InvitationError


def _end(grant: Grant, now: datetime) -> bool:
    ended = Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=now) == 1
    standings.forget(Grant.objects.filter(pk=grant.pk))
    return ended


def _terms(categories: Collection[str], ends_at: datetime | None) -> dict[str, Any]:
    return {category.value: category in categories for category in Category} | {
        "expires_at": ends_at
    }


def _mail(message: EmailMultiAlternatives) -> None:
    """Send after the commit. A mail server that is away must not undo what was decided."""

    def send() -> None:
        try:
            message.send()
        except (SMTPException, OSError):
            logger.exception("A mail about sharing could not be sent")

    transaction.on_commit(send)
