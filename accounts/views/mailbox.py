"""The mailbox of a local run: what was sent, read from files. Does not exist anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, cast

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.mailbox import Mail, messages, opening_links_outside

FILES_A_PAGE = 50

View = Callable[..., HttpResponseBase]

# A mail brings its own style and may show pictures that are in it; it may load and run nothing.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}
# The decorator's own types know only views without arguments from the address.
own_policy = cast("Callable[[View], View]", csp(MAIL_POLICY))


def local_only(view: View) -> View:
    """404 unless this is a local run; then public, since the first code is read before log-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.LOCAL_RUN:
            raise Http404
        return view(request, *args, **kwargs)

    public: View = login_not_required(guarded)
    return public


@local_only
@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Mails newest first, fifty files a page."""
    files = _files()
    before = request.GET.get("before")
    names = [file.name for file in files]
    start = names.index(before) + 1 if before in names else 0
    shown = files[start : start + FILES_A_PAGE]
    mails = [
        {"file": file.name, "mail": mail}
        for file in shown
        for mail in reversed(messages(file.read_bytes()))
    ]
    older = shown[-1].name if len(files) > start + FILES_A_PAGE else None
    return render(request, "accounts/mailbox.html", {"mails": mails, "older": older})


@local_only
@never_cache
@require_safe
def mail_message(request: HttpRequest, file: str, index: int) -> HttpResponse:
    """One mail: its text, and its HTML in a frame that may do nothing."""
    context = {"mail": _mail(file, index), "file": file}
    return render(request, "accounts/mail_message.html", context)


@local_only
@never_cache
@require_safe
@xframe_options_sameorigin
@own_policy
def mail_html(request: HttpRequest, file: str, index: int) -> HttpResponse:
    """The HTML part alone, under its own policy."""
    html = _mail(file, index).html
    if html is None:
        raise Http404
    return HttpResponse(opening_links_outside(html))


def _files() -> list[Path]:
    """The files of the mail folder, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    files = [file for file in folder.iterdir() if file.suffix == ".log" and file.is_file()]
    return sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def _mail(name: str, index: int) -> Mail:
    # The name is looked up in the listing, never joined to a path: "../" finds nothing.
    for file in _files():
        if file.name == name:
            found = messages(file.read_bytes())
            if index < len(found):
                return found[index]
    raise Http404
