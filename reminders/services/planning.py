"""Rows that are missing are planned; rows that stopped being right are moved or given up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from reminders.kinds import KINDS
from reminders.kinds.mail_kind import MailKind
from reminders.models import Kind
from reminders.services.bounces import revive
from reminders.services.isolation import isolated


def plan(now: datetime) -> int:
    """Make the rows fit the diaries and preferences as they stand; how many rows were touched.

    Each kind says whom to look at, in pages; the number of queries grows with the pages.
    Running it again changes nothing. A person whose diary breaks the advice is logged and left out.
    What came back and must not be lost is planned again once its reader has another address.
    """
    return revive(now) + sum(
        _plan_page(kind, page, now) for kind in KINDS.values() for page in _once(kind.pages(now))
    )


def _once(pages: Iterable[Sequence[UUID]]) -> Iterator[list[UUID]]:
    """The pages without whom an earlier one had: a kind may ask more than once, and a person be in
    several answers. All that a person has is looked at together.
    """
    seen: set[UUID] = set()
    for page in pages:
        if fresh := [pk for pk in page if pk not in seen]:
            seen.update(fresh)
            yield fresh


def plan_for(athlete_id: UUID, now: datetime) -> int:
    """The evenings of one athlete, at once after they changed what they want to be told.

    The settings page shows them next; the other kinds follow with the next minute.
    """
    return KINDS[Kind.HYDRATION].plan([athlete_id], now)


def _plan_page(kind: MailKind, page: Sequence[UUID], now: datetime) -> int:
    counts, _ = isolated(
        lambda pks: kind.plan(pks, now),
        page,
        named=lambda pk: f"{kind.kind.value} mails of {pk}",
    )
    return sum(counts)
