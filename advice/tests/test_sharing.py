from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from advice import sharing
from advice.models import Making, ReportShare
from advice.share_links import grouped, hashed, normalised, passcode_of, token_of
from advice.sharing import MAX_DAYS, MAX_TRIES, Refused
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def public(share: ReportShare) -> str:
    """The address a doctor gets."""
    return reverse("advice:shared_page", args=[token_of(share.pk)])


def test_a_passcode_is_read_however_it_is_typed() -> None:
    share = uuid4()

    code = passcode_of(share)

    assert len(code) == 8
    assert normalised(f" {code[:2]}-{code[2:4]} {code[4:]}\n") == code
    assert normalised(grouped(code)) == code
    assert passcode_of(uuid4()) != code
    assert token_of(uuid4()) != token_of(share)


def test_the_database_keeps_neither_token_nor_passcode() -> None:
    share = make.share(make.report_file(make.user()))

    kept = " ".join(str(value) for value in vars(share).values())

    assert share.token_hash == hashed(token_of(share.pk))
    assert token_of(share.pk) not in kept
    assert passcode_of(share.pk) not in kept


def test_the_same_form_sent_twice_makes_one_link() -> None:
    file, key = make.report_file(make.user()), uuid4()

    made = [sharing.share(file, days=7, form_key=key, now=make.NOON) for _ in range(2)]

    assert made[0] == made[1]
    assert file.shares.count() == 1


@pytest.mark.parametrize("days", [-1, 0, MAX_DAYS + 1])
def test_no_link_lives_longer_than_thirty_days_or_no_day(days: int) -> None:
    file = make.report_file(make.user())

    with pytest.raises(ValueError, match="1 to 30 days"):
        sharing.share(file, days=days, form_key=uuid4(), now=make.NOON)


def test_a_link_ends_with_its_file_at_the_latest() -> None:
    file = make.report_file(make.user(), asked_at=make.NOON - timedelta(days=28))

    share = sharing.share(file, days=30, form_key=uuid4(), now=make.NOON)

    assert share.expires_at == file.kept_until == make.NOON + timedelta(days=2)


