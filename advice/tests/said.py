"""Every sentence the program can say to somebody, as it stands in templates, code and scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from script.environment import ROOT

APPS = ("accounts", "advice", "coaching", "cramptracker", "journal", "reminders")
# What nobody reads: Django's own notes in a migration, and tests.
UNREAD = {"migrations", "tests"}
_CODE = re.compile(r"{%.*?%}|{#.*?#}|{{.*?}}|<!--.*?-->|<style>.*?</style>", re.DOTALL)
# The code of a choice, the key of a dictionary, the name of a file.
_NAME = re.compile(r"[a-z0-9_./:-]+")
_SCRIPT_WORDS = re.compile(r"`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)


def templates() -> Iterator[tuple[str, str]]:
    """File and text of every page, mail and worker, without the template language."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".typ"}:
            yield _named(path), _CODE.sub(" ", path.read_text())


def scripts() -> Iterator[tuple[str, str]]:
    """File and every string of it that holds a sentence, of our own scripts."""
    paths = [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "templates").rglob("*.js")]
    for path in sorted(paths):
        code = _COMMENT.sub("", path.read_text())
        yield _named(path), "\n".join(_SCRIPT_WORDS.findall(code))


def sources() -> Iterator[tuple[str, str]]:
    """File and every string of it, of our own Python: labels, errors, words and data.

    Docstrings are for us; what a name, a key or a code of a choice looks like is left out, since
    nobody reads it.
    """
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if UNREAD.isdisjoint(path.relative_to(ROOT).parts):
                yield _named(path), "\n".join(_strings(ast.parse(path.read_text())))


def _strings(tree: ast.Module) -> Iterator[str]:
    docs = {*_docstrings(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if node not in docs and not _NAME.fullmatch(node.value):
            yield node.value


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr):
                yield first.value


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
