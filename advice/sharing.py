"""Showing a finished report file to somebody without an account, and taking it back."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from enum import Enum

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from accounts.access import has_consent
from advice.models import ReportFile, ReportShare
from advice.share_links import hashed, normalised, passcode_of, token_of

# The longest a link may live, and what is offered (design choices; no link for ever).
MAX_DAYS = 30
OFFERED_DAYS = (1, 7, 30)
# Wrong passcodes until a link shuts for good; its owner makes a new one.
MAX_TRIES = 10


class Refused(Enum):
    """Why a link shows nothing."""

    WRONG_PASSCODE = "wrong passcode"
    CLOSED = "closed"


def live(now: datetime) -> QuerySet[ReportShare]:
    """Links that a passcode still opens, whoever's."""
    return ReportShare.objects.filter(
        revoked_at=None, expires_at__gt=now, wrong_tries__lt=MAX_TRIES
    )


def share(file: ReportFile, *, days: int, form_key: uuid.UUID, now: datetime) -> ReportShare:
    """A link to this file for 1 to MAX_DAYS days; the same form sent twice makes one.

    It ends with the file at the latest. Raises ValueError for any other number of days.
    """
    if not 1 <= days <= MAX_DAYS:
        msg = f"A link lives 1 to {MAX_DAYS} days, not {days}"
        raise ValueError(msg)
    pk = uuid.uuid4()
    try:
        with transaction.atomic():
            return ReportShare.objects.create(
                pk=pk,
                file=file,
                form_key=form_key,
                token_hash=hashed(token_of(pk)),
                passcode_hash=make_password(passcode_of(pk)),
                made_at=now,
                expires_at=min(now + timedelta(days=days), file.kept_until),
            )
    except IntegrityError:
        return file.shares.get(form_key=form_key)


def revoke(found: ReportShare, now: datetime) -> None:
    """Shut the link; a second time changes nothing."""
    ReportShare.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=now)


def behind(token: str) -> ReportShare | None:
    """The share of a token, open or not, with its file but not the PDF (1 query)."""
    shares = ReportShare.objects.select_related("file__athlete").defer("file__pdf")
    return shares.filter(token_hash=hashed(token)).first()


def is_open(found: ReportShare, now: datetime) -> bool:
    """Whether a passcode opens it: not over, and its athlete still has a living consent."""
    athlete = found.file.athlete
    return athlete.is_active and live(now).filter(pk=found.pk).exists() and has_consent(athlete)


def open_file(found: ReportShare, typed: str, now: datetime) -> bytes | Refused:
    """The PDF for the right passcode, counted; a wrong one is counted too.

    The try is taken before the passcode is looked at, so that many guesses at once are no more
    than MAX_TRIES. Looking takes a moment; a link shut meanwhile stays shut.
    """
    if not is_open(found, now) or not _take_a_try(found, now):
        return Refused.CLOSED
    if not check_password(normalised(typed), found.passcode_hash):
        return Refused.WRONG_PASSCODE
    opened = ReportShare.objects.filter(pk=found.pk, revoked_at=None).update(
        wrong_tries=0, opens=F("opens") + 1, last_opened_at=now
    )
    pdf = ReportFile.objects.filter(pk=found.file_id).values_list("pdf", flat=True).first()
    return bytes(pdf) if opened and pdf is not None else Refused.CLOSED


def _take_a_try(found: ReportShare, now: datetime) -> bool:
    return bool(live(now).filter(pk=found.pk).update(wrong_tries=F("wrong_tries") + 1))
