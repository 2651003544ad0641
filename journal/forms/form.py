"""What every form of the diary shares, and the parts its layouts are made of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms

from accounts.mistakes import FocusForm, FormKeyField
from accounts.models import User
from journal.forms.fields import QuantityField


class DiaryForm(FocusForm, forms.Form):
    """Speaks the athlete's units and carries one key.

    A subclass says its layout in `parts()`; templates write `{% crispy form %}` inside their own
    `<form>` tag.
    """

    form_key = FormKeyField()

    def __init__(self, *args: Any, athlete: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.athlete = athlete
        for name, field in self.fields.items():
            if isinstance(field, QuantityField):
                field.use(athlete.units, self.get_initial_for_field(field, name))

    @property
    def key(self) -> UUID:
        """The key that makes a double submit one row."""
        key: UUID = self.cleaned_data["form_key"]
        return key

    def parts(self) -> list[Any]:
        """The layout from top to bottom."""
        return list(self.fields)

    @property
    def helper(self) -> Any:
        """Made when rendered, so that folds with an error inside stand open."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(Field("form_key"), *self.parts())
        return helper


def seg(name: str) -> Any:
    """One of few."""
    return Field(name, template="forms/_seg.html")


def pain(name: str) -> Any:
    """0 to 10 or skip, in the colours of a cramp."""
    return Field(name, template="forms/_pain.html")


def checks(name: str) -> Any:
    """Any of several."""
    return Field(name, template="forms/_checks.html")


def amount(form: forms.Form, name: str) -> Any:
    """A number with its unit at the end."""
    return AppendedText(name, getattr(form.fields[name], "suffix", ""))


def beside(*parts: Any) -> Any:
    """Two short fields in one row."""
    return Div(*parts, css_class="pair-fields")


def fold(
    form: forms.Form,
    summary: str,
    *parts: Any,
    names: tuple[str, ...] = (),
    is_open: bool = False,
) -> Any:
    """Fields behind one tap. Open when one of `names` is wrong, or when told so."""
    state = " open" if is_open or any(name in form.errors for name in names) else ""
    return Layout(
        HTML(f'<details class="twin fold"{state}><summary>{summary}</summary><div>'),
        *parts,
        HTML("</div></details>"),
    )


def zone(name: str) -> Any:
    """A time zone, every name offered while typing."""
    return Field(name, template="forms/_zone.html")
