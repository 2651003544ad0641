"""What every form of the diary shares, and the parts its layouts are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join

from accounts.mistakes import FocusForm, FormKeyField
from accounts.models import User
from journal.changes import Told
from journal.forms.fields import QuantityField
from journal.forms.version import VersionField, version_text
from journal.models import Entry


class DiaryForm(FocusForm, forms.Form):
    """Speaks the athlete's units, carries one key, and knows which version of `row` it shows.

    A subclass says its layout in `parts()`; templates write `{% crispy form %}` inside their own
    `<form>` tag.
    """

    form_key = FormKeyField()
    version = VersionField()

    def __init__(self, *args: Any, athlete: User, row: Entry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.athlete = athlete
        if row is not None:
            self.fields["version"].initial = version_text(row.changed_at)
        for name, field in self.fields.items():
            if isinstance(field, QuantityField):
                field.use(athlete.units, self.get_initial_for_field(field, name))

    @property
    def key(self) -> UUID:
        """The key that makes a double submit one row."""
        key: UUID = self.cleaned_data["form_key"]
        return key

    @property
    def opened(self) -> datetime | None:
        """When the row had last changed as this form was shown; None: not known."""
        opened: datetime | None = self.cleaned_data["version"]
        return opened

    def say_changed(self, row: Entry, lines: Iterable[Told]) -> None:
        """The row was changed meanwhile: say by what. A second press saves over that."""
        name = self.add_prefix("version")
        self.data = MultiValueDict(
            {key: self.data.getlist(key) for key in self.data}  # type: ignore[attr-defined]
            | {name: [version_text(row.changed_at)]}
        )
        at = row.changed_at.astimezone(self.athlete.zone_info)
        changes = format_html_join(
            "", "<li>{}: {} → {}</li>", ((line.label, line.before, line.after) for line in lines)
        )
        self.add_error(
            None,
            format_html(
                "<p tabindex='-1' autofocus>This was changed at {} on {}, after you opened it."
                " Nothing you typed is lost: it stands below. Save again to keep yours.</p>"
                "<ul>{}</ul>",
                f"{at:%H:%M}",
                f"{at:%-d %B}",
                changes,
            ),
        )

    def parts(self) -> list[Any]:
        """The layout from top to bottom."""
        return list(self.fields)

    @property
    def helper(self) -> Any:
        """Made when rendered, so that folds with an error inside stand open."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(Field("form_key"), Field("version"), *self.parts())
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


class Amount(AppendedText):  # type: ignore[misc]
    """A text input with a unit at the end, in markup of our own: forms have a dozen of them."""

    template = "forms/_amount.html"


def amount(form: forms.Form, name: str) -> Any:
    """A number with its unit at the end."""
    return Amount(name, getattr(form.fields[name], "suffix", ""))


def beside(*parts: Any) -> Any:
    """Two short fields in one row."""
    return Div(*parts, css_class="pair-fields")


def fold(
    form: forms.Form,
    summary: str,
    *parts: Any,
    names: tuple[str, ...] = (),
    is_open: bool = False,
    anchor: str = "",
) -> Any:
    """Fields behind one tap. Open when asked to or when one of `names` is wrong.

    `anchor` is the id that an address can name.
    """
    state = " open" if is_open or any(name in form.errors for name in names) else ""
    here = f' id="{anchor}"' if anchor else ""
    return Layout(
        HTML(f'<details class="twin fold"{here}{state}><summary>{summary}</summary><div>'),
        *parts,
        HTML("</div></details>"),
    )


def zone(name: str) -> Any:
    """A time zone, every name offered while typing."""
    return Field(name, template="forms/_zone.html")