def test_a_file_whose_days_are_over_gets_no_link_though_nobody_purged_it() -> None:
    ana = make.user()
    file = make.report_file(ana, asked_at=make.NOON - timedelta(days=30))
    page = reverse("advice:shares", args=[file.pk])

    answers = [at(ana).get(page), at(ana).post(page, {"days": "1", "form_key": uuid4()})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not file.shares.exists()


def test_the_owner_makes_a_link_and_reads_it_again() -> None:
    ana = make.user()
    file = make.report_file(ana)
    page, form = reverse("advice:shares", args=[file.pk]), {"days": "7", "form_key": uuid4()}

    at(ana).post(page, form)
    at(ana).post(page, form)
    share = file.shares.get()
    shown = text(at(ana).get(page))

    assert share.expires_at == make.NOON + timedelta(days=7)
    assert public(share) in shown
    assert grouped(passcode_of(share.pk)) in shown
    assert "Not opened yet." in shown


@pytest.mark.parametrize("days", ["", "365", "-3", "seven"])
def test_any_other_length_is_asked_again(days: str) -> None:
    ana = make.user()
    file = make.report_file(ana)

    answer = at(ana).post(reverse("advice:shares", args=[file.pk]), {"days": days})

    assert "Pick how long the link should work." in text(answer)
    assert not file.shares.exists()


def test_a_file_that_is_not_ready_cannot_be_shown() -> None:
    ana = make.user()
    file = make.report_file(ana, state=Making.RUNNING, pdf=None)

    assert at(ana).get(reverse("advice:shares", args=[file.pk])).status_code == 404


def test_the_passcode_opens_the_page_and_each_opening_is_counted(client: Client) -> None:
    ana = make.user()
    share = make.share(make.report_file(ana, pdf=b"%PDF-1.7 ana"))

    before = client.get(public(share))
    code = {"passcode": grouped(passcode_of(share.pk))}
    opened = [client.post(public(share), code) for _ in range(2)][-1]
    share.refresh_from_db()

    assert "Ana" not in before.content.decode()
    assert opened.content == b"%PDF-1.7 ana"
    assert opened["Content-Type"] == "application/pdf"
    assert (share.opens, share.wrong_tries, share.last_opened_at) == (2, 0, make.NOON)
    assert "Opened 2 times" in text(at(ana).get(reverse("advice:shares", args=[share.file_id])))


def test_nothing_of_it_is_kept_or_found_by_others(client: Client) -> None:
    share = make.share(make.report_file(make.user()))

    answers = [
        client.get(public(share)),
        client.post(public(share), {"passcode": passcode_of(share.pk)}),
        client.post(public(share), {"passcode": "00000000"}),
    ]

    for answer in answers:
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "same-origin"
    assert 'content="noindex, nofollow, noarchive"' in answers[0].content.decode()


def test_wrong_passcodes_shut_the_link_for_good(client: Client) -> None:
    ana = make.user()
    share = make.share(make.report_file(ana))
    wrong = f"{(int(passcode_of(share.pk)) + 1) % 10**8:08d}"

    tries = [client.post(public(share), {"passcode": wrong}) for _ in range(MAX_TRIES)]
    right = client.post(public(share), {"passcode": passcode_of(share.pk)})
    share.refresh_from_db()

    assert {answer.status_code for answer in tries} == {200}
    assert "This is not the passcode" in text(tries[0])
    assert right.status_code == 410
    assert share.opens == 0
    owner = text(at(ana).get(reverse("advice:shares", args=[share.file_id])))
    assert "shut after too many wrong passcodes" in owner


def test_a_passcode_of_another_length_is_told_and_costs_no_try(client: Client) -> None:
    share = make.share(make.report_file(make.user()))

    answer = client.post(public(share), {"passcode": "12 34"})
    share.refresh_from_db()

    assert "The passcode has 8 digits, and this has 4." in text(answer)
    assert share.wrong_tries == 0


def test_a_right_passcode_forgets_the_wrong_ones(client: Client) -> None:
    share = make.share(make.report_file(make.user()))
    ReportShare.objects.update(wrong_tries=MAX_TRIES - 1)

    client.post(public(share), {"passcode": passcode_of(share.pk)})
    share.refresh_from_db()

    assert (share.opens, share.wrong_tries) == (1, 0)


def _revoked(share: ReportShare) -> None:
    at(share.file.athlete).post(reverse("advice:revoke_share", args=[share.pk]))


def _expired(share: ReportShare) -> None:
    ReportShare.objects.update(made_at=make.NOON - timedelta(days=7), expires_at=make.NOON)


def _unwilling(share: ReportShare) -> None:
    share.file.athlete.consents.update(withdrawn_at=make.NOON)


def _gone(share: ReportShare) -> None:
    share.file.athlete.is_active = False
    share.file.athlete.save()


@pytest.mark.parametrize("end", [_revoked, _expired, _unwilling, _gone])
def test_a_link_that_is_over_opens_nothing(
    end: Callable[[ReportShare], None], client: Client
) -> None:
    share = make.share(make.report_file(make.user()))

    end(share)
    code = passcode_of(share.pk)
    seen = [client.get(public(share)), client.post(public(share), {"passcode": code})]

    assert {answer.status_code for answer in seen} == {410}
    assert "Ask the person who sent it" in text(seen[0])
    assert sharing.open_file(share, code, make.NOON) is Refused.CLOSED


def test_a_deleted_file_takes_its_links_along(client: Client) -> None:
    share = make.share(make.report_file(make.user()))
    address = public(share)

    share.file.delete()

    assert client.get(address).status_code == 404


def test_a_link_of_an_older_server_key_says_so() -> None:
    ana = make.user()
    share = make.share(make.report_file(ana))
    ReportShare.objects.update(token_hash="of another key")

    shown = text(at(ana).get(reverse("advice:shares", args=[share.file_id])))

    assert "opens nothing any more" in shown
    assert token_of(share.pk) not in shown


def test_revoking_twice_keeps_the_first_time() -> None:
    share = make.share(make.report_file(make.user()))

    sharing.revoke(share, make.NOON)
    sharing.revoke(share, make.NOON + timedelta(days=1))
    share.refresh_from_db()

    assert share.revoked_at == make.NOON
