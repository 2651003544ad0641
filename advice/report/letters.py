"""Which letters can be printed, and words that are too wide for a column. No Django.

The fonts that come with Typst have the Latin, Greek, Cyrillic, Hebrew, Arabic and Devanagari
letters. For others the fonts of the machine are asked; what nobody has is printed as a mark.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import typst

# What no font here can draw is printed as this, and counted at the foot.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# A word wider than so many small letters may be broken, anywhere (design choice).
WIDE = 24.0

_PROBE = b'#set document(title: "Letters")\n#set text(lang: "en", font: "Libertinus Serif")\n'
# A box each: a mark beside a letter would be asked for together with it.
_PROBE += b"#for letter in json(bytes(sys.inputs.letters)) [#box(letter) ]"
_MISSING = re.compile(r'the text `"(?P<text>.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")
# In these spans the letters of one alphabet are there or missing together; asking for each of a
# thousand Chinese signs would take a second. An alphabet is so many signs.
_ALPHABETS = ((0x0980, 0x1D00, 0x80), (0x2E80, 0x110000, 0x100))
# Who mixes more kinds of writing that no font has is not writing (design choice).
_PROBES = 20
# What even a page whose letters nobody can tell keeps: dashes, quotation marks, dots.
_PUNCTUATION = range(0x2010, 0x2028)
# How wide a sign is beside a small letter, by its kind and where that is not enough.
_WIDTHS = {"Lu": 1.5, "Lo": 2.1, "So": 2.1}
_WIDEST = frozenset("MWmw@%—…")
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))


@cache
def fonts(*, everywhere: bool) -> typst.Fonts:
    """The fonts that come with Typst, and those of the machine where asked for."""
    return typst.Fonts(include_system_fonts=everywhere)


def clean(text: str) -> str:
    """The text without signs that cannot be seen, wide words made breakable.

    Marks that turn the direction of writing would turn the words around them too.
    """
    shown = "".join(map(_seen, unicodedata.normalize("NFC", text)))
    return " ".join(map(_breakable, shown.split(" ")))


def _seen(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in {"Zl", "Zp", "Cc"}:
        return " "
    hidden = kind in {"Cf", "Cs"} and sign not in _JOINERS
    return "" if hidden else sign


def _breakable(word: str) -> str:
    if sum(map(_width, word)) <= WIDE:
        return word
    parts, wide = [""], 0.0
    for sign in word:
        # A mark belongs to the letter before it.
        if wide >= WIDE / 2 and not unicodedata.combining(sign):
            parts.append("")
            wide = 0.0
        parts[-1] += sign
        wide += _width(sign)
    return _ZERO_WIDTH_SPACE.join(parts)


def _width(sign: str) -> float:
    return 2.1 if sign in _WIDEST else _WIDTHS.get(unicodedata.category(sign), 1.0)


def unprintable(texts: Iterable[str], *, everywhere: bool) -> frozenset[str]:
    """The signs of these texts that no font has.

    Each question takes a moment, so there are _PROBES; what then was not asked for counts as one.
    """
    letters = frozenset("".join(texts)) - _ASCII - {_ZERO_WIDTH_SPACE} - _JOINERS
    found: set[str] = set()
    for _ in range(_PROBES):
        lacking = _first_lacking(sorted(letters - found), everywhere=everywhere)
        if not lacking:
            return frozenset(found)
        alphabets = {_alphabet(sign) for sign in lacking}
        found |= {sign for sign in letters if _alphabet(sign) in alphabets}
    return frozenset(found) | strange(letters)


def strange(texts: Iterable[str]) -> frozenset[str]:
    """Every sign beyond Western letters and usual punctuation."""
    return frozenset(
        sign
        for sign in frozenset("".join(texts)) - {_ZERO_WIDTH_SPACE, UNKNOWN}
        if ord(sign) > 0xFF and ord(sign) not in _PUNCTUATION
    )


def _first_lacking(letters: list[str], *, everywhere: bool) -> frozenset[str]:
    """Of the first that cannot be drawn its signs; empty: all can."""
    compiler = typst.Compiler(
        _PROBE,
        font_paths=fonts(everywhere=everywhere),
        sys_inputs={"letters": json.dumps(letters)},
    )
    try:
        tagged(compiler)
    except typst.TypstError as error:
        return lacking_in(error) & frozenset(letters)
    return frozenset()


def is_better_elsewhere(texts: Iterable[str]) -> bool:
    """Whether there is Arabic, whose letters come with Typst in one width only."""
    return any("ARABIC" in unicodedata.name(sign, "") for sign in frozenset("".join(texts)))


def tagged(compiler: typst.Compiler) -> bytes:
    """The file, by the standard PDF/UA-1; raises TypstError where it does not hold."""
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(pdf, bytes):
        msg = "One document is one file"
        raise TypeError(msg)
    return pdf


def lacking_in(error: typst.TypstError) -> frozenset[str]:
    """The signs that could not be drawn. Raises the error again when it is about something else."""
    named = _MISSING.search(str(error))
    if named is None:
        raise error
    return frozenset(_ESCAPE.sub(lambda each: chr(int(each["code"], 16)), named["text"]))


def marks_on(signs: frozenset[str], texts: Iterable[str]) -> frozenset[str]:
    """The marks and skin tones that stand on any of these signs.

    A letter and its mark are drawn by one font. Where none has both, the letter is named as what
    lacks, though it is there without its mark.
    """
    found: set[str] = set()
    for text in texts:
        is_on = False
        for sign in text:
            if _is_mark(sign):
                if is_on:
                    found.add(sign)
            else:
                is_on = sign in signs
    return frozenset(found)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M") or sign in _SKIN_TONES


def _alphabet(sign: str) -> tuple[int, int] | str:
    code = ord(sign)
    return next(
        ((first, code // size) for first, end, size in _ALPHABETS if first <= code < end), sign
    )
