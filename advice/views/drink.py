"""Any drink beside blood: public, and what was asked stands in the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import consent_not_required
from advice.drink import Verdict, judge
from advice.forms.drink import LabelForm, PickForm
from advice.rules.about import ABOUT
from journal.queries.drinks import common


@dataclass(frozen=True, slots=True)
class Checked:
    """A drink that was asked about; `save_url`: where its label can be kept, if it was typed."""

    name: str
    verdict: Verdict
    source: str = ""
    save_url: str = ""


@login_not_required
@consent_not_required
@require_safe
def drink(request: HttpRequest) -> HttpResponse:
    """A drink of the catalogue or a typed label: how strong, and when it suits (1 query).

    Without a question, the two forms. Kinds of drinks only, so no ceiling is asked.
    """
    query = request.GET
    pick = PickForm(query if "drink" in query else None, drinks=common())
    is_label = "drink" not in query and LabelForm.is_asked(query)
    label = LabelForm(query if is_label else None)
    context = {
        "pick": pick,
        "label": label,
        "found": _found(pick, label),
        "evidence": ABOUT["hypertonic_near_workout"].evidence,
    }
    return render(request, "advice/drink.html", context)


def _found(pick: PickForm, label: LabelForm) -> Checked | None:
    """What is known of the drink that was asked about; None: nothing was asked, or wrongly."""
    if pick.is_valid():
        chosen = pick.chosen
        return Checked(chosen.name, judge(chosen), source=chosen.source)
    if label.is_valid():
        verdict = judge(label.bottle, is_mixed=label.is_mixed)
        return Checked("Your drink", verdict, save_url=label.save_url)
    return None
