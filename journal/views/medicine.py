"""Pages of medicines."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import open_diary
from accounts.http import AuthedRequest
from accounts.models import Category
from accounts.zones import local_day
from journal.forms.medicine import MedicineForm
from journal.models import Medication
from journal.queries import wellness
from journal.services import entries
from journal.undo import say
from journal.views.saving import saved, saved_again, to_delete


def _today(request: AuthedRequest) -> date:
    return local_day(timezone.now(), request.user.zone_info)


@require_safe
def medicines(request: AuthedRequest, athlete_id: UUID | None = None) -> HttpResponse:
    """Private unless shared by name of the category."""
    access = open_diary(
        request.user, athlete_id, Category.MEDICATION, now=timezone.now(), page="medicines"
    )
    return render(
        request,
        "journal/medicines.html",
        {
            "access": access,
            "medicines": wellness.medicines(access),
            "show_note": access.can(Category.NOTES),
        },
    )


@require_http_methods(["GET", "POST"])
def add_medicine(request: AuthedRequest) -> HttpResponse:
    """A name is enough."""
    form = MedicineForm(request.POST or None, athlete=request.user, today=_today(request))
    if form.is_valid():
        medicine, made = entries.save_once(
            Medication,
            athlete=request.user,
            form_key=form.key,
            values=form.values | {"zone": request.user.zone},
        )
        if made:
            undo = reverse("journal:delete_medicine", args=[medicine.pk])
            say(request, f"{medicine.name} added.", undo)
        save = partial(entries.update, medicine)
        if made or saved_again(request, form, medicine, form.values, save):
            return redirect("journal:medicines")
    return render(request, "journal/medicine_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit_medicine(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Every field."""
    medicine = get_object_or_404(Medication.objects.owned_by(request.user), pk=pk)
    form = MedicineForm(
        request.POST or None, athlete=request.user, today=_today(request), entry=medicine
    )
    if form.is_valid() and saved(form, medicine, form.values, partial(entries.update, medicine)):
        say(request, "Changes saved.")
        return redirect("journal:medicines")
    return render(request, "journal/medicine_form.html", {"form": form, "medicine": medicine})


@require_POST
def ask_about_medicine(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A doctor or pharmacist was asked today (evidence row 32)."""
    medicine = get_object_or_404(Medication.objects.owned_by(request.user), pk=pk)
    entries.update(medicine, {"asked_on": _today(request)})
    say(request, f"Noted that you asked about {medicine.name}.")
    return redirect("journal:medicines")


@require_http_methods(["GET", "POST"])
def delete_medicine(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A page that asks, and the act; 30 days to bring it back."""
    now = timezone.now()
    medicine = get_object_or_404(to_delete(request, Medication, now), pk=pk)
    if request.method == "GET":
        return render(request, "journal/delete_medicine.html", {"medicine": medicine})
    entries.delete(medicine, now)
    undo = reverse("journal:restore_medicine", args=[pk])
    say(request, f"{medicine.name} removed from the list.", undo)
    return redirect("journal:medicines")


@require_POST
def restore_medicine(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Bring it back; again and again is the same."""
    rows = Medication.objects.restorable(request.user, timezone.now())
    medicine = get_object_or_404(rows, pk=pk)
    entries.restore(medicine)
    say(request, f"{medicine.name} is back.")
    return redirect("journal:medicines")
