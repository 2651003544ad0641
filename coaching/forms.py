"""What is shared, with whom and until when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.safestring import mark_safe

from accounts.mistakes import FocusForm, FormKeyField
from accounts.models import Category, Grant, User
from accounts.zones import local_day
from coaching.codes import normalised
from coaching.terms import MAX_DAYS, end_of, last_day
from coaching.words import SAYS, USUAL, category_choices


class Switches(forms.CheckboxSelectMultiple):
    """One switch a category, each with what it opens."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Django's option and the words below its label."""
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"says": SAYS[Category(value)]}


class CategoriesForm(FocusForm, forms.Form):
    """Which parts of a diary."""

    categories = forms.MultipleChoiceField(
        choices=category_choices,
        widget=Switches,
        error_messages={"required": "Switch on at least one."},
    )
    rows: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("categories", template="coaching/_categories.html"), *self.rows
        )

    def clean_categories(self) -> list[Category]:
        """Categories instead of their names."""
        return [Category(name) for name in self.cleaned_data["categories"]]


class SharingForm(CategoriesForm):
    """What an athlete shares and until when."""

    ends_on = forms.DateField(
        required=False,
        label=mark_safe('Ends by itself on <span class="fw-normal muted">optional</span>'),
        help_text="That day is the last one. You can end it any minute, without a reason.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Give a date such as 2026-12-31, or leave it empty."},
    )
    rows: tuple[str, ...] = ("ends_on",)

    def __init__(self, *args: Any, athlete: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = athlete.zone_info
        self.today = local_day(now, self.zone)
        self.fields["ends_on"].widget.attrs |= {
            "min": f"{self.today + timedelta(days=1)}",
            "max": f"{self.today + timedelta(days=MAX_DAYS)}",
        }

    def clean_ends_on(self) -> date | None:
        """A day that is still to come, and not too far off."""
        day: date | None = self.cleaned_data["ends_on"]
        if day is None:
            return None
        if day <= self.today:
            raise forms.ValidationError("Pick a day from tomorrow on, or leave it empty.")
        if day > self.today + timedelta(days=MAX_DAYS):
            raise forms.ValidationError("Pick a day within five years, or leave it empty.")
        return day

    @property
    def ends_at(self) -> datetime | None:
        """The instant after the last shared day; after validation."""
        day: date | None = self.cleaned_data["ends_on"]
        return None if day is None else end_of(day, self.zone)


class InvitationMixin(forms.Form):
    """By mail to an address, or by a code alone."""

    email = forms.EmailField(
        required=False,
        label=mark_safe('E-mail <span class="fw-normal muted">optional</span>'),
        help_text="Only the owner of this address can then accept. Without one you get a code to"
        " hand over yourself.",
        error_messages={"invalid": "This does not look like an e-mail address."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    form_key = FormKeyField()
    sender: User

    def clean_email(self) -> str:
        """In small letters, and not one's own."""
        email: str = self.cleaned_data["email"].lower()
        if email and EmailAddress.objects.filter(user=self.sender, email__iexact=email).exists():
            raise forms.ValidationError("This is your own address.")
        return email


class OfferForm(SharingForm, InvitationMixin):
    """An athlete invites a coach."""

    rows = ("ends_on", "email", "form_key")

    def __init__(self, *args: Any, athlete: User, **kwargs: Any) -> None:
        self.sender = athlete
        super().__init__(*args, athlete=athlete, initial={"categories": USUAL}, **kwargs)


class RequestForm(CategoriesForm, InvitationMixin):
    """A coach asks an athlete."""

    rows = ("email", "form_key")

    def __init__(self, *args: Any, coach: User, **kwargs: Any) -> None:
        self.sender = coach
        super().__init__(*args, initial={"categories": USUAL}, **kwargs)


class CodeForm(FocusForm, forms.Form):
    """A code as somebody was told it."""

    code = forms.CharField(
        max_length=60,
        label="Code",
        help_text="Ten letters and digits. Case, spaces and dashes do not matter.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "XXXXX-XXXXX",
            }
        ),
        error_messages={"required": "Type the code you were given."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("code")

    def clean_code(self) -> str:
        """The ten signs that were meant."""
        code = normalised(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                "A code has ten letters and digits, such as 7K4QM-2XR9D. Look at it again."
            )
        return code


def terms_of(grant: Grant) -> dict[str, Collection[str] | date | None]:
    """What a form shows first of a grant that is there already."""
    zone = grant.athlete.zone_info
    return {
        "categories": list(grant.categories),
        "ends_on": last_day(grant.expires_at, zone) if grant.expires_at else None,
    }
