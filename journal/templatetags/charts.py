"""Drawings of columns and their table twins, written out at once: a page has many small parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from journal.charts import Columns, Label

register = template.Library()


@register.filter
def figure(count: int) -> str:
    """“1,682”."""
    return f"{count:,}"


@register.simple_tag
def columns(drawn: Columns, says: str) -> SafeString:
    """The drawing; `says` is what it is for somebody who hears the page."""
    return format_html(
        '<svg class="chart plot" viewBox="0 0 {} {}" role="img"'
        ' aria-label="{}; the table after it says the same">'
        '<path class="grid" d="{}"/>{}{}<path class="c-gap" d="{}"/>'
        '<path class="axis" d="{}"/>{}{}</svg>',
        drawn.width,
        f"{drawn.height:g}",
        says,
        drawn.grid,
        _texts("end", drawn.ticks),
        format_html_join(
            "",
            '<path class="c-{}" d="{}"/>',
            ((layer.kind, layer.path) for layer in drawn.layers if layer.path),
        ),
        drawn.gaps,
        drawn.axis,
        _texts("mid num", drawn.numbers),
        _texts("mid", drawn.labels),
    )


@register.simple_tag
def twin(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> SafeString:
    """A table with the numbers of a drawing, folded away; the first of a row is its head."""
    first, *others = heads
    cells = '<td class="n">{}</td>' * len(others)
    return format_html(
        '<details class="twin"><summary>Show as a table</summary><table class="tbl tbl-tight">'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></details>',
        first,
        format_html_join("", '<th class="n" scope="col">{}</th>', ((head,) for head in others)),
        format_html_join("", f'<tr><th scope="row">{{}}</th>{cells}</tr>', rows),
    )


@register.simple_tag
def chart_key(kind: str, words: str) -> SafeString:
    """One mark of a legend."""
    path = "M4 4l8 8m0-8l-8 8" if kind == "gap" else "M3 2h10v12h-10z"
    return format_html(
        '<span><svg class="plot" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">'
        '<path class="c-{}" d="{}"/></svg>{}</span>',
        kind,
        path,
        words,
    )


def _texts(kind: str, labels: Iterable[Label]) -> SafeString:
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}">{}</text>',
        ((kind, f"{label.x:.5g}", f"{label.y:.5g}", label.text) for label in labels),
    )
