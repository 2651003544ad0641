"""What people type is text: on no page and in no mail does it become markup."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Category
from coaching import emails
from coaching.codes import code_of, grouped
from tests import make
from tests.doors import House, doors
from tests.test_leaks import walk

pytestmark = pytest.mark.django_db

TYPED = "<script>alert(1)</script>\"'><img src=x onerror=y>{{ 7 }}"
MARKUP = ("<script>alert", "<img src=x", "\"'>")


def broken(page: str) -> list[str]:
    return [markup for markup in MARKUP if markup in page]


@time_machine.travel(make.NOON, tick=False)
def test_typed_markup_is_text_everywhere(client: Client) -> None:
    ana, kim = make.user("ana"), make.coach()
    for person in (ana, kim):
        person.name = TYPED
        person.save(update_fields=["name"])
    water = make.drink(TYPED, owner=ana)
    runs = [
        make.done_workout(ana, days_ago=day, cramped=True, title=TYPED, note=TYPED)
        for day in (1, 2, 5, 9)
    ]
    cramps = [
        make.episode(ana, started_at=run.starts_at, workout=run, note=TYPED, phase="during")
        for run in runs
    ]
    near = make.near_cramp(ana, workout=runs[-1], note=TYPED)
    intake = make.intake(ana, water, workout=runs[-1], note=TYPED)
    make.workout(ana, title=TYPED, note=TYPED, temperature_c=33.0)
    medicine = make.medication(ana, name=TYPED, note=TYPED)
    make.check_in(ana, note=TYPED, soreness={"calf": 8})
    grant = make.grant(ana, kim, **{each.value: True for each in Category})
    offer, request = make.invitation(ana), make.invitation(kim, "coach")
    report = make.report_file(ana, questions=TYPED)
    rooms = House(
        ana,
        {
            "workout": runs[-1].pk,
            "episode": cramps[-1].pk,
            "near": near.pk,
            "intake": intake.pk,
            "own_drink": water.pk,
            "cup": make.cup(ana, water, name=TYPED[:40]).pk,
            "medicine": medicine.pk,
            "template": make.template(ana, TYPED).pk,
            "grant": grant.pk,
            "invitation": offer.pk,
            "run": make.run(ana).form_key,
            "shown": make.snapshot(ana, answer="not_followed").pk,
            "report": report.pk,
            "share": make.share(report).pk,
        },
    )

    pages = walk(client, kim, ana)
    for reader, invitation in ((kim, offer), (ana, request)):
        client.force_login(reader)
        code = grouped(code_of(invitation.pk))
        address = reverse("coaching:invitation", args=[code])
        pages[f"{address} {reader.pk}"] = client.get(address).content.decode()
    for door in doors():
        pages[f"own {door.name}"] = client.get(door.url(rooms.values(door))).content.decode()
    for mail in (emails.sharing_ended(grant), emails.invitation(offer)):
        pages[f"mail {mail.subject}"] = str(mail.alternatives[0][0])
        assert "\n" not in mail.subject

    assert any("&lt;script&gt;" in page for page in pages.values())
    assert {address: broken(page) for address, page in pages.items() if broken(page)} == {}
