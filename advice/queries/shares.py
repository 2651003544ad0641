"""The links to a report file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from advice.models import ReportFile, ReportShare
from advice.share_links import grouped, hashed, passcode_of, token_of
from advice.sharing import MAX_TRIES


@dataclass(frozen=True, slots=True)
class Link:
    """One link as its owner reads it.

    `address` and `passcode` are None where the link is over, or was made with another key of the
    server and opens nothing any more. `ended`: why, in a few words; "" while it is open.
    """

    share: ReportShare
    address: str | None
    passcode: str | None
    ended: str


def links_of(file: ReportFile, request: HttpRequest, now: datetime) -> list[Link]:
    """Every link to the file, newest first (1 query)."""
    return [_link(share, request, now) for share in file.shares.all()]


def _link(share: ReportShare, request: HttpRequest, now: datetime) -> Link:
    token, ended = token_of(share.pk), _ended(share, now)
    if not ended and hashed(token) != share.token_hash:
        ended = "opens nothing any more"
    if ended:
        return Link(share, None, None, ended)
    address = request.build_absolute_uri(reverse("advice:shared_page", args=[token]))
    return Link(share, address, grouped(passcode_of(share.pk)), "")


def _ended(share: ReportShare, now: datetime) -> str:
    if share.revoked_at is not None:
        return "shut by you"
    if share.wrong_tries >= MAX_TRIES:
        return "shut after too many wrong passcodes"
    return "over" if share.expires_at <= now else ""
