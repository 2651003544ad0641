"""Rows of the article by their number, and where a rule comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from advice.rulebook import Entry, anchor, is_row

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """A row on the page of rules."""

    words: str
    url: str


@register.filter
def row_links(codes: Iterable[str]) -> list[Link]:
    """“Rule 28” for a row of the article, “Beside the article” for what it leaves out."""
    page = reverse("advice:rules")
    return [
        Link(f"Rule {code}" if is_row(code) else "Beside the article", f"{page}#{anchor(code)}")
        for code in codes
    ]


# Half a hundred entries that are the same for everybody: drawn once a process.
@register.simple_tag
@lru_cache(maxsize=64)
def rule_details(entry: Entry) -> SafeString:
    """What is known of an entry, its limits, needs and places, folded."""
    return render_to_string("advice/_rule_details.html", {"entry": entry})


@register.simple_tag(takes_context=True)
def rule_source(context: Context, rule: str) -> str:
    """The sentence of the rule's own template; it holds no number of anybody."""
    if context.template is None:
        msg = "A rule is named inside a template"
        raise ValueError(msg)
    page = context.template.engine.get_template(f"advice/findings/{rule}.html")
    with context.push(layout="advice/_source.html"):
        return page.render(context)
