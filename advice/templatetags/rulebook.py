"""Rows of the article by their number, and where a rule comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse

from advice.rulebook import anchor, is_row

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


@register.simple_tag(takes_context=True)
def rule_source(context: Context, rule: str) -> str:
    """The sentence of the rule's own template; it holds no number of anybody."""
    if context.template is None:
        msg = "A rule is named inside a template"
        raise ValueError(msg)
    page = context.template.engine.get_template(f"advice/findings/{rule}.html")
    with context.push(layout="advice/_source.html"):
        return page.render(context)
