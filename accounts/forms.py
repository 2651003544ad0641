"""Forms about the person: ours, and allauth's in our words."""

from __future__ import annotations

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

from accounts.mistakes import FocusForm
from accounts.models import User, theme_choices, unit_choices
from accounts.units import Units
from accounts.zones import is_zone, zone_groups, zone_label

GOOD_ONE = "At least 8 characters. A few unrelated words make a good one."


class ZoneSelect(forms.Select):
    """Places by area. A valid zone that is not offered (US/Pacific) is added, so it is kept."""

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """The offered areas, and the current zone when it is none of theirs."""
        groups = super().optgroups(name, value, attrs)
        for zone in value:
            if zone and is_zone(zone) and not _is_offered(zone):
                option = self.create_option(
                    name, zone, zone_label(zone), selected=True, index=len(groups), attrs=attrs
                )
                groups.append((None, [option], len(groups)))
        return groups


def _is_offered(zone: str) -> bool:
    return any(zone == name for _, places in zone_groups() for name, _ in places)


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
