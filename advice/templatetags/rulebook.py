"""Rows of the article by their number, where a page or a finding names one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
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
