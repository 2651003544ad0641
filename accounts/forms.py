"""Forms about the person: ours, and allauth's in our words."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from allauth.account.forms import AddEmailForm as BaseAddEmailForm
from allauth.account.forms import ChangePasswordForm as BaseChangePasswordForm
from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import ResetPasswordForm as BaseResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as BaseResetPasswordKeyForm
from allauth.account.forms import SignupForm as BaseSignUpForm
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as BaseAddWebAuthnForm
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from accounts.mistakes import FocusForm
from accounts.models import User, theme_choices, unit_choices
from accounts.units import Units
from accounts.zones import is_zone, zone_groups, zone_label

GOOD_ONE = "At least 8 characters. A few unrelated words make a good one."


@cache
def _zone_options() -> str:
    """Every place that is offered, by area, built once a process.

    Django renders a template an option, and five hundred took longer than the rest of the page.
    """
    groups = [
        format_html(
            '<optgroup label="{}">{}</optgroup>',
            area,
            format_html_join("", '<option value="{}">{}</option>', places),
        )
        for area, places in zone_groups()
    ]
    first = format_html('<option value="">{}</option>', "Pick the nearest city")
    return "".join([first, *groups])


class ZoneSelect(forms.Select):
    """Places by area. A valid zone that is not offered (US/Pacific) is added, so it is kept."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The offered areas, and the current zone when it is none of theirs."""
        chosen = str(value or "")
        picked = format_html('<option value="{}"', chosen)
        options = _zone_options().replace(picked, f"{picked} selected", 1)
        if picked not in options and is_zone(chosen):
            options += format_html(
                '<option value="{}" selected>{}</option>', chosen, zone_label(chosen)
            )
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            mark_safe(options),  # noqa: S308 made by format_html
        )


class ZoneField(forms.ChoiceField):
    """Any zone of the time zone database, also the old names that browsers still report."""

    widget = ZoneSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=lambda: [("", "Pick the nearest city"), *zone_groups()],
            error_messages={
                "required": "Pick the city whose clock you live by.",
                "invalid_choice": "“%(value)s” is not a time zone we know. Pick the nearest city.",
            },
            **options,
        )

    def valid_value(self, value: Any) -> bool:
        """Whether the database knows the zone, offered or not."""
        return is_zone(str(value))

    def clean(self, value: Any) -> str:
        """The zone; the several names of UTC become one."""
        zone = cast(str, super().clean(value))
        return "UTC" if zone in {"Etc/UTC", "Etc/UCT", "Etc/Zulu", "UCT", "Zulu"} else zone


def _name_field() -> forms.CharField:
    return forms.CharField(
        label="Name",
        max_length=80,
        help_text="What your coach would call you.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Type the name we should use for you."},
    )


class SignUpForm(BaseSignUpForm):
    """E-mail and password, plus name, zone and units."""

    name = _name_field()
    zone = ZoneField(
        label="Time zone",
        help_text="Reminders follow this clock. You can change it later.",
        widget=ZoneSelect(attrs={"data-zone": "detect"}),
    )
    units = forms.ChoiceField(
        label="Units", choices=unit_choices, initial=Units.METRIC, required=True
    )
    field_order = ("email", "name", "password1", "password2", "zone", "units")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"
        self.fields["password1"].help_text = GOOD_ONE
        self.fields["password2"].label = "Password again"


class LogInForm(BaseLoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail"
        remember = self.fields["remember"]
        # Ticked: the diary lives on a person's own phone, and a cramp is no moment to log in.
        remember.label, remember.initial = "Keep me logged in here", True
        remember.help_text = "Untick on a shared computer."


class AddEmailForm(BaseAddEmailForm):
    """One more address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New e-mail"


class ResetPasswordForm(BaseResetPasswordForm):
    """The address a code goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"


class ChangePasswordForm(BaseChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Password now"
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = GOOD_ONE
        self.fields["password2"].label = "New password again"


class ResetPasswordKeyForm(BaseResetPasswordKeyForm):
    """The new password twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = GOOD_ONE
        self.fields["password2"].label = "New password again"


class ActivateTOTPForm(BaseActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code from the app"
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddWebAuthnForm(BaseAddWebAuthnForm):
    """A name for a passkey, and whether it alone is enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["name"].help_text = "So that you can tell your keys apart."
        alone = self.fields["passwordless"]
        alone.label = "Log in with this key alone"
        alone.help_text = "No password needed. The key then asks for a finger, a face or a PIN."
        alone.initial = True


class SettingsForm(FocusForm, forms.ModelForm[User]):
    """What a person can set about themselves."""

    name = _name_field()
    zone = ZoneField(
        label="Time zone",
        help_text=(
            "Reminders, your day and new entries follow this clock. What you logged before keeps "
            "the clock it was logged by."
        ),
        widget=ZoneSelect(attrs={"data-zone": "compare"}),
    )
    units = forms.ChoiceField(label="Units", choices=unit_choices)
    theme = forms.ChoiceField(label="Light or dark", choices=theme_choices)

    class Meta:
        model = User
        fields = ("name", "zone", "units", "theme")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "name", "zone", "units", "theme", Submit("save", "Save settings")
        )

    def save(self, commit: bool = True) -> User:
        """Only what this form shows: two pages must not undo each other."""
        if commit:
            self.instance.save(update_fields=self.Meta.fields)
        return self.instance


class ConsentForm(FocusForm, forms.Form):
    """One explicit yes; never ticked for you."""

    agree = forms.BooleanField(
        label="Yes, keep my health data as described here",
        error_messages={"required": "Tick the box to say yes. Without it nothing is kept."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("agree", Submit("save", "Start my diary"))
