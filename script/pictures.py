"""Pictures of every page of the demo, for eyes: phone and desktop, light and dark.

    python script/pictures.py http://localhost:8000 ana@demo.example PASSWORD var/pictures

Words after that: only the pages whose address has one of them.
Needs requirements-browser.txt and a Chromium (see script/chromium.py).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from script import chromium

# The start of the walk; every further page is found by its links.
START = (
    *("/", "/today/", "/you/", "/relief/calf-l/", "/journal/", "/calendar/", "/reminders/"),
    *("/calendar/week/", "/cramps/log/?muscle=calf-l", "/welcome/you/", "/welcome/reminders/"),
    "/welcome/first/",
)
SKIP = re.compile(r"/(logout|admin|static|dev)/|[?#]|^tel:|^mailto:")
# What differs between pages of one kind: keys, days, weeks, months, and muscles in the relief's.
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
ONE_OF = re.compile(rf"{UUID.pattern}|\d+(-\d+)*|(?<=^/relief/)[a-z-]+(?=/)")


def main(base: str, email: str, password: str, folder: str, *words: str) -> int:
    """Logs in, walks the links and takes four pictures a page."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.arguments()
        )
        first = browser.new_context(base_url=base)
        page = first.new_page()
        log_in(page, email, password)
        found = walk(page)
        paths = [path for path in found if not words or any(word in path for word in words)]
        state = first.storage_state()
        for name, size in (("phone", chromium.PHONE), ("desktop", chromium.DESKTOP)):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    base_url=base,
                    storage_state=state,
                    viewport={"width": size["width"], "height": size["height"]},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                shoot(context.new_page(), paths, out, f"{name}-{scheme}")
        browser.close()
    print(f"{len(paths)} pages, 4 pictures each, in {out}")
    return 0


def log_in(page: Page, email: str, password: str) -> None:
    """Through the form, as anybody would."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.get_by_role("button", name=re.compile("log in|sign in", re.IGNORECASE)).first.click()
    page.wait_for_url("**/today/")


def walk(page: Page) -> list[str]:
    """Every path that a link leads to, one of each kind of address."""
    found = {kind(path): path for path in START}
    queue = list(START)
    while queue:
        page.goto(queue.pop(0))
        links = page.locator("a[href]")
        for path in links.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
            if path.startswith("/") and kind(path) not in found and not SKIP.search(path):
                found[kind(path)] = path
                queue.append(path)
    return list(found.values())


def kind(path: str) -> str:
    """The address without what differs between pages of one kind."""
    return ONE_OF.sub("x", path)


def shoot(page: Page, paths: list[str], out: Path, suffix: str) -> None:
    """The whole of each page that is one: the welcome leads on once it is over."""
    for path in paths:
        name = re.sub(r"\W+", "-", UUID.sub("x", path)).strip("-") or "home"
        page.goto(path)
        if urlsplit(page.url).path == urlsplit(path).path:
            page.screenshot(path=out / f"{name}.{suffix}.png", full_page=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
