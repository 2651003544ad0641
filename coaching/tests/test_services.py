from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts.models import Category, Grant, User
from coaching import services
from coaching.codes import code_of
from coaching.models import Invitation, Side
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOON + timedelta(hours=1)


def invite(sender: User, key: UUID | None = None, **fields: Any) -> Invitation:
    values: dict[str, Any] = {
        "side": Side.ATHLETE,
        "categories": [Category.CRAMPS, Category.WORKOUTS],
        "form_key": key or uuid4(),
        "now": make.NOON,
    } | fields
    return services.invite(sender, **values)


def test_an_invitation_keeps_no_code_and_lasts_fourteen_days() -> None:
    made = invite(make.user())

    assert code_of(made.pk) not in str(vars(Invitation.objects.get()))
    assert made.expires_at == make.NOON + timedelta(days=14)
    assert made.categories == ["workouts", "cramps"]


def test_the_same_form_twice_is_one_invitation_and_one_mail(
    django_capture_on_commit_callbacks: Any,
) -> None:
    ana, key = make.user(), uuid4()

    with django_capture_on_commit_callbacks(execute=True):
        first = invite(ana, key, email="Kim@Example.org")
        second = invite(ana, key, email="Kim@Example.org")

    assert first == second
    assert [message.to for message in mail.outbox] == [["kim@example.org"]]


def test_the_key_of_somebody_elses_form_is_refused() -> None:
    made = invite(make.user("ana"))

    with pytest.raises(services.InvitationError):
        invite(make.user("bea"), made.pk)


def test_twenty_invitations_a_day_are_enough() -> None:
    ana = make.user()
    made = [make.invitation(ana) for _ in range(services.INVITATIONS_A_DAY)]

    with pytest.raises(services.TooManyError):
        invite(ana)
    assert services.cancel(made[0], now=make.NOON)
    with pytest.raises(services.TooManyError):
        invite(ana)
    invite(ana, now=make.NOON + timedelta(days=1))


def test_an_offer_ends_on_the_picked_day_whenever_it_is_accepted() -> None:
    ana, kim = make.user(zone="Pacific/Apia"), make.coach()
    made = invite(ana, ends_on=date(2026, 3, 1))

    grant = services.accept_offer(made, coach=kim, now=make.NOON + timedelta(days=13))

    # Midnight after 1 March in Apia, 13 hours ahead of UTC.
    assert grant.expires_at is not None
    assert grant.expires_at.isoformat() == "2026-03-01T11:00:00+00:00"


def test_an_offer_of_sharing_that_ends_soon_ends_with_it() -> None:
    made = invite(make.user(), ends_on=date(2026, 1, 16))

    assert made.expires_at.isoformat() == "2026-01-17T00:00:00+00:00"


def test_an_offer_opens_what_it_names_once() -> None:
    ana, kim, lea = make.user(), make.user("kim"), make.user("lea")
    offer = make.invitation(ana, categories=["cramps", "notes"])

    grant = services.accept_offer(offer, coach=kim, now=LATER)

    assert grant.categories == {Category.CRAMPS, Category.NOTES}
    assert kim.is_coach
    for somebody in (kim, lea):
        with pytest.raises(services.InvitationError):
            services.accept_offer(offer, coach=somebody, now=LATER)
    assert Grant.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"expires_at": LATER}, id="expired on the second"),
        pytest.param({"cancelled_at": make.NOON}, id="cancelled"),
        pytest.param({"accepted_at": make.NOON}, id="used"),
    ],
)
def test_what_is_not_open_is_not_accepted(fields: dict[str, Any]) -> None:
    ana, kim = make.user(), make.coach()

    with pytest.raises(services.InvitationError):
        services.accept_offer(make.invitation(ana, **fields), coach=kim, now=LATER)
    with pytest.raises(services.InvitationError):
        services.accept_request(
            make.invitation(kim, "coach", **fields),
            athlete=ana,
            categories=["cramps"],
            ends_at=None,
            now=LATER,
        )
    assert not Grant.objects.exists()


def test_nobody_accepts_their_own_invitation() -> None:
    ana = make.user(is_coach=True)

    with pytest.raises(services.InvitationError):
        services.accept_offer(make.invitation(ana), coach=ana, now=LATER)


