"""Two at once: standings, a doctor’s page as a file, and its links."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection  # noqa: F401 - the mark below asks it

from accounts.models import Category
from advice import report_files, sharing
from advice.models import Making, ReportFile, ReportShare
from advice.report_files import Wishes
from advice.share_links import passcode_of
from advice.sharing import MAX_TRIES, Refused
from coaching import services, standings
from coaching.models import Standing
from tests import make
from tests.test_races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # SQLite lets one writer in at a time, so there is nothing to race for.
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer at a time"),
]


def test_standings_that_four_workers_keep_are_all_found_and_none_is_kept_of_what_ended() -> None:
    kim = make.coach()
    grants = [make.grant(make.user(f"athlete{number}"), kim) for number in range(12)]
    standings.begin(grants, make.NOON)

    found = at_once(
        *[partial(standings.keep, make.NOON)] * 4,
        *[partial(standings.begin_missing, make.NOON)] * 2,
        partial(services.revoke, grants[0], now=make.NOON),
        partial(grants[1].athlete.delete),
    )
    standings.keep(make.NOON)

    assert not [one for one in found if isinstance(one, Exception)]
    kept = Standing.objects.filter(grant__revoked_at=None)
    assert kept.filter(found_at=make.NOON).count() == 10
    assert Standing.objects.count() == 10


def test_a_hundred_guesses_at_once_are_ten_tries() -> None:
    share = make.share(make.report_file(make.user("ana")))
    right = passcode_of(share.pk)
    guesses = [f"{(int(right) + ahead) % 10**8:08d}" for ahead in range(1, 101)]

    found = at_once(*[partial(sharing.open_file, share, each, make.NOON) for each in guesses])

    share.refresh_from_db()
    assert found.count(Refused.WRONG_PASSCODE) == MAX_TRIES
    assert found.count(Refused.CLOSED) == 100 - MAX_TRIES
    assert (share.opens, share.wrong_tries) == (0, MAX_TRIES)
    assert sharing.open_file(share, right, make.NOON) is Refused.CLOSED


def test_two_taps_of_a_doctor_open_the_page_twice_and_a_shut_link_stays_shut() -> None:
    share = make.share(make.report_file(make.user("ana"), pdf=b"%PDF-1.7 ana"))
    right = passcode_of(share.pk)
    tap = partial(sharing.open_file, share, right, make.NOON)

    first = at_once(*[tap] * 4)
    second = at_once(*[tap] * 4, partial(sharing.revoke, share, make.NOON))[:4]

    share.refresh_from_db()
    assert first == [b"%PDF-1.7 ana"] * 4
    assert share.opens == 4 + second.count(b"%PDF-1.7 ana")
    assert share.revoked_at == make.NOON
    assert tap() is Refused.CLOSED


def test_a_page_that_is_opened_while_its_file_is_deleted_is_there_or_not() -> None:
    share = make.share(make.report_file(make.user("ana"), pdf=b"%PDF-1.7 ana"))
    tap = partial(sharing.open_file, share, passcode_of(share.pk), make.NOON)

    found = at_once(*[tap] * 4, share.file.delete)[:4]

    assert set(found) <= {b"%PDF-1.7 ana", Refused.CLOSED}
    assert not ReportShare.objects.exists()


def test_a_link_asked_for_by_two_taps_is_one() -> None:
    file, key = make.report_file(make.user("ana")), uuid4()

    found = at_once(
        *[lambda: sharing.share(file, days=7, form_key=key, now=make.NOON)] * 4,
    )

    assert {one.pk for one in found} == {ReportShare.objects.get().pk}


def test_a_file_asked_for_by_two_taps_is_one_and_made_by_one_worker() -> None:
    ana, key = make.user("ana"), uuid4()
    ask = partial(report_files.ask, ana, form_key=key, wishes=Wishes(), now=make.NOON)

    asked = at_once(*[ask] * 4)
    made = at_once(*[partial(report_files.make, asked[0].pk, make.NOON)] * 4)

    file = ReportFile.objects.get()
    assert {one.pk for one in asked} == {file.pk}
    assert sorted(made) == [False, False, False, True]
    assert file.state == Making.DONE


def test_a_category_taken_back_while_a_worker_looks_leaves_nothing_of_it() -> None:
    ana = make.user("ana")
    make.episode(ana, red_flags=["low_sodium"])
    grant = make.grant(ana, make.coach())
    standings.begin([grant], make.NOON)

    found = at_once(
        *[partial(standings.keep, make.NOON + timedelta(seconds=n)) for n in range(3)],
        partial(services.renew, grant, [Category.DRINKS], None, now=make.NOON),
    )
    row = Standing.objects.get()

    assert not [one for one in found if isinstance(one, Exception)]
    assert row.findings == []
    assert not row.gravity
