"""Parts of the account pages: allauth's forms in our look, and devices in words."""

from __future__ import annotations

import re

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString

register = template.Library()

# The order decides: Edge and Opera also call themselves Chrome, Chrome calls itself Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def plain_fields(form: BaseForm) -> SafeString:
    """The fields by crispy: the label stands above and says it all, so no placeholder."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name in form.errors:
        if name in form.fields:
            form.fields[name].widget.attrs["autofocus"] = True
            break
    rendered: SafeString = as_crispy_form(form)
    return rendered


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox on Linux", or the first word of what it calls itself."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or re.split(r"[\s/;(]", user_agent.strip())[0] or "Unknown"
