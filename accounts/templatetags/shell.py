"""Tags of the page skeleton: icons, marks, navigation, addresses of the opened diary, units."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import template
from django.template import Context
from django.urls import ResolverMatch, get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.access import Access
from accounts.icons import GLYPHS, ICONS
from accounts.models import User
from accounts.units import Units, unit

register = template.Library()

# Label, icon, route, and where else the link is lit: apps, or routes.
Link = tuple[str, str, str, frozenset[str]]
TODAY: Link = (
    "Today",
    "today",
    "advice:today",
    frozenset({"advice:preparation", "journal:check_in", "advice:home"}),
)
CALENDAR: Link = ("Calendar", "calendar", "journal:calendar", frozenset({"journal"}))
NOW: Link = ("Cramp now", "knot", "advice:relief", frozenset())
INSIGHTS: Link = (
    "Insights",
    "insights",
    "advice:insights",
    frozenset({"journal:charts", "advice:ledger", "advice:ledger_rule", "advice:doctor"})
    | {f"advice:{page}" for page in ("report_files", "report_file", "delete_report")}
    | {f"advice:{page}" for page in ("shares", "revoke_share", "why_shown")},
)
ATHLETES: Link = (
    "Athletes",
    "athletes",
    "coaching:athletes",
    frozenset({"coaching:invite_athlete", "coaching:leave"}),
)
MORE: Link = (
    "More",
    "more",
    "accounts:more",
    # Allauth's pages have no app name.
    frozenset({"accounts", "coaching", "reminders", "advice", "journal:profile"})
    | {f"journal:{act}_drink" for act in ("log", "edit", "delete")}
    | {f"journal:{act}_medicine" for act in ("add", "edit", "delete")}
    | {f"journal:{act}_cup" for act in ("add", "edit", "delete")}
    | {"journal:add_own_drink", "journal:edit_own_drink", "journal:catalogue", "journal:cups"}
    | {"journal:drinks", "journal:medicines", "journal:history", "journal:entry_history"}
    | {"journal:deleted", ""},
)
ATHLETE_LINKS = (TODAY, CALENDAR, NOW, INSIGHTS, MORE)
# A coach has a diary too: what they look at less often is under More.
COACH_LINKS = (TODAY, CALENDAR, NOW, ATHLETES, MORE)


# Icons and marks are few and come again and again: drawn once a process.
@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 24) -> SafeString:
    """A line icon; hidden from screen readers, the words beside it speak."""
    return format_html(
        '<svg width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true">{1}</svg>',
        size,
        mark_safe(ICONS[name]),  # noqa: S308 our own constant
    )


@register.simple_tag
@lru_cache(maxsize=1_024)
def glyph(kind: str, label: str = "", pain: int | None = None, size: int = 22) -> SafeString:
    """A mark of the diary; with a label it speaks, without it is decoration."""
    number = (
        format_html('<text class="m-text" x="12" y="16.5">{}</text>', pain)
        if kind == "cramp" and pain is not None
        else ""
    )
    says = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="glyph" width="{0}" height="{0}" viewBox="0 0 24 24" {1}>{2}{3}</svg>',
        size,
        says,
        mark_safe(GLYPHS[kind]),  # noqa: S308 our own constant
        number,
    )


@register.inclusion_tag("_nav.html", takes_context=True)
def nav(context: Context) -> dict[str, Any]:
    """The five links; the page's own link is marked as the page, its section's as lit."""
    request = context["request"]
    links = COACH_LINKS if request.user.is_coach else ATHLETE_LINKS
    match = request.resolver_match
    lit = _lit(match, links) if match else None
    shown = [
        {
            "label": label,
            "icon": name,
            "url": url,
            "current": "page" if request.path == url else "true" if here else "",
            "is_now": route == NOW[2],
        }
        for label, name, route, _ in links
        for here in [lit is not None and lit[2] == route]
        for url in [_address(route)]
    ]
    return {"links": shown, "user": request.user}


def _lit(match: ResolverMatch, links: tuple[Link, ...]) -> Link | None:
    """The link whose section the page belongs to: the nearest that names its route or app."""
    if "athlete_id" in match.kwargs:
        return ATHLETES if ATHLETES in links else None
    for name in (match.view_name, match.app_name):
        for link in links:
            if name == link[2] or name in link[3]:
                return link
    return None


@register.simple_tag(takes_context=True)
def diary_url(context: Context, route: str, *args: Any) -> str:
    """The address of a page in the diary that is open: one's own, or an athlete's for a coach.

    Reading pages exist as `x/` and as `athletes/<athlete_id>/x/`; the `access` in the context
    says which.
    """
    access: Access | None = context.get("access")
    if access is None or access.is_own:
        return _address(route, *args)
    return _address(route, access.athlete.pk, *args)


@register.simple_tag
def address(route: str, *args: Any) -> str:
    """What `{% url %}` says, for a list with addresses on every line."""
    return _address(route, *args)


# Stands for an id of a row while the address of its page is made.
_ANY_TEXT = "12345678-1234-4234-8234-123456789abc"
_ANY = UUID(_ANY_TEXT)


def _address(route: str, *args: Any) -> str:
    """What `reverse` says, which makes the address of each kind of page once a process.

    A list links to a row on every line, and the addresses differ in the row's id only.
    """
    if not args or not isinstance(args[-1], UUID):
        return _reversed(get_script_prefix(), route, args)
    any_row = _reversed(get_script_prefix(), route, (*args[:-1], _ANY))
    return any_row.replace(_ANY_TEXT, str(args[-1]))


@lru_cache(maxsize=1_024)
def _reversed(prefix: str, route: str, args: tuple[Any, ...]) -> str:
    # `prefix` is part of the key only: `reverse` puts it before the address by itself.
    return reverse(route, args=args)


@register.filter
def clock(moment: datetime, zone: str) -> str:
    """Hours and minutes on the clocks of a zone: what `{% timezone %}` and `date:"H:i"` say.

    For lists, in which changing the zone on every line costs more than the line.
    """
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def _reader_units(context: Context) -> str:
    user = getattr(context.get("request"), "user", None)
    return user.units if isinstance(user, User) else Units.METRIC


@register.simple_tag(takes_context=True)
def quantity(context: Context, name: str, stored: float | None, unknown: str = "–") -> SafeString:
    """A logged amount in the reader's unit, number first and unit small; never for advice."""
    if stored is None:
        return SafeString(unknown)
    shown = unit(name, _reader_units(context))
    return format_html(
        '<span class="num">{}<small>{}</small></span>', shown.text(stored), shown.name
    )
