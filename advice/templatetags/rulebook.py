"""Rows of the article by their number, and where a rule comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString

from advice.rulebook import Entry, anchor, is_row
from advice.rules.finding import Evidence

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """A row on the page of rules."""

    words: str
    url: str


# What is the same for everybody is drawn once a process.
@register.simple_tag
@lru_cache(maxsize=16)
def evidence_mark(evidence: Evidence) -> SafeString:
    """How far the evidence agrees, drawn and in words."""
    return render_to_string("advice/_evidence.html", {"evidence": evidence})


@register.simple_tag
def row_links(codes: tuple[str, ...]) -> SafeString:
    """“Rule 28” for a row of the article, “Beside the article” for what it leaves out."""
    return _row_links(codes, get_script_prefix())


@lru_cache(maxsize=256)
def _row_links(codes: tuple[str, ...], prefix: str) -> SafeString:
    # `prefix` is part of the key only: `reverse` puts it before the address by itself.
    page = reverse("advice:rules")
    links = [
        Link(f"Rule {code}" if is_row(code) else "Beside the article", f"{page}#{anchor(code)}")
        for code in codes
    ]
    return render_to_string("advice/_rows.html", {"links": links})


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