def test_an_old_offer_does_not_widen_a_grant_that_is_alive() -> None:
    ana, kim = make.user(), make.coach()
    before = make.grant(ana, kim, workouts=False, drinks=False)

    grant = services.accept_offer(
        make.invitation(ana, categories=list(Category)), coach=kim, now=LATER
    )

    assert grant == before
    assert grant.categories == {Category.CRAMPS}


def test_an_offer_starts_a_grant_again_that_had_run_out() -> None:
    ana, kim = make.user(), make.coach()
    before = make.grant(ana, kim, drinks=False, expires_at=make.NOON)

    grant = services.accept_offer(make.invitation(ana), coach=kim, now=LATER)

    assert (grant.pk, grant.expires_at, grant.granted_at, grant.drinks) == (
        before.pk,
        None,
        LATER,
        True,
    )


def test_an_offer_from_before_the_end_of_sharing_does_not_open_it_again() -> None:
    ana, kim = make.user(), make.coach()
    offer = make.invitation(ana)
    services.revoke(make.grant(ana, kim), now=make.NOON)

    with pytest.raises(services.InvitationError):
        services.accept_offer(offer, coach=kim, now=LATER)
    assert services.accept_offer(offer, coach=make.coach("lea"), now=LATER).coach.name == "Lea"


def test_an_offer_of_somebody_who_took_consent_back_is_closed() -> None:
    ana, kim = make.user(consent=False), make.user("kim")

    with pytest.raises(services.InvitationError):
        services.accept_offer(make.invitation(ana), coach=kim, now=LATER)
    kim.refresh_from_db()
    assert not kim.is_coach


def test_a_request_grants_what_the_athlete_chose_and_replaces_what_was() -> None:
    ana, kim = make.user(), make.coach()
    before = make.grant(ana, kim)
    request = make.invitation(kim, "coach", categories=list(Category))

    grant = services.accept_request(
        request, athlete=ana, categories=["wellness"], ends_at=None, now=LATER
    )

    assert grant == before
    assert grant.categories == {Category.WELLNESS}
    assert grant.granted_at == before.granted_at


def test_a_request_of_somebody_who_stopped_coaching_is_closed() -> None:
    ana, kim = make.user(), make.user("kim")

    with pytest.raises(services.InvitationError):
        services.accept_request(
            make.invitation(kim, "coach"),
            athlete=ana,
            categories=["cramps"],
            ends_at=None,
            now=LATER,
        )


def test_revoking_twice_ends_once_and_mails_once(django_capture_on_commit_callbacks: Any) -> None:
    ana, kim = make.user(), make.coach()
    grant = make.grant(ana, kim)
    named = make.invitation(ana, email=kim.email)
    other = make.invitation(ana, email="lea@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        assert services.revoke(grant, now=make.NOON)
        assert not services.revoke(grant, now=LATER)

    assert [message.to for message in mail.outbox] == [[kim.email]]
    assert set(Invitation.objects.open(LATER)) == {other}
    assert named not in Invitation.objects.open(LATER)


def test_a_grant_that_ran_out_is_revoked_without_a_mail(
    django_capture_on_commit_callbacks: Any,
) -> None:
    grant = make.grant(make.user(), make.coach(), expires_at=make.NOON)

    with django_capture_on_commit_callbacks(execute=True):
        assert services.revoke(grant, now=LATER)

    assert mail.outbox == []


def test_turning_coaching_off_twice_ends_what_is_held_and_nothing_else() -> None:
    ana, kim = make.user(), make.coach()
    held, given = make.grant(ana, kim), make.grant(kim, make.coach("lea"))
    asked, offered = make.invitation(kim, "coach"), make.invitation(kim)

    services.turn_off(kim, now=make.NOON)
    services.turn_off(kim, now=LATER)

    held.refresh_from_db()
    given.refresh_from_db()
    assert (held.revoked_at, given.revoked_at) == (make.NOON, None)
    assert set(Invitation.objects.open(LATER)) == {offered}
    assert asked not in Invitation.objects.open(LATER)
    assert not kim.is_coach


def test_a_mail_server_that_is_away_undoes_nothing(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(message: EmailMultiAlternatives) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
    grant = make.grant(make.user(), make.coach())

    with django_capture_on_commit_callbacks(execute=True):
        assert services.revoke(grant, now=make.NOON)
