from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice import drink_bar
from advice.drink import Bottle, judge
from advice.forms.drink import LabelForm, slug_of
from advice.templatetags.strength import drink_bar_of
from journal.models import Drink
from tests import make, pages
from tests.sheet import JARGON, Sheet

pytestmark = pytest.mark.django_db

PAGE = "/drinks/check/"
LABEL = {"per": "100ml", "carbs": "6", "sugars": "6", "kind": "sucrose", "salt": "0.1"}


@pytest.fixture
def catalogue() -> None:
    for name in ("0002_drink_catalogue", "0007_more_drinks", "0014_computed_drinks"):
        import_module(f"journal.migrations.{name}").fill(apps, None)


def asked(client: Client, query: Mapping[str, Any]) -> str:
    return " ".join(pages.text(client.get(PAGE, query)).split())


def test_anybody_may_ask_and_nothing_is_kept(client: Client, catalogue: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = asked(client, {})

    assert len(captured) == 1
    assert "Nothing you write here is kept" in page
    assert not client.cookies
    assert client.post(PAGE, LABEL).status_code == 405


def test_without_consent_it_opens_too(client: Client) -> None:
    client.force_login(make.user(consent=False))

    assert client.get(PAGE).status_code == 200


def test_every_drink_of_the_catalogue_has_its_address(client: Client, catalogue: None) -> None:
    drinks = list(Drink.objects.filter(owner=None))

    assert len({slug_of(drink) for drink in drinks}) == len(drinks)
    for drink in drinks:
        page = asked(client, {"drink": slug_of(drink)})
        assert "When it suits" in page, drink.name
        assert "computed" not in page.split("When it suits")[0] or "not measured" in page


def test_a_drink_of_ones_own_is_nobodys_else(client: Client) -> None:
    make.drink("Secret mix", owner=make.user("ana"))

    page = asked(client, {"drink": slugify("Secret mix")})

    assert "Secret" not in page
    assert "We do not have that drink." in page


@pytest.mark.parametrize(
    ("drink", "says"),
    [
        ("gatorade", ["Stronger than blood", "Measured: 327 mOsm/kg", "about 15 mL of water"]),
        ("powerade", ["Probably about as strong as blood", "<strong>Uncertain:</strong>"]),
        ("tap-water", ["Hardly anything dissolved: weaker than blood"]),
        ("orange-juice", ["Stronger than blood", "computed and not measured", "8 g of carb"]),
        ("beer-5", ["With alcohol its strength says little", "We suggest none around"]),
        ("maurten-160", ["Strength uncertain", "whichever sugars it holds"]),
        ("nuun-sport", ["Strength not known"]),
        ("milk", ["more food than drink", "Probably about as strong as blood"]),
        ("who-oral-rehydration-solution", ["How much water did you add?", "More sodium than"]),
    ],
)
def test_what_is_said_of_known_drinks(
    drink: str, says: list[str], client: Client, catalogue: None
) -> None:
    page = asked(client, {"drink": drink})

    for each in says:
        assert each in page
    assert "No study links such drinks to cramps." in page
    assert 'href="/rules/' in page


@pytest.mark.parametrize(
    ("query", "about"),
    [
        pytest.param(LABEL, "About 289 mOsm/kg", id="per 100 mL"),
        pytest.param(
            LABEL | {"per": "serving", "serving_ml": "500", "carbs": "30", "sugars": "30",
                     "salt": "0.5"},
            "About 289 mOsm/kg", id="per serving",
        ),
        pytest.param({"carbs": "0"}, "Hardly anything dissolved", id="a short address"),
        pytest.param(
            {"carbs": "6,0", "sugars": "6,0", "kind": "mono"}, "About 347 mOsm/kg", id="a comma"
        ),
        # 40 g of powder in 500 mL is 525 mL of drink; its sugar has not split.
        pytest.param(
            {"per": "powder", "powder_g": "40", "water_ml": "500", "carbs": "90", "sugars": "90",
             "kind": "sucrose"},
            "About 210 mOsm/kg", id="a powder",
        ),
        pytest.param({"carbs": "6"}, "Between 64 and 394 mOsm/kg", id="sugars not told"),
        pytest.param({"sodium": "46"}, "Strength not known", id="only sodium"),
        pytest.param(
            LABEL | {"salt": "0.1", "sodium": "40"}, "sodium</dt><dd class=\"num\">400",
            id="salt and sodium that agree",
        ),
        pytest.param({"osmolality": "290"}, "290 mOsm/kg as the maker gives it", id="the maker"),
    ],
)  # fmt: skip
def test_a_label_is_computed(query: dict[str, str], about: str, client: Client) -> None:
    page = asked(client, query)

    assert about in page
    assert "<title>Check:" not in page


BAD = [
    ({"carbs": "300", "sugars": "300"}, "carbs", "100 mL cannot hold 300 g."),
    ({"carbs": "6", "sugars": "7"}, "sugars", "Sugars are part of the 6 g carbohydrate"),
    ({"carbs": "-1"}, "carbs", "Write 0 or more."),
    ({"carbs": "sweet"}, "carbs", "Write a number in g"),
    ({"carbs": "9" * 40}, "carbs", "Write a number in g"),
    ({"carbs": "100000"}, "carbs", "100 mL cannot hold"),
    ({"salt": "0.1", "sodium": "400"}, "sodium", "0.1 g of salt holds 39 mg of sodium"),
    ({"sodium": "20000"}, "sodium", "100 mL cannot hold 20000 mg."),
    ({"carbs": "60", "protein": "50"}, "carbs", "Together that is 110 g in 100 mL"),
    ({"alcohol": "120"}, "alcohol", "Write at most 100 %."),
    ({"osmolality": "6000"}, "osmolality", "Write at most 5,000 mOsm/kg."),
    ({"kind": "honey", "carbs": "6"}, "kind", "Pick one of the answers shown."),
    ({"per": "bottle", "carbs": "6"}, "per", "Pick one of the answers shown."),
    ({"per": "100ml"}, "carbs", "Write what the label says; 0 if it holds none."),
    ({"per": "100ml", "protein": "3"}, "carbs", "Write what the label says"),
    ({"per": "serving", "carbs": "30"}, "serving_ml", "Write how many mL a serving is."),
    ({"per": "serving", "carbs": "30", "serving_ml": "0"}, "serving_ml", "Write how many mL"),
    ({"per": "serving", "carbs": "30", "serving_ml": "9999"}, "serving_ml", "at most 5,000 mL"),
    ({"per": "serving", "carbs": "300", "serving_ml": "250"}, "carbs", "makes 120 g in 100 mL"),
    ({"per": "powder", "carbs": "90"}, "powder_g", "Write how many grams of powder."),
    ({"per": "powder", "carbs": "90", "powder_g": "40"}, "water_ml", "Write how much water"),
    (
        {"per": "powder", "carbs": "300", "powder_g": "40", "water_ml": "500"},
        "carbs",
        "100 g of powder cannot hold 300 g.",
    ),
    (
        {"per": "powder", "carbs": "90", "fat": "20", "powder_g": "40", "water_ml": "500"},
        "carbs",
        "Together that is 110 g in 100 g of powder.",
    ),
    ({"drink": "nectar"}, "drink", "We do not have that drink."),
    ({"drink": ""}, "drink", "Pick a drink from the list."),
]


@pytest.mark.parametrize(("query", "field", "sentence"), BAD, ids=lambda each: str(each)[:40])
def test_a_label_that_cannot_be_gets_a_sentence_and_no_advice(
    query: dict[str, str], field: str, sentence: str, client: Client
) -> None:
    page = pages.text(client.get(PAGE, query))

    sheet = Sheet(page)
    assert sheet.title.startswith("Check: ")
    assert sentence in sheet.said(field)
    assert sheet.focused() == sheet.wrong()[:1]
    assert not sheet.loose_errors()
    assert not [word for word in JARGON for name in sheet.wrong() if word in sheet.said(name)]
    assert "When it suits" not in page
    for name, typed in query.items():
        if name not in {"kind", "per", "drink"}:
            assert sheet.typed(name) == [typed]


@pytest.mark.parametrize("nasty", ["\0", "🦵", '"><script>alert(1)</script>', "x" * 2_000, "1e999"])
def test_nonsense_in_the_address_breaks_nothing(nasty: str, client: Client) -> None:
    for name in (*LabelForm.base_fields, "drink", "unheard_of"):
        page = client.get(PAGE, {name: nasty})
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


@given(
    typed=st.dictionaries(
        st.sampled_from(["carbs", "sugars", "salt", "sodium", "alcohol", "serving_ml", "fat"]),
        st.floats(-10, 500).map(lambda value: f"{value:.2f}") | st.text(max_size=6),
    ),
    per=st.sampled_from(["100ml", "serving", "powder", ""]),
    kind=st.sampled_from(["", "mono", "sucrose", "lactose", "mono_first"]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_a_taken_label_holds_no_more_than_fits(
    typed: dict[str, str], per: str, kind: str
) -> None:
    form = LabelForm(typed | {"per": per, "kind": kind, "powder_g": "30", "water_ml": "500"})

    if form.is_valid():
        bottle = form.bottle
        parts = [bottle.mono_g, bottle.sucrose_g, bottle.lactose_g, bottle.malto_g]
        grams = sum(part or 0 for part in [*parts, bottle.protein_g, bottle.fat_g])
        assert 0 <= grams <= 100 + 1e-6
        assert (bottle.sugars_g or 0) <= (bottle.carbs_g if bottle.carbs_g is not None else 100)
    else:
        assert all(sentence for sentences in form.errors.values() for sentence in sentences)


def test_a_typed_label_is_carried_into_a_drink_of_ones_own(client: Client) -> None:
    ana = make.user("ana")
    browser = pages.at(ana)
    query = {
        "per": "powder", "powder_g": "40", "water_ml": "500", "carbs": "90", "sugars": "50",
        "kind": "sucrose", "salt": "1", "potassium": "100", "fat": "0",
    }  # fmt: skip
    sheet = Sheet(pages.text(browser.get(PAGE, query)))
    link = next(
        each.get("href", "") for each in sheet.root.iter("a") if each.text == "Save as my drink"
    )

    filled = Sheet(pages.text(browser.get(link)))
    names = ("carbs", "sugars", "sodium", "potassium", "fat", "kind", "powder", "calcium")
    brought = {name: filled.typed(name)[0] if filled.typed(name) else "" for name in names}
    browser.post("/drinks/own/add/", brought | {"name": "Race mix"})

    mix = Drink.objects.get(owner=ana)
    judged = LabelForm(query)
    assert judged.is_valid()
    assert mix.is_powder
    assert mix.lactose_g == pytest.approx(judged.bottle.lactose_g, abs=0.01)
    assert mix.malto_g == pytest.approx(judged.bottle.malto_g, abs=0.01)
    assert mix.sodium_mg == pytest.approx(judged.bottle.sodium_mg, abs=0.01)
    assert (mix.sucrose_g, mix.fat_g, mix.calcium_mg) == (0, 0, None)


def test_a_stranger_who_saves_is_asked_to_log_in_and_comes_back(client: Client) -> None:
    sheet = Sheet(pages.text(client.get(PAGE, LABEL)))
    link = next(
        each.get("href", "") for each in sheet.root.iter("a") if each.text == "Save as my drink"
    )

    answer = client.get(link)

    assert answer.status_code == 302
    assert "next=/drinks/own/add/" in answer.headers["Location"]
    assert "carbs" in answer.headers["Location"]


def test_an_address_brings_only_figures_of_a_label(client: Client) -> None:
    browser = pages.at(make.user("ana"))
    query = {"carbs": "<b>", "sugars": "-1", "fat": "1e9", "kind": "honey", "name": "Forged"}

    sheet = Sheet(pages.text(browser.get("/drinks/own/add/", query)))

    assert all(sheet.typed(name) == [""] for name in ("carbs", "sugars", "fat", "name"))


@pytest.mark.parametrize("page", ["/", "/drinks/", "/drinks/catalogue/", "/you/"])
def test_the_way_there(page: str, client: Client) -> None:
    if page != "/":
        client.force_login(make.user("ana"))

    assert f'href="{PAGE}"' in pages.text(client.get(page))


SPORTS_DRINK = {"mono_g": 1.5, "sucrose_g": 4.5, "sodium_mg": 46, "potassium_mg": 12}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param(SPORTS_DRINK, "probably stronger than blood sodium 460 mg/L", id="uncertain"),
        pytest.param(
            SPORTS_DRINK | {"measured_osmolality": 327},
            "stronger than blood sodium 460 mg/L", id="sure",
        ),
        pytest.param({"sodium_mg": 4}, None, id="water"),
        pytest.param({"mono_g": None, "sucrose_g": None, "malto_g": None, "lactose_g": None,
                      "sodium_mg": 50}, "sodium 500 mg/L", id="only its sodium"),
        pytest.param({"alcohol_percent": 5}, "with alcohol", id="beer"),
        pytest.param({"mono_g": None, "sucrose_g": None, "malto_g": None, "lactose_g": None,
                      "carbs_g": 8}, "strength uncertain", id="a range"),
    ],
)  # fmt: skip
def test_what_was_logged_has_its_badge(
    fields: dict[str, Any], says: str | None, client: Client
) -> None:
    ana, coach = make.user("ana"), make.coach()
    intake = make.intake(ana, make.drink("Brew", **fields))
    make.grant(ana, coach, drinks=True)

    for reader, address in ((ana, "/drinks/"), (coach, f"/athletes/{ana.pk}/drinks/")):
        sheet = Sheet(pages.text(pages.at(reader).get(address)))
        badges = [
            " ".join("".join(each.itertext()).split())
            for each in sheet.root.iter("div")
            if each.get("class") == "drink-badge"
        ]
        assert badges == ([says] if says else [])
    edit = pages.text(pages.at(ana).get(f"/drinks/{intake.pk}/edit/"))
    assert 'class="drink-badge"' in edit


@given(low=st.floats(0, 5_000), width=st.floats(0, 5_000), share=st.floats(0, 1))
def test_the_bar_stays_on_its_axis(low: float, width: float, share: float) -> None:
    found = drink_bar.bar(low, low + width, low + width * share)

    assert found.left >= 0
    assert found.left + found.length <= drink_bar.WIDTH + 0.1
    assert found.best is not None
    assert 0 <= found.best <= drink_bar.WIDTH + 0.1
    assert found.blood_left < found.blood_middle < found.blood_left + found.blood_length
    assert drink_bar.bar(low, low + width, None).best is None


def test_of_a_silent_label_nothing_is_drawn() -> None:
    assert drink_bar_of(judge(Bottle())) is None
